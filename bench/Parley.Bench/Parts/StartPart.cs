using System.Diagnostics;
using Parley.Bench.Results;

namespace Parley.Bench.Parts;

/// <summary>From starting the process until the first good answer, on a migrated SQLite file.</summary>
static class StartPart
{
    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        var goal = Goal.AtMost(1.5, "s");
        if (stage.Binaries is null)
        {
            report.Add(Row.Alone("start to first answer, s, SQLite", null, goal));
            return;
        }
        await using var server = await stage.ServerAsync("start", "sqlite");
        var seconds = new List<double>();
        for (var repeat = 0; repeat < Math.Max(3, stage.Options.Repeats) && !ct.IsCancellationRequested; repeat++)
        {
            var clock = Stopwatch.StartNew();
            await server.StartAsync(pollEvery: TimeSpan.FromMilliseconds(5));
            seconds.Add(clock.Elapsed.TotalSeconds);
            report.Ran("start", repeat, $"{clock.Elapsed.TotalSeconds:0.00} s", new { seconds = clock.Elapsed.TotalSeconds });
            await server.StopAsync();
        }
        report.Add(Row.Alone("start to first answer, s, SQLite", seconds, goal, "first 200 of /health/ready, asked every 5 ms"));
    }
}
