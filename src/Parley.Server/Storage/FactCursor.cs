using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>
/// One worker's way through the outbox. Numbers are given before the commit, so a higher one may be seen first: a number that is
/// missing is looked for again until every transaction has ended that ran when it was missed, and at most for a minute, which is longer
/// than any here may last; then it counts as never used.
/// </summary>
sealed partial class FactCursor(IFactWorker worker, Store store, TimeProvider clock, ILogger logger)
{
    const int Attempts = 8, MostGaps = 10_000;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(20), Renew = TimeSpan.FromSeconds(7), SaveEvery = TimeSpan.FromSeconds(5), GapPatience = TimeSpan.FromMinutes(1);
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromSeconds(30), Doubt = TimeSpan.FromMinutes(1), Silence = TimeSpan.FromSeconds(15);
    readonly Guid me = Guid.NewGuid();
    readonly bool alone = store.Kind == "sqlite"; // one process, whatever one before it left behind
    readonly DateTimeOffset born = clock.GetUtcNow();
    readonly SortedDictionary<long, Gap> gaps = [];
    long position = -1, saved;
    int failures;
    DateTimeOffset heldUntil, restUntil, savedAt;

    /// <summary>Another's lease as it was seen last, and since when it has not changed, by a clock that nobody sets.</summary>
    DateTimeOffset seenUntil;
    long seenAt;

    /// <summary>Everything up to the outbox's end as it was found, if it is this node's turn.</summary>
    public async Task MoveToAsync(long end, FactPages pages, CancellationToken ct)
    {
        try
        {
            if (restUntil - clock.GetUtcNow() is { Ticks: > 0 } rest && rest <= LongestPause) return; // longer is a clock that was set back
            while (await HoldAsync(ct) && (position < end || gaps.Count > 0))
            {
                var started = clock.GetTimestamp();
                if (!await StepAsync(end, pages, ct)) break;
                await RestAsync(clock.GetElapsedTime(started), ct);
                if (clock.GetUtcNow() - savedAt > SaveEvery) await SaveAsync(ct);
            }
            await SaveAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            restUntil = clock.GetUtcNow() + Pause();
            if (StorageTrouble.Explain(e) is null) Failed(logger, e, worker.Name);
        }
        catch (OperationCanceledException)
        {
            // the server goes down; what is not saved comes again
        }
    }

    /// <summary>Lets another node go on at once.</summary>
    public async Task LetGoAsync()
    {
        if (position < 0) return;
        try
        {
            await SaveAsync(CancellationToken.None);
            await store.WriteAsync(db => db.Set<FactWorkerState>().Where(w => w.Name == worker.Name && w.Node == me).ExecuteUpdateAsync(s => s.SetProperty(w => w.LeasedUntil, DateTimeOffset.UnixEpoch)), CancellationToken.None);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            // the lease ends by itself
        }
    }

    /// <summary>Sending comes first: nobody works more than half of the time.</summary>
    Task RestAsync(TimeSpan took, CancellationToken ct) => Task.Delay(took < LongestRest ? took : LongestRest, clock, ct);

