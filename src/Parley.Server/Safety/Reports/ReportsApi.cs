using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>People tell the platform what is wrong in a thread of theirs, and see what became of it.</summary>
public static class ReportsApi
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Reports").ForPerson();
        group.MapPost("/conversations/{id:guid}/reports", Report).WithName("reportConversation").Accepts<ReportBody>("application/json");
        group.MapGet("/reports", List).WithName("getReports");
    }

    static async Task<Results<Created<ReportReceipt>, Ok<ReportReceipt>>> Report(Guid id, Person me, HttpContext http, Doors doors, TakeReport take, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct); // strangers meet a 404 before their body is looked at
        var (receipt, repeated) = await take.RunAsync(who, await Bodies.ReadAsync<ReportBody>(http), ct);
        return repeated ? TypedResults.Ok(new ReportReceipt(receipt)) : TypedResults.Created("/v1/reports", new ReportReceipt(receipt));
    }

    static async Task<Ok<ReportPage>> List(string? cursor, string? limit, Person me, OwnReports reports, CancellationToken ct) => TypedResults.Ok(await reports.PageAsync(me.Id, cursor, PageSize.Read(limit), ct));
}
