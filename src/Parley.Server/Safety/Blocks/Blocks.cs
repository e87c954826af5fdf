using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Live;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Whoever has a thread of these two open asks anew what holds there.</summary>
/// <param name="With">The other side's id; null in teams whose people see only what is theirs.</param>
public sealed record BlockPush(string? With);

/// <summary>
/// Who takes no messages of whom, in memory on every node. There may be many and they change often, so only what changed since the last look
/// is read; all of them at the start, and after a time so long that the rows of those undone may be gone.
/// </summary>
public sealed class Blocks(Switchboard switchboard, Sights sights, TimeProvider clock)
{
    static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(10);

    /// <summary>So long the row of one that was undone is kept: far longer than any node goes without looking, or it reads all anew.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    [Flags]
    enum By : byte
    {
        Nobody = 0,
        Buyer = 1,
        Vendor = 2,
    }

    volatile ConcurrentDictionary<(string Vendor, string Buyer), By> standing = new();
    long known = -1;
    long lookedAt;

    /// <summary>What stands between the two, as one of them sees it. One's own counts first: it is what one can change.</summary>
    public Blocking Between(PartyKind side, string vendor, string buyer)
    {
        if (!standing.TryGetValue((vendor, buyer), out var by)) return Blocking.None;
        return by.HasFlag(BitOf(side)) ? Blocking.ByYou : Blocking.ByOther;
    }

    /// <summary>Takes up what changed. Called by one at a time.</summary>
    /// <param name="number">How many changes there have been.</param>
    public async Task TakeUpAsync(ParleyDb db, long number, CancellationToken ct)
    {
        var first = known < 0;
        var anew = first || clock.GetElapsedTime(lookedAt) > LongAgo;
        if (anew || number != known)
        {
            var rows = await (anew ? db.Set<OwnBlock>().Where(b => b.EndedAt == null) : db.Set<OwnBlock>().Where(b => b.Change > known)).AsNoTracking().ToListAsync(ct);
            var before = standing;
            var after = anew ? new() : before;
            var changed = rows.FindAll(row => Take(after, row)).ConvertAll(PairOf).ToHashSet();
            if (anew)
            {
                changed = [.. before.Keys.Concat(after.Keys).Where(pair => before.GetValueOrDefault(pair) != after.GetValueOrDefault(pair))];
                standing = after;
            }
            known = number;
            if (!first)
                foreach (var (vendor, buyer) in changed) await TellAsync(vendor, buyer, ct);
        }
        lookedAt = clock.GetTimestamp();
    }

    /// <summary>Whether that changed anything.</summary>
    static bool Take(ConcurrentDictionary<(string Vendor, string Buyer), By> into, OwnBlock row)
    {
        var (pair, bit) = (PairOf(row), BitOf(row.Side));
        var was = into.GetValueOrDefault(pair);
        var now = row.EndedAt is null ? was | bit : was & ~bit;
        if (now == By.Nobody) into.TryRemove(pair, out _);
        else into[pair] = now;
        return now != was;
    }

    async ValueTask TellAsync(string vendor, string buyer, CancellationToken ct)
    {
        switchboard.Push(Role.KeyOf(PartyKind.Buyer, buyer), "block", new BlockPush(vendor));
        var team = Role.KeyOf(PartyKind.Vendor, vendor);
        if (switchboard.IsOnline(team)) switchboard.Push(team, "block", new BlockPush(await sights.AreLimitedAsync(vendor, ct) ? null : buyer));
    }

    static (string Vendor, string Buyer) PairOf(OwnBlock row) => (row.VendorId, row.BuyerId);

    static By BitOf(PartyKind side) => side == PartyKind.Buyer ? By.Buyer : By.Vendor;
}
