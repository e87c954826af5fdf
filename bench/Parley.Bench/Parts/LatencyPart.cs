using Parley.Bench.Driver;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>One-way delivery at a calm rate: from when a message was due until its reader had it.</summary>
static class LatencyPart
{
    static readonly int[] Rates = [200, 1000];

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        var options = stage.Options;
        var relay = await stage.RelayAsync("pg");
        var parley = await stage.ParleyAsync("pg");
        foreach (var rate in Rates)
        {
            var (relays, parleys) = (new Runs(), new Runs());
            for (var repeat = 0; repeat < options.Repeats; repeat++)
            {
                await LoadAsync(relay, relays, repeat);
                if (parley is not null) await LoadAsync(parley, parleys, repeat);
            }
            var goal = Goal.RatioAtMost(1.5);
            var trouble = Runs.Trouble(relays, parleys);
            report.Add(Row.Against($"one-way p50 ms at {rate}/s, PostgreSQL", relay.Name, relays.Of(run => run.OneWayP50), parleys.Of(run => run.OneWayP50), goal, trouble));
            report.Add(Row.Against($"one-way p99 ms at {rate}/s, PostgreSQL", relay.Name, relays.Of(run => run.OneWayP99), parleys.Of(run => run.OneWayP99), goal, trouble));

            async Task LoadAsync(ITarget target, Runs into, int repeat)
            {
                var load = new OpenLoad { Conversations = options.Conversations, Seconds = options.LatencySeconds, PerSecond = rate };
                into.Add(await LoadRun.RunAsync(target, stage.World, load, options.WarmSeconds, ct), report, $"latency {rate}/s", repeat);
            }
        }
    }
}
