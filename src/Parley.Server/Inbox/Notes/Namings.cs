using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>Mentions, for those who tell of them elsewhere.</summary>
public sealed class Namings(Store store) : INamings
{
    public async Task<IReadOnlyList<Naming>> UnseenAsync(IReadOnlyCollection<(Guid Thread, int Note)> notes, CancellationToken ct)
    {
        if (notes.Count == 0) return [];
        var (threads, numbers, wanted) = (notes.Select(n => n.Thread).Distinct().ToList(), notes.Select(n => n.Note).Distinct().ToList(), notes.ToHashSet());
        await using var db = store.Open();
        var found = await (
            from note in db.Set<Note>() where threads.Contains(note.ConversationId) && numbers.Contains(note.Number)
            join mention in db.Set<Mention>() on new { note.ConversationId, NoteId = note.Id } equals new { mention.ConversationId, mention.NoteId }
            where !mention.Seen && mention.PersonId != note.AuthorId
            select new Naming(note.ConversationId, note.Number, mention.PersonId, note.AuthorId, mention.At)).ToListAsync(ct);
        return found.FindAll(n => wanted.Contains((n.Thread, n.Note)));
    }
}
