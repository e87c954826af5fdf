using Npgsql;
using Parley.Bench.Driver;
using Parley.Bench.Limits;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>Durable sends acknowledged and delivered per second at 64 in flight, and the CPU each costs, beside the limits.</summary>
static class SendPart
{
    const int Window = 64;

    public static async Task RunAsync(Stage stage, Report report, string store, CancellationToken ct)
    {
        var options = stage.Options;
        var relay = await stage.RelayAsync(store);
        var pgbench = store == "pg" ? await stage.AnchorAsync() : null;
        var parley = await stage.ParleyAsync(store);
        var (four, one) = (new List<PgBenchResult>(), new List<PgBenchResult>());
        var (relays, parleys) = (new Runs(), new Runs());
        var (relaysHot, parleysHot) = (new Runs(), new Runs());

        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            if (pgbench is not null)
            {
                four.Add(await PgBenchAsync(pgbench, PgBench.FourStatements, "four statements", repeat));
                one.Add(await PgBenchAsync(pgbench, PgBench.OneStatement, "one statement", repeat));
            }
            await LoadAsync(relay, relays, options.Conversations, repeat);
            if (parley is not null) await LoadAsync(parley, parleys, options.Conversations, repeat);
            if (pgbench is null) continue;
            await LoadAsync(relay, relaysHot, options.HotConversations, repeat);
            if (parley is not null) await LoadAsync(parley, parleysHot, options.HotConversations, repeat);
        }

        var where = store == "pg" ? "PostgreSQL" : "SQLite";
        var what = $"durable sends/s, {where}, {Window} in flight, {options.Conversations:N0} conversations";
        if (pgbench is not null)
        {
            report.Add(Row.Against(what, "pgbench, 4 statements", [.. four.Select(run => run.PerSecond)], parleys.Rates, Goal.RatioAtLeast(1.8)));
            report.Add(Row.Against(what, "pgbench, 1 statement", [.. one.Select(run => run.PerSecond)], parleys.Rates, Goal.None));
        }
        report.Add(Row.Against(what, relay.Name, relays.Rates, parleys.Rates, Goal.RatioAtLeast(store == "pg" ? 0.7 : 0.8), Runs.Trouble(relays, parleys)));
        if (pgbench is not null)
            report.Add(Row.Against($"the same, {options.HotConversations} hot conversations", relay.Name, relaysHot.Rates, parleysHot.Rates, Goal.None, Runs.Trouble(relaysHot, parleysHot)));

        var cpu = $"CPU us per delivered message, {where}";
        var total = Goal.AtMost(400, "us");
        report.Add(new Row($"{cpu}: server + database", relay.Name, relays.Median(run => run.StoreAndServerMicros), parleys.Median(run => run.StoreAndServerMicros),
            parleys.RatioTo(relays, run => run.StoreAndServerMicros), total.Words, parleys.Median(run => run.StoreAndServerMicros) is { } micros ? total.Met(micros) : null));
        report.Add(Row.Against($"{cpu}: server + database, with all that follows", relay.Name, relays.Of(run => run.WholeMicros), parleys.Of(run => run.WholeMicros), Goal.None));
        report.Add(Row.Against($"{cpu}: server", relay.Name, relays.Of(run => run.ServerMicros), parleys.Of(run => run.ServerMicros), Goal.None));
        if (pgbench is not null)
        {
            report.Add(Row.Against($"{cpu}: database", relay.Name, relays.Of(run => run.DatabaseMicros), parleys.Of(run => run.DatabaseMicros), Goal.None));
            report.Add(Row.Against($"{cpu}: database", "pgbench, 4 statements", [.. four.Select(run => run.DatabaseMicros)], parleys.Of(run => run.DatabaseMicros), Goal.None));
        }
        report.Add(Row.Against($"{cpu}: load generator", relay.Name, relays.Of(run => run.DriverMicros), parleys.Of(run => run.DriverMicros), Goal.None));
        report.Add(Row.Against($"one-way p50 ms at saturation, {where}", relay.Name, relays.Of(run => run.OneWayP50), parleys.Of(run => run.OneWayP50), Goal.None));
        report.Add(Row.Against($"one-way p99 ms at saturation, {where}", relay.Name, relays.Of(run => run.OneWayP99), parleys.Of(run => run.OneWayP99), Goal.None));

        async Task<PgBenchResult> PgBenchAsync(PgBench bench, string script, string name, int repeat)
        {
            var result = await bench.RunAsync(script, clients: 32, options.Seconds);
            report.Ran(store, repeat, $"pgbench, {name}: {result.PerSecond:N0}/s, {result.DatabaseMicros:0} us", result);
            return result;
        }

        async Task LoadAsync(ITarget target, Runs into, int conversations, int repeat)
        {
            var load = new ClosedLoad { Conversations = conversations, Seconds = options.Seconds, Window = Window };
            into.Add(await LoadRun.RunAsync(target, stage.World, load, options.WarmSeconds, ct), report, store, repeat);
        }
    }
}
