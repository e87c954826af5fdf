using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Of a buyer whom the marketplace removed no block is left, neither theirs nor one of them: there is nobody to keep away. Who of a vendor's
/// team had their words erased is named in none any more; the vendor's block stands.
/// </summary>
public sealed class ForgetBlocks(Store store, TimeProvider clock) : IFactWorker
{
    const string Person = "person:", Erased = "erased:";

    public string Name => "forget-blocks";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var subjects = facts.Where(f => f.Kind == FactKind.MarketChanged && f.Subject is not null).Select(f => f.Subject!).ToList();
        var (erased, changed) = (Named(subjects, Erased), Named(subjects, Person));
        if (erased.Count > 0)
            await store.WriteAsync(db => db.Set<OwnBlock>().Where(b => b.Side == PartyKind.Vendor && erased.Contains(b.PersonId)).ExecuteUpdateAsync(s => s.SetProperty(b => b.PersonId, ""), ct), ct);
        if (changed.Count == 0) return;
        List<string> left;
        await using (var db = store.Open())
            left = await db.Set<OwnBlock>().Where(b => changed.Contains(b.BuyerId) && b.EndedAt == null && db.Set<MarketPerson>().Any(p => p.Id == b.BuyerId && p.RemovedAt != null)).Select(b => b.BuyerId).Distinct().ToListAsync(ct);
        if (left.Count > 0) await EndAsync(left, ct);
    }

    Task EndAsync(List<string> buyers, CancellationToken ct) => store.WriteAsync(async db =>
    {
        var (now, change) = (clock.GetUtcNow(), await SanctionChanges.CountAsync(db, SanctionChanges.OfBlocks, ct));
        await db.Set<OwnBlock>().Where(b => buyers.Contains(b.BuyerId) && b.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(b => b.EndedAt, now).SetProperty(b => b.Change, change), ct);
        await BlockOther.ForgetEndedAsync(db, now, ct);
    }, ct);

    static List<string> Named(IEnumerable<string> subjects, string start) => [.. subjects.Where(s => s.StartsWith(start, StringComparison.Ordinal)).Select(s => s[start.Length..]).Distinct()];
}
