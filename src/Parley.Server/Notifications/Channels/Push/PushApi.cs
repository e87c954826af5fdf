using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <param name="Key">What a browser is given when it subscribes (<c>applicationServerKey</c>): 65 bytes as base64url. Null: pushes to browsers are not set up.</param>
public sealed record PushKeyView(string? Key);

/// <summary>A person's browsers and phones say where they take notices; a host may do it for its app, and ends it when somebody signs out.</summary>
public static class PushApi
{
    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/v1/push").WithTags("Push").ForPerson();
        mine.MapGet("/key", Key).WithName("getPushKey");
        mine.MapPut("/subscriptions", Subscribe).WithName("putPushSubscription");
        mine.MapDelete("/subscriptions", Unsubscribe).WithName("deletePushSubscription");
        mine.MapPut("/devices", AddPhone).WithName("putPushDevice");
        mine.MapDelete("/devices", RemovePhone).WithName("deletePushDevice");
        routes.MapPut("/v1/push/subscriptions/renewal", Renew).WithTags("Push").WithName("renewPushSubscription").ForHolderOf("pushSubscription");
        var theirs = routes.MapGroup("/v1/users/{id}/devices").WithTags("Push").ForHost(Scope.MarketWrite);
        theirs.MapPut("", AddPhoneOf).WithName("putUserDevice");
        theirs.MapDelete("", ForgetAll).WithName("deleteUserDevices");
    }

    static async Task<Ok<PushKeyView>> Key(BrowserChannel browsers, VapidKeys keys, CancellationToken ct) => TypedResults.Ok(new PushKeyView(browsers.IsConfigured ? (await keys.GetAsync(ct)).Public : null));

    static async Task<NoContent> Subscribe(Person me, Body<SubscriptionBody> body, Subscriptions subscriptions, CancellationToken ct)
    {
        await subscriptions.PutAsync(me.Id, body.Value, ct);
        return TypedResults.NoContent();
    }

    /// <summary>For service workers, which have no token: as a bearer they show the former subscription's secret, which only that browser and this server know.</summary>
    static async Task<NoContent> Renew(HttpContext http, Body<RenewalBody> body, Subscriptions subscriptions, CancellationToken ct)
    {
        var header = http.Request.Headers.Authorization is [{ } value] ? value : "";
        await subscriptions.RenewAsync(body.Value, header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "", ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> Unsubscribe(Person me, Body<EndpointBody> body, Subscriptions subscriptions, CancellationToken ct)
    {
        await subscriptions.RemoveAsync(me.Id, body.Value, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> AddPhone(Person me, Body<DeviceBody> body, Devices devices, CancellationToken ct)
    {
        await devices.PutAsync(me.Id, body.Value, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> RemovePhone(Person me, Body<DeviceTokenBody> body, Devices devices, CancellationToken ct)
    {
        await devices.RemoveAsync(me.Id, body.Value, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> AddPhoneOf(string id, Body<DeviceBody> body, Register register, Devices devices, CancellationToken ct)
    {
        if (await register.FindPersonAsync(Texts.Id(id, "id"), ct) is not { RemovedAt: null }) throw Refuse.NotFound();
        await devices.PutAsync(id, body.Value, ct);
        return TypedResults.NoContent();
    }

    /// <summary>All browsers and phones: the person signed out everywhere. Repeating it is no error.</summary>
    static async Task<NoContent> ForgetAll(string id, ForgetAddresses forget, CancellationToken ct)
    {
        await forget.ForgetAsync([Texts.Id(id, "id")], ct);
        return TypedResults.NoContent();
    }
}
