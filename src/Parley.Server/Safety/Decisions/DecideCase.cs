using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Facts">What happened, for the person concerned: 20 to 2,000 characters, quoting nobody. Only a false alarm needs none.</param>
/// <param name="Reference">Which rule or law; at most 300 characters. Only a false alarm and an appeal need none.</param>
/// <param name="Hours">How long a sanction lasts, 1 to 8,760; none for good, which only <c>suspend</c> and <c>block-pair</c> can be.</param>
/// <param name="Held">Of a case with messages in review, what becomes of them, where the act does not say it.</param>
public sealed record DecisionBody(CaseAct Act, string Facts = "", Ground Ground = Ground.Rule, string Reference = "", int? Hours = null, HeldFate? Held = null);

public sealed record Decided(IReadOnlyList<DecisionRow> Decisions);

/// <summary>
/// Ends a case: the statement of reasons, the sanction, what becomes of messages in review, the outcome of reports and the entry in the log come about in one
/// transaction. What the decision does to a thread follows at once, and is made up for when the server dies in between.
/// </summary>
public sealed class DecideCase(Store store, ClaimCase claims, MakeDecisions make, DecideHeld decideHeld, CarryOut carryOut, Sanctions sanctions, Doors doors, SecondOpinions opinions, CaseReadings readings, Audit audit, TimeProvider clock)
{
    /// <summary>Of a large group so many are carried out before the answer.</summary>
    const int AtOnce = 20;

