using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="Verdict">Null for all.</param>
/// <param name="Contested">Only those that were contested.</param>
/// <param name="List">Names the list as it was asked for, so that its cursors fit no other.</param>
public sealed record ObligationQuery(string VendorId, DateTimeOffset From, DateTimeOffset To, Verdict? Verdict, bool Contested, int Limit, string List)
{
    /// <summary>What of the vendor's threads the reader sees.</summary>
    public Sight Sight { get; init; } = Sight.All;
}

/// <summary>Reads a vendor's ledger: pages of it, newest first, and single entries with their proof.</summary>
public sealed class Obligations(Store store, VendorHours hours, Targets targets, Doors doors, AuthorKeys keys, Register register, TimeProvider clock)
{
    const int MostPauses = 500;

    public ObligationQuery Parse(string vendorId, string? from, string? to, string? verdict, string? limit)
    {
        var until = Moment(to, "to") ?? clock.GetUtcNow();
        var since = Moment(from, "from") ?? until - AnswerTimes.Span;
        if (since > until) throw Refuse.Invalid("from", "'from' must not be later than 'to'.");
        return new ObligationQuery(vendorId, since, until, verdict switch
        {
            null or "contested" => null,
            "within" => Verdict.Within,
            "missed" => Verdict.Missed,
            "left-out" => Verdict.LeftOut,
            _ => throw Refuse.Invalid("verdict", "'verdict' must be within, missed, left-out or contested."),
        }, verdict == "contested", PageSize.Read(limit), $"obligations {vendorId} {from} {to} {verdict}");
    }

    static DateTimeOffset? Moment(string? text, string field) =>
        text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 1970 and < 9000 ? at
        : throw Refuse.Invalid(field, $"'{field}' must be an instant such as 2026-11-23T20:00:00Z.");

    public async Task<ObligationPage> ReadAsync(ObligationQuery query, string? cursor, CancellationToken ct)
    {
        var (before, skip) = PositionOf(query, cursor);
        await using var db = store.Open();
        if (await db.FindFeedAsync(new Role(PartyKind.Vendor, query.VendorId), ct) is not { } feed) return new ObligationPage([], null);
        var entries = query.Contested
            ? db.Set<Contest>().Where(c => c.PartyId == feed.Id).Join(db.Set<Obligation>(), c => new { c.ConversationId, c.OpenedSeq, c.Since }, o => new { o.ConversationId, o.OpenedSeq, o.Since }, (_, o) => o)
            : db.Set<Obligation>().Where(o => o.PartyId == feed.Id);
        entries = entries.Where(o => o.Since >= query.From && o.Since <= before && o.Since < query.To && o.Verdict != Verdict.TakenBack);
        if (!query.Sight.IsAll) entries = entries.Join(db.Set<Seat>().Where(s => s.Party == PartyKind.Vendor).Within(query.Sight), o => o.ConversationId, s => s.ConversationId, (o, _) => o);
        if (query.Verdict is { } verdict) entries = entries.Where(o => o.Verdict == verdict);
        var rows = await entries.OrderByDescending(o => o.Since).ThenByDescending(o => o.ConversationId).ThenByDescending(o => o.OpenedSeq).Skip(skip).Take(query.Limit + 1).ToListAsync(ct);
        var more = rows.Count > query.Limit;
        if (more) rows.RemoveAt(query.Limit);
        return new ObligationPage(await ViewAsync(db, rows, ct), more ? NextOf(query, rows, before, skip) : null);
    }

    /// <summary>A page goes on at the last moment shown, behind those of that very moment that were shown already.</summary>
    static string NextOf(ObligationQuery query, List<Obligation> rows, DateTimeOffset before, int skip)
    {
        var last = rows[^1].Since;
        return Cursor.Write(query.List, string.Create(CultureInfo.InvariantCulture, $"{last.ToMicros()} {rows.Count(r => r.Since == last) + (last == before ? skip : 0)}"));
    }

    static (DateTimeOffset Before, int Skip) PositionOf(ObligationQuery query, string? cursor) =>
        Cursor.Read(query.List, cursor) is not { } position ? (query.To, 0)
        : position.Split(' ') is [var at, var done] ? (Instants.FromMicros(long.Parse(at, CultureInfo.InvariantCulture)), int.Parse(done, CultureInfo.InvariantCulture))
        : throw Refuse.InvalidCursor();

