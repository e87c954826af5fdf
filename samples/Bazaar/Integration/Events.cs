using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Bazaar.Market;
using Parley.Client;

namespace Bazaar.Integration;

/// <summary>
/// What Parley tells the shop by its webhook: asked for once, checked before it is believed, kept by its id, so that
/// hearing it twice changes nothing. A real shop would do something with it; this one shows the last of it to its staff.
/// </summary>
public sealed class Events(Settings settings, Ledger ledger)
{
    const int Kept = 30, LargestBody = 20_000;
    static readonly string[] Types = ["conversation.opened", "message.sent", "answer.missed", "platform.asked"];

    readonly ConcurrentQueue<Event> latest = new();

    public IEnumerable<Event> Latest => latest.Reverse();

    /// <summary>Makes sure that Parley knows where to tell; returns why not, or null. Needs the scope <c>webhooks:manage</c>.</summary>
    public async Task<string?> SubscribeAsync(ParleyHost host, CancellationToken ct)
    {
        var wanted = new Parley.Client.Webhook(settings.Address("/parley-events"), Types, Description: "Bazaar");
        try
        {
            if (ledger.Webhook is { } known && await host.ChangeWebhookAsync(known.Id, wanted, ct))
                return null;
            var made = await host.AddWebhookAsync(wanted, ct);
            ledger.Remember(new Bazaar.Market.Webhook(made.Id, made.Secret));
            return null;
        }
        catch (ParleyException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Takes an event, if it is one of Parley's and new.</summary>
    public async Task<IResult> TakeAsync(HttpRequest request, CancellationToken ct)
    {
        if (ledger.Webhook is not { } webhook || request.ContentLength is null or > LargestBody)
            return TypedResults.BadRequest();
        var body = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(body, ct);
        var id = request.Headers["webhook-id"].ToString();
        if (!new ParleyWebhooks(webhook.Secret).Verify(id, request.Headers["webhook-timestamp"], request.Headers["webhook-signature"], body))
            return TypedResults.BadRequest();
        var told = JsonNode.Parse(body)!;
        var about = told["data"]?["conversation"];
        if (latest.All(one => one.Id != id))
            latest.Enqueue(new Event(id, $"{told["type"]}", DateTimeOffset.Parse($"{told["timestamp"]}", CultureInfo.InvariantCulture), $"{about?["vendor"]}", $"{about?["buyer"]}", $"{about?["subject"]?["id"]}"));
        while (latest.Count > Kept)
            latest.TryDequeue(out _);
        return TypedResults.NoContent();
    }
}

/// <summary>Something that happened in a conversation.</summary>
public sealed record Event(string Id, string Type, DateTimeOffset At, string Vendor, string Buyer, string Subject);
