using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Facts">What happened, for the person concerned: 20 to 2,000 characters, quoting nobody. Only a false alarm needs none.</param>
/// <param name="Reference">Which rule or law; at most 300 characters. Only a false alarm and an appeal need none.</param>
/// <param name="Hours">How long a sanction lasts, 1 to 8,760; none for good, which only <c>suspend</c> and <c>block-pair</c> can be.</param>
public sealed record DecisionBody(CaseAct Act, string Facts = "", Ground Ground = Ground.Rule, string Reference = "", int? Hours = null);

public sealed record Decided(IReadOnlyList<DecisionRow> Decisions);

/// <summary>
/// Ends a case: the statement of reasons, the sanction, the outcome of reports and the entry in the log come about in one transaction.
/// What the decision does to a thread follows at once, and is made up for when the server dies in between.
/// </summary>
public sealed class DecideCase(Store store, ClaimCase claims, CarryOut carryOut, Sanctions sanctions, Doors doors, Audit audit, IOptions<ModerationOptions> options, TimeProvider clock)
{
    const int MostFlags = 1000;

    /// <summary>Of a large group so many are carried out before the answer.</summary>
    const int AtOnce = 20;

    public async Task<Decided> RunAsync(Person me, Guid id, DecisionBody body, CancellationToken ct)
    {
        Check(body);
        var decided = await store.WriteAsync(async db =>
        {
            var @case = await claims.MineAsync(db, me, id, ct);
            var now = clock.GetUtcNow();
            var appealed = Appeals.DecisionOf(@case);
            if (appealed is null == body.Act is CaseAct.Uphold or CaseAct.Reverse) throw Refuse.Invalid("act", appealed is null ? "'uphold' and 'reverse' are for appeals." : "An appeal is decided by 'uphold' or 'reverse'.");
            var made = appealed is { } decision ? [await DecideAppealAsync(db, me, decision, body, now, ct)] : await MakeAsync(db, me, @case, body, now, ct);
            await db.Set<Report>().Where(r => r.CaseId == id).ExecuteUpdateAsync(s => s
                .SetProperty(r => r.Outcome, body.Act == CaseAct.NoViolation ? ReportOutcome.NoViolation : ReportOutcome.Acted).SetProperty(r => r.DecidedAt, now), ct);
            @case.Decide(now);
            await db.SaveChangesAsync(ct);
            await audit.WriteAsync(db, Entry.Of(me, "case-decided", $"case {id}", $"{Word(body.Act)}{(body.Reference.Length > 0 ? $", {body.Reference}" : "")}: {made.Count} decisions"), ct);
            return made;
        }, ct);
        try
        {
            await sanctions.LookAsync(ct);
            await carryOut.RunAsync([.. decided.Take(AtOnce)], ct);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null || e is RefusedException or OperationCanceledException)
        {
            // it is decided; what is left over is done by those who look every second or two
        }
        return new Decided(decided.ConvertAll(Statements.RowOf));
    }

    static void Check(DecisionBody body)
    {
        if (body.Act == CaseAct.NoViolation) return;
        if (body.Facts.Trim().Length < 20) throw Refuse.Invalid("facts", "Say in 'facts' what happened, in at least 20 characters: the person concerned reads it.");
        if (TextShape.FlawOf(body.Facts, 2000) is { } flaw) throw new RefusedException(flaw with { Errors = new Dictionary<string, string[]> { ["facts"] = [flaw.Sentence] } });
        if (body.Act is CaseAct.Uphold or CaseAct.Reverse) return;
        Texts.Line(body.Reference, "reference", 300);
        if (body.Hours is < 1 or > 8760) throw Refuse.Invalid("hours", "'hours' must be a whole number from 1 to 8760.");
        var lasts = body.Act is CaseAct.Mute or CaseAct.PauseThreads or CaseAct.Suspend or CaseAct.BlockPair;
        if (!lasts && body.Hours is not null) throw Refuse.Invalid("hours", "This act does not last; leave 'hours' out.");
        if (body.Act is CaseAct.Mute or CaseAct.PauseThreads && body.Hours is null) throw Refuse.Invalid("hours", "Say in 'hours' how long it lasts.");
    }

