using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>How those who decide are looked at in turn: second opinions, and figures for whoever reads no conversation.</summary>
public static class QualityApi
{
    public static void AddQuality(this IServiceCollection services)
    {
        services.AddSingleton<SecondOpinions>();
        services.AddSingleton<GiveOpinion>();
        services.AddSingleton<MeasureQuality>();
        services.AddSingleton<ExportLabels>();
    }

    public static void MapQuality(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/cases/{id:guid}/opinion", Give).WithName("giveOpinion").WithTags("Console").ForOperator(OperatorRole.Moderator, OperatorRole.Mediator);
        routes.MapGet("/v1/quality", Measure).WithName("getQuality").WithTags("Console").ForOperator(OperatorRole.Analyst);
    }

    static async Task<Ok<OpinionGiven>> Give(Guid id, Body<OpinionBody> body, Person me, GiveOpinion give, CancellationToken ct) => TypedResults.Ok(await give.RunAsync(me, id, body.Value, ct));

    static async Task<Ok<QualityFigures>> Measure(string? from, string? to, MeasureQuality measure, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(await measure.RunAsync(Period.Read(from, to, clock.GetUtcNow()), ct));
}
