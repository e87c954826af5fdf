using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Judges what was ended and not judged yet, soon after it was; and again what an outage told of later has changed.</summary>
public sealed class JudgeObligations(Store store, VendorHours hours, Targets targets) : IFactWorker
{
    const int Step = 500;

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
            var cases = await Unjudged(db).Take(Step).ToListAsync(ct);
            foreach (var (row, vendorId, spam, first, outcome) in cases)
            {
                var timetable = await hours.OfAsync(vendorId, ct);
                var target = (await targets.OfAsync(vendorId, ct)).For(first);
                var judgement = Judgement.WithoutPauses(row.Since, row.ClosedAt, row.How, timetable, target, spam, outcome);
                row.Become(judgement, first, target, timetable.Now.DayOf(judgement.Start).DayNumber);
            }
            if (cases.Count > 0) await SaveAsync(db, cases.ConvertAll(c => c.Row), ct);
            return cases.Count;
        }, ct);

    /// <summary>All in one statement; each only while it is unjudged still: who took its end back meanwhile is right.</summary>
    async Task SaveAsync(ParleyDb db, List<Obligation> rows, CancellationToken ct)
    {
        var number = 0;
        var values = string.Join(", ", rows.Select(_ => $"({string.Join(", ", Enumerable.Range(0, 10).Select(_ => $"{{{number++}}}"))})"));
        // A list of values names its columns itself, on both stores alike.
        var sql = string.Concat(
            "update obligations set verdict = v.column5, because = v.column6, \"first\" = v.column7, open_seconds = v.column8, target_seconds = v.column9, day = v.column10 from (values ", values,
            ") as v where obligations.conversation_id = v.column1 and obligations.opened_seq = v.column2 and obligations.since = v.column3 and obligations.closed_at = v.column4 and obligations.verdict = 0");
        await db.Database.ExecuteSqlRawAsync(sql, rows.SelectMany(r => new object[]
        {
            store.IdOf(r.ConversationId), r.OpenedSeq, r.Since.ToMicros(), r.ClosedAt.ToMicros(), (short)r.Verdict, (short)r.Because, r.First, r.OpenSeconds, r.TargetSeconds, r.Day,
        }), ct);
    }

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
