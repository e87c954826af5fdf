using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>A vendor's own response figures. See decision 10 for what counts.</summary>
/// <param name="Rate">Share within target of those within or missed; null below ten of them: the vendor is new.</param>
/// <param name="Overdue">Still owed and later than the target already: counted as missed in the rate.</param>
/// <param name="FirstAnswers">Of threads in which the vendor had written nothing before.</param>
/// <param name="Days">Days of the vendor's calendar on which something began, oldest first.</param>
/// <param name="Agents">Who ended what was owed, most first.</param>
/// <param name="Resolutions">Of the whole team; null for agents who see only what is theirs.</param>
public sealed record FiguresView(
    DateTimeOffset From, DateTimeOffset To, bool New, double? Rate, Tally All, int Overdue, Percentile FirstAnswers, IReadOnlyList<DayFigures> Days, IReadOnlyList<AgentFigures> Agents, int TargetFirstSeconds, int TargetNextSeconds, int TargetResolutionDays, ResolutionFigures? Resolutions);

/// <param name="MeanSeconds">Of open time, over those within and missed.</param>
public sealed record Tally(int Within, int Missed, int LeftOut, int? MeanSeconds);

/// <summary>Median and 90th percentile of open time.</summary>
public sealed record Percentile(int Count, int? MedianSeconds, int? P90Seconds);

public sealed record DayFigures(DateOnly Day, Tally Tally);

public sealed record AgentFigures(PersonView Agent, Tally Tally);

/// <summary>One cell: what one agent ended of what began on one day.</summary>
public sealed record FigureCell(DateOnly Day, string Agent, Tally Tally);

/// <summary>
/// Reads a vendor's figures: one pass over the range of one index, grouped where it lies, and two looks at a place in an order. What is
/// read grows with the vendor's obligations of the time asked for, and with nothing else.
/// </summary>
public sealed class Figures(Store store, Targets targets, Resolutions resolutions, Register register, TimeProvider clock)
{
    const int LongestDays = 366;

    public (DateTimeOffset From, DateTimeOffset To) Parse(string? days)
    {
        var to = clock.GetUtcNow();
        if (days is null) return (to - AnswerTimes.Span, to);
        if (int.TryParse(days, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= LongestDays) return (to.AddDays(-n), to);
        throw Refuse.Invalid("days", $"'days' must be a whole number from 1 to {LongestDays}.");
    }

    /// <param name="only">Only what this person ended; null for the whole team.</param>
    public async Task<FiguresView> ReadAsync(string vendorId, string? only, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var db = store.Open();
        var feed = await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct);
        var cells = feed is null ? [] : await CellsAsync(db, feed.Id, only, from, to, ct);
        var all = Sum(cells.Select(c => c.Tally));
        var overdue = feed is null || only is not null ? 0 : await db.Set<DueAnswer>().CountAsync(d => d.PartyId == feed.Id && d.DueAt <= to && d.Since > from, ct);
        var counted = all.Within + all.Missed + overdue;
        var agents = cells.GroupBy(c => c.Agent).Select(g => (Agent: g.Key, Tally: Sum(g.Select(c => c.Tally)))).OrderByDescending(g => g.Tally.Within + g.Tally.Missed).ThenBy(g => g.Agent, StringComparer.Ordinal).ToList();
        await register.WarmAsync(agents.Select(a => a.Agent), [], ct);
        var people = new List<AgentFigures>(agents.Count);
        foreach (var (agent, tally) in agents) people.Add(new AgentFigures(new PersonView(agent, (await register.FindPersonAsync(agent, ct))?.Name ?? ""), tally));
        var target = await targets.OfAsync(vendorId, ct);
        return new FiguresView(from, to, counted < AnswerTimes.Fewest, counted < AnswerTimes.Fewest ? null : Math.Round((double)all.Within / counted, 4), all, overdue,
            feed is null ? new Percentile(0, null, null) : await FirstsAsync(db, feed.Id, only, from, to, ct),
            [.. cells.GroupBy(c => c.Day).OrderBy(g => g.Key).Select(g => new DayFigures(g.Key, Sum(g.Select(c => c.Tally))))], people,
            (int)target.First.TotalSeconds, (int)target.Next.TotalSeconds, target.ResolutionDays,
            only is null ? await resolutions.ReadAsync(vendorId, from, to, ct) : null);
    }

    /// <summary>Day by day and agent by agent.</summary>
    public async Task<List<FigureCell>> CellsAsync(string vendorId, string? only, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct) is { } feed ? await CellsAsync(db, feed.Id, only, from, to, ct) : [];
    }

    static async Task<List<FigureCell>> CellsAsync(ParleyDb db, long partyId, string? only, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var groups = await Of(db, partyId, only, from, to)
            .GroupBy(o => new { o.Day, o.ClosedBy, o.Verdict })
            .Select(g => new { g.Key.Day, g.Key.ClosedBy, g.Key.Verdict, Count = g.Count(), Seconds = g.Sum(o => (long)o.OpenSeconds) }).ToListAsync(ct);
        return [.. groups.GroupBy(g => (g.Day, g.ClosedBy)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.ClosedBy, StringComparer.Ordinal).Select(g =>
        {
            var (within, missed) = (g.Where(x => x.Verdict == Verdict.Within).Sum(x => x.Count), g.Where(x => x.Verdict == Verdict.Missed).Sum(x => x.Count));
            var seconds = g.Where(x => x.Verdict != Verdict.LeftOut).Sum(x => x.Seconds);
            return new FigureCell(DateOnly.FromDayNumber(g.Key.Day), g.Key.ClosedBy, new Tally(within, missed, g.Where(x => x.Verdict == Verdict.LeftOut).Sum(x => x.Count), Mean(seconds, within + missed)));
        })];
    }

    static async Task<Percentile> FirstsAsync(ParleyDb db, long partyId, string? only, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var seconds = only is null ? AnswerTimes.Firsts(db, partyId, from, to) : Of(db, partyId, only, from, to).Where(o => o.First && o.Verdict != Verdict.LeftOut).Select(o => o.OpenSeconds);
        var count = await seconds.CountAsync(ct);
        return new Percentile(count, await Percentiles.MedianAsync(seconds, count, ct), await Percentiles.AtAsync(seconds, count, 90, ct));
    }

    static IQueryable<Obligation> Of(ParleyDb db, long partyId, string? only, DateTimeOffset from, DateTimeOffset to)
    {
        var rows = db.Set<Obligation>().Where(o => o.PartyId == partyId && o.Since > from && o.Since <= to && o.Verdict != Verdict.Unjudged && o.Verdict != Verdict.TakenBack);
        return only is null ? rows : rows.Where(o => o.ClosedBy == only);
    }

    internal static Tally Sum(IEnumerable<Tally> tallies)
    {
        var (within, missed, leftOut, seconds) = (0, 0, 0, 0L);
        foreach (var t in tallies) (within, missed, leftOut, seconds) = (within + t.Within, missed + t.Missed, leftOut + t.LeftOut, seconds + ((long)(t.MeanSeconds ?? 0) * (t.Within + t.Missed)));
        return new Tally(within, missed, leftOut, Mean(seconds, within + missed));
    }

    static int? Mean(long seconds, int count) => count == 0 ? null : (int)(seconds / count);
}
