using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>How far the index has come with what was there before it.</summary>
/// <param name="Done">Everything was gone through at least once.</param>
public sealed record WalkProgress(bool Done, int Vendors, int Total);

/// <summary>
/// Walks through all threads, a vendor after the other, each from the longest silent one on, and brings into the index what is not
/// there: when the index is new, after an import while no worker ran, or when facts were lost. It goes on where it was, and starts
/// anew a day after it was done. Between steps it rests as long as they take.
/// </summary>
public sealed partial class WalkThreads(Store store, IndexThreads threads, IndexNotes notes, TimeProvider clock, ILogger<WalkThreads> logger) : BackgroundService
{
    const int Step = 500;
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Anew = TimeSpan.FromDays(1), Lease = TimeSpan.FromMinutes(1);
    readonly Guid me = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                while (true)
                {
                    var started = clock.GetTimestamp();
                    if (!await StepAsync(stoppingToken)) break;
                    await Task.Delay(clock.GetElapsedTime(started), clock, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>From the beginning to the end, without rests: for the command.</summary>
    public async Task RunAsync(Action<WalkProgress> tell, CancellationToken ct)
    {
        await store.WriteAsync(async db =>
        {
            await EnsureAsync(db, ct);
            await db.Set<SearchWalk>().ExecuteUpdateAsync(s => s.SetProperty(w => w.PartyId, 0).SetProperty(w => w.Activity, 0).SetProperty(w => w.DoneAt, (DateTimeOffset?)null).SetProperty(w => w.Node, (Guid?)null), ct);
        }, ct);
        for (var steps = 0; ; steps++)
        {
            var mine = await StepAsync(ct);
            if (mine && steps % 50 > 0) continue;
            var progress = await ProgressAsync(store, ct);
            tell(progress);
            if (progress.Done) return;
            if (!mine) await Task.Delay(Every, clock, ct); // a server walks; it is let go on
        }
    }

    public static async Task<WalkProgress> ProgressAsync(Store store, CancellationToken ct)
    {
        await using var db = store.Open();
        var walk = await db.Set<SearchWalk>().SingleOrDefaultAsync(ct);
        if (walk?.DoneAt is not null) return new WalkProgress(true, 0, 0);
        var at = walk?.PartyId ?? 0;
        var total = await Vendors(db).CountAsync(ct);
        return new WalkProgress(false, await Vendors(db).CountAsync(p => p.Id < at, ct), total);
    }

    static IQueryable<PartyFeed> Vendors(ParleyDb db) => db.Set<PartyFeed>().Where(p => p.Key.StartsWith("v:"));

    /// <summary>False when there is nothing to do, or another node does it.</summary>
    async Task<bool> StepAsync(CancellationToken ct)
    {
        if (await TakeTurnAsync(ct) is not { } walk) return false;
        await using var db = store.Open();
        var seats = await db.Set<Seat>().Where(s => s.PartyId == walk.PartyId && s.Activity > walk.Activity).OrderBy(s => s.Activity).Take(Step).Select(s => new { s.ConversationId, s.Activity }).ToListAsync(ct);
        if (seats.Count > 0)
        {
            var ids = seats.ConvertAll(s => s.ConversationId);
            await threads.RunAsync(await BehindAsync(db, ids, ct), ct);
            await notes.RunAsync(ids, ct);
            return await SaveAsync(walk.PartyId, seats[^1].Activity, null, ct);
        }
        if (await Vendors(db).Where(p => p.Id > walk.PartyId).OrderBy(p => p.Id).Select(p => (long?)p.Id).FirstOrDefaultAsync(ct) is { } next) return await SaveAsync(next, 0, null, ct);
        await SaveAsync(0, 0, clock.GetUtcNow(), ct);
        return false;
    }

    static async Task<List<Guid>> BehindAsync(ParleyDb db, List<Guid> ids, CancellationToken ct) => await (
        from c in db.Set<Conversation>()
        where ids.Contains(c.Id)
        join t in db.Set<SearchThread>() on c.Id equals t.ConversationId into known
        from t in known.DefaultIfEmpty()
        where t == null || t.Seq < c.LastSeq || t.Revision < c.Revision || t.Names == 0
        select c.Id).ToListAsync(ct);

    async Task<SearchWalk?> TakeTurnAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using (var db = store.Open())
        {
            if (await db.Set<SearchWalk>().SingleOrDefaultAsync(ct) is { DoneAt: { } done, PartyId: 0 } && now - done < Anew) return null;
        }
        return await store.WriteAsync(async db =>
        {
            await EnsureAsync(db, ct);
            var until = now + Lease;
            var mine = await db.Set<SearchWalk>().Where(w => w.Node == null || w.Node == me || w.LeasedUntil < now)
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.Node, me).SetProperty(w => w.LeasedUntil, until), ct);
            return mine == 0 ? null : await db.Set<SearchWalk>().SingleAsync(ct);
        }, ct);
    }

    static Task EnsureAsync(ParleyDb db, CancellationToken ct) => db.InsertMissingAsync("search_walk", "id, party_id, activity, leased_until", [[1, 0L, 0L, 0L]], ct);

    /// <summary>Done once stays done: what is walked again is only looked after.</summary>
    async Task<bool> SaveAsync(long party, long activity, DateTimeOffset? done, CancellationToken ct) =>
        await store.WriteAsync(db => db.Set<SearchWalk>().Where(w => w.Node == me)
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.PartyId, party).SetProperty(w => w.Activity, activity).SetProperty(w => w.DoneAt, w => done ?? w.DoneAt), ct), ct) == 1;

    [LoggerMessage(1, LogLevel.Error, "The index of search could not be looked after; tried again in two seconds")]
    static partial void Failed(ILogger logger, Exception error);
}
