using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>People say whose messages they do not take, and take that back.</summary>
public static class BlocksApi
{
    public static void AddBlocks(this IServiceCollection services)
    {
        services.AddSingleton<Blocks>();
        services.AddSingleton<BlockOther>();
        services.AddSingleton<OwnBlocks>();
        services.AddFactWorker<ForgetBlocks>();
    }

    public static void MapBlocks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Blocks").ForPerson();
        group.MapPut("/conversations/{id:guid}/block", Block).WithName("blockOther");
        group.MapDelete("/conversations/{id:guid}/block", Unblock).WithName("unblockOther");
        group.MapGet("/blocks", List).WithName("getBlocks");
    }

    static Task<Ok<ConversationView>> Block(Guid id, Person me, Doors doors, BlockOther block, ThreadViews views, CancellationToken ct) => SetAsync(id, true, me, doors, block, views, ct);

    static Task<Ok<ConversationView>> Unblock(Guid id, Person me, Doors doors, BlockOther block, ThreadViews views, CancellationToken ct) => SetAsync(id, false, me, doors, block, views, ct);

    static async Task<Ok<ConversationView>> SetAsync(Guid id, bool on, Person me, Doors doors, BlockOther block, ThreadViews views, CancellationToken ct)
    {
        await block.RunAsync(await doors.EnterAsync(me, id, ct), on, ct);
        return TypedResults.Ok(await views.OfAsync(await doors.EnterAsync(me, id, ct), ct)); // as it is for them now
    }

    static async Task<Ok<BlockPage>> List(string? @as, string? cursor, string? limit, Person me, Register register, OwnBlocks blocks, CancellationToken ct) =>
        TypedResults.Ok(await blocks.PageAsync(await register.RoleAsync(me, @as, ct), me.Id, cursor, PageSize.Read(limit), ct));
}
