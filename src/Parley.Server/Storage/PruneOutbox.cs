using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Parley.Storage;

/// <summary>Removes facts that everybody has had time to read and every worker is through with, a thousand at a time.</summary>
public sealed partial class PruneOutbox(Store store, IEnumerable<IFactWorker> workers, IOptions<StoreOptions> options, TimeProvider clock, ILogger<PruneOutbox> logger) : BackgroundService
{
    const int Step = 1000;
    readonly List<string> names = [.. workers.Select(w => w.Name)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await PruneAsync(stoppingToken) == Step) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    /// <summary>One step; returns how many rows went.</summary>
    public Task<int> PruneAsync(CancellationToken ct)
    {
        var horizon = clock.GetUtcNow() - TimeSpan.FromHours(options.Value.OutboxHours);
        return store.WriteAsync(async db =>
        {
            var done = await db.Set<FactWorkerState>().Where(w => names.Contains(w.Name)).MinAsync(w => (long?)w.Position, ct) ?? long.MaxValue;
            var ids = await db.Set<Fact>().OrderBy(f => f.Id).Where(f => f.At < horizon && f.Id <= done).Select(f => f.Id).Take(Step).ToListAsync(ct);
            var last = ids.LastOrDefault();
            return ids.Count == 0 ? 0 : await db.Set<Fact>().Where(f => f.Id <= last && f.At < horizon).ExecuteDeleteAsync(ct);
        }, ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "The outbox could not be pruned; it is tried again in ten minutes")]
    static partial void Postponed(ILogger logger, Exception error);
}
