using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>What stands beside a vendor's inbox: how many are in each folder, what it can be narrowed to, and saved views. For buyers and strangers there is nothing here.</summary>
public static class FoldersApi
{
    public static void MapFolders(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/inbox").WithTags("Inbox").ForPerson();
        group.MapGet("/folders", GetFolders).WithName("getFolders");
        group.MapGet("/choices", GetChoices).WithName("getChoices");
        group.MapGet("/views", GetViews).WithName("getViews");
        group.MapPost("/views", SaveView).WithName("saveView").Accepts<SavedViewBody>("application/json");
        group.MapDelete("/views/{id:guid}", DeleteView).WithName("deleteView");
    }

    static async Task<Ok<FolderNumbers>> GetFolders(string? @as, Person me, Register register, FolderCounts counts, CancellationToken ct) =>
        TypedResults.Ok(await counts.OfAsync((await EnterAsync(me, @as, register, ct)).Team, me.Id, ct));

    static async Task<Ok<FilterChoiceList>> GetChoices(string? @as, string? filter, string? q, Person me, Register register, FilterChoices choices, CancellationToken ct) =>
        TypedResults.Ok(await choices.OfAsync((await EnterAsync(me, @as, register, ct)).Team, me.Id, filter, q, ct));

    static async Task<Ok<SavedViewList>> GetViews(string? @as, Person me, Register register, SavedViews views, CancellationToken ct) =>
        TypedResults.Ok(await views.ReadAsync((await EnterAsync(me, @as, register, ct)).Team, me.Id, ct));

    static async Task<Results<Created<SavedViewView>, Ok<SavedViewView>>> SaveView(string? @as, Person me, HttpContext http, Register register, SavedViews views, CancellationToken ct)
    {
        var (team, readOnly) = await EnterAsync(me, @as, register, ct);
        var body = await Bodies.ReadAsync<SavedViewBody>(http);
        if (body.Team && readOnly) throw Refuse.Forbidden("Your role in this team is read-only.");
        var (view, known) = await views.SaveAsync(team, me.Id, body, ct);
        return known ? TypedResults.Ok(view) : TypedResults.Created($"/v1/inbox/views?as={@as}", view);
    }

    static async Task<NoContent> DeleteView(Guid id, string? @as, Person me, Register register, SavedViews views, CancellationToken ct)
    {
        var (team, readOnly) = await EnterAsync(me, @as, register, ct);
        await views.DeleteAsync(team, me.Id, readOnly, id, ct);
        return TypedResults.NoContent();
    }

    static async ValueTask<(Role Team, bool ReadOnly)> EnterAsync(Person me, string? asked, Register register, CancellationToken ct)
    {
        var role = await register.RoleAsync(me, asked, ct);
        if (role.Party != PartyKind.Vendor) throw Refuse.NotFound();
        return (role, await register.AgentRoleAsync(role.HolderId, me.Id, ct) == AgentRole.ReadOnly);
    }
}
