using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Storage;
using Parley.Text.Contacts;

namespace Parley.Safety.Simulation;

/// <summary>
/// Holds messages of the past against a policy that is to come and the one in force, on one node at a time, and stands back for those who write now.
/// How far it is and what was counted is saved together, so that a crash costs a second of it and counts nothing twice.
/// </summary>
public sealed partial class SimulatePolicies(Store store, ReadPast past, Turns turns, KeepPolicy policies, Register register, LinkList links, Postbox postbox, IOptions<SafetyOptions> options, TimeProvider clock, ILogger<SimulatePolicies> logger) : BackgroundService
{
    const string TurnName = "turn:simulate";

    const int ThreadsCounted = 500, ThreadsRead = 64, BetweenBreaths = 16;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1), Turn = TimeSpan.FromSeconds(15), Saved = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await RunningAsync(stoppingToken) is { } row && await turns.TakeAsync(TurnName, Turn, stoppingToken)) await RunAsync(row, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Waiting(logger, e.Message);
            }
        }
    }

    async Task<PolicySimulation?> RunningAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<PolicySimulation>().SingleOrDefaultAsync(s => s.State == SimulationState.Running, ct);
    }

    async Task RunAsync(PolicySimulation row, CancellationToken ct)
    {
        try
        {
            if (row.Phase == SimulationPhase.Counting && !await CountAsync(row, ct)) return;
            await ReadAsync(row, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && StorageTrouble.Explain(e) is null)
        {
            Failed(logger, e, row.Id);
            row.Fail(e is RefusedException ? e.Message : "It could not be carried out. The server's log says why.", clock.GetUtcNow());
            await SaveAsync(row, ct);
        }
        await turns.EndAsync(TurnName, ct);
    }

    /// <summary>False when somebody ended it, or another node has it.</summary>
    async Task<bool> CountAsync(PolicySimulation row, CancellationToken ct)
    {
        var (saved, taken, started) = (Stopwatch.StartNew(), Stopwatch.StartNew(), Stopwatch.GetTimestamp());
        while (await past.ThreadsAsync(row.After, ThreadsCounted, ct) is { Count: > 0 } threads)
        {
            if (!await IsMineAsync(taken, ct)) return false;
            row.Count(await past.CountAsync(threads, row, ct), threads[^1].Id);
            await BreatheAsync(Stopwatch.GetElapsedTime(started), ct);
            started = Stopwatch.GetTimestamp();
            if (saved.Elapsed < Saved) continue;
            if (!await SaveAsync(row, ct)) return false;
            saved.Restart();
        }
        row.Read(options.Value.SimulatedMessages);
        return await SaveAsync(row, ct);
    }

    async Task ReadAsync(PolicySimulation row, CancellationToken ct)
    {
        var inForce = await policies.VersionAsync(row.Against, ct);
        var proposed = Policy.Of(row.Against + 1, JsonSerializer.Deserialize<PolicyBody>(row.Body, Bodies.Strict)!);
        var counts = row.Result is null ? new Counts() : JsonSerializer.Deserialize<Counts>(row.Result, Wire.Json)!;
        counts.NewLists = NewLists.Of(proposed.Body, inForce.Body);
        // Of its own: what is remembered of the past must not meet what is sent now.
        var (repeats, lookalikes, own) = (new Repeats(options), new Lookalikes(register, options), new ContactSettings(Hosts.Ours(options.Value.Hosts), []));
        var (saved, taken, read) = (Stopwatch.StartNew(), Stopwatch.StartNew(), 0);
        while (await past.ThreadsAsync(row.After, ThreadsRead, ct) is { Count: > 0 } threads)
        {
            if (!await IsMineAsync(taken, ct)) return;
            await foreach (var some in past.MessagesAsync(threads.FindAll(t => ReadPast.IsTaken(t.Id, row.Share)), row, repeats, ct))
            {
                await JudgeAsync(some, counts, inForce, proposed, lookalikes, own, ct);
                read += some.Count;
                if (!await IsMineAsync(taken, ct)) return;
            }
            row.Advance(read, threads[^1].Id, JsonSerializer.Serialize(counts, Wire.Json));
            read = 0;
            if (saved.Elapsed < Saved) continue;
            if (!await SaveAsync(row, ct)) return;
            saved.Restart();
        }
        row.Finish(clock.GetUtcNow());
        await SaveAsync(row, ct);
    }

    /// <summary>Renews its turn in time, also where there is nothing to read; false where another node took this one for gone.</summary>
    async ValueTask<bool> IsMineAsync(Stopwatch taken, CancellationToken ct)
    {
        if (taken.Elapsed < Turn / 4) return true;
        if (!await turns.TakeAsync(TurnName, Turn, ct)) return false;
        taken.Restart();
        return true;
    }

    async Task JudgeAsync(List<PastMessage> messages, Counts counts, Policy inForce, Policy proposed, Lookalikes lookalikes, ContactSettings own, CancellationToken ct)
    {
        var (began, number) = (Stopwatch.GetTimestamp(), 0);
        var started = began;
        foreach (var message in messages)
        {
            if (message.Readable)
            {
                var judging = new Judging(message.Draft, message.Around, lookalikes, own, links.Now);
                counts.Add(message, await judging.ByAsync(inForce, ct), await judging.ByAsync(proposed, ct));
            }
            else counts.Unreadable++;
            if (++number % BetweenBreaths != 0) continue;
            await BreatheAsync(Stopwatch.GetElapsedTime(started), ct);
            started = Stopwatch.GetTimestamp();
        }
        var early = TimeSpan.FromSeconds(number / (double)options.Value.SimulatedPerSecond) - Stopwatch.GetElapsedTime(began);
        if (early > TimeSpan.Zero) await Task.Delay(early, ct);
    }

    /// <summary>Lets others have the thread after each few milliseconds; and while messages wait to be stored, for twice as long as was worked.</summary>
    async ValueTask BreatheAsync(TimeSpan worked, CancellationToken ct)
    {
        if (postbox.IsBusy) await Task.Delay(worked * 2, ct);
        else await Task.Yield();
    }

    /// <summary>False when somebody ended it, or another node is further.</summary>
    async Task<bool> SaveAsync(PolicySimulation row, CancellationToken ct)
    {
        var step = row.Step;
        row.Save();
        return await store.WriteAsync(db => db.Set<PolicySimulation>().Where(s => s.Id == row.Id && s.State == SimulationState.Running && s.Step == step).ExecuteUpdateAsync(s => s
            .SetProperty(x => x.State, row.State).SetProperty(x => x.Phase, row.Phase).SetProperty(x => x.After, row.After).SetProperty(x => x.Step, row.Step).SetProperty(x => x.Total, row.Total)
            .SetProperty(x => x.Done, row.Done).SetProperty(x => x.Share, row.Share).SetProperty(x => x.Result, row.Result).SetProperty(x => x.Why, row.Why).SetProperty(x => x.EndedAt, row.EndedAt), ct), ct) == 1;
    }

    [LoggerMessage(1, LogLevel.Warning, "The simulation of a policy waits for the store: {Why}")]
    static partial void Waiting(ILogger logger, string why);

    [LoggerMessage(2, LogLevel.Error, "The simulation {Id} of a policy failed")]
    static partial void Failed(ILogger logger, Exception error, Guid id);
}
