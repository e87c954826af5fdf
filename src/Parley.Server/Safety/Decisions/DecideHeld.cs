using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>What becomes of the messages of a case that are in review.</summary>
public enum HeldFate : byte
{
    Release = 1,
    Refuse = 2,
}

/// <summary>Decides about the held messages of a case with the case, in its transaction: none is left in review by a decision.</summary>
public sealed class DecideHeld(HeldMessages held)
{
    /// <summary>Those that the case's flags name and nobody has decided about, oldest first. The case is locked.</summary>
    public static Task<List<HeldMessage>> WaitingAsync(ParleyDb db, Guid @case, CancellationToken ct) =>
        db.Set<HeldMessage>().Where(h => h.State == HeldState.InReview && db.Set<Flag>().Any(f => f.CaseId == @case && f.HeldId == h.Id)).OrderBy(h => h.Id).ToListAsync(ct);

    /// <summary>What the decision means for them; null where there are none.</summary>
    /// <exception cref="RefusedException"><c>validation</c>: it says nothing about them, or what cannot be.</exception>
    public static HeldFate? FateOf(DecisionBody body, bool waiting)
    {
        if (!waiting)
        {
            if (body.Act is CaseAct.Release or CaseAct.RefuseMessage) throw Refuse.Invalid("act", "No message of this case is in review.");
            return body.Held is null ? null : throw Refuse.Invalid("held", "No message of this case is in review; leave 'held' out.");
        }
        var said = body.Act switch
        {
            CaseAct.NoViolation or CaseAct.Release => HeldFate.Release,
            CaseAct.RefuseMessage => HeldFate.Refuse,
            _ => body.Held ?? throw Refuse.Invalid("held", "A message of this case is in review. Say in 'held' whether it is let through or refused: 'release' or 'refuse'."),
        };
        if (body.Held is { } fate && fate != said) throw Refuse.Invalid("held", "'held' says otherwise than 'act'; leave it out.");
        if (said == HeldFate.Release && body.Act is CaseAct.Mute or CaseAct.Suspend or CaseAct.BlockPair or CaseAct.CloseThread or CaseAct.FreezeThread)
            throw Refuse.Invalid("held", "Nothing is let through that could not be written now. Refuse it, with the same reasons.");
        return said;
    }

    public async Task RunAsync(ParleyDb db, IEnumerable<HeldMessage> waiting, HeldFate fate, string by, string facts, CancellationToken ct)
    {
        foreach (var one in waiting)
            await held.DecideAsync(db, one.Id, HeldState.InReview, fate == HeldFate.Release ? HeldState.Released : HeldState.Refused, by, fate == HeldFate.Release ? null : facts, ct);
    }

    /// <summary>Lets a refused one through after all; null where it was let through or is gone.</summary>
    public async Task<HeldMessage?> UndoAsync(ParleyDb db, Guid id, string by, CancellationToken ct) =>
        await held.DecideAsync(db, id, HeldState.Refused, HeldState.Released, by, null, ct) ? await db.Set<HeldMessage>().SingleAsync(h => h.Id == id, ct) : null;

    /// <summary>After the transaction.</summary>
    public Task GoOnAsync(IReadOnlyCollection<HeldMessage> decided, CancellationToken ct) => decided.Count == 0 ? Task.CompletedTask : held.GoOnAsync(decided, ct);
}
