using Microsoft.EntityFrameworkCore;

namespace Parley.Storage;

/// <summary>
/// Turns for work that one node does at a time: whoever has the turn keeps it by taking it again before it ends. One that ends an hour later than
/// any can was taken before a clock was set back, and is free.
/// </summary>
public sealed class Turns(Store store, TimeProvider clock)
{
    readonly Guid me = Guid.NewGuid();

    /// <summary>Whether it is this node's turn from now on.</summary>
    public async Task<bool> TakeAsync(string name, TimeSpan lasting, CancellationToken ct)
    {
        if (store.Kind == "sqlite") return true; // one process
        var now = clock.GetUtcNow();
        var (until, strange) = (now + lasting, now + lasting + TimeSpan.FromHours(1));
        return await store.WriteAsync(async db =>
        {
            await db.InsertMissingAsync("fact_workers", "name, position, leased_until", [[name, 0L, 0L]], ct);
            return await db.Set<FactWorkerState>().Where(w => w.Name == name && (w.Node == me || w.LeasedUntil < now || w.LeasedUntil > strange))
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.Node, me).SetProperty(w => w.LeasedUntil, until), ct) == 1;
        }, ct);
    }

    /// <summary>Ends this node's turn before its time, so that another need not wait for it.</summary>
    public async Task EndAsync(string name, CancellationToken ct)
    {
        if (store.Kind == "sqlite") return;
        var over = clock.GetUtcNow().AddSeconds(-1);
        await store.WriteAsync(db => db.Set<FactWorkerState>().Where(w => w.Name == name && w.Node == me).ExecuteUpdateAsync(s => s.SetProperty(w => w.LeasedUntil, over), ct), ct);
    }
}
