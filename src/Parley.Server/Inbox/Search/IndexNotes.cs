using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Brings the notes of threads into the index as far as they have got: what was written, edited and removed. They lie in a space of the
/// vendor's own (<see cref="Layout.NotesOf"/>) with blocks and secrets of its own, so what looks among messages cannot meet them. Each
/// thread says how far its notes are indexed, so repeating changes nothing.
/// </summary>
public sealed class IndexNotes(Store store, FillIndex index, NotesToSearch notes, Wrapping wrapping)
{
    const int MostNotes = 5000;

    public async Task RunAsync(IReadOnlyCollection<Guid> threads, CancellationToken ct)
    {
        for (var more = true; more;)
        {
            await using var db = store.Open();
            var changed = await NotesToSearch.ChangedAsync(db, threads, MostNotes, ct);
            more = changed.Count == MostNotes;
            if (changed.Count > 0) await WriteAsync(changed, await EntriesOfAsync(db, changed, ct), ct);
        }
    }

    async Task<Dictionary<Note, Entry>> EntriesOfAsync(ParleyDb db, List<Note> changed, CancellationToken ct)
    {
        var ids = changed.Select(n => n.ConversationId).Distinct().ToList();
        var doors = (await db.Set<Conversation>().Where(c => ids.Contains(c.Id)).ToListAsync(ct))
            .ToDictionary(c => c.Id, c => new Door(c.Id, c.VendorId, c.BuyerId, c.VendorParty, c.BuyerParty, wrapping.Unwrap(c.Secret, c.SecretWrappedBy, Conversation.SecretPurpose(c.Id))));
        var texts = await notes.TextsAsync(doors, changed, ct);
        return changed.ToDictionary(n => n, n =>
        {
            var forms = texts.TryGetValue((n.ConversationId, n.Number), out var text) ? Forms.Of(new Words(text)) : [];
            if (forms.Count > 0) forms.UnionWith(Criteria.FactsOf(PartyKind.Vendor, text!));
            return new Entry(n.ConversationId, -n.Number, n.At.ToMicros(), n.AuthorId, forms);
        });
    }

    async Task WriteAsync(List<Note> changed, Dictionary<Note, Entry> entries, CancellationToken ct)
    {
        var (ids, authors) = (changed.Select(n => n.ConversationId).Distinct().ToList(), changed.Select(n => n.AuthorId).Distinct().ToList());
        var spaces = changed.ToLookup(n => Layout.NotesOf(n.PartyId));
        await store.WriteAsync(async db =>
        {
            var parties = await index.LockAsync(db, [.. spaces.Select(s => s.Key)], ct);
            var rows = await db.Set<SearchNotes>().AsTracking().Where(t => ids.Contains(t.ConversationId)).ToDictionaryAsync(t => t.ConversationId, ct);
            // Whose words were erased since they were opened: their key is gone before the fact that takes them out comes.
            var there = await db.Set<AuthorKey>().Where(k => authors.Contains(k.Author)).Select(k => k.Author).ToHashSetAsync(ct);
            var added = new List<(SearchParty Party, IReadOnlyList<Entry> Entries)>();
            foreach (var space in spaces)
            {
                // What another node has brought in meanwhile, in this wording or a newer one, is left as it is.
                var due = space.Where(n => n.Feed > (rows.TryGetValue(n.ConversationId, out var row) ? row.Feed : 0)).ToList();
                await index.TakeOutAsync(db, space.Key, due.FindAll(n => n.Version > 0 || n.RemovedAt is not null).ConvertAll(n => entries[n]), ct);
                added.Add((parties[space.Key], [.. due.Select(n => entries[n]).Where(e => e.Forms.Count > 0 && there.Contains(e.Author)).OrderBy(e => e.At)]));
            }
            await index.AddAsync(db, added, ct);
            await IndexThreads.RememberAsync(db, changed.Select(n => (n.AuthorId, Layout.NotesOf(n.PartyId))), ct);
            foreach (var thread in changed.GroupBy(n => n.ConversationId))
            {
                if (!rows.TryGetValue(thread.Key, out var row)) db.Add(row = new SearchNotes { ConversationId = thread.Key });
                row.Feed = Math.Max(row.Feed, thread.Max(n => n.Feed));
            }
            await db.SaveChangesAsync(ct);
        }, ct);
    }
}