    async Task<List<ObligationView>> ViewAsync(ParleyDb db, List<Obligation> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.ConversationId).Distinct().ToList();
        var contests = (await db.Set<Contest>().Where(c => ids.Contains(c.ConversationId)).ToListAsync(ct)).ToDictionary(c => new EntryId(c.ConversationId, c.OpenedSeq, c.Since));
        await register.WarmAsync(rows.Select(r => r.ClosedBy).Concat(contests.Values.Select(c => c.PersonId)), [], ct);
        var views = new List<ObligationView>(rows.Count);
        foreach (var row in rows) views.Add(await ViewAsync(row, contests.GetValueOrDefault(new EntryId(row.ConversationId, row.OpenedSeq, row.Since)), null, ct));
        return views;
    }

    async ValueTask<ObligationView> ViewAsync(Obligation o, Contest? contest, string? reason, CancellationToken ct) => new(
        new EntryId(o.ConversationId, o.OpenedSeq, o.Since).ToString(), o.ConversationId, o.OpenedSeq, o.Since, o.ClosedSeq, o.ClosedAt, await PersonAsync(o.ClosedBy, ct), o.How,
        o.First, o.OpenSeconds, o.TargetSeconds, o.Verdict, o.Because,
        contest is null ? null : new ContestView(contest.At, await PersonAsync(contest.PersonId, ct), reason, contest.Outcome, contest.DecidedAt));

    async ValueTask<PersonView> PersonAsync(string id, CancellationToken ct) => new(id, (await register.FindPersonAsync(id, ct))?.Name ?? "");

    /// <summary>One entry of this vendor's, with its proof; also one that is still owed.</summary>
    public async Task<ObligationEntry> FindAsync(string vendorId, EntryId id, CancellationToken ct)
    {
        var door = await RequireDoorAsync(vendorId, id, ct);
        await using var db = store.Open();
        if (await Row(db, id).SingleOrDefaultAsync(ct) is not { } row) return await OwedAsync(db, door, id, ct);
        var contest = await ContestOf(db, id).SingleOrDefaultAsync(ct);
        var view = await ViewAsync(row, contest, contest is null ? null : await ReasonAsync(door, contest, ct), ct);
        return await EntryAsync(door, view, row.ClosedAt, row.How, row.Because, contest?.Outcome, ct);
    }

    async Task<ObligationEntry> OwedAsync(ParleyDb db, Door door, EntryId id, CancellationToken ct)
    {
        var owing = await db.Set<Conversation>().SingleAsync(c => c.Id == door.Id, ct);
        if (owing.Owes != new Debt(id.Since.ToMicros(), id.OpenedSeq)) throw Refuse.NotFound();
        var (now, first) = (clock.GetUtcNow(), owing.AnswerSeq is null);
        var (target, timetable) = ((await targets.OfAsync(door.VendorId, ct)).For(first), await hours.OfAsync(door.VendorId, ct));
        var judgement = Judgement.WithoutPauses(id.Since, now, null, timetable, target, false, null);
        var view = new ObligationView(id.ToString(), door.Id, id.OpenedSeq, id.Since, null, null, null, null, first, (int)judgement.OpenTime.TotalSeconds, (int)target.TotalSeconds,
            judgement.Verdict == Verdict.Within ? Verdict.Open : judgement.Verdict, LeftOut.No, null);
        return await EntryAsync(door, view, now, null, LeftOut.No, null, ct);
    }

    async Task<ObligationEntry> EntryAsync(Door door, ObligationView view, DateTimeOffset end, Ending? how, LeftOut because, ContestOutcome? outcome, CancellationToken ct)
    {
        var judgement = Judgement.Of(view.Since, end, how, await hours.OfAsync(door.VendorId, ct), TimeSpan.FromSeconds(view.TargetSeconds), because == LeftOut.Spam, outcome);
        var pauses = judgement.Pauses.Take(MostPauses).Select(p => new PauseView(new DateTimeOffset(p.Span.From, TimeSpan.Zero), new DateTimeOffset(p.Span.Until, TimeSpan.Zero), p.Reason, p.Name));
        return new ObligationEntry(view, judgement.Start, [.. pauses], judgement.Pauses.Count > MostPauses, end);
    }

    /// <summary>The entry's thread, if it is this vendor's.</summary>
    public async ValueTask<Door> RequireDoorAsync(string vendorId, EntryId id, CancellationToken ct) =>
        await doors.FindAsync(id.ConversationId, ct) is { } door && door.VendorId == vendorId ? door : throw Refuse.NotFound();

    public static IQueryable<Obligation> Row(ParleyDb db, EntryId id) => db.Set<Obligation>().Where(o => o.ConversationId == id.ConversationId && o.OpenedSeq == id.OpenedSeq && o.Since == id.Since && o.Verdict != Verdict.TakenBack);

    public static IQueryable<Contest> ContestOf(ParleyDb db, EntryId id) => db.Set<Contest>().Where(c => c.ConversationId == id.ConversationId && c.OpenedSeq == id.OpenedSeq && c.Since == id.Since);

    async ValueTask<string?> ReasonAsync(Door door, Contest contest, CancellationToken ct)
    {
        if ((await keys.LoadAsync([contest.PersonId], ct))[contest.PersonId] is not { } secret) return null;
        try
        {
            return TextSeal.Open(TextSeal.NoteKey(secret, door.Secret), contest.Reason, door.Id, ContestObligation.SealId(contest.OpenedSeq, contest.Since), 0);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // written under a secret that was destroyed since
        }
    }
}
