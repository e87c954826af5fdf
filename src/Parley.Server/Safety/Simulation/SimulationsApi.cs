using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;
using Parley.Safety.Policies;

namespace Parley.Safety.Simulation;

/// <summary>A policy is tried on messages of the past before it goes live. Whoever may read the policy sees what came of it; whoever may put one begins and ends it.</summary>
public static class SimulationsApi
{
    public static void MapSimulations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/policy/simulations").WithTags("Safety").ForOperatorOrHost(Scope.PolicyManage);
        group.MapGet("", List).WithName("getSimulations");
        group.MapPost("", Start).WithName("simulatePolicy").Accepts<SimulateBody>("application/json");
        group.MapGet("/{id:guid}", Get).WithName("getSimulation");
        group.MapPut("/{id:guid}/cancellation", Cancel).WithName("cancelSimulation");
    }

    static async Task<Ok<SimulationList>> List(KeepSimulations simulations, CancellationToken ct) => TypedResults.Ok(await simulations.ListAsync(ct));

    static async Task<Created<SimulationView>> Start(HttpContext http, KeepSimulations simulations, CancellationToken ct)
    {
        var caller = PolicyApi.RequireEditor(http);
        var view = await simulations.StartAsync(await Bodies.ReadAsync<SimulateBody>(http, PolicyApi.Limit), caller, ct);
        return TypedResults.Created($"/v1/policy/simulations/{view.Id}", view);
    }

    static async Task<Ok<SimulationView>> Get(Guid id, KeepSimulations simulations, CancellationToken ct) => TypedResults.Ok(await simulations.FindAsync(id, ct));

    static async Task<NoContent> Cancel(Guid id, HttpContext http, KeepSimulations simulations, CancellationToken ct)
    {
        await simulations.CancelAsync(id, PolicyApi.RequireEditor(http), ct);
        return TypedResults.NoContent();
    }
}
