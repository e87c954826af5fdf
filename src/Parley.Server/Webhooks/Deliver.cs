using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>
/// Sends what is due, on whichever node has time: a delivery is held by moving its due time ahead, so one that a dead node held comes up
/// again, with a number that says it may have come before. Each endpoint has a lane of its own: one that is slow, or down, holds up nobody
/// else's events.
/// </summary>
public sealed partial class Deliver(Store store, DeliveryQueue queue, DeliverOne one, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<Deliver> logger) : BackgroundService
{
    /// <summary>How many at once for one endpoint.</summary>
    const int Wide = 8;

    /// <summary>After so many failures in a row one try at a time finds out whether an endpoint is back.</summary>
    const int Doubtful = 5;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);
    readonly Dictionary<Guid, Lane> lanes = [];
    readonly Lock gate = new();
    int running;

    sealed class Lane
    {
        public int Running, Failures;
        public DateTimeOffset RestUntil;

        public int Room(DateTimeOffset now) => Failures < Doubtful ? Wide - Running : Running == 0 && now >= RestUntil ? 1 : 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var endpoint in await WaitingAsync(stoppingToken)) await ServeAsync(endpoint, stoppingToken);
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

    /// <summary>Endpoints for which something is due. They are few.</summary>
    async Task<List<WebhookEndpoint>> WaitingAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open();
        return await db.Set<WebhookEndpoint>().Where(e => db.Set<WebhookDelivery>().Any(d => d.EndpointId == e.Id && d.DueAt <= now)).ToListAsync(ct);
    }

    async Task ServeAsync(WebhookEndpoint endpoint, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        int room;
        lock (gate) room = LaneOf(endpoint.Id).Room(now);
        if (room <= 0) return;
        foreach (var delivery in await HoldAsync(endpoint, room, now, ct))
        {
            lock (gate) LaneOf(endpoint.Id).Running++;
            Interlocked.Increment(ref running);
            _ = RunAsync(endpoint, delivery, ct);
        }
    }

    Lane LaneOf(Guid id) => lanes.TryGetValue(id, out var lane) ? lane : lanes[id] = new Lane();

    /// <summary>Takes the oldest that are due; of an ordered endpoint only those before which nothing of their conversation waits.</summary>
    async Task<List<WebhookDelivery>> HoldAsync(WebhookEndpoint endpoint, int room, DateTimeOffset now, CancellationToken ct)
    {
        List<WebhookDelivery> due;
        await using (var db = store.Open())
        {
            var all = db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpoint.Id && d.DueAt != null && d.DueAt <= now);
            if (endpoint.Ordered) all = all.Where(d => !db.Set<WebhookDelivery>().Any(o => o.EndpointId == d.EndpointId && o.ConversationId == d.ConversationId && o.DueAt != null && o.Number < d.Number));
            due = await all.OrderBy(d => d.DueAt).ThenBy(d => d.Number).Take(room).ToListAsync(ct);
        }
        if (due.Count == 0) return due;
        var until = now.AddSeconds(options.Value.TimeoutSeconds + 30);
        return await store.WriteAsync(async db =>
        {
            var mine = new List<WebhookDelivery>();
            foreach (var delivery in due)
            {
                var held = await db.Set<WebhookDelivery>().Where(d => d.Id == delivery.Id && d.DueAt == delivery.DueAt && d.Attempts == delivery.Attempts)
                    .ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, until).SetProperty(d => d.Attempts, d => d.Attempts + 1).SetProperty(d => d.TriedAt, now), ct);
                if (held == 0) continue;
                delivery.Attempts++;
                mine.Add(delivery);
            }
            return mine;
        }, ct);
    }

    async Task RunAsync(WebhookEndpoint endpoint, WebhookDelivery delivery, CancellationToken ct)
    {
        var delivered = false;
        try
        {
            delivered = await one.RunAsync(endpoint, delivery, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (StorageTrouble.Explain(e) is null) Failed(logger, e, delivery.Id); // its hold ends by itself
        }
        catch (OperationCanceledException)
        {
            // the server goes down; the hold ends by itself
        }
        finally
        {
            Note(endpoint.Id, delivered);
            Interlocked.Decrement(ref running);
            queue.Wake(); // there may be more than fitted
        }
    }

    void Note(Guid endpoint, bool delivered)
    {
        lock (gate)
        {
            var lane = LaneOf(endpoint);
            lane.Running--;
            lane.Failures = delivered ? 0 : lane.Failures + 1;
            if (lane.Failures >= Doubtful) lane.RestUntil = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, Math.Pow(2, lane.Failures - Doubtful)));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Delivery {Id} could not be tried; it comes up again")]
    static partial void Failed(ILogger logger, Exception error, Guid id);
}
