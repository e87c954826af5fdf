using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Cases">How many they decided in the period, appeals among them.</param>
/// <param name="Restricted">Of these, those in which somebody was restricted or warned.</param>
/// <param name="Opinions">Second opinions given in the period on decisions of theirs.</param>
/// <param name="Agreed">Of these, those that would have done the same.</param>
/// <param name="AppealsDecided">Appeals decided in the period against decisions of theirs.</param>
/// <param name="Reversed">Of these, those that undid the decision.</param>
/// <param name="Taken">From the opening of a case to its decision.</param>
public sealed record ReviewerFigures(string Reviewer, int Cases, int Restricted, int Opinions, int Agreed, int AppealsDecided, int Reversed, HoursTaken Taken);

public sealed record KindFigures(string Kind, int Cases, int Restricted, int Opinions, int Agreed, HoursTaken Taken);

/// <param name="Waiting">How many second opinions are asked for and not given.</param>
public sealed record QualityFigures(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ReviewerFigures> Reviewers, IReadOnlyList<KindFigures> Kinds, int Waiting);

/// <summary>How well and how fast is decided, by reviewer and by kind of case.</summary>
public sealed class MeasureQuality(Store store)
{
    sealed record Row(Guid Id, string Kind, string By, TimeSpan Taken);

    public async Task<QualityFigures> RunAsync(Period period, CancellationToken ct)
    {
        var (from, to) = (period.From, period.To);
        await using var db = store.Open();
        var decided = await db.Set<Case>().Where(c => c.DecidedAt >= from && c.DecidedAt < to && c.ClaimedBy != null && c.Kind != SecondOpinions.Kind).Select(c => new { c.Id, c.Kind, c.ClaimedBy, c.OpenedAt, c.DecidedAt }).ToListAsync(ct);
        var cases = decided.ConvertAll(c => new Row(c.Id, c.Kind, c.ClaimedBy!, c.DecidedAt!.Value - c.OpenedAt));
        var acted = (await db.Set<Decision>().Where(d => d.At >= from && d.At < to && d.Act != CaseAct.NoViolation && d.Act != CaseAct.Release && d.Act != CaseAct.EndSanction && d.CaseId != null).Select(d => d.CaseId!.Value).Distinct().ToListAsync(ct)).ToHashSet();
        var opinions = await db.Set<SecondOpinion>().Where(o => o.At >= from && o.At < to).ToListAsync(ct);
        var appeals = await db.Set<Decision>().Where(d => d.AppealDecidedAt >= from && d.AppealDecidedAt < to && d.CaseId != null).Select(d => new { d.DecidedBy, d.Upheld }).ToListAsync(ct);
        var waiting = await db.Set<SecondOpinion>().CountAsync(o => o.At == null, ct);
        var reviewers = cases.Select(c => c.By).Concat(opinions.Select(o => o.FirstBy)).Concat(appeals.Select(a => a.DecidedBy)).Distinct().Order(StringComparer.Ordinal);
        return new QualityFigures(from, to,
            [.. reviewers.Select(name =>
            {
                var (own, on, against) = (cases.FindAll(c => c.By == name), opinions.FindAll(o => o.FirstBy == name), appeals.FindAll(a => a.DecidedBy == name));
                return new ReviewerFigures(name, own.Count, own.Count(c => acted.Contains(c.Id)), on.Count, on.Count(o => o.Agrees), against.Count, against.Count(a => a.Upheld == false), HoursTaken.Of(own.Select(c => c.Taken)));
            })],
            [.. cases.GroupBy(c => c.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
            {
                var on = opinions.FindAll(o => o.Kind == g.Key);
                return new KindFigures(g.Key, g.Count(), g.Count(c => acted.Contains(c.Id)), on.Count, on.Count(o => o.Agrees), HoursTaken.Of(g.Select(c => c.Taken)));
            })],
            waiting);
    }
}
