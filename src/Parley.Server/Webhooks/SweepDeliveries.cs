using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>Keeps the log short: once an hour, one node at a time.</summary>
public sealed partial class SweepDeliveries(DeliveryLog log, Turns turns, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<SweepDeliveries> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1), Turn = TimeSpan.FromMinutes(90);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!await turns.TakeAsync("sweep-webhooks", Turn, stoppingToken)) continue;
                while (await log.SweepAsync(clock.GetUtcNow().AddDays(-options.Value.LogDays), stoppingToken) > 0) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old deliveries could not be cleared away; it is tried again in an hour")]
    static partial void Postponed(ILogger logger, Exception error);
}
