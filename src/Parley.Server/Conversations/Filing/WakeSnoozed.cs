using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Brings snoozed threads back when their time has come. Several nodes may do it at once: each looks again under the lock.</summary>
public sealed partial class WakeSnoozed(Store store, Doors doors, TellFiled tell, TimeProvider clock, ILogger<WakeSnoozed> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    static readonly Dictionary<Guid, string> Nobody = [];
    const int Step = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await WakeAsync(stoppingToken) == Step) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Postponed(logger, e);
            }
        }
    }

    /// <summary>One step; returns how many were due.</summary>
    public async Task<int> WakeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var db = store.Open())
            due = await db.Set<Seat>().Where(s => s.Place == Place.Snoozed && s.SnoozedUntil != null && s.SnoozedUntil <= now).OrderBy(s => s.SnoozedUntil).Take(Step).Select(s => s.ConversationId).ToListAsync(ct);
        if (due.Count == 0) return 0;
        var feeds = await store.WriteAsync(async db =>
        {
            await store.LockAsync(db, "conversations", due, ct);
            var seats = await db.Set<Seat>().AsTracking().Where(s => due.Contains(s.ConversationId) && s.Place == Place.Snoozed && s.SnoozedUntil != null && s.SnoozedUntil <= now).ToListAsync(ct);
            foreach (var seat in seats)
            {
                seat.Move(Place.Inbox, null);
                seat.Woken = Woken.Time;
            }
            return seats.Count == 0 ? [] : await tell.RecordAsync(db, seats, Nobody, ct);
        }, ct);
        var woken = new List<Door>();
        foreach (var id in feeds.Keys)
            if (await doors.FindAsync(id, ct) is { } door) woken.Add(door);
        foreach (var vendor in woken.GroupBy(d => d.VendorId)) await tell.PushAsync([.. vendor], feeds, Nobody, ct);
        return due.Count;
    }

    [LoggerMessage(1, LogLevel.Error, "Snoozed threads could not be brought back; tried again in a moment")]
    static partial void Postponed(ILogger logger, Exception error);
}
