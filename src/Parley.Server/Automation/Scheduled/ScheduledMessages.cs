using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <param name="Problem">Why it was not sent.</param>
public sealed record PlannedView(Guid Id, Guid Schedule, string Name, DateTimeOffset DueAt, PlanState Status, string? Problem);

/// <summary>What is planned in one thread, for its vendor's team: listed, latest first, and cancelled.</summary>
public sealed class ScheduledMessages(Store store)
{
    const int Most = 100;

    public async Task<IReadOnlyList<PlannedView>> OfAsync(Entered who, CancellationToken ct)
    {
        await using var db = store.Open();
        if (await SubjectOfAsync(db, who, ct) is not var (kind, id)) return [];
        var vendor = who.Door.VendorId;
        var rows = await db.Set<ScheduledMessage>().Where(p => p.Kind == kind && p.SubjectId == id && p.VendorId == vendor).OrderByDescending(p => p.DueAt).ThenBy(p => p.Id).Take(Most).ToListAsync(ct);
        return rows.ConvertAll(p => new PlannedView(p.Id, p.ScheduleId, p.Name, p.DueAt, p.Status, p.Problem));
    }

    /// <summary>Cancelling again changes nothing; what went out already stays.</summary>
    public async Task CancelAsync(Entered who, Guid planned, CancellationToken ct)
    {
        who.ToWrite();
        var vendor = who.Door.VendorId;
        await store.WriteAsync(async db =>
        {
            if (await SubjectOfAsync(db, who, ct) is not var (kind, id)) throw Refuse.NotFound();
            var row = db.Set<ScheduledMessage>().Where(p => p.Id == planned && p.Kind == kind && p.SubjectId == id && p.VendorId == vendor);
            if (!await row.AnyAsync(ct)) throw Refuse.NotFound();
            await row.Where(p => p.Status == PlanState.Planned).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, PlanState.Cancelled), ct);
        }, ct);
    }

    static async Task<(SubjectKind Kind, string Id)?> SubjectOfAsync(ParleyDb db, Entered who, CancellationToken ct)
    {
        var about = await db.Set<Conversation>().Where(c => c.Id == who.Door.Id).Select(c => new { c.SubjectKind, c.SubjectId }).SingleAsync(ct);
        return about is { SubjectKind: { } kind, SubjectId: { } id } ? (kind, id) : null;
    }
}
