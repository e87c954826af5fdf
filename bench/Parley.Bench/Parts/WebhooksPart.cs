using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// Events to an endpoint on this machine, all of them due at once (a replay), beside a bare HttpClient that posts as many of the same size,
/// signed, to the same endpoint; and the same once more while another endpoint, for which as many wait, answers nobody.
/// </summary>
static class WebhooksPart
{
    /// <summary>As many at once as Parley has for one endpoint.</summary>
    const int Wide = 8;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        foreach (var store in stage.Options.Stores) await OnAsync(stage, report, store, ct);
    }

    static async Task OnAsync(Stage stage, Report report, string store, CancellationToken ct)
    {
        var events = stage.Options.Quick ? 2_000 : 10_000;
        await using var sink = await HookSink.StartAsync();
        await using var server = await stage.ServerAsync($"webhooks-{store}", store, options: new Dictionary<string, string> { ["Parley__Webhooks__AllowPrivate"] = "true", ["Parley__Mail__Enabled"] = "false" });
        var key = await server.CreateKeyAsync("market:write,market:read,history:import,webhooks:manage");
        using var market = new NoticeMarket(server, key, 500);
        await server.StartAsync(TimeSpan.FromMilliseconds(50));
        await market.FillAsync(ct);
        await server.SettleAsync(ct);
        var (fast, slow) = (Guid.NewGuid(), Guid.NewGuid());
        await server.AddWebhookAsync(key, fast, $"{sink.Address}/fast", ordered: false, ct);
        await market.WriteAsync(events, ct);
        var written = Stopwatch.StartNew();
        await UntilAsync(sink.At("fast"), events, ct);
        report.Ran("webhooks", 0, $"{store}: all {events:N0} told {written.Elapsed.TotalSeconds:0.0} s after the last was sent", written.Elapsed.TotalSeconds);
        var (bare, alone, beside, bareMicros, micros) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < stage.Options.Repeats; repeat++)
        {
            var (seconds, spent) = await BareAsync(stage, sink, events);
            bare.Add(events / seconds);
            bareMicros.Add(spent / events);
            var cpu = new CpuSpan(server.Pid, store == "pg" ? (await stage.PostgresAsync()).Pid : null);
            alone.Add(await ReplayAsync(server, key, fast, sink, ct));
            var used = cpu.Stop();
            micros.Add((used.Server + used.Database) / events);
            report.Ran("webhooks", repeat, $"{store}: bare {bare[^1]:N0}/s at {bareMicros[^1]:0} us, Parley {alone[^1]:N0}/s at {micros[^1]:0} us, {used.ForeignCores:0.0} foreign cores", new { bare = bare[^1], alone = alone[^1], micros = micros[^1], bareMicros = bareMicros[^1], used.ForeignCores });
        }
        sink.At("slow").Answer = async http =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 503;
        };
        await server.AddWebhookAsync(key, slow, $"{sink.Address}/slow", ordered: false, ct);
        sink.At("fast").Forget();
        await market.WriteAsync(events, ct);
        await UntilAsync(sink.At("fast"), events, ct);
        for (var repeat = 0; repeat < stage.Options.Repeats; repeat++)
        {
            beside.Add(await ReplayAsync(server, key, fast, sink, ct));
            report.Ran("webhooks", repeat, $"{store}: {beside[^1]:N0}/s beside an endpoint that hangs", beside[^1]);
        }
        var name = store == "pg" ? "PostgreSQL" : "SQLite";
        report.Add(Row.Against($"webhook deliveries/s, {name}", "bare HttpClient", bare, alone, Goal.None, $"{Wide} at once; each held and counted before it is tried, put together, signed, settled"));
        report.Add(Row.Against("CPU us a delivery, server + database", "bare HttpClient", bareMicros, micros, Goal.None));
        report.Add(Row.Against("deliveries/s beside an endpoint that hangs", "without it", alone, beside, Goal.RatioAtLeast(0.9), $"{events:N0} wait for it"));
    }

    /// <summary>Makes all that were told due once more, as new; returns how many a second came.</summary>
    static async Task<double> ReplayAsync(ParleyServer server, string key, Guid webhook, HookSink sink, CancellationToken ct)
    {
        var heard = sink.At("fast");
        heard.Forget();
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var body = new StringContent("""{"from":"2026-01-01T00:00:00Z","all":true}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"/v1/webhooks/{webhook}/replay", UriKind.Relative), body, ct);
        answer.EnsureSuccessStatusCode();
        using var replayed = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        var count = replayed.RootElement.GetProperty("deliveries").GetInt32();
        await UntilAsync(heard, count, ct);
        if (heard.Doubled > 0) throw new InvalidOperationException($"{heard.Doubled} came twice.");
        return count / heard.Took.TotalSeconds;
    }

    static async Task<(double Seconds, double Micros)> BareAsync(Stage stage, HookSink sink, int events)
    {
        var file = Path.Combine(stage.Folder, "event.json");
        await File.WriteAllBytesAsync(file, sink.At("fast").Body);
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_TieredPGO"] = "1" };
        string[] arguments = [typeof(WebhooksPart).Assembly.Location, "post", "--url", $"{sink.Address}/bare", "--count", $"{events}", "--wide", $"{Wide}", "--body", file];
        var said = (await Child.RunAsync("dotnet", arguments, TimeSpan.FromMinutes(2), environment)).Split(' ');
        return (double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }

    static async Task UntilAsync(HookSink.Heard heard, int events, CancellationToken ct)
    {
        var (most, clock) = (-1, Stopwatch.StartNew());
        while (heard.Distinct < events)
        {
            if (heard.Distinct > most) (most, clock) = (heard.Distinct, Stopwatch.StartNew());
            if (clock.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"After {most} events no more came.");
            await Task.Delay(20, ct);
        }
    }
}
