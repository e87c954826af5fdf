using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>How many came in the period, and what became of these, up to now.</summary>
public sealed record Received(string What, int Count, int Acted, int NoViolation, int Open);

/// <param name="FoundByMachine">How many of them machines found.</param>
public sealed record ActCount(CaseAct Act, int Count, int FoundByMachine);

/// <param name="Made">Appeals of the period; of these <paramref name="Upheld"/> and <paramref name="Reversed"/>, the others wait.</param>
public sealed record AppealCounts(int Made, int Upheld, int Reversed, HoursTaken Taken);

/// <summary>A period in numbers (DSA art. 15 and 24): each can be counted again from the rows.</summary>
/// <param name="Notices">Public notices by category.</param>
/// <param name="Reports">Reports from inside threads, by reason.</param>
/// <param name="Decisions">By act, false alarms and warnings too.</param>
/// <param name="Restrictions">Decisions that restrict somebody: as many as the file of statements has rows.</param>
/// <param name="AutomatedDetection">The share of restrictions whose cause a machine found, 0 to 1; null without any.</param>
/// <param name="AutomatedDecisions">How many decisions a machine took.</param>
/// <param name="NoticesTaken">From notice to decision, of those decided in the period.</param>
/// <param name="CasesTaken">From the opening of a case to its decision, of those decided in the period; appeals and second opinions are none of them.</param>
public sealed record PeriodSummary(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Received> Notices, IReadOnlyList<Received> Reports, IReadOnlyList<ActCount> Decisions, int Restrictions, double? AutomatedDetection, int AutomatedDecisions, HoursTaken NoticesTaken, HoursTaken CasesTaken, AppealCounts Appeals);

/// <summary>Counts a period.</summary>
public sealed class Summarise(Store store)
{
    public async Task<PeriodSummary> RunAsync(Period period, CancellationToken ct)
    {
        var (from, to) = (period.From, period.To);
        await using var db = store.Open();
        var notices = await db.Set<PublicNotice>().Where(n => n.At >= from && n.At < to).GroupBy(n => new { n.Category, n.Outcome }).Select(g => new { g.Key.Category, g.Key.Outcome, Count = g.Count() }).ToListAsync(ct);
        var reports = await db.Set<Report>().Where(r => r.At >= from && r.At < to).GroupBy(r => new { r.Reason, r.Outcome }).Select(g => new { g.Key.Reason, g.Key.Outcome, Count = g.Count() }).ToListAsync(ct);
        var decisions = await db.Set<Decision>().Where(d => d.At >= from && d.At < to).GroupBy(d => new { d.Act, d.FoundByMachine }).Select(g => new { g.Key.Act, g.Key.FoundByMachine, Count = g.Count() }).ToListAsync(ct);
        var decided = await db.Set<PublicNotice>().Where(n => n.DecidedAt >= from && n.DecidedAt < to).Select(n => new { n.At, n.DecidedAt }).ToListAsync(ct);
        var cases = await db.Set<Case>().Where(c => c.DecidedAt >= from && c.DecidedAt < to && c.Kind != SecondOpinions.Kind && !c.GroupKey.StartsWith(Appeals.Prefix)).Select(c => new { c.OpenedAt, c.DecidedAt }).ToListAsync(ct);
        var appeals = await db.Set<Decision>().Where(d => d.AppealedAt >= from && d.AppealedAt < to).Select(d => new { d.AppealedAt, d.AppealDecidedAt, d.Upheld }).ToListAsync(ct);
        var restrictions = decisions.Where(d => StatementFields.Restrictions.Contains(d.Act)).ToList();
        var restricted = restrictions.Sum(d => d.Count);
        var automated = await db.Set<Decision>().CountAsync(d => d.At >= from && d.At < to && d.DecidedByMachine, ct);
        return new PeriodSummary(from, to,
            Count(notices.Select(n => (TakeNotice.Word(n.Category), n.Outcome, n.Count))), Count(reports.Select(r => (TakeReport.Word(r.Reason), r.Outcome, r.Count))),
            [.. decisions.GroupBy(d => d.Act).OrderBy(g => g.Key).Select(g => new ActCount(g.Key, g.Sum(d => d.Count), g.Where(d => d.FoundByMachine).Sum(d => d.Count)))],
            restricted, restricted == 0 ? null : Math.Round((double)restrictions.Where(d => d.FoundByMachine).Sum(d => d.Count) / restricted, 4), automated,
            HoursTaken.Of(decided.Select(n => n.DecidedAt!.Value - n.At)), HoursTaken.Of(cases.Select(c => c.DecidedAt!.Value - c.OpenedAt)),
            new AppealCounts(appeals.Count, appeals.Count(a => a.Upheld == true), appeals.Count(a => a.Upheld == false), HoursTaken.Of(appeals.Where(a => a.AppealDecidedAt is not null).Select(a => a.AppealDecidedAt!.Value - a.AppealedAt!.Value))));
    }

    static List<Received> Count(IEnumerable<(string What, ReportOutcome Outcome, int Count)> rows) =>
        [.. rows.GroupBy(r => r.What).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            int Of(ReportOutcome outcome) => g.Where(r => r.Outcome == outcome).Sum(r => r.Count);
            return new Received(g.Key, g.Sum(r => r.Count), Of(ReportOutcome.Acted), Of(ReportOutcome.NoViolation), Of(ReportOutcome.Received));
        })];
}
