using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Blocks the other side of a thread for one's own, in every thread of the two, or takes that back. Doing again what is done changes nothing.
/// Who may answer for a vendor may do it; whom the platform keeps from writing may, too: it is no message. It holds here at once, on other nodes
/// within a second or two.
/// </summary>
public sealed class BlockOther(Store store, Sanctions sanctions, TimeProvider clock)
{
    public async Task RunAsync(Entered who, bool on, CancellationToken ct)
    {
        if (who.ReadOnly) throw Refuse.Forbidden("Your role in this team is read-only.");
        var (door, side) = (who.Door, who.Side);
        await store.WriteAsync(async db =>
        {
            await store.LockAsync(db, "parties", [door.PartyIdOf(side)], ct); // of two at once one finds it done
            var row = await db.Set<OwnBlock>().AsTracking().SingleOrDefaultAsync(b => b.VendorId == door.VendorId && b.BuyerId == door.BuyerId && b.Side == side, ct);
            if (row is { EndedAt: null } == on) return;
            var (now, change) = (clock.GetUtcNow(), await SanctionChanges.CountAsync(db, SanctionChanges.OfBlocks, ct));
            if (row is null) db.Add(row = new OwnBlock { VendorId = door.VendorId, BuyerId = door.BuyerId, Side = side });
            if (on) row.Begin(who.Person.Id, door.Id, change, now);
            else row.End(change, now);
            await db.SaveChangesAsync(ct);
            await ForgetEndedAsync(db, now, ct);
        }, ct);
        await sanctions.LookAsync(ct);
    }

    /// <summary>What was undone long ago every node knows.</summary>
    public static Task ForgetEndedAsync(ParleyDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - Blocks.Kept;
        return db.Set<OwnBlock>().Where(b => b.EndedAt < before).ExecuteDeleteAsync(ct);
    }
}
