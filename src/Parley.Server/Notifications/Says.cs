namespace Parley.Notifications;

/// <summary>What became of a notice, in a sentence for whoever looks at the log.</summary>
static class Says
{
    public static string Of(Notice notice) => notice.State switch
    {
        NoticeState.Waiting when notice is { Attempts: > 0, Outcome: { } outcome } => $"The last try failed ({outcome}); it is tried again.",
        NoticeState.Waiting => Waits(notice.Because),
        NoticeState.Sent => $"Sent{Why(notice.Because)}.",
        NoticeState.Delivered => $"Sent{Why(notice.Because)}, and it arrived.",
        NoticeState.Bounced => $"Sent{Why(notice.Because)}, but it came back ({notice.Outcome}).",
        NoticeState.Failed => $"Could not be sent ({notice.Outcome}).",
        NoticeState.Cancelled => $"Not sent: {Cancelled(notice.Outcome)}.",
        _ => $"Not sent: {NotSent(notice.Because)}.",
    };

    static string Waits(Because because) => because switch
    {
        Because.Instant => "Goes out if it is not seen in a moment.",
        Because.Unread => "Goes out if it is still unread then.",
        Because.Digest => "Waits for the next summary.",
        Because.QuietHours => "Waits for the end of quiet hours.",
        Because.UrgentPassed => "Goes out although it is quiet, because it is urgent.",
        Because.FellThrough => "Goes out because another way failed.",
        Because.Locked => "Goes out as the marketplace decides.",
        _ => "Waits.",
    };

    static string Why(Because because) => because switch
    {
        Because.Instant => " because it was not seen in a moment",
        Because.Unread => " because it was still unread",
        Because.Digest => " in a summary",
        Because.QuietHours => " after quiet hours",
        Because.UrgentPassed => " although it was quiet, because it is urgent",
        Because.FellThrough => " because another way failed",
        Because.Locked => " as the marketplace decides",
        _ => "",
    };

    static string NotSent(Because because) => because switch
    {
        Because.Off => "this is turned off",
        Because.NotConfigured => "the marketplace has not set this way up",
        Because.NoAddress => "there is no address for it",
        Because.AddressOff => "the address was switched off, because it failed or asked for it",
        Because.Looking => "the thread was open",
        Because.NotCritical => "this way is for what is critical",
        _ => "it was planned so",
    };

    static string Cancelled(string? outcome) => outcome switch
    {
        Outcomes.Read => "it was read before",
        Outcomes.Told => "an earlier notice told of it",
        Outcomes.Unsent => "it was taken back",
        Outcomes.Spam => "the thread is marked as spam",
        Outcomes.AccessLost => "they do not see this thread any more",
        Outcomes.AssignedElsewhere => "somebody else has the thread",
        Outcomes.PersonRemoved => "they have left",
        Outcomes.Suspended => "the marketplace has suspended them",
        Outcomes.PairBlocked => "the marketplace keeps the two apart",
        Outcomes.BlockedByYou => "they do not take the other side's messages",
        Outcomes.Over => "it is too late for it",
        Outcomes.Withdrawn => "the marketplace took it back",
        Outcomes.Done => "it is done with",
        Outcomes.Gone => "the thread is gone",
        Outcomes.Off => "it was turned off meanwhile",
        Outcomes.NoAddress => "there is no address any more",
        Outcomes.AddressOff => "the address was switched off meanwhile",
        Outcomes.NotConfigured => "the marketplace has this way set up no more",
        _ => outcome ?? "it became pointless",
    };
}

/// <summary>Names of what became of a notice, beside those that channels give. Part of the API: add, never rename.</summary>
static class Outcomes
{
    public const string Sent = "sent", Read = "read", Told = "told-before", Unsent = "unsent", Spam = "spam", AccessLost = "access-lost", AssignedElsewhere = "assigned-elsewhere", PersonRemoved = "person-removed",
        Done = "done", Gone = "conversation-gone", Off = "turned-off", NoAddress = "no-address", AddressOff = "address-off", Suspended = "account-suspended", PairBlocked = "pair-blocked", BlockedByYou = "blocked-by-you", Over = "over", Withdrawn = "withdrawn", NotConfigured = "not-configured", BrokenOff = "broken-off", Broken = "broken", TookTooLong = "took-too-long";
}
