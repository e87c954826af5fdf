using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>
/// Works off the facts of the outbox: each at least once, in the order of their commits as good as it can be told, on one node at a
/// time, within about half a second; later on a machine that is full, because sending comes first. Hearing a fact again must change
/// nothing. A throw brings the same facts again after a pause; a fact that fails over and over is given up with a line in the log, and
/// those after it go on. A worker that is new to a store begins with what happens from the start of the process on.
/// </summary>
public interface IFactWorker
{
    /// <summary>Its name in the store. Never renamed, or it would begin anew.</summary>
    string Name { get; }

    /// <summary>How many facts it takes at once.</summary>
    int Step => 500;

    Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct);
}

/// <summary>How far a worker has come: everything up to <see cref="Position"/> is done. One node holds it until <see cref="LeasedUntil"/>.</summary>
public sealed class FactWorkerState
{
    public required string Name { get; init; }
    public long Position { get; set; }
    public Guid? Node { get; set; }
    public DateTimeOffset LeasedUntil { get; set; }
}

sealed class FactWorkerTable : IEntityTypeConfiguration<FactWorkerState>
{
    public void Configure(EntityTypeBuilder<FactWorkerState> builder)
    {
        builder.ToTable("fact_workers");
        builder.HasKey(w => w.Name);
    }
}

public static class FactWorkersSetup
{
    public static void AddFactWorker<T>(this IServiceCollection services) where T : class, IFactWorker
    {
        services.AddSingleton<T>();
        services.AddSingleton<IFactWorker>(provider => provider.GetRequiredService<T>());
    }
}

/// <summary>Looks twice a second whether there is anything new, and gives it to every worker whose turn is on this node.</summary>
public sealed partial class FactWorkers(Store store, IEnumerable<IFactWorker> workers, TimeProvider clock, ILogger<FactWorkers> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    readonly FactPages pages = new(store);
    readonly List<FactCursor> all = [.. workers.Select(w => new FactCursor(w, store, clock, logger))];

    public override void Dispose()
    {
        pages.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (all.Count == 0) return;
        using var timer = new PeriodicTimer(Every, clock);
        var busy = new Dictionary<FactCursor, Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var db = store.Open();
                var end = await db.Set<Fact>().MaxAsync(f => (long?)f.Id, stoppingToken) ?? 0;
                foreach (var cursor in all.Where(c => !busy.TryGetValue(c, out var running) || running.IsCompleted)) busy[cursor] = cursor.MoveToAsync(end, pages, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Unread(logger, e);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            if (!await TickAsync(timer, stoppingToken)) break;
        }
        await Task.WhenAll(busy.Values);
        foreach (var cursor in all) await cursor.LetGoAsync();
    }

    /// <summary>False when the server goes down.</summary>
    static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The end of the outbox could not be read; tried again in half a second")]
    static partial void Unread(ILogger logger, Exception error);
}
