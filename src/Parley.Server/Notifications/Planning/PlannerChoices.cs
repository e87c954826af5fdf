namespace Parley.Notifications;

/// <summary>What was chosen for one event and one channel.</summary>
/// <param name="Named">By the person or locked by the operator, for this very kind.</param>
readonly record struct Chosen(Cadence Cadence, bool Locked, bool Named)
{
    /// <summary>Locked ones, then the person's own, then defaults; of each the most specific, of equals the first; then <see cref="Ladder.Usual"/>.</summary>
    public static Chosen For(Preferences preferences, NoticeEvent what, Channel channel)
    {
        if (Best(preferences.Locked, what, channel) is { } locked) return new(locked.Cadence, Locked: true, locked.Kind is not null);
        if (Best(preferences.Own, what, channel) is { } own) return new(own.Cadence, Locked: false, own.Kind is not null);
        return new((Best(preferences.Defaults, what, channel) ?? Best(Ladder.Usual, what, channel)!).Cadence, Locked: false, Named: false);
    }

    /// <summary>Whoever mutes a thread has enough of its chatter. That an order is at risk they turn off by that kind, or not at all.</summary>
    static bool IsMute(Choice choice, NoticeKind kind) => kind.IsCritical() && choice is { Kind: null, Conversation: not null, Cadence.Pace: Pace.Off };

    static Choice? Best(IReadOnlyList<Choice> choices, NoticeEvent what, Channel channel)
    {
        Choice? best = null;
        var rank = -1;
        for (var i = 0; i < choices.Count; i++)
        {
            var choice = choices[i];
            if (choice.Channel != channel || IsMute(choice, what.Kind) || (choice.Kind is { } kind && kind != what.Kind) || (choice.Conversation is { } thread && thread != what.Conversation)) continue;
            var specific = (choice.Conversation is null ? 0 : 2) + (choice.Kind is null ? 0 : 1);
            if (specific > rank) (best, rank) = (choice, specific);
        }
        return best;
    }
}

/// <summary>What holds where neither the person nor the operator chose.</summary>
public static class Ladder
{
    /// <summary>Pushed when it was not seen for a moment, mailed when it is unread after ten minutes, and a text message for critical kinds (see <see cref="Planner"/>).</summary>
    public static IReadOnlyList<Choice> Usual { get; } =
    [
        new(null, null, Channel.Browser, Cadence.Instant),
        new(null, null, Channel.Mobile, Cadence.Instant),
        new(null, null, Channel.Mail, Cadence.After(10)),
        new(null, null, Channel.Sms, Cadence.Instant),
    ];
}
