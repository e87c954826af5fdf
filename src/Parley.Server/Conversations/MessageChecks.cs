using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>The author says that what would keep a message back is something else, and sends it all the same. People look at it afterwards.</summary>
/// <param name="As">One of the exemptions that the finding names, such as <c>parcel-number</c>.</param>
/// <param name="Words">For those people; at most 200 characters.</param>
public sealed record Appeal(string As, string? Words = null);

/// <summary>What a check may look at before a message is stored.</summary>
/// <param name="AuthorId">Empty for a machine.</param>
/// <param name="Files">How many files come with it; with some, it needs no text.</param>
public sealed record Draft(PartyKind Party, string AuthorId, string Text, int Files = 0)
{
    /// <summary>The thread it is for; null while it is not there.</summary>
    public Door? Door { get; init; }

    /// <summary>The thread it is to open, where <see cref="Door"/> is null.</summary>
    public Thread? Opens { get; init; }

    /// <summary>That thread is opened now, if it is not there.</summary>
    public bool IsOpening { get; init; }

    /// <summary>Null when nothing is to be sent: it is asked only what would be said.</summary>
    public Guid? ClientId { get; init; }
    public Appeal? Appeal { get; init; }

    /// <summary>The author's own uploads that come with it.</summary>
    public IReadOnlyList<Guid> Attachments { get; init; } = [];

    /// <summary>The number of the message that gets this text.</summary>
    public int? EditOf { get; init; }

    /// <summary>Said in another system, long ago.</summary>
    public bool Imported { get; init; }
}

/// <summary>A place in a message that the other side reads hidden.</summary>
/// <param name="Kind">Why: with it the place is shown again, once it is allowed.</param>
/// <param name="Start">In UTF-16 units.</param>
public sealed record Mask(string Kind, int Start, int Length);

/// <summary>What a check says: nothing, or what is wrong, or under which conditions the message passes.</summary>
public sealed record Checked
{
    public static readonly Checked Fine = new();

    /// <summary>Tells the author what is wrong and what to do.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The text to store instead.</summary>
    public string? Text { get; init; }
    public IReadOnlyList<Mask> Masks { get; init; } = [];

    /// <summary>People look at it before anybody else sees it.</summary>
    public bool Held { get; init; }

    /// <summary>What is to be written down of an edit that passes; null for nothing.</summary>
    public INoteEdit? Edit { get; init; }

    public static Checked No(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>Writes down what a check found in an edit. Nothing of it comes about where the edit does not, and a retry, which changes nothing, writes nothing.</summary>
public interface INoteEdit
{
    /// <summary>In the transaction that changes the message.</summary>
    /// <param name="message">With its new text already.</param>
    void Write(ParleyDb db, Message message);

    /// <summary>Once that is committed.</summary>
    Task StoredAsync(CancellationToken ct);
}

/// <summary>
/// Looks at a message before it is stored, in the order of registration; the first refusal counts. Safe for many threads, and quick:
/// without a finding it asks neither store nor network.
/// </summary>
public interface IMessageCheck
{
    ValueTask<Checked> CheckAsync(Draft draft, CancellationToken ct);

    /// <summary>The message was stored under this number. Must not wait for anything.</summary>
    void Stored(Draft draft, int seq) { }
}

/// <summary>Keeps messages that people are to look at. Another folder has them; this one only gives them away.</summary>
public interface IHeldMessages
{
    /// <summary>Keeps it sealed as it is; again under the same client id is free.</summary>
    Task HoldAsync(Letter letter, CancellationToken ct);

    /// <summary>The client ids of those that may still be sent: what belongs to them is kept.</summary>
    IQueryable<Guid> ClientIds(ParleyDb db);
}

/// <summary>A text must be there, be visible, and have a bearable length.</summary>
public sealed class TextShape(IOptions<ConversationOptions> options) : IMessageCheck
{
    public ValueTask<Checked> CheckAsync(Draft draft, CancellationToken ct) =>
        new((draft is { Files: > 0, Text: "" } ? null : FlawOf(draft.Text, options.Value.TextLength)) is { } flaw ? Checked.No(flaw) : Checked.Fine);

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

    /// <summary>The message as it passes; throws the first refusal.</summary>
    public async ValueTask<Passed> PassAsync(Draft draft, CancellationToken ct)
    {
        IReadOnlyList<Mask> masks = [];
        var held = false;
        var edits = new List<INoteEdit>();
        foreach (var check in checks)
        {
            var said = await check.CheckAsync(draft, ct);
            if (said.Refusal is { } refusal) throw new RefusedException(refusal);
            if (said.Text is { } text) draft = draft with { Text = text };
            if (said.Masks.Count > 0) masks = said.Masks;
            if (said.Edit is { } edit) edits.Add(edit);
            held |= said.Held;
        }
        return new Passed(draft, masks, held) { Edits = edits };
    }

    public void Stored(Passed passed, int seq)
    {
        foreach (var check in checks) check.Stored(passed.Draft, seq);
    }
}

/// <summary>A message that passed all checks, and how.</summary>
public sealed record Passed(Draft Draft, IReadOnlyList<Mask> Masks, bool Held)
{
    public string Text => Draft.Text;

    /// <summary>What the checks have to write down of an edit.</summary>
    public IReadOnlyList<INoteEdit> Edits { get; init; } = [];
}
