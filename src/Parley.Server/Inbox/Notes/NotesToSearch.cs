using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>What the search of a vendor's team needs of its notes: which changed, which stand where, and their words.</summary>
public sealed class NotesToSearch(AuthorKeys keys)
{
    /// <summary>Those of these threads that were written, edited or removed since they were indexed, in the order in which that happened.</summary>
    public static Task<List<Note>> ChangedAsync(ParleyDb db, IReadOnlyCollection<Guid> threads, int most, CancellationToken ct) => (
        from n in db.Set<Note>()
        where threads.Contains(n.ConversationId)
        join k in db.Set<SearchNotes>() on n.ConversationId equals k.ConversationId into known
        from k in known.DefaultIfEmpty()
        where k == null || n.Feed > k.Feed
        orderby n.Feed
        select n).Take(most).ToListAsync(ct);

    /// <summary>Of these threads those with these numbers; also of other pairs of the two than the one meant.</summary>
    public static Task<List<Note>> AtAsync(ParleyDb db, List<Guid> threads, List<int> numbers, CancellationToken ct) =>
        db.Set<Note>().Where(n => threads.Contains(n.ConversationId) && numbers.Contains(n.Number) && n.RemovedAt == null).ToListAsync(ct);

    /// <summary>Their words as they read now. What was removed or erased has none.</summary>
    public async Task<Dictionary<(Guid ConversationId, int Number), string>> TextsAsync(IReadOnlyDictionary<Guid, Door> doors, IReadOnlyList<Note> notes, CancellationToken ct)
    {
        var secrets = await keys.LoadAsync([.. notes.Select(n => n.AuthorId).Distinct()], ct);
        var texts = new Dictionary<(Guid, int), string>(notes.Count);
        foreach (var thread in notes.GroupBy(n => n.ConversationId))
        {
            var ring = new NoteRing(doors[thread.Key], secrets);
            foreach (var note in thread)
                if (ring.TextOf(note) is { } text) texts[(thread.Key, note.Number)] = text;
        }
        return texts;
    }
}
