using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Conversations;

/// <summary>How a vendor's team works, for the team itself. Whoever is not in it meets a 404.</summary>
public static class TeamsApi
{
    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/vendors/{id}/team").WithTags("Team").ForPerson();
        group.MapGet("/settings", Get).WithName("getTeamSettings");
        group.MapGet("/availability", GetAvailability).WithName("getAvailability");
        group.MapPut("/{userId}/availability", PutAvailability).WithName("putAvailability").Accepts<AvailabilityBody>("application/json");
        group.MapPut("/{userId}/hours", PutHours).WithName("putAgentHours").Accepts<AgentHoursBody>("application/json");
        group.MapPut("/settings", Put).WithName("putTeamSettings").Accepts<TeamBody>("application/json");
    }

    static async Task<Ok<TeamBody>> Get(string id, Person me, ChangeTeam team, CancellationToken ct)
    {
        await team.RequireAsync(me, id, ct);
        return TypedResults.Ok(await team.ReadAsync(id, ct));
    }

    static async Task<Ok<TeamBody>> Put(string id, Person me, HttpContext http, ChangeTeam team, CancellationToken ct)
    {
        if (await team.RequireAsync(me, id, ct) != AgentRole.Owner) throw Refuse.Forbidden("Only an owner changes how the team works.");
        return TypedResults.Ok(await team.RunAsync(id, await Bodies.ReadAsync<TeamBody>(http), ct));
    }

    static async Task<Ok<AvailabilityList>> GetAvailability(string id, Person me, ChangeTeam team, KeepAvailability keep, CancellationToken ct)
    {
        await team.RequireAsync(me, id, ct);
        return TypedResults.Ok(await keep.ReadAsync(id, ct));
    }

    static async Task<Ok<AvailabilityView>> PutAvailability(string id, string userId, Person me, HttpContext http, Register register, ChangeTeam team, KeepAvailability keep, CancellationToken ct)
    {
        await EnterAsync(id, userId, me, register, team, ct);
        return TypedResults.Ok(await keep.RunAsync(id, userId, await Bodies.ReadAsync<AvailabilityBody>(http), ct));
    }

    static async Task<Ok<AvailabilityView>> PutHours(string id, string userId, Person me, HttpContext http, Register register, ChangeTeam team, KeepAvailability keep, CancellationToken ct)
    {
        await EnterAsync(id, userId, me, register, team, ct);
        return TypedResults.Ok(await keep.RunAsync(id, userId, await Bodies.ReadAsync<AgentHoursBody>(http), ct));
    }

    /// <summary>For oneself, or as an owner for anybody of the team.</summary>
    static async Task EnterAsync(string id, string userId, Person me, Register register, ChangeTeam team, CancellationToken ct)
    {
        if (await team.RequireAsync(me, id, ct) != AgentRole.Owner && userId != me.Id) throw Refuse.Forbidden("Only an owner says for somebody else whether they are there.");
        if (await register.AgentRoleAsync(id, Texts.Id(userId, "userId"), ct) is null) throw Refuse.NotFound();
    }
}
