using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What a check may look at before a message is stored. Pure: no store, no network, under a millisecond.</summary>
/// <param name="Files">How many files come with it; with some, it needs no text.</param>
public sealed record Draft(Guid? ConversationId, PartyKind Party, string AuthorId, string Text, int Files = 0);

/// <summary>
/// Looks at a message before it is stored, in the order of registration. Returns null to let it pass, or the refusal that tells
/// the author what is wrong and what to do. The first refusal counts.
/// </summary>
public interface IMessageCheck
{
    Refusal? Check(Draft draft);
}

/// <summary>A text must be there, be visible, and have a bearable length.</summary>
public sealed class TextShape(IOptions<ConversationOptions> options) : IMessageCheck
{
    public Refusal? Check(Draft draft) => draft is { Files: > 0, Text: "" } ? null : FlawOf(draft.Text, options.Value.TextLength);

    /// <summary>What is wrong with a person's text of at most <paramref name="most"/> UTF-16 units; null when nothing is.</summary>
    public static Refusal? FlawOf(string text, int most)
    {
        if (text.Contains('\0')) return Refuse.InvalidCharacter("text").Refusal;
        // Terminals and screen readers act on control characters; a message needs only line ends and tabs.
        if (text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085'))) return Refuse.Invalid("text", "'text' holds control characters. Remove them and send again.").Refusal;
        if (text.Length > most) return Refuse.Invalid("text", $"'text' has {text.Length} characters; at most {most} are allowed. Send it in parts.").Refusal;
        return Texts.IsVisible(text) ? null : Refuse.Invalid("text", "'text' is empty, or holds nothing that can be seen.").Refusal;
    }
}

/// <summary>Runs all checks; the one thing use cases call.</summary>
public sealed class MessageChecks(IEnumerable<IMessageCheck> checks)
{
    readonly IMessageCheck[] checks = [.. checks];

    public string Pass(Draft draft)
    {
        foreach (var check in checks)
            if (check.Check(draft) is { } refusal) throw new RefusedException(refusal);
        return draft.Text;
    }
}
