using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Brings threads into their vendor's index as far as they have got: what is new, what was edited or unsent, and whom and what they are
/// with and about. Each thread says how far it is indexed, so repeating changes nothing, and two nodes at once do not get in each other's way.
/// </summary>
public sealed class IndexThreads(Store store, FillIndex index, AuthorKeys keys, Wrapping wrapping)
{
    const int MostMessages = 5000;

    /// <summary>Returns how many texts were looked at.</summary>
    public async Task<int> RunAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var looked = 0;
        for (var more = true; more;)
        {
            var batch = await ReadAsync(ids, ct);
            more = batch.More;
            looked += batch.Messages.Count;
            await WriteAsync(batch, ct);
        }
        return looked;
    }

    sealed record Thread(Conversation Conversation, SearchThread Known, string? Buyer, Subject? Subject);

    sealed record Batch(IReadOnlyList<Thread> Threads, ILookup<Guid, Message> Messages, bool More);

    async Task<Batch> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = store.Open();
        var threads = await (
            from c in db.Set<Conversation>()
            where ids.Contains(c.Id)
            join t in db.Set<SearchThread>() on c.Id equals t.ConversationId into known
            from t in known.DefaultIfEmpty()
            join p in db.Set<MarketPerson>() on c.BuyerId equals p.Id into people
            from p in people.DefaultIfEmpty()
            join s in db.Set<Subject>() on new { Kind = c.SubjectKind, Id = c.SubjectId } equals new { Kind = (SubjectKind?)s.Kind, Id = (string?)s.Id } into subjects
            from s in subjects.DefaultIfEmpty()
            select new { Conversation = c, Known = t, Buyer = p.Name, Subject = s }).ToListAsync(ct);
        var all = threads.ConvertAll(t => new Thread(t.Conversation, t.Known ?? new SearchThread { ConversationId = t.Conversation.Id }, t.Buyer, t.Subject));
        var unknown = all.Where(t => t.Known.Seq == 0).Select(t => t.Conversation.Id).ToList();
        var behind = all.Where(t => t.Known.Seq > 0 && t.Known.Seq < t.Conversation.LastSeq).Select(t => t.Conversation.Id).ToList();
        var revised = all.Where(t => t.Known.Seq > 0 && t.Known.Revision < t.Conversation.Revision).Select(t => t.Conversation.Id).ToList();
        var messages = unknown.Count == 0 ? [] : await Texts(db).Where(m => unknown.Contains(m.ConversationId)).OrderBy(m => m.ConversationId).ThenBy(m => m.Seq).Take(MostMessages).ToListAsync(ct);
        if (behind.Count > 0 && messages.Count < MostMessages)
            messages.AddRange(await (
                from t in db.Set<SearchThread>()
                where behind.Contains(t.ConversationId)
                join m in Texts(db) on t.ConversationId equals m.ConversationId
                where m.Seq > t.Seq
                orderby m.ConversationId, m.Seq
                select m).Take(MostMessages).ToListAsync(ct));
        var more = messages.Count >= MostMessages;
        if (revised.Count > 0)
            messages.AddRange(await (
                from t in db.Set<SearchThread>()
                where revised.Contains(t.ConversationId)
                join m in Texts(db) on t.ConversationId equals m.ConversationId
                where m.Revision > 0 && m.Revision > t.Revision && m.Seq <= t.Seq && (m.Version > 0 || m.RemovedBy != null)
                select m).ToListAsync(ct));
        return new Batch(all, messages.ToLookup(m => m.ConversationId), more);
    }

    static IQueryable<Message> Texts(ParleyDb db) => db.Set<Message>().Where(m => m.Kind != MessageKind.System);

    async Task WriteAsync(Batch batch, CancellationToken ct)
    {
        var ids = batch.Threads.Select(t => t.Conversation.Id).ToList();
        var authors = ids.SelectMany(id => batch.Messages[id]).Select(m => m.AuthorId).Distinct().ToList();
        var secrets = await keys.LoadAsync(authors, ct);
        var read = batch.Threads.ToDictionary(t => t.Conversation.Id, t => EntriesOf(t, batch, secrets));
        var vendors = batch.Threads.ToLookup(t => t.Conversation.VendorParty);
        await store.WriteAsync(async db =>
        {
            var parties = await index.LockAsync(db, [.. vendors.Select(v => v.Key)], ct);
            var rows = await db.Set<SearchThread>().AsTracking().Where(t => ids.Contains(t.ConversationId)).ToDictionaryAsync(t => t.ConversationId, ct);
            // Whose words were erased since they were opened: their key is gone before the fact that takes them out comes.
            var there = await db.Set<AuthorKey>().Where(k => authors.Contains(k.Author)).Select(k => k.Author).ToHashSetAsync(ct);
            var added = new List<(SearchParty Party, IReadOnlyList<Entry> Entries)>();
            foreach (var vendor in vendors)
            {
                var (add, outdated) = (new List<Entry>(), new List<Entry>());
                foreach (var thread in vendor)
                {
                    if (!rows.TryGetValue(thread.Conversation.Id, out var row)) db.Add(row = new SearchThread { ConversationId = thread.Conversation.Id });
                    Choose(thread, read[thread.Conversation.Id].Where(e => e.Author.Length == 0 || there.Contains(e.Author)), row, add, outdated);
                    MoveOn(row, thread, batch);
                }
                await index.TakeOutAsync(db, vendor.Key, outdated, ct);
                added.Add((parties[vendor.Key], [.. add.Where(e => e.Forms.Count > 0).OrderBy(e => e.At)]));
            }
            await index.AddAsync(db, added, ct);
            // The vendor's own people who wrote; a buyer's vendors are known by their threads.
            await RememberAsync(db, batch.Threads.SelectMany(t => batch.Messages[t.Conversation.Id].Where(m => m.Party == PartyKind.Vendor && m.AuthorId.Length > 0).Select(m => (m.AuthorId, t.Conversation.VendorParty))), ct);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    /// <summary>What of this the index does not have yet, by the thread's row as it is now, under the lock.</summary>
    static void Choose(Thread thread, IEnumerable<Entry> entries, SearchThread row, List<Entry> add, List<Entry> outdated)
    {
        foreach (var entry in entries)
        {
            if (entry.Seq == 0 ? row.Names == DigestOf(entry) : entry.Seq <= row.Seq && row.Revision >= thread.Conversation.Revision) continue;
            if (entry.Seq > 0 && entry.Seq <= row.Seq) outdated.Add(entry); // former names stay: they are not secret, and whatever is found is compared
            add.Add(entry);
            if (entry.Seq == 0) row.Names = DigestOf(entry);
        }
    }

    static void MoveOn(SearchThread row, Thread thread, Batch batch)
    {
        var last = batch.Messages[thread.Conversation.Id].Select(m => m.Seq).DefaultIfEmpty().Max();
        row.Seq = Math.Max(row.Seq, batch.More ? last : Math.Max(last, thread.Conversation.LastSeq));
        if (row.Seq >= thread.Conversation.LastSeq || thread.Known.Seq > 0) row.Revision = Math.Max(row.Revision, thread.Conversation.Revision);
    }

    List<Entry> EntriesOf(Thread thread, Batch batch, Dictionary<string, byte[]?> secrets)
    {
        var c = thread.Conversation;
        var names = new HashSet<string>();
        foreach (var text in Names.Of(thread.Buyer, thread.Subject, c.SubjectId)) names.UnionWith(Forms.Of(new Words(text.Text)));
        var entries = new List<Entry> { new(c.Id, 0, c.CreatedAt.ToMicros(), "", names) };
        var messages = batch.Messages[c.Id].ToList();
        if (messages.Count == 0) return entries;
        var ring = new Keyring(new Door(c.Id, c.VendorId, c.BuyerId, c.VendorParty, c.BuyerParty, wrapping.Unwrap(c.Secret, c.SecretWrappedBy, Conversation.SecretPurpose(c.Id))), secrets);
        foreach (var message in messages)
        {
            var text = !message.IsGone ? ring.TextOf(message) : null;
            var forms = text is null ? [] : Forms.Of(new Words(text));
            if (forms.Count > 0) forms.UnionWith(Criteria.FactsOf(message.Party, text!));
            entries.Add(new Entry(c.Id, message.Seq, message.At.ToMicros(), message.AuthorId, forms));
        }
        return entries;
    }

    /// <summary>In which indexes are whose words: where an erasure has to look.</summary>
    public static Task RememberAsync(ParleyDb db, IEnumerable<(string Author, long Party)> authors, CancellationToken ct) =>
        db.InsertMissingAsync("search_authors", "person_id, party_id",
            authors.Distinct().OrderBy(a => a.Author, StringComparer.Ordinal).ThenBy(a => a.Party).Select(a => new object[] { a.Author, a.Party }), ct);

    static long DigestOf(Entry names) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names.Forms.Order(StringComparer.Ordinal))))) | 1;
}

/// <summary>Under which names a thread is found besides its words; the host's, and not sealed.</summary>
public static class Names
{
    public static IEnumerable<(Matched Kind, string Text)> Of(string? person, Subject? subject, string? subjectId)
    {
        if (!string.IsNullOrEmpty(person)) yield return (Matched.Person, person);
        if (subjectId is null) yield break;
        var kind = subject?.Kind switch { SubjectKind.Order => Matched.Order, SubjectKind.Booking => Matched.Booking, SubjectKind.Request => Matched.Request, _ => Matched.Listing };
        yield return (kind, subject is null ? subjectId : $"{subject.Title} {subjectId}");
    }
}

/// <summary>What of a thread a search has met.</summary>
public enum Matched
{
    Text,
    Person,
    Listing,
    Order,
    Booking,
    Request,
    Note,
}
