using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>The queue of what is to be decided, and each case with its evidence.</summary>
public static class CasesApi
{
    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/cases", List).WithName("getCases").WithTags("Console").ForOperator();
        var group = routes.MapGroup("/v1/cases/{id:guid}").WithTags("Console").ForOperator(OperatorRole.Moderator, OperatorRole.Mediator);
        group.MapPut("/claim", Claim).WithName("claimCase");
        group.MapDelete("/claim", LetGo).WithName("letCaseGo");
        group.MapGet("", Read).WithName("readCase");
        group.MapGet("/files/{file:guid}", Open).WithName("openFileOfCase").Produces(200, contentType: "application/octet-stream");
        group.MapPost("/decision", Decide).WithName("decideCase");
    }

    static async Task<Ok<CasePage>> List(string? cursor, string? limit, Person me, CaseQueue queue, CancellationToken ct) => TypedResults.Ok(await queue.PageAsync(me, cursor, PageSize.Read(limit), ct));

    static async Task<NoContent> Claim(Guid id, Person me, ClaimCase claims, CancellationToken ct)
    {
        await claims.RunAsync(me, id, ct);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> LetGo(Guid id, Person me, ClaimCase claims, CancellationToken ct)
    {
        await claims.LetGoAsync(me, id, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<CaseView>> Read(Guid id, Person me, Evidence evidence, CancellationToken ct) => TypedResults.Ok(await evidence.ReadAsync(me, id, ct));

    static async Task<FileStreamHttpResult> Open(Guid id, Guid file, string? size, Person me, HttpContext http, ReadFile read, CancellationToken ct) => (await read.OfCaseAsync(me, id, file, ReadFile.SizeOf(size), ct)).Answer(http, "no-store");

    static async Task<Ok<Decided>> Decide(Guid id, Body<DecisionBody> body, Person me, DecideCase decide, CancellationToken ct) => TypedResults.Ok(await decide.RunAsync(me, id, body.Value, ct));
}
