using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>How long threads were open until they were closed, of those opened in the time asked for.</summary>
/// <param name="Rate">Share within target of those within, missed and overdue; null below ten of them.</param>
/// <param name="Overdue">Still open and later than the target already: counted as missed in the rate.</param>
/// <param name="Times">Of open time.</param>
public sealed record ResolutionFigures(double? Rate, Tally All, int Overdue, Percentile Times);

/// <summary>Reads how long a vendor's threads were open: a range of one index. They are the whole team's, never one agent's.</summary>
public sealed class Resolutions(Store store)
{
    public async Task<ResolutionFigures> ReadAsync(string vendorId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var db = store.Open();
        if (await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct) is not { Id: var party }) return new ResolutionFigures(null, new Tally(0, 0, 0, null), 0, new Percentile(0, null, null));
        var all = Sum(await DaysAsync(db, party, from, to, ct));
        var overdue = await db.Set<OpenThread>().CountAsync(o => o.PartyId == party && o.DueAt <= to && o.Since > from
            && !db.Set<Seat>().Any(s => s.ConversationId == o.ConversationId && s.Party == PartyKind.Vendor && s.Place == Place.Spam), ct);
        var counted = all.Within + all.Missed + overdue;
        var seconds = Of(db, party, from, to).Where(r => r.Verdict == Verdict.Within || r.Verdict == Verdict.Missed).Select(r => r.OpenSeconds);
        var count = all.Within + all.Missed;
        return new ResolutionFigures(counted < AnswerTimes.Fewest ? null : Math.Round((double)all.Within / counted, 4), all, overdue,
            new Percentile(count, await Percentiles.MedianAsync(seconds, count, ct), await Percentiles.AtAsync(seconds, count, 90, ct)));
    }

    public async Task<List<DayFigures>> DaysAsync(string vendorId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct) is { } feed ? await DaysAsync(db, feed.Id, from, to, ct) : [];
    }

    static async Task<List<DayFigures>> DaysAsync(ParleyDb db, long party, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var groups = await Of(db, party, from, to).GroupBy(r => new { r.Day, r.Verdict }).Select(g => new { g.Key.Day, g.Key.Verdict, Count = g.Count(), Seconds = g.Sum(r => (long)r.OpenSeconds) }).ToListAsync(ct);
        return [.. groups.GroupBy(g => g.Day).OrderBy(g => g.Key).Select(day =>
        {
            int Count(Verdict verdict) => day.Where(g => g.Verdict == verdict).Sum(g => g.Count);
            var counted = Count(Verdict.Within) + Count(Verdict.Missed);
            var seconds = day.Where(g => g.Verdict != Verdict.LeftOut).Sum(g => g.Seconds);
            return new DayFigures(DateOnly.FromDayNumber(day.Key), new Tally(Count(Verdict.Within), Count(Verdict.Missed), Count(Verdict.LeftOut), counted == 0 ? null : (int)(seconds / counted)));
        })];
    }

    static IQueryable<Resolution> Of(ParleyDb db, long party, DateTimeOffset from, DateTimeOffset to) =>
        db.Set<Resolution>().Where(r => r.PartyId == party && r.Since > from && r.Since <= to && r.Verdict != Verdict.Unjudged);

    static Tally Sum(List<DayFigures> days) => Figures.Sum(days.Select(d => d.Tally));
}
