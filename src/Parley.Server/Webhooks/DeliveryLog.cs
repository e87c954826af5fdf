using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <param name="Attempts">Tries begun.</param>
/// <param name="DueAt">When it is tried again.</param>
/// <param name="Outcome">How the last try ended: <c>delivered</c>, <c>refused</c>, <c>redirected</c>, <c>gone</c>, <c>timed-out</c>, <c>unreachable</c>, <c>unknown-host</c>, <c>tls-failed</c>, <c>forbidden-destination</c>, <c>broken-off</c>, <c>broken</c> (we failed before it was asked); or why it was not sent: <c>endpoint-disabled</c>, <c>conversation-gone</c>.</param>
public sealed record DeliveryView(Guid Id, string Type, Guid Conversation, int? Seq, DateTimeOffset At, DeliveryState State, int Attempts, DateTimeOffset? TriedAt, DateTimeOffset? DueAt, string? Outcome, int? Status, int? Milliseconds);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryView> Items, string? Cursor);

/// <summary>What is to be sent once more: one delivery, or all of a span that are parked, or all of a span.</summary>
/// <param name="Delivery">This one, whatever became of it.</param>
/// <param name="From">Else those of events from then on,</param>
/// <param name="Until">and before then; none for now.</param>
/// <param name="All">Also those that were delivered.</param>
public sealed record ReplayBody(Guid? Delivery = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, bool All = false);

public sealed record Replayed(int Deliveries);

/// <summary>What was and was not delivered, newest first, and once more.</summary>
public sealed class DeliveryLog(Store store, KeepWebhooks webhooks, DeliveryQueue queue, TimeProvider clock)
{
    /// <summary>How many are replayed at a call.</summary>
    const int Most = 10_000;

    public async Task<DeliveryPage> PageAsync(Guid endpoint, DeliveryState? state, string? cursor, int limit, CancellationToken ct)
    {
        await webhooks.FindAsync(endpoint, ct);
        var list = $"webhook {endpoint} {state}";
        var before = Cursor.Read(list, cursor) is { } at ? long.Parse(at, CultureInfo.InvariantCulture) : long.MaxValue;
        await using var db = store.Open();
        var found = await db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpoint && d.Number < before && (state == null || d.State == state)).OrderByDescending(d => d.Number).Take(limit + 1).ToListAsync(ct);
        var items = found.Take(limit).ToList();
        return new DeliveryPage(
            items.ConvertAll(d => new DeliveryView(d.Id, d.Type, d.ConversationId, d.Seq > 0 ? d.Seq : null, d.At, d.State, d.Attempts, d.TriedAt, d.DueAt, d.Outcome, d.Status, d.Milliseconds)),
            found.Count > limit ? Cursor.Write(list, items[^1].Number.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>Makes them due now, as new: the receiver knows them by their ids. What waits is left to wait.</summary>
    public async Task<Replayed> ReplayAsync(Guid endpoint, ReplayBody body, CancellationToken ct)
    {
        if ((body.Delivery is null) == (body.From is null)) throw Refuse.Invalid("delivery", "Name one delivery, or a span by 'from'.");
        if ((await webhooks.FindAsync(endpoint, ct)).State != EndpointState.Active) throw Refuse.Invalid("webhook", "This webhook is disabled. Enable it first.");
        var now = clock.GetUtcNow();
        var count = await store.WriteAsync(async db =>
        {
            var wanted = db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpoint && d.DueAt == null);
            if (body.Delivery is { } id) wanted = wanted.Where(d => d.Id == id);
            else
            {
                var (from, until) = (body.From!.Value, body.Until ?? now);
                wanted = wanted.Where(d => d.At >= from && d.At < until && (body.All || d.State == DeliveryState.Parked));
            }
            var ids = await wanted.OrderBy(d => d.Number).Select(d => d.Id).Take(Most).ToListAsync(ct);
            if (body.Delivery is not null && ids.Count == 0 && !await db.Set<WebhookDelivery>().AnyAsync(d => d.EndpointId == endpoint && d.Id == body.Delivery, ct)) throw Refuse.NotFound();
            // A microsecond apart: whoever takes the next few need not sort all that are due in the same one.
            foreach (var (order, some) in ids.Chunk(100).Index())
                await db.Set<WebhookDelivery>().Where(d => some.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DeliveryState.Waiting).SetProperty(d => d.Attempts, 0).SetProperty(d => d.DueAt, now.AddMicroseconds(order)), ct);
            return ids.Count;
        }, ct);
        queue.Wake();
        return new Replayed(count);
    }

    /// <summary>Removes what has been in the log long enough, a thousand at a time; what waits or is parked stays.</summary>
    public Task<int> SweepAsync(DateTimeOffset horizon, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var old = await db.Set<WebhookDelivery>().Where(d => d.At < horizon && d.DueAt == null && d.State != DeliveryState.Parked).OrderBy(d => d.At).Select(d => d.Id).Take(1000).ToListAsync(ct);
            return await db.Set<WebhookDelivery>().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(ct);
        }, ct);
}
