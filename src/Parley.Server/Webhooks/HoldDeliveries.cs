using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>A delivery that this node is to try now.</summary>
/// <param name="Early">When it would have been due, if it is only tried to find out whether the endpoint is back: that is not counted.</param>
public sealed record Held(WebhookDelivery Delivery, DateTimeOffset? Early);

/// <summary>
/// Takes deliveries for this node, by moving their due time ahead and counting the try before it is made: what a dead node held comes up
/// again, with a number that says it may have come before.
/// </summary>
public sealed class HoldDeliveries(Store store, IOptions<WebhookOptions> options)
{
    /// <summary>Clocks of nodes may differ by so much.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    /// <summary>What is due so soon need not be tried before.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Endpoints for which something is due, or for which something waits and which are to be asked whether they are back. They are few.</summary>
    public async Task<List<WebhookEndpoint>> EndpointsAsync(IReadOnlyList<Guid> toAsk, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<WebhookEndpoint>().Where(e => db.Set<WebhookDelivery>().Any(d => d.EndpointId == e.Id && (d.DueAt <= now || (d.DueAt != null && toAsk.Contains(e.Id))))).ToListAsync(ct);
    }

    /// <summary>Those on which something failed that waits still.</summary>
    public async Task<List<Guid>> FailingAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<WebhookEndpoint>().Where(e => db.Set<WebhookDelivery>().Any(d => d.EndpointId == e.Id && d.DueAt != null && d.Attempts > 0 && d.Milliseconds != null)).Select(e => e.Id).ToListAsync(ct);
    }

    /// <summary>What was tried, or queued, at a time that is yet to come was so before the clock was set back: it waits as long as it was to wait, from now on.</summary>
    public async Task LookBackAsync(DateTimeOffset now, CancellationToken ct)
    {
        var latest = now + Tolerance;
        await using (var look = store.Open())
            if (!await look.Set<WebhookDelivery>().AnyAsync(d => d.DueAt > latest && (d.Attempts == 0 || d.TriedAt > latest), ct)) return;
        await store.WriteAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("update webhook_deliveries set due_at = due_at - tried_at + {0}, tried_at = {0} where due_at > {1} and attempts > 0 and tried_at > {1}", [now.ToMicros(), latest.ToMicros()], ct);
            await db.Database.ExecuteSqlRawAsync("update webhook_deliveries set due_at = {0} where due_at > {1} and attempts = 0", [now.ToMicros(), latest.ToMicros()], ct);
        }, ct);
    }

    /// <summary>At most so many, the oldest first. Of an endpoint that may be asked whether it is back, where none is due, the one that waits longest.</summary>
    public async Task<List<Held>> RunAsync(WebhookEndpoint endpoint, int room, bool mayBeAsked, DateTimeOffset now, CancellationToken ct)
    {
        if (await DueAsync(endpoint, room, now, ct) is { Count: > 0 } due) return (await TakeAsync(due, now, ct)).ConvertAll(d => new Held(d, null));
        if (!mayBeAsked || await LongestAsync(endpoint, ct) is not { DueAt: { } early } longest || early - now < Soon) return [];
        return (await TakeAsync([longest], now, ct)).ConvertAll(d => new Held(d, early));
    }

    /// <summary>The endpoint works again: what failed meanwhile need not wait longer.</summary>
    public async Task BringBackAsync(Guid endpoint, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await store.WriteAsync(db => db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpoint && d.DueAt > now && d.Attempts > 0 && d.Milliseconds != null).ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, now), ct), ct);
        }
        catch (Exception e) when (ct.IsCancellationRequested || StorageTrouble.Explain(e) is not null)
        {
            // they come up at their own times
        }
    }

    /// <summary>Of an ordered endpoint only those before which nothing of their conversation waits.</summary>
    async Task<List<WebhookDelivery>> DueAsync(WebhookEndpoint endpoint, int room, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = store.Open();
        var all = db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpoint.Id && d.DueAt != null && d.DueAt <= now);
        if (endpoint.Ordered) all = all.Where(d => !db.Set<WebhookDelivery>().Any(o => o.EndpointId == d.EndpointId && o.ConversationId == d.ConversationId && o.DueAt != null && o.Number < d.Number));
        return await all.OrderBy(d => d.DueAt).ThenBy(d => d.Number).Take(room).ToListAsync(ct);
    }

    /// <summary>The first of all that wait, before which nothing of its conversation does; null when another node has it right now.</summary>
    async Task<WebhookDelivery?> LongestAsync(WebhookEndpoint endpoint, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpoint.Id && d.DueAt != null).OrderBy(d => d.Number).FirstOrDefaultAsync(ct) is { IsHeld: false } first ? first : null;
    }

    /// <summary>All of them at once where no other node has any; else one by one those that it has not.</summary>
    async Task<List<WebhookDelivery>> TakeAsync(List<WebhookDelivery> wanted, DateTimeOffset now, CancellationToken ct)
    {
        var until = now.AddSeconds(options.Value.TimeoutSeconds + 30);
        var mine = wanted.Count > 1 && await TogetherAsync(wanted, now, until, ct) ? wanted : null;
        if (mine is null)
        {
            mine = new List<WebhookDelivery>(wanted.Count);
            foreach (var one in wanted)
                if (await store.WriteAsync(db => OneAsync(db, one, now, until, ct), ct)) mine.Add(one);
        }
        foreach (var one in mine) one.Attempts++;
        return mine;
    }

    async Task<bool> TogetherAsync(List<WebhookDelivery> wanted, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var (ids, attempts) = (wanted.ConvertAll(d => d.Id), wanted[0].Attempts);
        if (wanted.Exists(d => d.Attempts != attempts)) return false;
        try
        {
            await store.WriteAsync(async db =>
            {
                if (await HoldAsync(db.Set<WebhookDelivery>().Where(d => ids.Contains(d.Id) && d.DueAt <= now && d.Attempts == attempts), now, until, ct) != ids.Count) throw new TakenElsewhereException();
            }, ct);
            return true;
        }
        catch (TakenElsewhereException)
        {
            return false; // nothing of it holds
        }
    }

    static async Task<bool> OneAsync(ParleyDb db, WebhookDelivery one, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        await HoldAsync(db.Set<WebhookDelivery>().Where(d => d.Id == one.Id && d.DueAt == one.DueAt && d.Attempts == one.Attempts), now, until, ct) == 1;

    static Task<int> HoldAsync(IQueryable<WebhookDelivery> which, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        which.ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, until).SetProperty(d => d.Attempts, d => d.Attempts + 1).SetProperty(d => d.TriedAt, now).SetProperty(d => d.Milliseconds, (int?)null), ct);

    sealed class TakenElsewhereException : Exception;
}
