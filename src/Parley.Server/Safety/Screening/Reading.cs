using Parley.Safety.Policies;
using Parley.Text.Contacts;

namespace Parley.Safety.Screening;

/// <summary>A message as it is to be read.</summary>
/// <param name="Before">What the same author said last in this thread, the oldest first, with nobody between.</param>
/// <param name="FirstContact">See <see cref="Situation.FirstContact"/>: only then it may be spam.</param>
/// <param name="Known">The marketplace's hosts and this order's numbers.</param>
public sealed record ToRead(string Text, IReadOnlyList<string> Before, bool FirstContact, bool Machine, ContactSettings Known)
{
    /// <summary>What the same author said after it, where it is an edit's text.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Sites that are warned of.</summary>
    public DomainSet Listed { get; init; } = DomainSet.Empty;
}

/// <summary>What was found in a message. Pure: the text, the policy and what is known of the thread decide, nothing else.</summary>
/// <param name="Text">As it may be stored: without card numbers.</param>
/// <param name="Cards">Where they stood.</param>
public sealed record Reading(string Text, IReadOnlyList<Found> Found, IReadOnlyList<Found> Cards)
{
    public static Reading Of(ToRead message, Policy policy) => Of(new Sought(message), policy);

    /// <summary>As one of several policies reads what was found.</summary>
    public static Reading Of(Sought sought, Policy policy)
    {
        var found = new List<Found>();
        var (message, cards) = (sought.Message, sought.Cards);
        foreach (var one in sought.Contacts.Findings)
            if (one.Kind != ContactKind.Card && one.Confidence >= ContactReport.Certain && one.Reason != ContactReport.ByWording) Take(one, message, policy, cards, found);
        if (policy.Asks(Kinds.Address)) found.AddRange(sought.Addresses);
        if (policy.HasOwnTexts) policy.FindOwn(sought.Text, sought.Normal, found);
        if (message.Machine) return new Reading(sought.Text, found, cards);
        if (policy.Asks(Kinds.Abuse) && sought.Abuse is { } abuse) found.Add(abuse);
        if (message.FirstContact && policy.Asks(Kinds.Spam) && sought.Spam is { } spam) found.Add(spam);
        return new Reading(sought.Text, found, cards);
    }

    static void Take(ContactFinding one, ToRead message, Policy policy, IReadOnlyList<Found> cards, List<Found> found)
    {
        if (one.Spans.Count > 1 && !IsPiece(message.Text, one)) return;
        foreach (var span in one.Spans)
        {
            if (span.Message != message.Before.Count) continue; // what was said before was looked at then
            var reason = one.Spans.Count > 1 ? $"{one.Reason}.split" : one.Reason;
            var here = new Found(NameOf(one.Kind), reason, span.Start, span.End - span.Start);
            if (IsOfCode(one, message.Text, span.Start)) continue;
            if (!cards.Any(c => c.Start < span.End && span.Start < c.Start + c.Length) && OwnKind(here, message, policy) is { } own) found.Add(own);
        }
    }

    /// <summary>Sentences that each hold a number are no number in pieces: a piece is little else, or digits in words.</summary>
    static bool IsPiece(string text, ContactFinding one)
    {
        const int most = 12;
        return one.Reason == "phone.spelled" || text.Count(char.IsLetter) <= most;
    }

    /// <summary>The digits of a code such as ORD-2024-00123, of which nothing but their number speaks for a telephone.</summary>
    static bool IsOfCode(ContactFinding one, string text, int start) => one.Reason == "phone.plain" && start >= 3 && text[start - 1] is ('-' or '_' or '/') && char.IsAsciiLetterUpper(text[start - 2]) && char.IsAsciiLetterUpper(text[start - 3]);

    /// <summary>
    /// A link or mail address is of the own list that names its host; of an allowed host it is nothing; of a site that is warned of, or of one that looks like the
    /// marketplace's, it is more, where the policy asks.
    /// </summary>
    static Found? OwnKind(Found one, ToRead message, Policy policy)
    {
        if (one.Kind is not (Kinds.Link or Kinds.Mail) || Hosts.Of(message.Text.AsSpan(one.Start, one.Length)) is not { } host) return one;
        if (policy.ListOf(host) is { } list) return one with { Kind = list };
        foreach (var allowed in policy.AllowedHosts)
            if (Hosts.IsWithin(host, allowed)) return null;
        foreach (var own in message.Known.OwnHosts)
            if (Hosts.IsWithin(host, own)) return null; // such as one with letters of its own, which the finder does not know
        if (policy.Asks(Kinds.BadLink) && message.Listed.Has(host)) return one with { Kind = Kinds.BadLink, Reason = "link.listed" };
        if (policy.Asks(Kinds.Lookalike))
            foreach (var own in message.Known.OwnHosts)
                if (Hosts.LooksLike(host, own)) return one with { Kind = Kinds.Lookalike, Reason = "lookalike.host" };
        return one;
    }

    static string NameOf(ContactKind kind) => kind switch
    {
        ContactKind.Phone => Kinds.Phone,
        ContactKind.Mail => Kinds.Mail,
        ContactKind.Link => Kinds.Link,
        ContactKind.Handle => Kinds.Handle,
        ContactKind.Messenger => Kinds.Messenger,
        ContactKind.Payment => Kinds.Payment,
        ContactKind.Picture => Kinds.Picture,
        ContactKind.Outside => Kinds.Outside,
        ContactKind.Iban => Kinds.Iban,
        _ => throw new InvalidOperationException($"{kind} is no way of contact."),
    };
}
