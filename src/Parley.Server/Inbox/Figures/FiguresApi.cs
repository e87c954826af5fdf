using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>A vendor's response figures, for its team and for the marketplace. Agents who see only what is theirs get their own.</summary>
public static class FiguresApi
{
    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/vendors/{id}").WithTags("Figures").ForPersonOrHost(Scope.MarketRead);
        group.MapGet("/figures", GetFigures).WithName("getFigures");
        group.MapGet("/figures.csv", GetFile).WithName("getFiguresFile").Produces<string>(200, "text/csv");
    }

    static async Task<Ok<FiguresView>> GetFigures(string id, string? days, Person? me, Register register, Sights sights, Figures figures, CancellationToken ct)
    {
        var only = await OnlyAsync(id, me, register, sights, ct);
        var (from, to) = figures.Parse(days);
        return TypedResults.Ok(await figures.ReadAsync(id, only, from, to, ct));
    }

    static async Task<FileContentHttpResult> GetFile(string id, string? days, Person? me, Register register, Sights sights, Figures figures, Resolutions resolutions, CancellationToken ct)
    {
        var only = await OnlyAsync(id, me, register, sights, ct);
        var (from, to) = figures.Parse(days);
        var cells = await figures.CellsAsync(id, only, from, to, ct);
        await register.WarmAsync(cells.Select(c => c.Agent), [], ct);
        var text = new StringBuilder("day,agent,name,within,missed,left_out,mean_open_seconds,resolved_within,resolved_missed,resolved_left_out,mean_resolution_seconds\r\n");
        foreach (var (day, agent, tally) in cells)
        {
            var name = (await register.FindPersonAsync(agent, ct))?.Name ?? "";
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{Cell(agent)},{Cell(name)},{tally.Within},{tally.Missed},{tally.LeftOut},{tally.MeanSeconds},,,,\r\n");
        }
        // What the whole team was done with stands in lines without an agent.
        foreach (var (day, tally) in only is null ? await resolutions.DaysAsync(id, from, to, ct) : [])
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},,,,,,,{tally.Within},{tally.Missed},{tally.LeftOut},{tally.MeanSeconds}\r\n");
        return TypedResults.File(new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", "figures.csv");
    }

    /// <summary>RFC 4180; what a spreadsheet would take for a formula is shown as words.</summary>
    static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    static async ValueTask<string?> OnlyAsync(string vendorId, Person? me, Register register, Sights sights, CancellationToken ct)
    {
        await register.EnterVendorAsync(vendorId, me, ct);
        return me is null ? null : (await sights.OfAsync(new Role(PartyKind.Vendor, vendorId), me.Id, ct)).Only;
    }
}
