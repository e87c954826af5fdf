using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>People read what was decided about them, and appeal.</summary>
public static class DecisionsApi
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/decisions").WithTags("Decisions").ForPerson();
        group.MapGet("", List).WithName("getDecisions");
        group.MapPost("/{id:guid}/appeal", Appeal).WithName("appealDecision").Accepts<AppealBody>("application/json");
    }

    static async Task<Ok<StatementPage>> List(string? vendor, string? cursor, string? limit, Person me, Statements statements, CancellationToken ct) =>
        TypedResults.Ok(await statements.PageAsync(me.Id, vendor, cursor, PageSize.Read(limit), ct));

    static async Task<Ok<StatementView>> Appeal(Guid id, Person me, HttpContext http, Statements statements, Appeals appeals, CancellationToken ct)
    {
        await statements.RequireOwnAsync(me.Id, id, ct); // for others it does not exist, whatever they send
        return TypedResults.Ok(await appeals.AppealAsync(me, id, await Bodies.ReadAsync<AppealBody>(http), ct));
    }
}
