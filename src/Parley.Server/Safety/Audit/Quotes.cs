using Parley.Conversations;

namespace Parley.Safety;

/// <summary>What an entry of the log does not name is not shown: of messages quoted from elsewhere in the thread only the place stays.</summary>
static class Quotes
{
    public static IReadOnlyList<MessageView> Within(IReadOnlyList<MessageView> messages)
    {
        var shown = messages.Select(m => m.Seq).ToHashSet();
        return [.. messages.Select(m => m.ReplyTo is { } quoted && !shown.Contains(quoted.Seq) ? m with { ReplyTo = quoted with { Text = null } } : m)];
    }
}
