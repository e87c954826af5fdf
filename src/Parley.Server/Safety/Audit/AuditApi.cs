using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>What the platform's people did. There is no way to change it.</summary>
public static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/audit", List).WithName("getAudit").WithTags("Console").ForOperator();

    static async Task<Ok<AuditPage>> List(string? who, string? about, string? cursor, string? limit, Person me, AuditLog log, CancellationToken ct) =>
        TypedResults.Ok(await log.PageAsync(me, who, about, cursor, PageSize.Read(limit), ct));
}
