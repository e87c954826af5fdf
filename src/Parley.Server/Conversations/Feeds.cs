using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>The feed numbers that a change got, by party.</summary>
public readonly record struct Touched(long Buyer, long Vendor)
{
    public long FeedOf(PartyKind party) => party == PartyKind.Buyer ? Buyer : Vendor;
}

/// <summary>Numbers the changes that are not messages. Always inside a transaction that locked the conversation first.</summary>
public static class Feeds
{
    /// <summary>Bumps both parties' feeds for a change of the conversation and records it.</summary>
    public static async Task<Touched> TouchAsync(this Store store, ParleyDb db, Door door, CancellationToken ct)
    {
        var both = new[] { door.BuyerParty, door.VendorParty };
        await store.LockAsync(db, "parties", both, ct);
        await db.Set<PartyFeed>().Where(p => both.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Number, p => p.Number + 1), ct);
        var numbers = await db.Set<PartyFeed>().Where(p => both.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Number, ct);
        var touched = new Touched(numbers[door.BuyerParty], numbers[door.VendorParty]);
        db.Add(new SeatTouch { PartyId = door.BuyerParty, Number = touched.Buyer, ConversationId = door.Id });
        db.Add(new SeatTouch { PartyId = door.VendorParty, Number = touched.Vendor, ConversationId = door.Id });
        await db.SaveChangesAsync(ct);
        return touched;
    }

    /// <summary>Bumps only the feeds of these seats' own parties, once a seat, for changes that the other side does not see. Returns the numbers, by conversation.</summary>
    /// <param name="former">Who had the threads that change hands, by conversation: those who lose sight of one are told so when they catch up.</param>
    public static async Task<Dictionary<Guid, long>> TouchAsync(this Store store, ParleyDb db, IReadOnlyCollection<Seat> seats, CancellationToken ct, IReadOnlyDictionary<Guid, string>? former = null)
    {
        var numbers = new Dictionary<Guid, long>(seats.Count);
        await store.LockAsync(db, "parties", [.. seats.Select(s => s.PartyId).Distinct()], ct);
        foreach (var own in seats.GroupBy(s => s.PartyId))
        {
            var count = own.Count();
            await db.Set<PartyFeed>().Where(p => p.Id == own.Key).ExecuteUpdateAsync(s => s.SetProperty(p => p.Number, p => p.Number + count), ct);
            var number = await db.Set<PartyFeed>().Where(p => p.Id == own.Key).Select(p => p.Number).SingleAsync(ct) - count;
            foreach (var seat in own)
            {
                numbers[seat.ConversationId] = ++number;
                db.Add(new SeatTouch { PartyId = own.Key, Number = number, ConversationId = seat.ConversationId, Former = former?.GetValueOrDefault(seat.ConversationId) });
            }
        }
        await db.SaveChangesAsync(ct);
        return numbers;
    }

    public static Task LockConversationAsync(this Store store, ParleyDb db, Guid id, CancellationToken ct) => store.LockAsync(db, "conversations", [id], ct);

    public static async Task<PartyFeed?> FindFeedAsync(this ParleyDb db, Role role, CancellationToken ct)
    {
        var key = role.Key;
        return await db.Set<PartyFeed>().SingleOrDefaultAsync(p => p.Key == key, ct);
    }

    /// <summary>The feed rows of these parties, made where they are not there yet.</summary>
    public static async Task<Dictionary<string, long>> EnsureFeedsAsync(this ParleyDb db, IEnumerable<Role> roles, CancellationToken ct)
    {
        var keys = roles.Select(r => r.Key).Distinct().Order(StringComparer.Ordinal).ToList();
        var found = await FindAsync();
        await db.InsertMissingAsync("parties", "key, number, received, floor", keys.Where(k => !found.ContainsKey(k)).Select(k => new object[] { k, 0L, 0L, 0L }), ct);
        return found.Count == keys.Count ? found : await FindAsync();

        Task<Dictionary<string, long>> FindAsync() => db.Set<PartyFeed>().Where(p => keys.Contains(p.Key)).ToDictionaryAsync(p => p.Key, p => p.Id, ct);
    }
}
