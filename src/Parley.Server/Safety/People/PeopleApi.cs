using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>What the platform knows of a person or a vendor from deciding: numbers, decisions and sanctions, never a text. Each look is on record.</summary>
public static class PeopleApi
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<FindPeople>();
        services.AddSingleton<ReadStanding>();
        services.AddSingleton<EndSanction>();
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/people").WithTags("Console").ForOperator(OperatorRole.Moderator, OperatorRole.Mediator); // analysts see figures, and nobody by name
        group.MapGet("", Find).WithName("findPeople");
        group.MapGet("/{party}/{id}", Read).WithName("readStanding");
        routes.MapPost("/v1/sanctions/{id:guid}/end", End).WithName("endSanction").WithTags("Console").ForOperator(OperatorRole.Moderator, OperatorRole.Mediator);
    }

    static async Task<Ok<PeopleFound>> Find(string? q, Person me, FindPeople find, CancellationToken ct) => TypedResults.Ok(await find.RunAsync(me, q, ct));

    static async Task<Ok<Standing>> Read(string party, string id, Person me, ReadStanding read, CancellationToken ct) => TypedResults.Ok(await read.RunAsync(me, party, id, ct));

    static async Task<Ok<DecisionRow>> End(Guid id, Body<EndBody> body, Person me, EndSanction end, CancellationToken ct) => TypedResults.Ok(await end.RunAsync(me, id, body.Value, ct));
}
