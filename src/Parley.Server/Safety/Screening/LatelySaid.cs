using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>
/// What an author said last in a thread with nobody between: a number may come in pieces. Known from memory while this node saw the thread's
/// last message; the store is asked only where the author's side also spoke last and the text could be a piece.
/// </summary>
public sealed class LatelySaid(Store store, AuthorKeys keys, TimeProvider clock)
{
    const int Most = 3, LongestKept = 300, ShortText = 40;

    /// <summary>What is older is another matter.</summary>
    static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);

    sealed record Said(int Seq, string AuthorId, DateTimeOffset At, IReadOnlyList<(Guid? Client, string Text)> Texts);

    readonly BoundedCache<Guid, Said> known = new(20_000);

    public async ValueTask<IReadOnlyList<string>> BeforeAsync(Draft draft, CancellationToken ct)
    {
        if (draft.Door is not { } door || draft.EditOf is not null || draft.AuthorId.Length == 0 || !CouldBePiece(draft.Text)) return [];
        var head = door.Head.Value;
        if (head is { LastSeq: 0 } || head is not null && SpokeLast(head) is { } side && side != draft.Party) return [];
        if (!known.TryGet(door.Id, out var said) || head is null || said.Seq != head.LastSeq)
            if (await LoadAsync(door, ct) is { } loaded) known.Set(door.Id, said = loaded);
            else return [];
        return said.AuthorId == draft.AuthorId && clock.GetUtcNow() - said.At <= Lately ? Before(said, draft.ClientId) : [];
    }

    /// <summary>Sent again, a message does not stand before itself.</summary>
    static List<string> Before(Said said, Guid? client) => [.. said.Texts.TakeWhile(t => client is null || t.Client != client).Select(t => t.Text).TakeLast(Most)];

    public void Note(Draft draft, int seq)
    {
        if (draft.Door is not { } door || draft.AuthorId.Length == 0) return;
        var now = clock.GetUtcNow();
        var text = (draft.ClientId, End(draft.Text));
        var goesOn = known.TryGet(door.Id, out var said) && said.Seq == seq - 1 && said.AuthorId == draft.AuthorId && now - said.At <= Lately;
        if (goesOn || CouldBePiece(draft.Text)) known.Set(door.Id, new Said(seq, draft.AuthorId, now, goesOn ? [.. said.Texts.Append(text).TakeLast(Most + 1)] : [text]));
    }

    /// <summary>Digits, an at sign, or so short that it may be a word of a number.</summary>
    static bool CouldBePiece(string text) => text.Length <= ShortText || text.Any(c => char.IsDigit(c) || c is '@');

    /// <summary>As far as the head tells; null where it does not.</summary>
    static PartyKind? SpokeLast(Head head) => head.Answer?.Seq == head.LastSeq ? PartyKind.Vendor : head.Owes?.Seq == head.LastSeq ? PartyKind.Buyer : null;

    static string End(string text) => text.Length <= LongestKept ? text : text[^LongestKept..];

    async Task<Said?> LoadAsync(Door door, CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<Message>().Where(m => m.ConversationId == door.Id).OrderByDescending(m => m.Seq).Take(Most + 1).ToListAsync(ct);
        if (rows.Count == 0) return null;
        var last = rows[0];
        var own = rows.TakeWhile(m => m.AuthorId == last.AuthorId && m.Kind == MessageKind.Text && m.UnsentAt is null && last.At - m.At <= Lately).ToList();
        if (own.Count == 0) return new Said(last.Seq, "", last.At, []);
        var ring = new Keyring(door, await keys.LoadAsync([last.AuthorId], ct));
        own.Reverse();
        return new Said(last.Seq, last.AuthorId, last.At, [.. own.Select(m => ((Guid?)m.ClientId, Text: ring.TextOf(m))).Where(m => m.Text is not null).Select(m => (m.Item1, End(m.Text!)))]);
    }
}
