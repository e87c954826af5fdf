using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Automation;

public sealed record MacroList(IReadOnlyList<MacroView> Items);

/// <summary>A vendor's macros, for its own team. Buyers and strangers meet a 404.</summary>
public static class MacrosApi
{
    public static void MapMacros(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/macros").WithTags("Templates").ForPerson();
        group.MapGet("", GetAll).WithName("getMacros");
        group.MapPost("", Add).WithName("addMacro").Accepts<NewMacro>("application/json");
        group.MapPut("/{id:guid}", Change).WithName("changeMacro").Accepts<ChangedMacro>("application/json");
        group.MapDelete("/{id:guid}", Delete).WithName("deleteMacro");
        group.MapPost("/{id:guid}/run", Run).WithName("runMacro").Accepts<RunBody>("application/json").ForSender();
    }

    static async Task<Ok<MacroList>> GetAll(string? @as, Person me, Members members, KeepMacros keep, CancellationToken ct) =>
        TypedResults.Ok(new MacroList(await keep.ReadAsync(await members.EnterAsync(me, @as, ct), ct)));

    static async Task<Results<Created<MacroView>, Ok<MacroView>>> Add(string? @as, Person me, HttpContext http, Members members, KeepMacros keep, CancellationToken ct)
    {
        var member = (await members.EnterAsync(me, @as, ct)).ToWrite(); // outsiders meet a 404 before their body is looked at
        var (macro, repeated) = await keep.AddAsync(member, await Bodies.ReadAsync<NewMacro>(http), ct);
        return repeated ? TypedResults.Ok(macro) : TypedResults.Created($"/v1/macros?as={@as}", macro);
    }

    static async Task<Ok<MacroView>> Change(Guid id, string? @as, Person me, HttpContext http, Members members, KeepMacros keep, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        await keep.FindAsync(member, id, ct);
        return TypedResults.Ok(await keep.ChangeAsync(member.ToWrite(), id, await Bodies.ReadAsync<ChangedMacro>(http), ct));
    }

    static async Task<NoContent> Delete(Guid id, string? @as, Person me, Members members, KeepMacros keep, CancellationToken ct)
    {
        await keep.DeleteAsync((await members.EnterAsync(me, @as, ct)).ToWrite(), id, ct); // what is not there is deleted already
        return TypedResults.NoContent();
    }

    static async Task<Ok<MacroRun>> Run(Guid id, string? @as, Person me, HttpContext http, Members members, KeepMacros keep, RunMacro run, CancellationToken ct)
    {
        var member = await members.EnterAsync(me, @as, ct);
        var macro = await keep.FindAsync(member, id, ct);
        var body = await Bodies.ReadAsync<RunBody>(http);
        return TypedResults.Ok(await run.RunAsync(member, await members.EnterAsync(member, body.Conversation, ct), macro, body, ct));
    }
}
