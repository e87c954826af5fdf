using Parley.Bench.Driver;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// Twice the saturation rate for six seconds (saturation is measured with 512 in flight, so that batches are as large as they get):
/// what is still acknowledged, what is refused and how, what is lost.
/// </summary>
static class OverloadPart
{
    const int Seconds = 6;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        var options = stage.Options;
        var relay = await stage.RelayAsync("pg");
        var parley = await stage.ParleyAsync("pg");
        var (relayKept, parleyKept) = (new List<double>(), new List<double>());
        var (relays, parleys) = (new Runs(), new Runs());
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            relayKept.Add(await KeptAsync(relay, relays, repeat));
            if (parley is not null) parleyKept.Add(await KeptAsync(parley, parleys, repeat));
        }
        report.Add(new Row(
            "acknowledged at 2x saturation / saturation", relay.Name, Percentile.Median(relayKept), parley is null ? null : Percentile.Median(parleyKept), null,
            ">= 0.9, nothing lost", parley is null ? null : Percentile.Median(parleyKept) >= 0.9 && parleys.Sound, Runs.Trouble(relays, parleys)));
        var goal = new Goal("all of them", share => share >= 1);
        report.Add(Row.Alone("share of refusals that carry Retry-After", parleys.Where(run => run.Refused > 0).Select(run => (double)run.RefusedWithRetryAfter / run.Refused).ToList(), goal,
            $"refused per run: parley {parleys.Median(run => run.Refused):N0}, relay {relays.Median(run => run.Refused):N0}"));
        report.Add(Row.Against("acknowledgement p99 ms at 2x saturation", relay.Name, relays.Of(run => run.AckP99), parleys.Of(run => run.AckP99), Goal.None));

        async Task<double> KeptAsync(ITarget target, Runs into, int repeat)
        {
            var calm = await LoadRun.RunAsync(target, stage.World, new ClosedLoad { Conversations = options.Conversations, Seconds = Seconds, Window = 512 }, options.WarmSeconds, ct);
            report.Ran("overload", repeat, $"{target.Name}: saturation {calm.PerSecond:N0}/s", calm);
            var load = new OpenLoad { Conversations = options.Conversations, Seconds = Seconds, PerSecond = calm.PerSecond * 2 };
            var pressed = await LoadRun.RunAsync(target, stage.World, load, options.WarmSeconds, ct);
            into.Add(pressed, report, "overload", repeat);
            return pressed.PerSecond / calm.PerSecond;
        }
    }
}
