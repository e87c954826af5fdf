using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Judges what was ended and not judged yet, soon after it was; and again what an outage told of later has changed.</summary>
public sealed class JudgeObligations(Store store, VendorHours hours, Targets targets) : IFactWorker
{
    const int Step = 200;

    public string Name => "judge-obligations";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        foreach (var fact in facts)
            if (fact is { Kind: FactKind.MarketChanged, Subject: { } subject } && subject.StartsWith("outages:", StringComparison.Ordinal)) await JudgeAgainAsync(subject, ct);
        while (await RunAsync(ct) == Step) { }
    }

    /// <summary>One step; returns how many were judged.</summary>
    public Task<int> RunAsync(CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var rows = await Unjudged(db).Take(Step).ToListAsync(ct);
            foreach (var (row, vendorId, spam, first, outcome) in rows)
            {
                var timetable = await hours.OfAsync(vendorId, ct);
                var target = (await targets.OfAsync(vendorId, ct)).For(first);
                var judgement = Judgement.WithoutPauses(row.Since, row.ClosedAt, row.How, timetable, target, spam, outcome);
                row.Become(judgement, first, target, timetable.Now.DayOf(judgement.Start).DayNumber);
                await SaveAsync(db, row, ct);
            }
            return rows.Count;
        }, ct);

    /// <summary>Only while it is unjudged still: who took its end back meanwhile is right.</summary>
    static Task<int> SaveAsync(ParleyDb db, Obligation row, CancellationToken ct) =>
        db.Set<Obligation>().Where(o => o.ConversationId == row.ConversationId && o.OpenedSeq == row.OpenedSeq && o.Since == row.Since && o.ClosedAt == row.ClosedAt && o.Verdict == Verdict.Unjudged)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.Verdict, row.Verdict).SetProperty(o => o.Because, row.Because).SetProperty(o => o.First, row.First)
                .SetProperty(o => o.OpenSeconds, row.OpenSeconds).SetProperty(o => o.TargetSeconds, row.TargetSeconds).SetProperty(o => o.Day, row.Day), ct);

    sealed record Case(Obligation Row, string VendorId, bool Spam, bool First, ContestOutcome? Outcome);

    static IQueryable<Case> Unjudged(ParleyDb db) =>
        from row in db.Set<Obligation>()
        where row.Verdict == Verdict.Unjudged
        join conversation in db.Set<Conversation>() on row.ConversationId equals conversation.Id
        join seat in db.Set<Seat>() on new { row.ConversationId, Party = PartyKind.Vendor } equals new { seat.ConversationId, seat.Party }
        join contest in db.Set<Contest>() on new { row.ConversationId, row.OpenedSeq, row.Since } equals new { contest.ConversationId, contest.OpenedSeq, contest.Since } into contests
        from contest in contests.DefaultIfEmpty()
        orderby row.Since
        select new Case(row, conversation.VendorId, seat.Place == Place.Spam,
            !db.Set<Message>().Any(m => m.ConversationId == row.ConversationId && m.Seq < row.OpenedSeq && m.Party == PartyKind.Vendor && m.Kind == MessageKind.Text),
            contest.Outcome);

    /// <param name="outage"><c>outages:FROM UNTIL</c>, in microseconds.</param>
    Task JudgeAgainAsync(string outage, CancellationToken ct)
    {
        if (outage[8..].Split(' ') is not [var first, var last]) return Task.CompletedTask;
        var (from, until) = (Instants.FromMicros(long.Parse(first, CultureInfo.InvariantCulture)), Instants.FromMicros(long.Parse(last, CultureInfo.InvariantCulture)));
        return store.WriteAsync(db => db.Set<Obligation>().Where(o => o.ClosedAt > from && o.Since < until && o.Verdict != Verdict.TakenBack).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verdict, Verdict.Unjudged), ct), ct);
    }
}
