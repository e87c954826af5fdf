using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Seq">The message that is meant; null for the thread as a whole.</param>
/// <param name="Held">The held message that is meant.</param>
/// <param name="Policy">The version of the policy by which it was found.</param>
/// <param name="Said">What its author said when they sent it in spite of a rule.</param>
public sealed record FlagView(string Kind, Guid? Conversation, int? Seq, Guid? Held, string? Person, PartyKind? Party, int Harm, int? Policy, IReadOnlyList<Finding> Findings, DateTimeOffset At, string? Said);

/// <param name="Words">The reporter's own; null when there are none, or they were erased.</param>
public sealed record ReportEvidence(Guid Conversation, int? Seq, PartyKind By, ReportReason Reason, string? Words, DateTimeOffset At);

/// <summary>A flagged message among those around it.</summary>
public sealed record ThreadEvidence(Guid Conversation, string Vendor, string Buyer, IReadOnlyList<MessageView> Messages);

/// <summary>What is known of a person from before.</summary>
/// <param name="Flags">How often they were flagged, this case included, counted up to 100.</param>
public sealed record PersonHistory(string Person, int Flags, IReadOnlyList<DecisionRow> Decisions);

/// <summary>The decision that is appealed, who took it, and what is said against it.</summary>
public sealed record AppealEvidence(StatementView Decision, string DecidedBy, string? Words);

public sealed record CaseView(CaseRow Case, IReadOnlyList<FlagView> Flags, IReadOnlyList<ReportEvidence> Reports, IReadOnlyList<NoticeEvidence> Notices, IReadOnlyList<ThreadEvidence> Threads, IReadOnlyList<HeldEvidence> Held, IReadOnlyList<PersonHistory> People, AppealEvidence? Appeal);

/// <summary>
/// Opens a case for whoever has claimed it: what was flagged, and five messages on either side of each. Keys are used and the entries
/// written in one transaction, and nothing leaves before that is committed: no entry, no text.
/// </summary>
public sealed class Evidence(Store store, Doors doors, History history, ReadHeld readHeld, ReadAppeals readAppeals, ReadNotices readNotices, AuthorKeys keys, ClaimCase claims, CaseReadings readings, Audit audit, TimeProvider clock)
{
    /// <summary>Of a large group so many are shown; they are alike.</summary>
    public const int MostThreads = 10;
    const int MostFlags = 50, Around = 5;

