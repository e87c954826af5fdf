using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="AfterSeq">The thread's last message when the note was written; 0 before the first.</param>
/// <param name="Text">Null when it was removed, or its author's words were erased.</param>
public sealed record NoteView(
    Guid ConversationId, Guid Id, int AfterSeq, PersonView Author, string? Text, IReadOnlyList<PersonView> Mentions,
    DateTimeOffset At, DateTimeOffset? EditedAt, DateTimeOffset? RemovedAt, bool Erased);

/// <summary>Opens notes for the vendor's team, and for nobody else.</summary>
public sealed class NoteViews(Store store, AuthorKeys keys, Register register)
{
    public async Task<List<NoteView>> OfAsync(Door door, IReadOnlyList<Note> notes, CancellationToken ct)
    {
        var mentioned = await MentionedAsync(door.Id, notes, ct);
        await register.WarmAsync(notes.Select(n => n.AuthorId).Concat(mentioned.SelectMany(m => m)), [], ct);
        var ring = new NoteRing(door, await keys.LoadAsync([.. notes.Select(n => n.AuthorId).Distinct()], ct));
        var views = new List<NoteView>(notes.Count);
        foreach (var note in notes)
        {
            var text = ring.TextOf(note);
            views.Add(new NoteView(door.Id, note.Id, note.AfterSeq, await PersonAsync(note.AuthorId, ct), text, await PeopleAsync(mentioned[note.Id], ct),
                note.At, note.EditedAt, note.RemovedAt, text is null && note.RemovedAt is null));
        }
        return views;
    }

    /// <summary>The text as it reads now, or null when it was removed or its author erased.</summary>
    public async Task<string?> TextAsync(Door door, Note note, CancellationToken ct) => new NoteRing(door, await keys.LoadAsync([note.AuthorId], ct)).TextOf(note);

    async Task<ILookup<Guid, string>> MentionedAsync(Guid conversation, IReadOnlyList<Note> notes, CancellationToken ct)
    {
        var ids = notes.Where(n => n.RemovedAt is null).Select(n => n.Id).ToList();
        await using var db = store.Open();
        var found = await db.Set<Mention>().Where(m => m.ConversationId == conversation && ids.Contains(m.NoteId)).OrderBy(m => m.PersonId).Select(m => new { m.NoteId, m.PersonId }).ToListAsync(ct);
        return found.ToLookup(m => m.NoteId, m => m.PersonId);
    }

    async Task<List<PersonView>> PeopleAsync(IEnumerable<string> ids, CancellationToken ct)
    {
        var people = new List<PersonView>();
        foreach (var id in ids) people.Add(await PersonAsync(id, ct));
        return people;
    }

    async ValueTask<PersonView> PersonAsync(string id, CancellationToken ct) =>
        await register.FindPersonAsync(id, ct) is { } person ? new PersonView(id, person.Name, person.AvatarUrl) : new PersonView(id, "");
}

/// <summary>Opens one conversation's notes; the key of each author is derived once.</summary>
/// <param name="secrets">Of every author that will be asked for; null when erased.</param>
sealed class NoteRing(Door door, IReadOnlyDictionary<string, byte[]?> secrets)
{
    readonly Dictionary<string, byte[]?> keys = [];

    public string? TextOf(Note note)
    {
        if (note.Sealed is not { } text) return null;
        if (!keys.TryGetValue(note.AuthorId, out var key))
            keys[note.AuthorId] = key = secrets[note.AuthorId] is { } secret ? TextSeal.NoteKey(secret, door.Secret) : null;
        if (key is null) return null;
        try
        {
            return TextSeal.Open(key, text, door.Id, note.Id, note.Version);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // written under a secret that was destroyed since; its author came back and has a new one
        }
    }
}
