using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Automation;

public sealed record PlannedList(IReadOnlyList<PlannedView> Items);

/// <summary>Scheduled messages for a vendor's team, and everybody's say in what machines send them.</summary>
public static class ScheduledApi
{
    public static void MapScheduled(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Automation").ForPerson();
        group.MapGet("/scheduled-messages", Get).WithName("getScheduledMessages");
        group.MapPut("/scheduled-messages", Put).WithName("putScheduledMessages").Accepts<SchedulesBody>("application/json");
        group.MapGet("/conversations/{id:guid}/scheduled", GetPlanned).WithName("getPlanned");
        group.MapDelete("/conversations/{id:guid}/scheduled/{sid:guid}", Cancel).WithName("cancelPlanned");
        group.MapGet("/me/preferences", GetPreferences).WithName("getPreferences");
        group.MapPut("/me/preferences", PutPreferences).WithName("putPreferences");
    }

    static async Task<Ok<SchedulesView>> Get(string? @as, Person me, Members members, KeepSchedules keep, CancellationToken ct) =>
        TypedResults.Ok(await keep.ReadAsync(await members.EnterAsync(me, @as, ct), ct));

    static async Task<Ok<SchedulesView>> Put(string? @as, Person me, HttpContext http, Members members, KeepSchedules keep, CancellationToken ct)
    {
        var member = (await members.EnterAsync(me, @as, ct)).ToWrite(); // outsiders meet a 404 before their body is looked at
        return TypedResults.Ok(await keep.PutAsync(member, await Bodies.ReadAsync<SchedulesBody>(http), ct));
    }

    static async Task<Ok<PlannedList>> GetPlanned(Guid id, Person me, Members members, ScheduledMessages planned, CancellationToken ct) =>
        TypedResults.Ok(new PlannedList(await planned.OfAsync(await members.EnterAsync(me, id, ct), ct)));

    static async Task<NoContent> Cancel(Guid id, Guid sid, Person me, Members members, ScheduledMessages planned, CancellationToken ct)
    {
        await planned.CancelAsync(await members.EnterAsync(me, id, ct), sid, ct);
        return TypedResults.NoContent();
    }

    static async Task<Ok<PreferencesBody>> GetPreferences(Person me, KeepPreferences preferences, CancellationToken ct) => TypedResults.Ok(await preferences.ReadAsync(me.Id, ct));

    static async Task<Ok<PreferencesBody>> PutPreferences(Body<PreferencesBody> body, Person me, KeepPreferences preferences, CancellationToken ct) =>
        TypedResults.Ok(await preferences.PutAsync(me, body.Value, ct));
}