    public Task<CaseView> ReadAsync(Person me, Guid id, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var @case = await claims.MineAsync(db, me, id, ct);
            @case.Claim(me.Id, claims.Until); // each look renews it
            await db.SaveChangesAsync(ct);
            var about = SecondOpinions.CaseOf(@case) ?? id; // of a second opinion the case that was decided, without what was decided
            var flags = await FlagsAsync(db, id, ct);
            var threads = new List<ThreadEvidence>();
            foreach (var (thread, seq) in PlacesOf(flags))
                if (await doors.FindAsync(thread, ct) is { } door) threads.Add(Blind(await AroundAsync(me, door, seq, ct), about != id));
            var held = Blind(await readHeld.OfAsync(db, flags, ct), about == id ? null : await SecondOpinions.FirstByAsync(db, about, ct));
            var said = await readAppeals.OfAsync(db, flags, ct);
            var reports = await ReportsAsync(db, about, ct);
            var notices = await readNotices.OfAsync(db, about, ct);
            var people = new List<PersonHistory>();
            foreach (var person in flags.Select(f => f.PersonId).OfType<string>().Concat(await ReportersAsync(db, about, ct)).Concat(threads.Select(t => t.Buyer)).Distinct().Take(MostThreads)) people.Add(await HistoryAsync(db, person, about, ct));
            var appealed = Appeals.DecisionOf(@case) is { } decision ? await AppealAsync(db, decision, ct) : null;
            var others = flags.Where(f => said.ContainsKey(f.Id)).Select(f => f.ConversationId).OfType<Guid>().Concat(reports.Select(r => r.Conversation)).ToHashSet();
            var shown = threads.Select(t => t.Conversation).Concat(held.Select(h => h.Conversation)).ToHashSet();
            await readings.NoteAsync(db, id, [.. shown.Union(others)], clock.GetUtcNow(), ct);
            foreach (var read in threads)
                await audit.WriteAsync(db, Entry.Of(me, "case-read", $"conversation {read.Conversation}", $"case {id}: {(read.Messages.Count == 0 ? "nothing" : $"messages {read.Messages[0].Seq} to {read.Messages[^1].Seq}")}"), ct);
            foreach (var read in held) await audit.WriteAsync(db, Entry.Of(me, "case-read", $"conversation {read.Conversation}", $"case {id}: held message {read.Id}"), ct);
            foreach (var thread in others.Except(shown))
                await audit.WriteAsync(db, Entry.Of(me, "case-read", $"conversation {thread}", $"case {id}: words of a report or an appeal"), ct);
            if (threads.Count + held.Count == 0) await audit.WriteAsync(db, Entry.Of(me, "case-read", $"case {id}"), ct);
            return new CaseView(CaseQueue.RowOf(@case, me, clock.GetUtcNow()), flags.ConvertAll(f => ViewOf(f, said.GetValueOrDefault(f.Id))), reports, notices, threads, held, people, appealed);
        }, ct);

    /// <summary>Those of the case; of one that asks for a second opinion those of the case that it asks about.</summary>
    public static async Task<List<Flag>> FlagsAsync(ParleyDb db, Guid id, CancellationToken ct)
    {
        var about = SecondOpinions.CaseOf(await db.Set<Case>().AsNoTracking().SingleAsync(c => c.Id == id, ct)) ?? id;
        return await db.Set<Flag>().Where(f => f.CaseId == about).OrderBy(f => f.Id).Take(MostFlags).ToListAsync(ct);
    }

    /// <summary>Around which messages, or at the end of which threads, the case shows what was said.</summary>
    public static IEnumerable<(Guid Thread, int? Seq)> PlacesOf(IEnumerable<Flag> flags) => flags.Where(f => f.ConversationId is not null && f.Kind != TakeNotice.Kind).Select(f => (f.ConversationId!.Value, f.Seq)).Distinct().Take(MostThreads);

    /// <summary>Whether a message is shown, of a thread that is <paramref name="last"/> messages long.</summary>
    public static bool Shows(int? meant, int seq, int last) => meant is { } at ? Math.Abs(seq - at) <= Around : seq > last - (2 * Around + 1);

    async Task<ThreadEvidence> AroundAsync(Person me, Door door, int? seq, CancellationToken ct)
    {
        var from = Math.Max(0, (seq ?? 0) - Around - 1);
        var query = seq is { } at ? new HistoryQuery(from, null, at + Around - from, null) : new HistoryQuery(null, null, 2 * Around + 1, null);
        var page = await history.ReadAsync(new Entered(door, PartyKind.Platform, me, ReadOnly: true), query, ct);
        return new ThreadEvidence(door.Id, door.VendorId, door.BuyerId, Quotes.Within(page.Items));
    }

    /// <summary>What the platform said and did in the thread would tell what was decided.</summary>
    static ThreadEvidence Blind(ThreadEvidence thread, bool blind) => blind ? thread with { Messages = [.. thread.Messages.Where(m => m.Event is null).Select(m => m with { Removed = null })] } : thread;

    /// <summary>What whoever decided the case made of them would tell it, too; what others had decided before was known to them.</summary>
    static List<HeldEvidence> Blind(List<HeldEvidence> held, string? by) => by is null ? held : held.ConvertAll(h => h.DecidedBy == by ? h with { State = Screening.HeldState.InReview, DecidedBy = null, Reasons = null, Seq = null } : h);

    async Task<List<ReportEvidence>> ReportsAsync(ParleyDb db, Guid id, CancellationToken ct)
    {
        var rows = await db.Set<Report>().Where(r => r.CaseId == id).OrderBy(r => r.Id).Take(MostFlags).ToListAsync(ct);
        var secrets = await keys.LoadAsync([.. rows.Select(r => r.ReporterId).Distinct()], ct);
        var views = new List<ReportEvidence>(rows.Count);
        foreach (var report in rows)
            if (await doors.FindAsync(report.ConversationId, ct) is { } door)
                views.Add(new ReportEvidence(door.Id, report.Seq, report.ReporterId == door.BuyerId ? PartyKind.Buyer : PartyKind.Vendor, report.Reason, TakeReport.WordsOf(door, report, secrets[report.ReporterId]), report.At));
        return views;
    }

    static Task<List<string>> ReportersAsync(ParleyDb db, Guid id, CancellationToken ct) => db.Set<Report>().Where(r => r.CaseId == id).OrderBy(r => r.Id).Select(r => r.ReporterId).Take(MostThreads).ToListAsync(ct);

    async Task<AppealEvidence> AppealAsync(ParleyDb db, Guid id, CancellationToken ct)
    {
        var decision = await db.Set<Decision>().SingleAsync(d => d.Id == id, ct);
        var words = await db.Set<AppealWords>().SingleAsync(w => w.DecisionId == id, ct);
        return new AppealEvidence(Statements.ViewOf(decision, clock.GetUtcNow()), decision.DecidedBy, words.Read((await keys.LoadAsync([words.By], ct))[words.By]));
    }

    static async Task<PersonHistory> HistoryAsync(ParleyDb db, string person, Guid about, CancellationToken ct)
    {
        var flags = await db.Set<Flag>().Where(f => f.PersonId == person).Take(100).CountAsync(ct);
        var decisions = await db.Set<Decision>().Where(d => d.PersonId == person && d.CaseId != about && d.Act != CaseAct.MaskText && d.Act != CaseAct.Quarantine).OrderByDescending(d => d.Id).Take(10).ToListAsync(ct);
        return new PersonHistory(person, flags, decisions.ConvertAll(Statements.RowOf));
    }

    static FlagView ViewOf(Flag f, string? said) => new(f.Kind, f.ConversationId, f.Seq, f.HeldId, f.PersonId, f.Party, f.Harm, f.Policy, JsonSerializer.Deserialize<List<Finding>>(f.Findings, Wire.Json) ?? [], f.At, said);
}
