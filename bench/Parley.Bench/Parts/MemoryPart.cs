using System.Diagnostics;
using Parley.Bench.Driver;
using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>Resident memory and CPU of many authenticated connections that only wait, beside a bare hub's.</summary>
static class MemoryPart
{
    static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);

    /// <summary>How often each side says that it is there: SignalR's own default for the bare hub, the product's setting for it.</summary>
    static readonly TimeSpan HubPing = TimeSpan.FromSeconds(15), ParleyPing = TimeSpan.FromSeconds(40);

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        var options = stage.Options;
        if (Proc.AllowFiles(65_536) < options.IdleConnections * 2L) report.Note("The limit of open files is too low for the idle connections.");
        var (hubs, parleys) = (new List<Idle>(), new List<Idle>());
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            await using (var hub = await RelayTarget.StartAsync("none", "", null, stage.World, 0, 1, Path.Combine(stage.Folder, "hub.log")))
            {
                hubs.Add(await MeasureAsync(hub.ServerPid, hub.AddressOf, HubPing, "bare hub", repeat));
            }
            if (stage.Binaries is null) continue;
            await using var crowd = await stage.CrowdAsync(options.IdleConnections, ct);
            parleys.Add(await MeasureAsync(crowd.Pid, number => ParleyMarket.CrowdAddress(crowd.Port, number), ParleyPing, "parley", repeat));
        }
        var many = $"{options.IdleConnections:N0} idle connections";
        report.Add(Row.Against($"resident KiB per connection, {many}", "bare hub", [.. hubs.Select(idle => idle.KiB)], [.. parleys.Select(idle => idle.KiB)], Goal.RatioAtMost(1.15), $"pings every {HubPing.TotalSeconds} s (its default) / {ParleyPing.TotalSeconds} s"));
        var cpu = Percentile.Median(parleys.Select(idle => idle.Percent));
        report.Add(new Row($"CPU of {many}, % of a core", "bare hub", Percentile.Median(hubs.Select(idle => idle.Percent)), parleys.Count == 0 ? null : cpu,
            parleys.Count == 0 ? null : Percentile.Median(parleys.Zip(hubs, (mine, other) => mine.Percent / other.Percent)), "<= 3 %", parleys.Count == 0 ? null : cpu <= 3));
        report.Add(Row.Against($"CPU ms per connect, {many}", "bare hub", [.. hubs.Select(idle => idle.ConnectMillis)], [.. parleys.Select(idle => idle.ConnectMillis)], Goal.None));

        async Task<Idle> MeasureAsync(int server, Func<int, Uri> address, TimeSpan ping, string name, int repeat)
        {
            var idle = await ConnectAndWaitAsync(server, address, ping, options, ct);
            report.Ran("memory", repeat, $"{name}: {idle.KiB:0.0} KiB per connection, {idle.Percent:0.0} % of a core, {idle.ConnectMillis:0.00} ms per connect, {idle.Lost} lost", idle);
            return idle;
        }
    }

    static async Task<Idle> ConnectAndWaitAsync(int server, Func<int, Uri> address, TimeSpan ping, BenchOptions options, CancellationToken ct)
    {
        var sockets = new SignalRSocket[options.IdleConnections];
        var before = Proc.ResidentBytes(server);
        var ticks = Proc.TreeTicks(server);
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, sockets.Length), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (number, stop) =>
            {
                sockets[number] = new SignalRSocket();
                await sockets[number].ConnectAsync(address(number), _ => { }, 512, stop);
            });
            var connect = (Proc.TreeTicks(server) - ticks) * Proc.TickMicros / 1000 / sockets.Length;
            await PingAsync(sockets, ping, Settle, ct);
            var after = Proc.ResidentBytes(server);
            ticks = Proc.TreeTicks(server);
            var clock = Stopwatch.StartNew();
            await PingAsync(sockets, ping, TimeSpan.FromSeconds(options.IdleSeconds), ct);
            var percent = (Proc.TreeTicks(server) - ticks) * Proc.TickMicros / clock.Elapsed.TotalMicroseconds * 100;
            return new Idle((after - before) / 1024.0 / sockets.Length, percent, connect, sockets.Count(socket => !socket.Open));
        }
        finally
        {
            await Parallel.ForEachAsync(sockets.Where(socket => socket is not null), ct, async (socket, _) => await socket.DisposeAsync());
        }
    }

    /// <summary>What browsers do meanwhile: say now and then that they are there, spread evenly.</summary>
    static async Task PingAsync(SignalRSocket[] sockets, TimeSpan every, TimeSpan span, CancellationToken ct)
    {
        var slicesPerRound = (int)(every / TimeSpan.FromMilliseconds(100));
        var clock = Stopwatch.StartNew();
        for (var slice = 0; clock.Elapsed < span; slice++)
        {
            for (var number = slice % slicesPerRound; number < sockets.Length; number += slicesPerRound)
            {
                if (sockets[number].Open) await sockets[number].PingAsync(ct);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100) * (slice + 1) - clock.Elapsed is { Ticks: > 0 } rest ? rest : TimeSpan.Zero, ct);
        }
    }

    sealed record Idle(double KiB, double Percent, double ConnectMillis, int Lost);
}
