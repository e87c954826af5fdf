using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety.Simulation;

/// <summary>A message as it was sent, in its surroundings of then; or one that nobody can read any more.</summary>
/// <param name="Readable">False where its author's key was destroyed.</param>
public sealed record PastMessage(Draft Draft, int Seq, DateTimeOffset At, bool Readable, SurroundingsThen Around);

/// <summary>
/// Reads messages of the past, threads by their ids, some at a time. Only reads, and by its own ways: what the server remembers for those who
/// write now is neither used nor pushed out.
/// </summary>
public sealed class ReadPast(Store store, Wrapping wrapping, AuthorKeys keys, IMessageFiles files)
{
    const int Messages = 500;

    /// <summary>The next threads, whenever they began: what is imported is older than its thread.</summary>
    public async Task<List<Conversation>> ThreadsAsync(Guid? after, int most, CancellationToken ct)
    {
        await using var db = store.Open();
        IQueryable<Conversation> all = db.Set<Conversation>();
        if (after is { } last) all = all.Where(c => c.Id > last);
        return await all.OrderBy(c => c.Id).Take(most).ToListAsync(ct);
    }

    /// <summary>Whether a thread is among so many of all; always the same ones.</summary>
    public static bool IsTaken(Guid thread, double share) => share >= 1 || ChanceOf(thread) < share * uint.MaxValue;

