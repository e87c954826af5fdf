using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Webhooks;

public sealed record WebhookList(IReadOnlyList<WebhookView> Items);

public sealed record EventTypeList(IReadOnlyList<EventType> Items);

/// <param name="Outcome">As in the log.</param>
public sealed record TestView(bool Delivered, string Outcome, int? Status, int Milliseconds);

/// <summary>The host says where it wants to hear what happens, sees what became of it, and asks for it once more.</summary>
public static class WebhooksApi
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/webhooks").WithTags("Webhooks").ForHost(Scope.WebhooksManage);
        group.MapGet("", List).WithName("getWebhooks");
        group.MapPost("", Add).WithName("addWebhook");
        group.MapGet("/types", Types).WithName("getWebhookTypes");
        group.MapGet("/{id:guid}", Get).WithName("getWebhook");
        group.MapPut("/{id:guid}", Change).WithName("changeWebhook");
        group.MapDelete("/{id:guid}", Remove).WithName("deleteWebhook");
        group.MapPost("/{id:guid}/secret", RenewSecret).WithName("renewWebhookSecret");
        group.MapPost("/{id:guid}/test", Test).WithName("testWebhook");
        group.MapGet("/{id:guid}/deliveries", Deliveries).WithName("getWebhookDeliveries");
        group.MapPost("/{id:guid}/replay", Replay).WithName("replayWebhook");
    }

    static async Task<Ok<WebhookList>> List(KeepWebhooks webhooks, CancellationToken ct) => TypedResults.Ok(new WebhookList(await webhooks.ListAsync(null, ct)));

    static async Task<Created<WebhookSecret>> Add(Body<WebhookBody> body, KeepWebhooks webhooks, CancellationToken ct)
    {
        var made = await webhooks.AddAsync(body.Value, ct);
        return TypedResults.Created($"/v1/webhooks/{made.Id}", made);
    }

    static Ok<EventTypeList> Types() => TypedResults.Ok(new EventTypeList(EventTypes.All));

    static async Task<Ok<WebhookView>> Get(Guid id, KeepWebhooks webhooks, CancellationToken ct) => TypedResults.Ok((await webhooks.ListAsync(id, ct)) is [var one] ? one : throw Refuse.NotFound());

    static async Task<NoContent> Change(Guid id, Body<WebhookBody> body, KeepWebhooks webhooks, CancellationToken ct)
    {
        await webhooks.ChangeAsync(id, body.Value, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> Remove(Guid id, KeepWebhooks webhooks, CancellationToken ct)
    {
        await webhooks.RemoveAsync(id, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<WebhookSecret>> RenewSecret(Guid id, KeepWebhooks webhooks, CancellationToken ct) => TypedResults.Ok(await webhooks.RenewSecretAsync(id, ct));

    static async Task<Ok<TestView>> Test(Guid id, KeepWebhooks webhooks, TestDelivery test, CancellationToken ct) => TypedResults.Ok(await test.RunAsync(await webhooks.FindAsync(id, ct), ct));

    static async Task<Ok<DeliveryPage>> Deliveries(Guid id, string? state, string? cursor, string? limit, DeliveryLog log, CancellationToken ct)
    {
        DeliveryState? wanted = state switch
        {
            null => null,
            "waiting" => DeliveryState.Waiting,
            "delivered" => DeliveryState.Delivered,
            "parked" => DeliveryState.Parked,
            "cancelled" => DeliveryState.Cancelled,
            _ => throw Refuse.Invalid("state", "'state' is one of waiting, delivered, parked, cancelled."),
        };
        return TypedResults.Ok(await log.PageAsync(id, wanted, cursor, PageSize.Read(limit), ct));
    }

    static async Task<Ok<Replayed>> Replay(Guid id, Body<ReplayBody> body, DeliveryLog log, CancellationToken ct) => TypedResults.Ok(await log.ReplayAsync(id, body.Value, ct));
}
