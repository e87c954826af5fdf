using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;
using Host = Parley.Access.Host;

namespace Parley.Market;

/// <summary>A vendor's opening hours: its team reads, its owners publish; the host may do both. And the platform's outages, which the host tells of.</summary>
public static class HoursApi
{
    public static void MapHours(this IEndpointRouteBuilder routes)
    {
        var vendor = routes.MapGroup("/v1/vendors/{id}/hours").WithTags("Hours").ForPersonOrHost(Scope.MarketWrite);
        vendor.MapGet("", GetHours).WithName("getHours").ForPersonOrHost(Scope.MarketRead);
        vendor.MapPut("", PutHours).WithName("putHours").Accepts<HoursBody>("application/json");
        var outages = routes.MapGroup("/v1/outages").WithTags("Host").ForHost(Scope.MarketWrite);
        outages.MapGet("", GetOutages).WithName("getOutages").ForHost(Scope.MarketRead);
        outages.MapPost("", PostOutage).WithName("postOutage");
    }

    static async Task<Ok<HoursView>> GetHours(string id, Person? me, Register register, PublishHours publish, TimeProvider clock, CancellationToken ct)
    {
        await register.EnterVendorAsync(id, me, ct);
        return TypedResults.Ok(View(await publish.LastAsync(id, ct), clock.GetUtcNow()));
    }

    static async Task<Ok<HoursView>> PutHours(string id, Person? me, HttpContext http, Register register, PublishHours publish, TimeProvider clock, CancellationToken ct)
    {
        if (await register.EnterVendorAsync(id, me, ct) is { } role && role != AgentRole.Owner) throw Refuse.Forbidden("Only an owner of this vendor publishes its hours.");
        var version = await publish.RunAsync(id, await Bodies.ReadAsync<HoursBody>(http), ct); // outsiders meet a 404 before their body is looked at
        return TypedResults.Ok(View(version, clock.GetUtcNow()));
    }

    static async Task<Ok<List<OutageView>>> GetOutages(Outages outages, CancellationToken ct) => TypedResults.Ok(await outages.ReadAsync(ct));

    static async Task<Results<Created<OutageView>, Ok<OutageView>>> PostOutage(Body<OutageBody> body, Host host, Outages outages, CancellationToken ct)
    {
        var (view, isNew) = await outages.TellAsync(body.Value, host, ct);
        return isNew ? TypedResults.Created("/v1/outages", view) : TypedResults.Ok(view);
    }

    static HoursView View(HoursVersion? version, DateTimeOffset now)
    {
        var body = version is null ? new HoursBody("Etc/UTC") : VendorHours.Read(version.Hours);
        var hours = CheckedHours.Read(body);
        return new HoursView(body.TimeZone, body.Weekly ?? [], body.Holidays ?? [], body.Away, version?.Since, hours.IsOpen(now), hours.NextOpening(now));
    }
}
