using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;

namespace Parley.Safety;

/// <summary>What the marketplace says in public of its decisions: no texts, no persons. For operators of every role and for the marketplace's own machines.</summary>
public static class TransparencyApi
{
    public static void AddTransparency(this IServiceCollection services)
    {
        services.AddSingleton<WriteStatements>();
        services.AddSingleton<Summarise>();
    }

    public static void MapTransparency(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/transparency").WithTags("Transparency").ForOperatorOrHost(Scope.MetricsRead);
        group.MapGet("/statements.csv", Statements).WithName("getStatements").Produces<string>(contentType: "text/csv");
        group.MapGet("/summary", Summary).WithName("getTransparencySummary");
    }

    static PushStreamHttpResult Statements(string? from, string? to, HttpContext http, WriteStatements write, TimeProvider clock)
    {
        var period = Period.Read(from, to, clock.GetUtcNow());
        return TypedResults.Stream(stream => write.RunAsync(period, stream, http.RequestAborted), "text/csv; charset=utf-8", $"statements-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}.csv");
    }

    static async Task<Ok<PeriodSummary>> Summary(string? from, string? to, Summarise summarise, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(await summarise.RunAsync(Period.Read(from, to, clock.GetUtcNow()), ct));
}
