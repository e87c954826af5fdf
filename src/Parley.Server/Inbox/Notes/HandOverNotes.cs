using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>Notes to whoever gets a thread: sealed, mentioned and told like those written by hand, in the commit that gives them the thread.</summary>
public sealed class HandOverNotes(Store store, AuthorKeys keys, NoteViews views, TellNotes tell, TimeProvider clock) : IActNotes
{
    public async Task ReadyAsync(By by, ActNote note, CancellationToken ct)
    {
        if (note.ClientNoteId == Guid.Empty) throw Refuse.Invalid("act.note.clientNoteId", "'clientNoteId' must be a UUID that you make for each new note.");
        if (TextShape.FlawOf(note.Text, WriteNote.TextLength) is { } flaw) throw new RefusedException(flaw);
        await keys.EnsureAsync(by.Id, ct);
    }

    public async Task<IReadOnlyList<Door>> WriteAsync(ParleyDb db, By by, IReadOnlyList<(Door Door, Seat Seat, int LastSeq)> seats, ActNote note, string to, CancellationToken ct)
    {
        var ids = seats.Select(s => s.Door.Id).ToList();
        var known = await db.Set<Note>().Where(n => ids.Contains(n.ConversationId) && n.Id == note.ClientNoteId).ToDictionaryAsync(n => n.ConversationId, ct);
        foreach (var (door, _, _) in seats)
            if (known.TryGetValue(door.Id, out var other) && !await IsSameAsync(door, other, by, note, ct)) throw Refuse.NoteIdReused();
        var fresh = seats.Where(s => !known.ContainsKey(s.Door.Id)).ToList();
        if (fresh.Count == 0) return [];
        var numbers = await db.Set<Note>().Where(n => ids.Contains(n.ConversationId)).GroupBy(n => n.ConversationId).Select(g => new { g.Key, Last = g.Max(n => n.Number) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        var secret = await keys.EnsureAsync(by.Id, ct);
        var feeds = await store.TouchAsync(db, [.. fresh.Select(s => s.Seat)], ct);
        var now = clock.GetUtcNow();
        foreach (var (door, _, lastSeq) in fresh)
        {
            var made = new Note
            {
                ConversationId = door.Id,
                Number = numbers.GetValueOrDefault(door.Id) + 1,
                Id = note.ClientNoteId,
                PartyId = door.VendorParty,
                AuthorId = by.Id,
                AfterSeq = lastSeq,
                Sealed = TextSeal.Seal(TextSeal.NoteKey(secret, door.Secret), note.Text, door.Id, note.ClientNoteId, 0),
                At = now,
                Feed = feeds[door.Id],
            };
            db.Add(made);
            if (to != by.Id) db.Add(new Mention { PartyId = made.PartyId, PersonId = to, ConversationId = door.Id, NoteId = made.Id, At = now, Feed = made.Feed });
            db.Add(Told(made, now));
        }
        return [.. fresh.Select(s => s.Door)];
    }

    public async Task<IReadOnlyList<Guid>> RemoveAsync(ParleyDb db, IReadOnlyList<Seat> seats, Guid note, string author, CancellationToken ct)
    {
        var bySeat = seats.ToDictionary(s => s.ConversationId);
        var notes = await db.Set<Note>().AsTracking().Where(n => bySeat.Keys.Contains(n.ConversationId) && n.Id == note && n.AuthorId == author && n.RemovedAt == null).ToListAsync(ct);
        if (notes.Count == 0) return [];
        var feeds = await store.TouchAsync(db, [.. notes.Select(n => bySeat[n.ConversationId])], ct);
        var (ids, now) = (notes.ConvertAll(n => n.ConversationId), clock.GetUtcNow());
        db.RemoveRange(await db.Set<Mention>().AsTracking().Where(m => ids.Contains(m.ConversationId) && m.NoteId == note).ToListAsync(ct));
        foreach (var removed in notes)
        {
            removed.Remove(now);
            removed.Feed = feeds[removed.ConversationId];
            db.Add(Told(removed, now));
        }
        return ids;
    }

    public async Task PushAsync(IReadOnlyList<Door> threads, Guid note, CancellationToken ct)
    {
        if (threads.Count == 0) return;
        var doors = threads.ToDictionary(t => t.Id);
        await using var db = store.Open();
        foreach (var stored in await db.Set<Note>().Where(n => doors.Keys.Contains(n.ConversationId) && n.Id == note).OrderBy(n => n.Feed).ToListAsync(ct))
            await tell.PushAsync(doors[stored.ConversationId], stored, ct);
    }

    static Fact Told(Note note, DateTimeOffset now) => new() { Kind = FactKind.NoteWritten, ConversationId = note.ConversationId, Seq = note.Number, Node = Node.Id, At = now };

    /// <summary>Whether it is this one, written before. One that was edited, removed or erased since cannot be compared any more.</summary>
    async Task<bool> IsSameAsync(Door door, Note known, By by, ActNote note, CancellationToken ct) =>
        known.AuthorId == by.Id && (known.Version > 0 || await views.TextAsync(door, known, ct) is not { } text || text == note.Text);
}
