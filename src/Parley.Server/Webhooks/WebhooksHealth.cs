using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>How deliveries are, in words for the health page.</summary>
public static class WebhooksHealth
{
    /// <summary>An event that is so old and failed so often: whoever looks after the endpoint is to know before it is parked days later.</summary>
    static readonly TimeSpan Late = TimeSpan.FromMinutes(15);
    const int Often = 3;

    public static async Task<(bool Healthy, string Says)> AskAsync(Store store, TimeProvider clock, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Late;
        await using var db = store.Open();
        if (!await db.Set<WebhookEndpoint>().AnyAsync(ct)) return (true, "There are no webhooks.");
        var parked = await db.Set<WebhookDelivery>().CountAsync(d => d.State == DeliveryState.Parked, ct);
        var waiting = await db.Set<WebhookDelivery>().CountAsync(d => d.DueAt != null, ct);
        var gone = await db.Set<WebhookEndpoint>().CountAsync(e => e.Reason != null, ct);
        var failing = await db.Set<WebhookEndpoint>().CountAsync(e => db.Set<WebhookDelivery>().Any(d => d.EndpointId == e.Id && d.DueAt != null && d.Attempts >= Often && d.At < before), ct);
        var says = $"{waiting} events wait to be delivered.";
        if (failing > 0) says += $" {failing} webhooks have been failing for more than {(int)Late.TotalMinutes} minutes: see their logs. Nothing is lost; what fails is tried for days.";
        if (parked > 0) says += $" {parked} could not be delivered and are parked: see the webhook's log, mend the endpoint, then replay them.";
        if (gone > 0) says += $" {gone} webhooks were disabled because their address says it is gone.";
        return (failing == 0 && parked == 0 && gone == 0, says);
    }
}
