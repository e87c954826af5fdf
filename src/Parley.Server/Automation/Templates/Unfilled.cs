using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A vendor's message must not go out with a marker of ours that nobody filled in. Buyers may write braces as they like.</summary>
public sealed class Unfilled : IMessageCheck
{
    public ValueTask<Checked> CheckAsync(Draft draft, CancellationToken ct) =>
        new(draft.Party == PartyKind.Vendor && Find(draft.Text) is { } span ? Checked.No(Refuse.UnfilledTemplate(draft.Text.Substring(span.Start, span.Length), span)) : Checked.Fine);

    /// <summary>The first marker of ours in the text, or null.</summary>
    public static TextSpan? Find(string text)
    {
        var at = text.IndexOf("{{", StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = text.IndexOf("}}", at + 2, StringComparison.Ordinal);
            if (end < 0) return null;
            at = text.LastIndexOf("{{", end - 1, end - at, StringComparison.Ordinal); // the innermost opening is the one that is closed
            if (IsOurs(text[(at + 2)..end].Trim())) return new TextSpan(at, end + 2 - at);
            at = text.IndexOf("{{", end + 2, StringComparison.Ordinal);
        }
        return null;
    }

    static bool IsOurs(string word)
    {
        if (word is "else" or "/if" || word.StartsWith('?') || word.StartsWith("#if", StringComparison.Ordinal)) return true;
        var bar = word.IndexOf('|', StringComparison.Ordinal);
        return Variables.LooksOurs((bar < 0 ? word : word[..bar]).TrimEnd());
    }
}