    async Task<List<Decision>> MakeAsync(ParleyDb db, Person me, Case @case, DecisionBody body, DateTimeOffset now, CancellationToken ct)
    {
        var flags = await db.Set<Flag>().Where(f => f.CaseId == @case.Id).OrderBy(f => f.Id).Take(MostFlags).ToListAsync(ct);
        var made = new Dictionary<string, Decision>();
        foreach (var flag in flags)
        {
            var door = flag.ConversationId is { } thread ? await doors.FindAsync(thread, ct) : null;
            var vendor = flag is { PersonId: null, Party: PartyKind.Vendor } ? door?.VendorId : null;
            var whom = flag.PersonId is { } person ? $"p:{person}" : vendor is not null ? $"v:{vendor}" : null;
            var isAboutThread = body.Act is CaseAct.CloseThread or CaseAct.FreezeThread or CaseAct.BlockPair;
            if (body.Act != CaseAct.NoViolation && (whom is null || (isAboutThread && door is null))) continue;
            if (!made.TryAdd(isAboutThread ? $"{door!.Id}" : whom ?? "", new Decision
            {
                Id = Guid.CreateVersion7(now), CaseId = @case.Id, PersonId = flag.PersonId, VendorId = vendor, ConversationId = flag.ConversationId, Seq = flag.Seq, Act = body.Act, Facts = body.Facts.Trim(), Ground = body.Ground,
                Reference = body.Reference.Trim(), Source = @case.Kind, FoundByMachine = flag.Kind is not ("report" or "notice"), At = now, Until = body.Hours is { } hours ? now.AddHours(hours) : null, DecidedBy = me.Id,
                AppealUntil = now.AddDays(options.Value.AppealDays), PendingSince = door is null || body.Act == CaseAct.NoViolation ? null : now,
            })) continue;
            var decision = made[isAboutThread ? $"{door!.Id}" : whom ?? ""];
            db.Add(decision);
            if (KindOf(body.Act) is { } kind)
                db.Add(new Sanction { Id = Guid.CreateVersion7(now), DecisionId = decision.Id, Kind = kind, Holder = kind == SanctionKind.BlockPair ? $"pair {door!.VendorId} {door.BuyerId}" : whom!, From = now, Until = decision.Until });
            if (body.Act != CaseAct.NoViolation && door is not null) Tell(db, decision, door, now);
        }
        if (made.Count == 0) throw Refuse.Invalid("act", "The case names nobody whom this could concern.");
        await db.SaveChangesAsync(ct);
        if (KindOf(body.Act) is not null) await Sanctions.CountChangeAsync(db, ct);
        return [.. made.Values];
    }

    async Task<Decision> DecideAppealAsync(ParleyDb db, Person me, Guid id, DecisionBody body, DateTimeOffset now, CancellationToken ct)
    {
        await store.LockAsync(db, "decisions", [id], ct);
        var decision = await db.Set<Decision>().AsTracking().SingleAsync(d => d.Id == id, ct);
        if (decision.DecidedBy == me.Id || decision.PersonId == me.Id) throw Refuse.OwnMatter("Another of the marketplace's people decides about this.");
        var door = decision.ConversationId is { } thread ? await doors.FindAsync(thread, ct) : null;
        decision.DecideAppeal(body.Act == CaseAct.Uphold, me.Id, now, body.Facts.Trim());
        if (door is not null) Tell(db, decision, door, now);
        if (body.Act == CaseAct.Reverse)
        {
            if (door is not null) decision.PendingSince = now;
            var ended = await db.Set<Sanction>().AsTracking().Where(s => s.DecisionId == id && s.EndedAt == null).ToListAsync(ct);
            foreach (var sanction in ended) sanction.End(now);
            await db.SaveChangesAsync(ct);
            if (ended.Count > 0) await Sanctions.CountChangeAsync(db, ct);
        }
        await db.SaveChangesAsync(ct);
        return decision;
    }

    /// <summary>A notice that cannot be turned off, to the side concerned.</summary>
    static void Tell(ParleyDb db, Decision decision, Door door, DateTimeOffset now)
    {
        var side = decision.PersonId == door.BuyerId ? PartyKind.Buyer : PartyKind.Vendor;
        db.Add(new Fact { Kind = FactKind.AlertRaised, ConversationId = door.Id, Subject = $"{Fact.EssentialAlert} {(byte)side} {(decision.Upheld is null ? decision.Id : PlatformPost.IdFor(door.Id, decision.Id)):N}", Node = Node.Id, At = now });
    }

    static SanctionKind? KindOf(CaseAct act) => act switch
    {
        CaseAct.Mute => SanctionKind.Mute,
        CaseAct.PauseThreads => SanctionKind.PauseThreads,
        CaseAct.Suspend => SanctionKind.Suspend,
        CaseAct.BlockPair => SanctionKind.BlockPair,
        _ => null,
    };

    public static string Word(CaseAct act) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(act.ToString());
}
