using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Ends what an alert has not told yet, when the host takes it back: it is over from the beginning of time, and the judge says so by name. Doing it again changes nothing.</summary>
sealed class WithdrawAlerts(Store store, Doors doors, NoticeQueue queue, TimeProvider clock)
{
    public async Task RunAsync(IEnumerable<Fact> facts, CancellationToken ct)
    {
        var ended = false;
        foreach (var fact in facts.Where(f => f is { Kind: FactKind.AlertWithdrawn, ConversationId: not null }))
            if (Guid.TryParse(fact.Subject, out var alert) && await doors.FindAsync(fact.ConversationId!.Value, ct) is { } door) ended |= await EndAsync(door, alert, ct);
        if (ended) queue.Wake();
    }

    async Task<bool> EndAsync(Door door, Guid alert, CancellationToken ct)
    {
        List<Notice> waiting;
        await using (var db = store.Open())
            waiting = await db.Set<Notice>().Where(n => n.ConversationId == door.Id && n.State == NoticeState.Waiting && (n.Kind == NoticeKind.OrderAtRisk || n.Kind == NoticeKind.Dispute || n.Kind == NoticeKind.Appointment)).ToListAsync(ct);
        var ids = waiting.Where(n => IsOf(n, door, alert)).Select(n => n.Id).ToList();
        if (ids.Count == 0) return false;
        var now = clock.GetUtcNow();
        await store.WriteAsync(async db =>
        {
            await db.Set<Notice>().Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(s => s.SetProperty(n => n.Until, Notice.Withdrawn), ct);
            await db.Set<Notice>().Where(n => ids.Contains(n.Id) && n.ParcelId == null && n.DueAt > now).ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, now), ct); // what is on its way is judged when it comes again
        }, ct);
        return true;
    }

    /// <summary>Its own, and what stands for one that failed by a way before.</summary>
    static bool IsOf(Notice notice, Door door, Guid alert)
    {
        var what = new Occurrence(door, Judge.RoleOf(notice).Party, notice.Kind, 0, Occurrence.AlertWindow(alert), notice.PlannedAt);
        return Enum.GetValues<Channel>().Any(c => what.IdFor(notice.PersonId, c) is var id && (id == notice.Id || FallThrough.IdOf(id, notice.Channel) == notice.Id
            || Enum.GetValues<Channel>().Any(between => FallThrough.IdOf(FallThrough.IdOf(id, between), notice.Channel) == notice.Id)));
    }
}
