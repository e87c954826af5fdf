using Parley.Bench.Driver;
using Parley.Bench.Relay;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>The checker checked: a relay that errs on purpose must be caught, an honest one must not.</summary>
static class CheckPart
{
    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        foreach (var fault in Enum.GetValues<RelayFault>())
        {
            var file = Path.Combine(stage.Folder, $"check-{fault}.db");
            SqliteStore.Create(file, stage.World.Conversations, messagesEach: 1);
            await using var relay = await RelayTarget.StartAsync("sqlite", file, null, stage.World, 1, 1, Path.Combine(stage.Folder, "check.log"), fault);
            // Few conversations, so that a late message meets one behind it.
            var load = new OpenLoad { Conversations = 20, Seconds = 3, PerSecond = 600 };
            var run = await LoadRun.RunAsync(relay, stage.World, load, warmSeconds: 1, ct);
            report.Ran("check", 0, $"{fault}: {string.Join(", ", run.Violations)}", run);
            var caught = run.Violations.Count > 0;
            report.Add(new Row($"checker, fault {fault}", "one message in 97", null, run.Violations.Count, null, fault == RelayFault.None ? "silent" : "caught",
                caught == (fault != RelayFault.None), string.Join(", ", run.Violations)));
        }
    }
}
