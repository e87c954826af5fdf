using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>
/// Sends what is due, on whichever node has time. Each endpoint has a lane of its own: one that is slow, or down, holds up nobody
/// else's events. One that is down is asked now and then, also while nothing is due, with what has waited longest, which is not counted against it; and
/// when it is back, all that failed meanwhile is due at once. When the clock is set back, what waits goes by the clock as it is.
/// </summary>
public sealed partial class Deliver(DeliveryQueue queue, HoldDeliveries hold, DeliverOne one, TimeProvider clock, ILogger<Deliver> logger) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    readonly EndpointLanes lanes = new();
    DateTimeOffset lookedAt;
    int running;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = clock.GetUtcNow();
                await HeedClockAsync(now, stoppingToken);
                foreach (var endpoint in await hold.EndpointsAsync(lanes.ToAsk(now), now, stoppingToken)) await ServeAsync(endpoint, stoppingToken);
                await queue.WaitAsync(Look, clock, stoppingToken);
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        while (Volatile.Read(ref running) > 0) await Task.Delay(20, CancellationToken.None); // what runs comes to an end: the token ends it
    }

    /// <summary>At first, because nobody knows what was before this process; and whenever the clock goes back.</summary>
    async Task HeedClockAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (lookedAt == default)
            foreach (var endpoint in await hold.FailingAsync(ct)) lanes.BeginInDoubt(endpoint);
        if (lookedAt == default || now < lookedAt)
        {
            await hold.LookBackAsync(now, ct);
            if (now < lookedAt) lanes.SetBack(lookedAt - now);
        }
        lookedAt = now;
    }

    async Task ServeAsync(WebhookEndpoint endpoint, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (room, mayBeAsked) = lanes.Of(endpoint.Id, now);
        if (room <= 0) return;
        foreach (var held in await hold.RunAsync(endpoint, room, mayBeAsked, now, ct))
        {
            lanes.Begin(endpoint.Id);
            Interlocked.Increment(ref running);
            _ = RunAsync(endpoint, held, ct);
        }
    }

    async Task RunAsync(WebhookEndpoint endpoint, Held held, CancellationToken ct)
    {
        Tried? tried = null;
        try
        {
            tried = await one.RunAsync(endpoint, held, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (StorageTrouble.Explain(e) is null) Failed(logger, e, held.Delivery.Id); // its hold ends by itself
        }
        catch (OperationCanceledException)
        {
            // the server goes down; the hold ends by itself
        }
        finally
        {
            var (isBack, hasRoom) = lanes.End(endpoint.Id, tried, clock.GetUtcNow());
            if (isBack) await hold.BringBackAsync(endpoint.Id, clock.GetUtcNow(), ct);
            Interlocked.Decrement(ref running);
            if (hasRoom) queue.Wake(); // there may be more than fitted
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Delivery {Id} could not be tried; it comes up again")]
    static partial void Failed(ILogger logger, Exception error, Guid id);
}
