using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>The host says who of its staff is none any more. Who is, it says in their tokens.</summary>
public static class OperatorsApi
{
    public static void AddOperators(this IServiceCollection services)
    {
        services.AddSingleton<RemovedOperators>();
        services.AddSingleton<IOperators>(provider => provider.GetRequiredService<RemovedOperators>());
        services.AddHostedService(provider => provider.GetRequiredService<RemovedOperators>());
        services.AddSingleton<RemoveOperator>();
    }

    public static void MapOperators(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/v1/operators/{id}", Remove).WithName("removeOperator").WithTags("Console").ForHost(Scope.MarketWrite);

    static async Task<NoContent> Remove(string id, Access.Host host, RemoveOperator remove, CancellationToken ct)
    {
        await remove.RunAsync(host, Texts.Id(id, "id"), ct);
        return TypedResults.NoContent();
    }
}
