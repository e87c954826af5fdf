using Parley.Bench;
using Parley.Bench.Machine;
using Parley.Bench.Parts;
using Parley.Bench.Relay;
using Parley.Bench.Results;
using Parley.Bench.Text;

if (args is ["relay", .. var rest]) return await RelayServer.RunAsync(rest);
if (args is ["text", .. var task]) return TextPart.Run(task);
if (args is ["post", .. var posting]) return await PostServer.RunAsync(posting);
if (args is ["receive", .. var words]) return await ReceiveServer.RunAsync(words);

BenchOptions options;
try
{
    options = BenchOptions.Read(args);
}
catch (Exception wrong) when (wrong is ArgumentException or FormatException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

Proc.AllowFiles(65_536);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true; // servers are stopped on the way out
    stop.Cancel();
};
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});

var report = new Report(options);
var failed = false;
await using (var stage = new Stage(options))
{
    foreach (var part in options.Parts)
    {
        try
        {
            await (part switch
            {
                "send" => SendPart.RunAsync(stage, report, "pg", stop.Token),
                "sqlite" => SendPart.RunAsync(stage, report, "sqlite", stop.Token),
                "latency" => LatencyPart.RunAsync(stage, report, stop.Token),
                "overload" => OverloadPart.RunAsync(stage, report, stop.Token),
                "check" => CheckPart.RunAsync(stage, report, stop.Token),
                "memory" => MemoryPart.RunAsync(stage, report, stop.Token),
                "pages" => PagesPart.RunAsync(stage, report, stop.Token),
                "inbox" => InboxPart.RunAsync(stage, report, stop.Token),
                "browser" => BrowserPart.RunAsync(stage, report, stop.Token),
                "start" => StartPart.RunAsync(stage, report, stop.Token),
                "files" => FilesPart.RunAsync(stage, report, stop.Token),
                "images" => ImagesPart.RunAsync(stage, report, stop.Token),
                "rules" => Task.Run(() => RulesPart.Run(stage, report)),
                "notices" => NoticesPart.RunAsync(stage, report, stop.Token),
                "webhooks" => WebhooksPart.RunAsync(stage, report, stop.Token),
                "faults" => FaultsPart.RunAsync(stage, report, stop.Token),
                "waiting" => WaitingPart.RunAsync(stage, report, stop.Token),
                "screen" => Task.Run(() => ScreenPart.Run(stage, report)),
                "simulate" => SimulatePart.RunAsync(stage, report, stop.Token),
                "console" => ConsolePart.RunAsync(stage, report, stop.Token),
                "planner" => Task.Run(() => PlannerPart.Run(stage, report)),
                "elements" => Task.Run(() => ElementsPart.Run(stage, report)),
                _ => throw new InvalidOperationException($"No part {part}."),
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            failed = true;
            report.Note($"Stopped during part {part}.");
        }
        catch (Exception failure)
        {
            failed = true;
            report.Note($"FAILED: part {part}: {failure.Message}");
            Console.Error.WriteLine(failure);
            Console.Error.WriteLine(stage.LastWords());
        }
        if (stop.IsCancellationRequested) break;
    }
}
await report.WriteAsync(options.Out);
return failed ? 1 : 0;