    /// <summary>An even draw: the end of an id is made by chance.</summary>
    public static uint ChanceOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
    }

    public async Task<int> CountAsync(IReadOnlyList<Conversation> threads, PolicySimulation of, CancellationToken ct)
    {
        var ids = threads.Select(t => t.Id).ToList();
        await using var db = store.Open();
        return await Written(db, ids, of).CountAsync(ct);
    }

    /// <summary>What people and machines wrote in these threads in the simulation's time, thread by thread in its order, some at a time.</summary>
    public async IAsyncEnumerable<List<PastMessage>> MessagesAsync(IReadOnlyList<Conversation> threads, PolicySimulation of, Repeats repeats, [EnumeratorCancellation] CancellationToken ct)
    {
        var ids = threads.Select(t => t.Id).ToList();
        var rooms = new Dictionary<Guid, Room>();
        var agents = new Dictionary<string, string>();
        var (thread, seq) = (Guid.Empty, 0);
        while (true)
        {
            List<Message> rows;
            await using (var db = store.Open())
                rows = await Written(db, ids, of).Where(m => m.ConversationId > thread || (m.ConversationId == thread && m.Seq > seq)).OrderBy(m => m.ConversationId).ThenBy(m => m.Seq).Take(Messages).ToListAsync(ct);
            if (rows.Count == 0) yield break;
            (thread, seq) = (rows[^1].ConversationId, rows[^1].Seq);
            await NameAsync(agents, rows, ct);
            await FurnishAsync(rooms, threads, rows, agents, ct);
            var secrets = await keys.ReadAsync([.. rows.Select(m => m.AuthorId).Distinct()], ct);
            var opened = rows.ConvertAll(row => (Row: row, Content: rooms[row.ConversationId].Open(row, secrets)));
            var media = await MediaAsync(opened.SelectMany(o => o.Content?.Files ?? []), ct);
            yield return opened.ConvertAll(o => rooms[o.Row.ConversationId].Next(o.Row, o.Content, media, repeats));
            if (rows.Count < Messages) yield break;
        }
    }

    static IQueryable<Message> Written(ParleyDb db, List<Guid> ids, PolicySimulation of) =>
        db.Set<Message>().Where(m => ids.Contains(m.ConversationId) && m.Kind == MessageKind.Text && m.Party != PartyKind.Platform && m.At >= of.Since && m.At < of.Until);

    async Task<IReadOnlyDictionary<Guid, string>> MediaAsync(IEnumerable<FileEntry> entries, CancellationToken ct)
    {
        var ids = entries.Select(e => e.Id).ToList();
        return ids.Count == 0 ? new Dictionary<Guid, string>() : (await files.StatesAsync(ids, ct)).Where(f => f.Value.MediaType is not null).ToDictionary(f => f.Key, f => f.Value.MediaType!);
    }

    /// <summary>Those of the vendors' people who wrote and were not come upon before.</summary>
    async Task NameAsync(Dictionary<string, string> agents, List<Message> rows, CancellationToken ct)
    {
        var wanted = rows.Where(m => m.Party == PartyKind.Vendor && m.AuthorId.Length > 0 && !agents.ContainsKey(m.AuthorId)).Select(m => m.AuthorId).Distinct().ToList();
        if (wanted.Count == 0) return;
        await using var db = store.Open();
        foreach (var person in await db.Set<MarketPerson>().Where(p => wanted.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct)) agents[person.Id] = person.Name;
    }

    /// <summary>What is known of threads that were not come upon before: who began, what they are about now, and their people's names.</summary>
    async Task FurnishAsync(Dictionary<Guid, Room> rooms, IReadOnlyList<Conversation> threads, List<Message> rows, IReadOnlyDictionary<string, string> agents, CancellationToken ct)
    {
        var wanted = rows.Select(m => m.ConversationId).Where(id => !rooms.ContainsKey(id)).ToHashSet();
        if (wanted.Count == 0) return;
        var found = threads.Where(t => wanted.Contains(t.Id)).ToList();
        await using var db = store.Open();
        var first = await db.Set<Message>().Where(m => wanted.Contains(m.ConversationId) && m.Kind == MessageKind.Text && m.Party != PartyKind.Platform)
            .GroupBy(m => new { m.ConversationId, m.Party }).Select(g => new { g.Key.ConversationId, g.Key.Party, Seq = g.Min(m => m.Seq) }).ToListAsync(ct);
        var firsts = first.ToDictionary(f => (f.ConversationId, f.Party), f => f.Seq);
        var (vendorIds, buyerIds, subjectIds) = (found.Select(t => t.VendorId).Distinct().ToList(), found.Select(t => t.BuyerId).Distinct().ToList(), found.Select(t => t.SubjectId).OfType<string>().Distinct().ToList());
        var vendors = await db.Set<Vendor>().Where(v => vendorIds.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        var buyers = await db.Set<MarketPerson>().Where(p => buyerIds.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var subjects = (await db.Set<Subject>().Where(s => subjectIds.Contains(s.Id)).ToListAsync(ct)).ToDictionary(s => (s.Kind, s.Id));
        foreach (var thread in found)
        {
            var subject = thread is { SubjectKind: { } kind, SubjectId: { } id } ? subjects.GetValueOrDefault((kind, id)) : null;
            var vendor = vendors.GetValueOrDefault(thread.VendorId);
            rooms[thread.Id] = new Room(DoorOf(thread), buyers.GetValueOrDefault(thread.BuyerId), vendor?.Name, agents, firsts.GetValueOrDefault((thread.Id, PartyKind.Buyer), int.MaxValue), firsts.GetValueOrDefault((thread.Id, PartyKind.Vendor), int.MaxValue),
                ThreadContext.Of(thread.SubjectKind, thread.SubjectId, subject, vendor?.Tier, firstContact: true));
        }
    }

    Door DoorOf(Conversation c) => new(c.Id, c.VendorId, c.BuyerId, c.VendorParty, c.BuyerParty, wrapping.Unwrap(c.Secret, c.SecretWrappedBy, Conversation.SecretPurpose(c.Id)));

    /// <summary>A thread that is gone through from its beginning.</summary>
    /// <param name="firstOfBuyer">The number of the buyer's first message.</param>
    sealed class Room(Door door, string? buyer, string? vendor, IReadOnlyDictionary<string, string> agents, int firstOfBuyer, int firstOfVendor, ThreadContext context)
    {
        Said? said;

        public Content? Open(Message row, IReadOnlyDictionary<string, byte[]?> secrets) => new Keyring(door, secrets).FirstOf(row);

        public PastMessage Next(Message row, Content? content, IReadOnlyDictionary<Guid, string> media, Repeats repeats)
        {
            var draft = new Draft(row.Party, row.AuthorId, content?.Text ?? "", content?.Files.Count ?? 0) { Door = door, ClientId = row.ClientId, Attachments = [.. content?.Files.Select(f => f.Id) ?? []] };
            var first = row.Party == PartyKind.Buyer ? firstOfVendor > row.Seq : firstOfBuyer > row.Seq;
            var before = row.AuthorId.Length > 0 && said?.Seq == row.Seq - 1 && Said.CouldBePiece(draft.Text) ? said!.Before(row.AuthorId, row.ClientId, row.At) : [];
            if (row.AuthorId.Length > 0 && content is not null) said = Said.After(said, row.Seq, row.AuthorId, row.ClientId, content.Text, row.At);
            return new PastMessage(draft, row.Seq, row.At, content is not null,
                new SurroundingsThen(row.At, before, context with { FirstContact = first }, [.. (row.Party == PartyKind.Buyer ? [buyer] : new[] { vendor, agents.GetValueOrDefault(row.AuthorId) }).OfType<string>()], [.. draft.Attachments.Where(media.ContainsKey).Select(f => media[f])], repeats));
        }
    }
}
