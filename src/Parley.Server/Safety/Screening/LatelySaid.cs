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
    readonly BoundedCache<Guid, Said> known = new(20_000);

    /// <summary>What is in review, or waits behind it: it has no number, and comes all at once.</summary>
    readonly BoundedCache<(Guid Thread, string Author), Said> aside = new(5_000);

    public async ValueTask<IReadOnlyList<string>> BeforeAsync(Draft draft, CancellationToken ct)
    {
        if (draft.Door is not { } door || draft.AuthorId.Length == 0) return [];
        var head = door.Head.Value;
        if (head is null) known.Forget(door.Id); // something was changed in it: what was said may read otherwise now
        if (!Said.CouldBePiece(draft.Text)) return [];
        if (head is { LastSeq: 0 } || head is not null && SpokeLast(head) is { } side && side != draft.Party) return [];
        if (!known.TryGet(door.Id, out var said) || head is null || said.Seq != head.LastSeq)
            if (await LoadAsync(door, ct) is { } loaded) known.Set(door.Id, said = loaded);
            else return [];
        return said.Before(draft.AuthorId, draft.ClientId, clock.GetUtcNow());
    }

    /// <summary>What stands on either side of a message of this author's that gets another text: with nobody between, and within the same time. Asks the store.</summary>
    public async ValueTask<Beside> AroundAsync(Draft draft, int seq, CancellationToken ct)
    {
        if (draft.Door is not { } door || draft.AuthorId.Length == 0 || !Said.CouldBePiece(draft.Text)) return Beside.Nothing;
        await using var db = store.Open();
        var rows = await db.Set<Message>().Where(m => m.ConversationId == door.Id && m.Seq >= seq - Said.Most && m.Seq <= seq + Said.Most).OrderBy(m => m.Seq).ToListAsync(ct);
        if (rows.Find(m => m.Seq == seq) is not { } meant || meant.AuthorId != draft.AuthorId) return Beside.Nothing; // who may not edit it is refused later
        bool IsBeside(Message m) => m.AuthorId == meant.AuthorId && m.Party == meant.Party && m.Kind == MessageKind.Text && !m.IsGone && (m.At - meant.At).Duration() <= Said.Lately;
        var ring = new Keyring(door, await keys.LoadAsync([meant.AuthorId], ct));
        IEnumerable<string> Texts(IEnumerable<Message> some) => some.TakeWhile(IsBeside).Select(ring.TextOf).OfType<string>();
        return new([.. Texts(rows.Where(m => m.Seq < seq).Reverse()).Reverse().Select(Said.End)], [.. Texts(rows.Where(m => m.Seq > seq)).Select(Said.Beginning)]);
    }

    /// <summary>What the author wrote last of what waits in this thread; on this node.</summary>
    public IReadOnlyList<string> Aside(Draft draft) => draft.Door is { } door && aside.TryGet((door.Id, draft.AuthorId), out var said) && Said.CouldBePiece(draft.Text) ? said.Before(draft.AuthorId, draft.ClientId, clock.GetUtcNow()) : [];

    /// <summary>It is laid aside.</summary>
    public void LayAside(Draft draft)
    {
        if (draft.Door is not { } door || draft.AuthorId.Length == 0) return;
        aside.TryGet((door.Id, draft.AuthorId), out var said);
        if (said?.Texts.Any(t => t.Client == draft.ClientId) is true) return; // sent again
        if (Said.After(said, (said?.Seq ?? 0) + 1, draft.AuthorId, draft.ClientId, draft.Text, clock.GetUtcNow()) is { } after) aside.Set((door.Id, draft.AuthorId), after);
        else aside.Forget((door.Id, draft.AuthorId));
    }

    public void Note(Draft draft, int seq)
    {
        if (draft.Door is not { } door || draft.AuthorId.Length == 0) return;
        known.TryGet(door.Id, out var said);
        if (Said.After(said, seq, draft.AuthorId, draft.ClientId, draft.Text, clock.GetUtcNow()) is { } after) known.Set(door.Id, after);
    }

    /// <summary>As far as the head tells; null where it does not.</summary>
    static PartyKind? SpokeLast(Head head) => head.Answer?.Seq == head.LastSeq ? PartyKind.Vendor : head.Owes?.Seq == head.LastSeq ? PartyKind.Buyer : null;

    async Task<Said?> LoadAsync(Door door, CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<Message>().Where(m => m.ConversationId == door.Id).OrderByDescending(m => m.Seq).Take(Said.Most + 1).ToListAsync(ct);
        if (rows.Count == 0) return null;
        var last = rows[0];
        var own = rows.TakeWhile(m => m.AuthorId == last.AuthorId && m.Kind == MessageKind.Text && m.UnsentAt is null && last.At - m.At <= Said.Lately).ToList();
        if (own.Count == 0) return new Said(last.Seq, "", last.At, []);
        var ring = new Keyring(door, await keys.LoadAsync([last.AuthorId], ct));
        own.Reverse();
        return new Said(last.Seq, last.AuthorId, last.At, [.. own.Select(m => ((Guid?)m.ClientId, Text: ring.TextOf(m))).Where(m => m.Text is not null).Select(m => (m.Item1, Said.End(m.Text!)))]);
    }
}
