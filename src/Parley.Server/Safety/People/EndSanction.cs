using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Facts">Why it ends early, for the person concerned: 20 to 2,000 characters.</param>
public sealed record EndBody(string Facts);

/// <summary>Ends a sanction before its time. That is a decision of its own, which the person concerned reads beside the first; it leaves the first as it was.</summary>
public sealed class EndSanction(Store store, Doors doors, Register register, Sanctions sanctions, CarryOut carryOut, Audit audit, TimeProvider clock)
{
    public async Task<DecisionRow> RunAsync(Person me, Guid id, EndBody body, CancellationToken ct)
    {
        if (body.Facts.Trim().Length < 20) throw Refuse.Invalid("facts", "Say in 'facts' why it ends early, in at least 20 characters: the person concerned reads it.");
        if (TextShape.FlawOf(body.Facts, 2000) is { } flaw) throw new RefusedException(flaw with { Errors = new Dictionary<string, string[]> { ["facts"] = [flaw.Sentence] } });
        var made = await store.WriteAsync(async db =>
        {
            await store.LockAsync(db, "sanctions", [id], ct);
            var now = clock.GetUtcNow();
            var sanction = await db.Set<Sanction>().AsTracking().SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw Refuse.NotFound();
            await RequireNotOwnAsync(me, sanction.Holder, ct);
            if (sanction.EndedAt is not null || sanction.Until <= now) throw Refuse.SanctionOver();
            sanction.End(now);
            var first = await db.Set<Decision>().SingleAsync(d => d.Id == sanction.DecisionId, ct);
            var door = first.ConversationId is { } thread ? await doors.FindAsync(thread, ct) : null;
            var end = new Decision
            {
                Id = Guid.CreateVersion7(now), CaseId = first.CaseId, PersonId = first.PersonId, VendorId = first.VendorId, ConversationId = first.ConversationId, Seq = first.Seq, Act = CaseAct.EndSanction, Facts = body.Facts.Trim(), Ground = first.Ground,
                Reference = first.Reference, Source = first.Source, FoundByMachine = first.FoundByMachine, At = now, DecidedBy = me.Id, AppealUntil = now, PendingSince = door is null ? null : now,
            };
            db.Add(end);
            if (door is not null) MakeDecisions.Tell(db, end, door, now);
            await db.SaveChangesAsync(ct);
            await Sanctions.CountChangeAsync(db, ct);
            await audit.WriteAsync(db, Entry.Of(me, "sanction-ended", $"sanction {id}", $"decision {first.Id}"), ct);
            return end;
        }, ct);
        try
        {
            await sanctions.LookAsync(ct);
            await carryOut.RunAsync([made], ct);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null || e is RefusedException or OperationCanceledException)
        {
            // it is decided; what is left over is done by those who look every second or two
        }
        return Statements.RowOf(made);
    }

    async Task RequireNotOwnAsync(Person me, string holder, CancellationToken ct)
    {
        var (person, vendor) = holder.Split(' ') is ["pair", var v, var p] ? (p, v) : holder.StartsWith("v:", StringComparison.Ordinal) ? ("", holder[2..]) : (holder[2..], "");
        if (person == me.Id || (vendor.Length > 0 && await register.AgentRoleAsync(vendor, me.Id, ct) is not null)) throw Refuse.OwnMatter("This is about you. Another of the marketplace's people decides it.");
    }
}
