using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>Reasoned, time-boxed rights of the platform's people to read a conversation.</summary>
public static class GrantsApi
{
    public static void MapGrants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/grants").WithTags("Console").ForOperator(OperatorRole.Moderator, OperatorRole.Mediator);
        group.MapGet("", List).WithName("getGrants");
        group.MapPost("", Ask).WithName("askForGrant");
        group.MapPut("/{id:guid}/approval", Agree).WithName("approveGrant");
        group.MapDelete("/{id:guid}/approval", Deny).WithName("refuseGrant");
        group.MapDelete("/{id:guid}", End).WithName("endGrant");
        group.MapGet("/{id:guid}/messages", Read).WithName("readByGrant");
        group.MapGet("/{id:guid}/files/{file:guid}", Open).WithName("openFileByGrant").Produces(200, contentType: "application/octet-stream");
    }

    static async Task<Ok<GrantList>> List(Person me, KeepGrants grants, CancellationToken ct) => TypedResults.Ok(await grants.ListAsync(me, ct));

    static async Task<Created<GrantView>> Ask(Body<GrantBody> body, Person me, KeepGrants grants, CancellationToken ct)
    {
        var grant = await grants.AskAsync(me, body.Value, ct);
        return TypedResults.Created($"/v1/grants/{grant.Id}", grant);
    }

    static async Task<Ok<GrantView>> Agree(Guid id, Person me, KeepGrants grants, CancellationToken ct) => TypedResults.Ok(await grants.DecideAsync(me, id, given: true, ct));

    static async Task<Ok<GrantView>> Deny(Guid id, Person me, KeepGrants grants, CancellationToken ct) => TypedResults.Ok(await grants.DecideAsync(me, id, given: false, ct));

    static async Task<NoContent> End(Guid id, Person me, KeepGrants grants, CancellationToken ct)
    {
        await grants.EndAsync(me, id, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<MessagePage>> Read(Guid id, string? after, string? before, string? limit, Person me, ReadByGrant read, CancellationToken ct) =>
        TypedResults.Ok(await read.RunAsync(me, id, History.Parse(after, before, limit, null), ct));

    static async Task<FileStreamHttpResult> Open(Guid id, Guid file, string? size, Person me, HttpContext http, ReadFile read, CancellationToken ct) => (await read.OfGrantAsync(me, id, file, ReadFile.SizeOf(size), ct)).Answer(http, "no-store");
}