    TimeSpan Pause() => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(failures, 10)), LongestPause.TotalSeconds));

    /// <summary>
    /// Takes or keeps the turn. What another node did meanwhile counts. A lease that ends later than any can is of a clock that was set back,
    /// or of a node whose clock is ahead: who lives renews it every seven seconds, so it is free when it stayed the same for longer.
    /// </summary>
    async Task<bool> HoldAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (position >= 0 && heldUntil - now is var left && left > Lease - Renew && left <= Lease) return true;
        var had = position >= 0 && now < heldUntil && heldUntil - now <= Lease;
        var (until, strange) = (now + Lease, now + Lease + Doubt);
        var dead = seenAt != 0 && clock.GetElapsedTime(seenAt) > Silence ? seenUntil : DateTimeOffset.UnixEpoch;
        var (mine, state) = await store.WriteAsync(async db =>
        {
            if (!await db.Set<FactWorkerState>().AnyAsync(w => w.Name == worker.Name, ct)) await BeginAsync(db, ct);
            var taken = await db.Set<FactWorkerState>().Where(w => w.Name == worker.Name && (alone || w.Node == me || w.LeasedUntil < now || (w.LeasedUntil > strange && w.LeasedUntil == dead)))
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.Node, me).SetProperty(w => w.LeasedUntil, until), ct);
            return (Mine: taken == 1, State: await db.Set<FactWorkerState>().SingleAsync(w => w.Name == worker.Name, ct));
        }, ct);
        if (!mine)
        {
            if (state.LeasedUntil != seenUntil || seenAt == 0) (seenUntil, seenAt) = (state.LeasedUntil, clock.GetTimestamp());
            position = -1;
            return false;
        }
        heldUntil = until;
        if (had) return true;
        position = saved = state.Position;
        gaps.Clear();
        return true;
    }

    /// <summary>New to this store: with what happened since this process began.</summary>
    async Task BeginAsync(ParleyDb db, CancellationToken ct)
    {
        var before = await db.Set<Fact>().Where(f => f.At < born).OrderByDescending(f => f.Id).Select(f => f.Id).FirstOrDefaultAsync(ct);
        await db.InsertMissingAsync("fact_workers", "name, position, leased_until", [[worker.Name, before, 0L]], ct);
    }

    /// <summary>False when there is nothing more for now.</summary>
    async Task<bool> StepAsync(long end, FactPages pages, CancellationToken ct)
    {
        var missing = gaps.Keys.ToList();
        var running = missing.Count > 0 ? await store.RunningAsync(ct) : null; // before the numbers are looked for: what ended by then shows
        var (facts, upTo) = position < end ? await pages.ReadAsync(position, end, worker.Step, ct) : ([], end);
        if (missing.Count > 0)
        {
            await using var db = store.Open();
            facts.InsertRange(0, await db.Set<Fact>().Where(f => missing.Contains(f.Id)).OrderBy(f => f.Id).ToListAsync(ct));
        }
        if (facts.Count > 0) await WorkAsync(facts, ct);
        Advance(facts, upTo, running);
        return facts.Count > 0 || position < end;
    }

    /// <summary>Numbers up to <paramref name="to"/> that were not there become gaps; gaps that were filled or never will be end.</summary>
    void Advance(List<Fact> facts, long to, HashSet<string>? running)
    {
        var now = clock.GetUtcNow();
        var seen = facts.Select(f => f.Id).ToHashSet();
        foreach (var (id, gap) in gaps.ToList())
            if (seen.Contains(id) || now - gap.Since > GapPatience || gap.IsDead(running)) gaps.Remove(id);
        var missed = new Gap(now);
        for (var id = Math.Max(position + 1, to - MostGaps); id <= to; id++)
            if (!seen.Contains(id)) gaps[id] = missed;
        position = Math.Max(position, to);
    }

    async Task WorkAsync(List<Fact> facts, CancellationToken ct)
    {
        try
        {
            await worker.WorkAsync(facts, ct);
            failures = 0;
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is null && !ct.IsCancellationRequested && ++failures >= Attempts)
        {
            await OneByOneAsync(facts, ct);
            failures = 0;
        }
    }

    async Task OneByOneAsync(List<Fact> facts, CancellationToken ct)
    {
        foreach (var fact in facts)
        {
            try
            {
                await worker.WorkAsync([fact], ct);
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is null && !ct.IsCancellationRequested)
            {
                GivenUp(logger, e, worker.Name, fact.Id, fact.Kind);
            }
        }
    }

    async Task SaveAsync(CancellationToken ct)
    {
        var done = gaps.Count == 0 ? position : gaps.Keys.First() - 1;
        savedAt = clock.GetUtcNow();
        if (done <= saved) return;
        await store.WriteAsync(db => db.Set<FactWorkerState>().Where(w => w.Name == worker.Name && w.Node == me).ExecuteUpdateAsync(s => s.SetProperty(w => w.Position, done), ct), ct);
        saved = done;
    }

    [LoggerMessage(1, LogLevel.Error, "Worker {Name} failed; the same facts come again after a pause")]
    static partial void Failed(ILogger logger, Exception error, string name);

    [LoggerMessage(2, LogLevel.Error, "Worker {Name} failed over and over on fact {Id} ({Kind}), which is given up")]
    static partial void GivenUp(ILogger logger, Exception error, string name, long id, FactKind kind);

    /// <summary>Numbers that were missed together. Who may still bring them ran already when that was seen.</summary>
    sealed record Gap(DateTimeOffset Since)
    {
        HashSet<string>? suspects;

        public bool IsDead(HashSet<string>? running)
        {
            if (running is null) return false;
            if (suspects is null) suspects = [.. running];
            else suspects.IntersectWith(running);
            return suspects.Count == 0;
        }
    }
}
