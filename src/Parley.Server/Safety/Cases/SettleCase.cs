using Microsoft.EntityFrameworkCore;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// The marketplace's own systems may decide about held messages: a case that is about nothing else is decided with the last of them, so that nobody looks at
/// what is done. One that is about more stays open, and shows what became of them.
/// </summary>
public sealed class SettleCase(Store store, CaseReadings readings, Audit audit, TimeProvider clock)
{
    /// <summary>The open case in which a held message lies, locked until the transaction ends; null for none.</summary>
    public async Task<Case?> LockAsync(ParleyDb db, Guid conversation, Guid held, CancellationToken ct)
    {
        var ids = await db.Set<Flag>().Where(f => f.ConversationId == conversation && f.HeldId == held).Select(f => f.CaseId).Distinct().ToListAsync(ct);
        await store.LockAsync(db, "cases", ids, ct);
        return await db.Set<Case>().AsTracking().FirstOrDefaultAsync(c => ids.Contains(c.Id) && c.State == CaseState.Open, ct);
    }

    /// <param name="by">The host's key, by its name.</param>
    public async Task RunAsync(ParleyDb db, Case @case, string by, Guid held, HeldState state, CancellationToken ct)
    {
        var left = await db.Set<Flag>().AnyAsync(f => f.CaseId == @case.Id && (f.HeldId == null || db.Set<HeldMessage>().Any(h => h.Id == f.HeldId && h.State == HeldState.InReview)), ct);
        if (left || Appeals.DecisionOf(@case) is not null) return;
        @case.Decide(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await readings.EndAsync(db, @case.Id, clock.GetUtcNow(), ct);
        await audit.WriteAsync(db, new Entry(by, "host", "case-settled", $"case {@case.Id}", $"held message {held}: {(state == HeldState.Refused ? "refused" : "released")}"), ct);
    }
}
