using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// The removed operators whose tokens may still be of an age, in memory on every node. What was read is read anew every two seconds; a request waits for nothing.
/// The store away, a node keeps to what it knows.
/// </summary>
public sealed partial class RemovedOperators(Store store, Switchboard switchboard, IOptions<TokenOptions> tokens, TimeProvider clock, ILogger<RemovedOperators> logger) : BackgroundService, IOperators
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    readonly SemaphoreSlim looking = new(1, 1);
    volatile FrozenDictionary<string, DateTimeOffset> removed = FrozenDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Tokens say when they were made to the second: one of the same second does not count either.</summary>
    public void Require(Person person)
    {
        if (removed.TryGetValue(person.Id, out var at) && !(person.Issued > at)) throw Refuse.Unauthenticated("This person was removed from the marketplace's staff. Ask for access again.");
    }

    /// <summary>They hold from the first request on.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Unread(logger, e);
            }
        }
    }

    /// <summary>Reads them anew: what was read earlier is never taken up later.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await looking.WaitAsync(ct);
        try
        {
            await ReadAsync(ct);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Those whose last token may still be good.</summary>
    async Task ReadAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - TimeSpan.FromHours(tokens.Value.MaxHours) - TimeSpan.FromSeconds(2 * tokens.Value.ClockSkewSeconds);
        await using var db = store.Open();
        var now = (await db.Set<RemovedOperator>().Where(o => o.At > since).ToListAsync(ct)).ToFrozenDictionary(o => o.Id, o => o.At);
        var before = removed;
        removed = now;
        foreach (var (id, at) in now)
            if (before.GetValueOrDefault(id) != at) switchboard.Drop(id, key: null);
    }

    public override void Dispose()
    {
        looking.Dispose();
        base.Dispose();
    }

    [LoggerMessage(1, LogLevel.Error, "Removed operators could not be read; tried again in two seconds")]
    static partial void Unread(ILogger logger, Exception error);
}
