using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="ClientNoteId">A UUID made by the client; writing again with the same one returns the first result.</param>
/// <param name="Text">1 to 5,000 characters, at least one of them visible.</param>
/// <param name="Mentions">Ids of at most 20 people of the team.</param>
public sealed record NoteBody(Guid ClientNoteId, string Text, IReadOnlyList<string>? Mentions = null);

/// <summary>The note as it should read from now on, with everybody it mentions.</summary>
public sealed record NoteTextBody(string Text, IReadOnlyList<string>? Mentions = null);

/// <summary>A stored note; <see cref="Repeated"/> when it had been stored before.</summary>
public sealed record Noted(NoteView Note, bool Repeated);

/// <summary>
/// Writes, edits and removes notes: also in closed and frozen threads, since nobody but the team sees them. Repeating a change that
/// is already so changes nothing and answers the same.
/// </summary>
public sealed class WriteNote(Store store, AuthorKeys keys, NoteViews views, TellNotes tell, Register register, TimeProvider clock)
{
    public const int TextLength = 5000, MostMentions = 20;

    public async Task<Noted> RunAsync(Entered team, NoteBody body, CancellationToken ct)
    {
        if (body.ClientNoteId == Guid.Empty) throw Refuse.Invalid("clientNoteId", "'clientNoteId' must be a UUID that you make for each new note.");
        var people = await CheckAsync(team, body.Text, body.Mentions, ct);
        var text = await SealAsync(team, body.Text, body.ClientNoteId, 0, ct);
        var (note, fresh) = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, team.Door.Id, ct);
            if (await FindAsync(db, team, body.ClientNoteId, ct) is { } known) return (known, false);
            var number = await db.Set<Note>().Where(n => n.ConversationId == team.Door.Id).MaxAsync(n => (int?)n.Number, ct) ?? 0;
            var last = await db.Set<Conversation>().Where(c => c.Id == team.Door.Id).Select(c => c.LastSeq).SingleAsync(ct);
            var made = new Note
            {
                ConversationId = team.Door.Id,
                Number = number + 1,
                Id = body.ClientNoteId,
                PartyId = team.Door.VendorParty,
                AuthorId = team.Person.Id,
                AfterSeq = last,
                Sealed = text,
                At = clock.GetUtcNow(),
            };
            db.Add(made);
            await RecordAsync(db, made, people, ct);
            return (made, true);
        }, ct);
        if (!fresh && !await IsSameAsync(team, note, body, people, ct)) throw Refuse.NoteIdReused();
        return new Noted(fresh ? await tell.PushAsync(team.Door, note, ct) : (await views.OfAsync(team.Door, [note], ct))[0], !fresh);
    }

    public async Task<NoteView> EditAsync(Entered team, Guid id, NoteTextBody body, CancellationToken ct)
    {
        var people = await CheckAsync(team, body.Text, body.Mentions, ct);
        await keys.EnsureAsync(team.Person.Id, ct); // before the transaction: making a key writes on its own
        return await ChangeAsync(team, id, async (db, note) =>
        {
            if (note.RemovedAt is not null) throw Refuse.NoteRemoved();
            var known = await db.Set<Mention>().AsTracking().Where(m => m.ConversationId == note.ConversationId && m.NoteId == id).ToListAsync(ct);
            var same = people.SetEquals(known.Select(m => m.PersonId));
            if (same && await views.TextAsync(team.Door, note, ct) == body.Text) return null;
            db.RemoveRange(known.Where(m => !people.Contains(m.PersonId)));
            note.Edit(await SealAsync(team, body.Text, id, note.Version + 1, ct), clock.GetUtcNow());
            return [.. people.Except(known.Select(m => m.PersonId))];
        }, ct);
    }

    public Task<NoteView> RemoveAsync(Entered team, Guid id, CancellationToken ct) =>
        ChangeAsync(team, id, async (db, note) =>
        {
            if (note.RemovedAt is not null) return null;
            note.Remove(clock.GetUtcNow());
            db.RemoveRange(await db.Set<Mention>().AsTracking().Where(m => m.ConversationId == note.ConversationId && m.NoteId == id).ToListAsync(ct));
            return [];
        }, ct);

    /// <param name="change">Returns whom the note names that it did not name before; null when nothing is to change.</param>
    async Task<NoteView> ChangeAsync(Entered team, Guid id, Func<ParleyDb, Note, Task<string[]?>> change, CancellationToken ct)
    {
        team.ToNote();
        var (note, changed) = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, team.Door.Id, ct);
            var found = await FindAsync(db, team, id, ct) ?? throw Refuse.NotFound();
            if (found.AuthorId != team.Person.Id) throw Refuse.Forbidden("Only its author can change a note.");
            if (await change(db, found) is not { } named) return (found, false);
            await RecordAsync(db, found, named, ct);
            return (found, true);
        }, ct);
        return changed ? await tell.PushAsync(team.Door, note, ct) : (await views.OfAsync(team.Door, [note], ct))[0];
    }

    static Task<Note?> FindAsync(ParleyDb db, Entered team, Guid id, CancellationToken ct) =>
        db.Set<Note>().AsTracking().SingleOrDefaultAsync(n => n.ConversationId == team.Door.Id && n.Id == id, ct);

    /// <summary>The vendor's feed, those who are named and the other nodes learn of it; nobody on the buyer's side does.</summary>
    async Task RecordAsync(ParleyDb db, Note note, IEnumerable<string> named, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var seat = await db.Set<Seat>().SingleAsync(s => s.ConversationId == note.ConversationId && s.Party == PartyKind.Vendor, ct);
        note.Feed = (await store.TouchAsync(db, [seat], ct))[note.ConversationId];
        foreach (var person in named)
        {
            db.Add(new Mention
            {
                PartyId = note.PartyId,
                PersonId = person,
                ConversationId = note.ConversationId,
                NoteId = note.Id,
                At = now,
                Feed = note.Feed,
                Seen = person == note.AuthorId,
            });
        }
        db.Add(new Fact { Kind = FactKind.NoteWritten, ConversationId = note.ConversationId, Seq = note.Number, Node = Node.Id, At = now });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Whom the note mentions, once each.</summary>
    async Task<HashSet<string>> CheckAsync(Entered team, string text, IReadOnlyList<string>? mentions, CancellationToken ct)
    {
        team.ToNote();
        if (TextShape.FlawOf(text, TextLength) is { } flaw) throw new RefusedException(flaw);
        if (mentions?.Count > MostMentions) throw Refuse.Invalid("mentions", $"'mentions' names more than {MostMentions} people.");
        var people = (mentions ?? []).ToHashSet();
        foreach (var person in people)
            if (await register.AgentRoleAsync(team.Door.VendorId, Texts.Id(person, "mentions"), ct) is null || !await register.IsPresentAsync(PartyKind.Buyer, person, ct)) throw Refuse.NotInTeam();
        return people;
    }

    async ValueTask<byte[]> SealAsync(Entered team, string text, Guid id, int version, CancellationToken ct) =>
        TextSeal.Seal(TextSeal.NoteKey(await keys.EnsureAsync(team.Person.Id, ct), team.Door.Secret), text, team.Door.Id, id, version);

    /// <summary>Whether the stored note may be this one's first writing. One that was edited, removed or erased since cannot be compared any more.</summary>
    async Task<bool> IsSameAsync(Entered team, Note note, NoteBody body, HashSet<string> people, CancellationToken ct)
    {
        if (note.AuthorId != team.Person.Id) return false;
        if (note.Version > 0 || await views.TextAsync(team.Door, note, ct) is not { } text) return true;
        return text == body.Text && people.SetEquals((await views.OfAsync(team.Door, [note], ct))[0].Mentions.Select(m => m.Id));
    }
}
