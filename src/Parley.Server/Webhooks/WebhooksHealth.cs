using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Webhooks;

/// <summary>How deliveries are, in words for the health page.</summary>
public static class WebhooksHealth
{
    public static async Task<(bool Healthy, string Says)> AskAsync(Store store, CancellationToken ct)
    {
        await using var db = store.Open();
        if (!await db.Set<WebhookEndpoint>().AnyAsync(ct)) return (true, "There are no webhooks.");
        var parked = await db.Set<WebhookDelivery>().CountAsync(d => d.State == DeliveryState.Parked, ct);
        var waiting = await db.Set<WebhookDelivery>().CountAsync(d => d.DueAt != null, ct);
        var gone = await db.Set<WebhookEndpoint>().CountAsync(e => e.Reason != null, ct);
        var says = $"{waiting} events wait to be delivered.";
        if (parked > 0) says += $" {parked} could not be delivered and are parked: see the webhook's log, mend the endpoint, then replay them.";
        if (gone > 0) says += $" {gone} webhooks were disabled because their address says it is gone.";
        return (parked == 0 && gone == 0, says);
    }
}
