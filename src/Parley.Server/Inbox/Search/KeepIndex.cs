using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Keeps the index up to what happens: messages sent and revised, notes, people and subjects that changed their names, authors whose words
/// were erased. Off the path of every send; hearing a fact again changes nothing. A vendor's messages that come together cost little more
/// than one, so it takes many facts at once.
/// </summary>
public sealed class KeepIndex(Store store, IndexThreads threads, IndexNotes notes, FillIndex index) : IFactWorker
{
    const int ThreadsAtOnce = 1000;

    public string Name => "search";

    public int Step => 2000;

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var (changed, noted) = (new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var fact in facts)
        {
            if (fact is { Kind: FactKind.MessageSent or FactKind.MessageRevised, ConversationId: { } id }) changed.Add(id);
            if (fact is { Kind: FactKind.NoteWritten, ConversationId: { } thread }) noted.Add(thread);
            if (fact is { Kind: FactKind.MarketChanged, Subject: { } what }) changed.UnionWith(await NamedAsync(what, ct));
        }
        foreach (var some in changed.Chunk(ThreadsAtOnce)) await threads.RunAsync(some, ct);
        foreach (var some in noted.Chunk(ThreadsAtOnce)) await notes.RunAsync(some, ct);
        // Last: whatever of theirs was indexed on the way here is taken out again.
        foreach (var fact in facts.Where(f => f.Kind == FactKind.MarketChanged && f.Subject!.StartsWith(Erased, StringComparison.Ordinal))) await EraseAsync(fact.Subject![Erased.Length..], ct);
    }

    const string Erased = "erased:", PersonChanged = "person:", SubjectChanged = "subject:";

    /// <summary>The threads whose names this changes.</summary>
    async Task<List<Guid>> NamedAsync(string what, CancellationToken ct)
    {
        await using var db = store.Open();
        if (what.StartsWith(PersonChanged, StringComparison.Ordinal))
        {
            var key = new Role(PartyKind.Buyer, what[PersonChanged.Length..]).Key;
            return await db.Set<PartyFeed>().Where(p => p.Key == key).Join(db.Set<Seat>(), p => p.Id, s => s.PartyId, (p, s) => s.ConversationId).ToListAsync(ct);
        }
        if (what.StartsWith(SubjectChanged, StringComparison.Ordinal) && what[SubjectChanged.Length..].Split(' ', 2) is [var word, var id] && Enum.TryParse<SubjectKind>(word, out var kind))
            return await db.Set<Conversation>().Where(c => c.SubjectKind == kind && c.SubjectId == id).Select(c => c.Id).ToListAsync(ct);
        return [];
    }

    /// <summary>Takes an author's words out of every index, a vendor at a time.</summary>
    async Task EraseAsync(string author, CancellationToken ct)
    {
        List<long> vendors;
        await using (var db = store.Open())
        {
            var key = new Role(PartyKind.Buyer, author).Key;
            vendors = await db.Set<PartyFeed>().Where(p => p.Key == key)
                .Join(db.Set<Seat>(), p => p.Id, s => s.PartyId, (p, s) => s.ConversationId)
                .Join(db.Set<Conversation>(), id => id, c => c.Id, (id, c) => c.VendorParty)
                .Union(db.Set<SearchAuthor>().Where(a => a.PersonId == author).Select(a => a.PartyId)).ToListAsync(ct);
        }
        foreach (var vendor in vendors)
        {
            await store.WriteAsync(async db =>
            {
                await index.LockAsync(db, [vendor], ct);
                await index.TakeOutAsync(db, vendor, keys =>
                {
                    var theirs = keys.AuthorOf(author);
                    return slot => slot.Author == theirs;
                }, long.MinValue, long.MaxValue, ct);
                await db.Set<SearchAuthor>().Where(a => a.PersonId == author && a.PartyId == vendor).ExecuteDeleteAsync(ct);
            }, ct);
        }
    }
}
