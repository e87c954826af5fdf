using System.Diagnostics;
using Parley.Bench.Machine;
using Parley.Bench.Targets;

namespace Parley.Bench.Driver;

/// <summary>One run of one load against one target: connect, warm up, measure, drain, check.</summary>
static class LoadRun
{
    static readonly TimeSpan Drain = TimeSpan.FromSeconds(15);

    public static async Task<RunResult> RunAsync(ITarget target, World world, Load load, int warmSeconds, CancellationToken ct)
    {
        var warm = new Ledger(400_000, world);
        await target.ConnectAsync(warm, ct);
        await new ClosedLoad { Conversations = load.Conversations, Seconds = warmSeconds, Window = 32 }.OfferAsync(target, warm, warmSeconds, ct);
        await UntilDeliveredAsync(warm);
        await target.DisconnectAsync();
        await Checker.CheckAsync(target, warm, ct);

        await target.SettleAsync(ct);

        var ledger = new Ledger(Math.Min(2_000_000, 40_000 * load.Seconds), world);
        await target.ConnectAsync(ledger, ct);
        GC.Collect();
        var cpu = new CpuSpan(target.ServerPid, target.DatabasePid);
        var all = new CpuSpan(target.ServerPid, target.DatabasePid);
        var start = Stopwatch.GetTimestamp();
        var use = Measure(cpu, load.Seconds);
        await load.OfferAsync(target, ledger, load.Seconds, ct);
        var end = start + (load.Seconds * Stopwatch.Frequency);
        await UntilDeliveredAsync(ledger);
        await target.DisconnectAsync();
        await target.SettleAsync(ct);
        var whole = all.Stop();
        var violations = await Checker.CheckAsync(target, ledger, ct);
        return RunResult.From(target.Name, ledger, start, end, await use, whole, violations);
    }

    static async Task<CpuUse> Measure(CpuSpan cpu, int seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        return cpu.Stop();
    }

    /// <summary>Waits until each acknowledged message was also delivered, or gives up.</summary>
    static async Task UntilDeliveredAsync(Ledger ledger)
    {
        var clock = Stopwatch.StartNew();
        for (var index = 0; index < ledger.Count; index++)
        {
            while (ledger[index] is { Acked: > 0, Delivered: 0 } && clock.Elapsed < Drain) await Task.Delay(20);
        }
        await Task.Delay(100); // a duplicate would come now
    }
}
