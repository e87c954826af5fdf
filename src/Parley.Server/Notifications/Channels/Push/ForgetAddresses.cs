using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Browsers and phones of whoever was removed, or whose words were erased, are forgotten.</summary>
sealed class ForgetAddresses(Store store) : IFactWorker
{
    const string Person = "person:", Erased = "erased:";

    public string Name => "forget-push";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var subjects = facts.Where(f => f.Kind == FactKind.MarketChanged && f.Subject is not null).Select(f => f.Subject!).ToList();
        var erased = Named(subjects, Erased);
        var changed = Named(subjects, Person);
        if (erased.Count + changed.Count == 0) return;
        await using (var db = store.Open())
            if (changed.Count > 0) erased.AddRange(await db.Set<MarketPerson>().Where(p => changed.Contains(p.Id) && p.RemovedAt != null).Select(p => p.Id).ToListAsync(ct));
        if (erased.Count > 0) await ForgetAsync(erased, ct);
    }

    public Task ForgetAsync(IReadOnlyCollection<string> persons, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            await db.Set<PushSubscription>().Where(s => persons.Contains(s.PersonId)).ExecuteDeleteAsync(ct);
            await db.Set<PushDevice>().Where(d => persons.Contains(d.PersonId)).ExecuteDeleteAsync(ct);
        }, ct);

    static List<string> Named(IEnumerable<string> subjects, string start) => [.. subjects.Where(s => s.StartsWith(start, StringComparison.Ordinal)).Select(s => s[start.Length..]).Distinct()];
}
