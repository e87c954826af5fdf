using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Tells a vendor's team that threads were filed: by its feed, its connections here, and other nodes. The buyer's side hears nothing.</summary>
public sealed class TellFiled(Store store, ThreadLines lines, InboxRows rows, TimeProvider clock) : IFactTeller
{
    public FactKind Kind => FactKind.ThreadFiled;

    /// <summary>Inside the transaction that changed the seats. Returns the vendor's feed numbers, by conversation.</summary>
    /// <param name="former">Who had each thread before; where it is not said, nobody else has it now.</param>
    public async Task<Dictionary<Guid, long>> RecordAsync(ParleyDb db, IEnumerable<Seat> seats, IReadOnlyDictionary<Guid, string> former, CancellationToken ct)
    {
        var changed = seats.ToList();
        var now = clock.GetUtcNow();
        foreach (var seat in changed)
            db.Add(new Fact { Kind = FactKind.ThreadFiled, ConversationId = seat.ConversationId, Subject = former.GetValueOrDefault(seat.ConversationId), Node = Node.Id, At = now });
        return await store.TouchAsync(db, changed, ct, former);
    }

    public async Task PushAsync(IReadOnlyList<Door> threads, IReadOnlyDictionary<Guid, long> feeds, IReadOnlyDictionary<Guid, string> former, CancellationToken ct)
    {
        if (threads.Count == 0 || !lines.IsOnline(threads[0], PartyKind.Vendor)) return;
        var doors = threads.ToDictionary(t => t.Id);
        await using var db = store.Open();
        var found = await InboxRows.Query(db, db.Set<Seat>().Where(s => doors.Keys.Contains(s.ConversationId) && s.Party == PartyKind.Vendor)).ToListAsync(ct);
        foreach (var row in (await rows.ViewAsync(found, ct)).OrderBy(r => feeds[r.Id]))
            await lines.PushAsync(doors[row.Id], PartyKind.Vendor, feeds[row.Id], "conversation", new ConversationPush(feeds[row.Id], row), former: former.GetValueOrDefault(row.Id));
    }

    public async Task TellAsync(Door door, Fact fact, CancellationToken ct)
    {
        if (lines.IsOnline(door, PartyKind.Vendor) && await rows.FindAsync(door, PartyKind.Vendor, ct) is { } row)
            await lines.PushAsync(door, PartyKind.Vendor, row.Feed, "conversation", new ConversationPush(row.Feed, row), former: fact.Subject);
    }
}