    public async Task<Decided> RunAsync(Person me, Guid id, DecisionBody body, CancellationToken ct)
    {
        Check(body);
        var (decided, held) = await store.WriteAsync(async db =>
        {
            var @case = await claims.MineAsync(db, me, id, ct);
            var now = clock.GetUtcNow();
            if (SecondOpinions.CaseOf(@case) is not null) throw Refuse.Invalid("act", "This case is decided already. Say what you would have done as an opinion.");
            var appealed = Appeals.DecisionOf(@case);
            if (appealed is null == body.Act is CaseAct.Uphold or CaseAct.Reverse) throw Refuse.Invalid("act", appealed is null ? "'uphold' and 'reverse' are for appeals." : "An appeal is decided by 'uphold' or 'reverse'.");
            var left = appealed is null ? await SplitCase.RunAsync(db, @case, now, ct) : 0;
            var made = appealed is { } decision ? await DecideAppealAsync(db, me, decision, body, now, ct) : await DecideAsync(db, me, @case, body, now, ct);
            await db.Set<Report>().Where(r => r.CaseId == id).ExecuteUpdateAsync(s => s
                .SetProperty(r => r.Outcome, Decision.Restricts(body.Act) ? ReportOutcome.Acted : ReportOutcome.NoViolation).SetProperty(r => r.DecidedAt, now), ct);
            await PublicNotice.DecideAsync(db, id, Decision.Restricts(body.Act) ? ReportOutcome.Acted : ReportOutcome.NoViolation, now, ct);
            @case.Decide(now);
            await opinions.SampleAsync(db, @case, body.Act, me.Id, now, ct);
            await db.SaveChangesAsync(ct);
            await readings.EndAsync(db, id, now, ct);
            await audit.WriteAsync(db, Entry.Of(me, "case-decided", $"case {id}", $"{Word(body.Act)}{(body.Reference.Length > 0 ? $", {body.Reference}" : "")}: {made.Decisions.Count} decisions{(left > 0 ? $", {left} flags left in a new case" : "")}"), ct);
            return made;
        }, ct);
        try
        {
            await sanctions.LookAsync(ct);
            await decideHeld.GoOnAsync(held, ct); // before the thread is told: it may come into being only now
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
        if (Decision.IsByPolicy(body.Act)) throw Refuse.Invalid("act", "Only the policy does this. Remove the message, or change the policy.");
        if (body.Act == CaseAct.EndSanction) throw Refuse.Invalid("act", "A sanction is ended where it is listed, not by deciding a case.");
        if (!Decision.Restricts(body.Act)) return;
        if (body.Facts.Trim().Length < 20) throw Refuse.Invalid("facts", "Say in 'facts' what happened, in at least 20 characters: the person concerned reads it.");
        if (TextShape.FlawOf(body.Facts, 2000) is { } flaw) throw new RefusedException(flaw with { Errors = new Dictionary<string, string[]> { ["facts"] = [flaw.Sentence] } });
        if (body.Act is CaseAct.Uphold or CaseAct.Reverse) return;
        Texts.Line(body.Reference, "reference", 300);
        if (body.Hours is < 1 or > 8760) throw Refuse.Invalid("hours", "'hours' must be a whole number from 1 to 8760.");
        var lasts = body.Act is CaseAct.Mute or CaseAct.PauseThreads or CaseAct.Suspend or CaseAct.BlockPair;
        if (!lasts && body.Hours is not null) throw Refuse.Invalid("hours", "This act does not last; leave 'hours' out.");
        if (body.Act is CaseAct.Mute or CaseAct.PauseThreads && body.Hours is null) throw Refuse.Invalid("hours", "Say in 'hours' how long it lasts.");
    }

    async Task<(List<Decision> Decisions, List<HeldMessage> Held)> DecideAsync(ParleyDb db, Person me, Case @case, DecisionBody body, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await DecideHeld.WaitingAsync(db, @case.Id, ct);
        var fate = DecideHeld.FateOf(body, waiting.Count > 0);
        var made = await make.RunAsync(db, me, @case, body, fate == HeldFate.Refuse ? waiting : [], now, ct);
        if (fate is { } said) await decideHeld.RunAsync(db, waiting, said, me.Id, body.Facts.Trim(), ct);
        return (made, waiting);
    }

    async Task<(List<Decision> Decisions, List<HeldMessage> Held)> DecideAppealAsync(ParleyDb db, Person me, Guid id, DecisionBody body, DateTimeOffset now, CancellationToken ct)
    {
        if (body.Held is not null) throw Refuse.Invalid("held", "An appeal decides about the decision alone; leave 'held' out.");
        await store.LockAsync(db, "decisions", [id], ct);
        var decision = await db.Set<Decision>().AsTracking().SingleAsync(d => d.Id == id, ct);
        if (decision.DecidedBy == me.Id || decision.PersonId == me.Id) throw Refuse.OwnMatter("Another of the marketplace's people decides about this.");
        var door = decision.ConversationId is { } thread ? await doors.FindAsync(thread, ct) : null;
        decision.DecideAppeal(body.Act == CaseAct.Uphold, me.Id, now, body.Facts.Trim());
        if (door is not null) MakeDecisions.Tell(db, decision, door, now);
        var held = new List<HeldMessage>();
        if (body.Act == CaseAct.Reverse)
        {
            if (decision.HeldId is { } refused && await decideHeld.UndoAsync(db, refused, me.Id, ct) is { } freed) held.Add(freed);
            if (door is not null) decision.PendingSince = now;
            var ended = await db.Set<Sanction>().AsTracking().Where(s => s.DecisionId == id && s.EndedAt == null).ToListAsync(ct);
            foreach (var sanction in ended) sanction.End(now);
            await db.SaveChangesAsync(ct);
            if (ended.Count > 0) await Sanctions.CountChangeAsync(db, ct);
            if (decision.CaseId is { } first && !await db.Set<Decision>().AnyAsync(d => d.CaseId == first && d.Id != id && d.Upheld != false && d.Act != CaseAct.EndSanction, ct)) // whoever reported or noticed reads that nothing stands
            {
                await db.Set<Report>().Where(r => r.CaseId == first && r.Outcome == ReportOutcome.Acted).ExecuteUpdateAsync(s => s.SetProperty(r => r.Outcome, ReportOutcome.NoViolation), ct);
                await PublicNotice.DecideAsync(db, first, ReportOutcome.NoViolation, now, ct);
            }
        }
        await db.SaveChangesAsync(ct);
        return ([decision], held);
    }

    public static string Word(CaseAct act) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(act.ToString());
}
