using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>Every vendor's rules, made ready once for each version and kept in memory.</summary>
public sealed class RuleBook(Store store, StandardRules standard)
{
    readonly BoundedCache<string, (int Version, Rules Rules)> known = new(5_000);
    readonly Rules unchanged = Rules.Compile(standard.All);

    /// <summary>As they are now: one query for the versions, one more for what is not in memory.</summary>
    public async Task<Dictionary<string, Rules>> OfAsync(IReadOnlyCollection<string> vendors, CancellationToken ct)
    {
        await using var db = store.Open();
        var versions = await db.Set<RuleList>().Where(r => vendors.Contains(r.VendorId)).ToDictionaryAsync(r => r.VendorId, r => r.Version, ct);
        var missing = versions.Where(v => !known.TryGet(v.Key, out var hit) || hit.Version != v.Value).Select(v => v.Key).ToList();
        var fresh = new Dictionary<string, Rules>();
        if (missing.Count > 0)
            foreach (var row in await db.Set<RuleList>().Where(r => missing.Contains(r.VendorId)).ToListAsync(ct))
                known.Set(row.VendorId, (row.Version, fresh[row.VendorId] = Rules.Compile(standard.Complete(RuleList.Read(row.Rules)))));
        return vendors.ToDictionary(v => v, v => fresh.TryGetValue(v, out var now) ? now : versions.ContainsKey(v) && known.TryGet(v, out var hit) ? hit.Rules : unchanged);
    }
}
