using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>What a vendor's machine answers by itself, kept by its own team. Buyers and strangers meet a 404.</summary>
public static class AutoRepliesApi
{
    public static void MapAutoReplies(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/auto-replies").WithTags("Automation").ForPerson();
        group.MapGet("", Get).WithName("getAutoReplies");
        group.MapPut("", Put).WithName("putAutoReplies").Accepts<AutoRepliesBody>("application/json");
        group.MapDelete("", Delete).WithName("deleteAutoReplies");
    }

    static async Task<Ok<AutoRepliesView>> Get(string? @as, Person me, Members members, KeepAutoReplies keep, CancellationToken ct) =>
        TypedResults.Ok(await keep.ReadAsync(await members.EnterAsync(me, @as, ct), ct));

    static async Task<Ok<AutoRepliesView>> Put(string? @as, Person me, HttpContext http, Members members, KeepAutoReplies keep, CancellationToken ct)
    {
        var member = (await members.EnterAsync(me, @as, ct)).ToWrite(); // outsiders meet a 404 before their body is looked at
        return TypedResults.Ok(await keep.PutAsync(member, await Bodies.ReadAsync<AutoRepliesBody>(http), ct));
    }

    static async Task<NoContent> Delete(string? @as, Person me, Members members, KeepAutoReplies keep, CancellationToken ct)
    {
        await keep.DeleteAsync((await members.EnterAsync(me, @as, ct)).ToWrite(), ct); // where there are none they are taken away already
        return TypedResults.NoContent();
    }
}
