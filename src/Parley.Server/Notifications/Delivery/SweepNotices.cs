using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Keeps the log short, and settles what waits for a channel that is set up no more: once an hour, one node at a time.</summary>
sealed partial class SweepNotices(Store store, NoticeLog log, Reaches reaches, Turns turns, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<SweepNotices> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1), Turn = TimeSpan.FromMinutes(90), Abandoned = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await turns.TakeAsync("sweep-notices", Turn, stoppingToken)) await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        while (await log.SweepAsync(clock.GetUtcNow().AddDays(-options.Value.LogDays), ct) > 0) { }
        await SettleAbandonedAsync(ct);
    }

    Task<int> SettleAbandonedAsync(CancellationToken ct)
    {
        var (now, configured) = (clock.GetUtcNow(), reaches.Configured.Select(c => c.Channel).ToList());
        var before = now - Abandoned;
        return store.WriteAsync(db => db.Set<Notice>().Where(n => n.DueAt != null && n.DueAt < before && !configured.Contains(n.Channel))
            .ExecuteUpdateAsync(s => s.SetProperty(n => n.State, NoticeState.Cancelled).SetProperty(n => n.Outcome, Outcomes.NotConfigured).SetProperty(n => n.DueAt, (DateTimeOffset?)null).SetProperty(n => n.SettledAt, now), ct), ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Old notices could not be cleared away; it is tried again in an hour")]
    static partial void Postponed(ILogger logger, Exception error);
}
