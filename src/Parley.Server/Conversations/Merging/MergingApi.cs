using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Conversations;

/// <summary>Double threads of one buyer and vendor become one, and threads are put where they belong.</summary>
public static class MergingApi
{
    public static void MapMerging(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/conversations/{id:guid}").WithTags("Conversations").ForPerson();
        group.MapPost("/merge", Merge).WithName("mergeConversation").Accepts<MergeBody>("application/json");
        group.MapDelete("/merge", Unmerge).WithName("unmergeConversation");
        group.MapPost("/move", Move).WithName("moveConversation").Accepts<MoveBody>("application/json");
    }

    static async Task<Ok<ConversationView>> Merge(Guid id, Person me, HttpContext http, Doors doors, MergeThreads merge, ThreadViews views, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct); // strangers meet a 404 before their body is looked at
        var target = await doors.EnterAsync(me, (await Bodies.ReadAsync<MergeBody>(http)).Into, ct);
        await merge.RunAsync(who, target, ct);
        return TypedResults.Ok(await views.OfAsync(target, ct));
    }

    static async Task<Ok<ConversationView>> Unmerge(Guid id, Person me, Doors doors, MergeThreads merge, ThreadViews views, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        await merge.UndoAsync(who, ct);
        return TypedResults.Ok(await views.OfAsync(who, ct));
    }

    static async Task<Ok<ConversationView>> Move(Guid id, Person me, HttpContext http, Doors doors, MoveThread move, ThreadViews views, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        await move.RunAsync(who, await Bodies.ReadAsync<MoveBody>(http), ct);
        return TypedResults.Ok(await views.OfAsync(who, ct));
    }
}
