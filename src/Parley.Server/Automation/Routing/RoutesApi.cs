using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>To whom a vendor's rules may pass buyers on: the host says, the team sees.</summary>
public static class RoutesApi
{
    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        var host = routes.MapGroup("/v1/vendors/{id}/routes").WithTags("Host").ForHost(Scope.MarketWrite);
        host.MapGet("", GetOfHost).WithName("getVendorRoutes").ForHost(Scope.MarketRead);
        host.MapPut("", Put).WithName("putVendorRoutes");
        routes.MapGet("/v1/rules/routes", Get).WithName("getRoutes").WithTags("Automation").ForPerson();
    }

    static async Task<Ok<RouteList>> GetOfHost(string id, Routes routes, CancellationToken ct)
    {
        await routes.RequireAsync(Texts.Id(id, "id"), ct);
        return TypedResults.Ok(await routes.ReadAsync(id, ct));
    }

    static async Task<NoContent> Put(string id, Body<RoutesBody> body, Routes routes, CancellationToken ct)
    {
        await routes.PutAsync(id, body.Value, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<RouteList>> Get(string? @as, Person me, Members members, Routes routes, CancellationToken ct) =>
        TypedResults.Ok(await routes.ReadAsync((await members.EnterAsync(me, @as, ct)).VendorId, ct));
}
