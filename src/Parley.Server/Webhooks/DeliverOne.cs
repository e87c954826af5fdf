using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>One try for one delivery, and what becomes of it.</summary>
public sealed partial class DeliverOne(Store store, Post post, SettleDeliveries settle, INoteRefusal refusals, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<DeliverOne> logger)
{
    /// <returns>Null when nothing was asked of the endpoint.</returns>
    public async Task<Tried?> RunAsync(WebhookEndpoint endpoint, Held held, CancellationToken ct)
    {
        try
        {
            return await TryAsync(endpoint, held, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && StorageTrouble.Explain(e) is null)
        {
            // It counts, so that it is parked in its time and holds up its conversation no longer than one that the endpoint refuses.
            Broke(logger, e, held.Delivery.Id);
            await GoOnAsync(endpoint, held.Delivery, new Tried("broken", null, 0, null), ct);
            return null;
        }
    }

    async Task<Tried?> TryAsync(WebhookEndpoint endpoint, Held held, CancellationToken ct)
    {
        var delivery = held.Delivery;
        if (endpoint.State != EndpointState.Active)
        {
            await SettleAsync(delivery, DeliveryState.Cancelled, null, new Tried("endpoint-disabled", null, 0, null), ct);
            return null;
        }
        if (await AboutAsync(delivery.ConversationId, ct) is not { } about)
        {
            await SettleAsync(delivery, DeliveryState.Cancelled, null, new Tried("conversation-gone", null, 0, null), ct);
            return null;
        }
        var speaker = delivery.Speaker.Length > 0 ? delivery.Speaker : null;
        var tried = await post.SendAsync(endpoint, delivery.Id, delivery.Attempts, Payload.Of(delivery.Type, delivery.At, about, delivery.Seq, speaker).Write(), ct);
        if (tried.Outcome == "gone") await DisableAsync(endpoint, ct);
        if (tried.Outcome == "forbidden-destination") await refusals.NoteAsync("webhook-refused", $"webhook {endpoint.Id}", "Its name led to an address that may not be called when it was dialled. Nothing was sent.", ct);
        if (held.Early is { } early && tried is { Delivered: false, Outcome: not "gone" })
        {
            await SettleAsync(delivery, DeliveryState.Waiting, early, tried, ct, uncounted: 1);
            return tried;
        }
        if (tried.Delivered) await SettleAsync(delivery, DeliveryState.Delivered, null, tried, ct);
        else if (tried.Outcome == "gone") await SettleAsync(delivery, DeliveryState.Cancelled, null, tried, ct);
        else await GoOnAsync(endpoint, delivery, tried, ct);
        return tried;
    }

    async Task GoOnAsync(WebhookEndpoint endpoint, WebhookDelivery delivery, Tried tried, CancellationToken ct)
    {
        var (state, due) = Next(delivery, tried);
        if (state == DeliveryState.Parked) Parked(logger, delivery.Type, delivery.Id, endpoint.Id, tried.Outcome);
        await SettleAsync(delivery, state, due, tried, ct);
    }

    /// <summary>When it is tried again: after the next pause, give or take a tenth, and not before the endpoint wants it.</summary>
    (DeliveryState, DateTimeOffset?) Next(WebhookDelivery delivery, Tried tried)
    {
        if (delivery.Attempts > options.Value.Pauses.Count) return (DeliveryState.Parked, null);
        var pause = TimeSpan.FromSeconds(options.Value.Pauses[delivery.Attempts - 1] * (0.9 + 0.2 * Random.Shared.NextDouble()));
        var asked = tried.After is { } after ? TimeSpan.FromTicks(Math.Min(after.Ticks, TimeSpan.TicksPerDay)) : TimeSpan.Zero;
        return (DeliveryState.Waiting, clock.GetUtcNow() + (pause > asked ? pause : asked));
    }

    async Task<About?> AboutAsync(Guid conversation, CancellationToken ct)
    {
        await using var db = store.Open();
        var c = await db.Set<Conversation>().Where(c => c.Id == conversation).Select(c => new { c.VendorId, c.BuyerId, c.SubjectKind, c.SubjectId, c.Topic }).SingleOrDefaultAsync(ct);
        return c is null ? null : new About(conversation, c.VendorId, c.BuyerId, c.SubjectKind?.Word(), c.SubjectId, c.Topic);
    }

    /// <summary>An endpoint that says it is gone is asked no more; what waits for it is not sent.</summary>
    Task DisableAsync(WebhookEndpoint endpoint, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            await db.Set<WebhookEndpoint>().Where(e => e.Id == endpoint.Id && e.State == EndpointState.Active).ExecuteUpdateAsync(s => s.SetProperty(e => e.State, EndpointState.Disabled).SetProperty(e => e.Reason, "gone"), ct);
            await db.Set<WebhookDelivery>().Where(d => d.EndpointId == endpoint.Id && d.DueAt != null).ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, (DateTimeOffset?)null).SetProperty(d => d.State, DeliveryState.Cancelled).SetProperty(d => d.Outcome, "endpoint-disabled"), ct);
        }, ct);

    Task SettleAsync(WebhookDelivery delivery, DeliveryState state, DateTimeOffset? due, Tried tried, CancellationToken ct, int uncounted = 0) =>
        settle.RunAsync(new Settled(delivery, state, due, tried, uncounted), ct);

    [LoggerMessage(2, LogLevel.Error, "Delivery {Id} broke before its endpoint was asked; it is tried again")]
    static partial void Broke(ILogger logger, Exception error, Guid id);

    [LoggerMessage(1, LogLevel.Warning, "The event {Type} ({Id}) could not be delivered to webhook {Endpoint} and is parked: {Outcome}")]
    static partial void Parked(ILogger logger, string type, Guid id, Guid endpoint, string outcome);
}
