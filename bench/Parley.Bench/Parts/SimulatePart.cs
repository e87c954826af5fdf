using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Bench.Driver;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// A policy with rules for everything, own words and patterns is tried on the messages of the last month, from the request to the result; and meanwhile somebody
/// sends one message after the other, as they did before. A million are what as many tenths take.
/// </summary>
static class SimulatePart
{
    const double Asked = 1_000_000;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        foreach (var store in stage.Options.Stores) await RunAsync(stage, report, store, ct);
    }

    static async Task RunAsync(Stage stage, Report report, string store, CancellationToken ct)
    {
        var threads = stage.Options.Quick ? 1_000 : 10_000;
        await using var server = await stage.ServerAsync($"simulate-{store}", store);
        var key = await server.CreateKeyAsync("market:write,market:read,history:import,policy:manage");
        await server.StartAsync(TimeSpan.FromMilliseconds(50));
        await new TalkFill(server, key).RunAsync(threads, ct);
        await server.SettleAsync(ct);
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var writer = await Writer.OpenAsync(server, ct);
        for (var i = 0; i < 300; i++) await writer.SendAsync(ct);
        var (times, without, with) = (new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < Math.Min(2, stage.Options.Repeats); repeat++)
        {
            without.Add((await writer.WhileAsync(Task.Delay(TimeSpan.FromSeconds(5), ct), ct)).P99);
            var alone = await TryAsync(http, ct);
            times.Add(alone.Seconds / alone.Messages * Asked);
            var busy = TryAsync(http, ct);
            var spread = await writer.WhileAsync(busy, ct);
            with.Add(spread.P99);
            var beside = await busy;
            report.Ran($"simulate {store}", repeat, $"{alone.Messages:N0} messages in {alone.Seconds:0.0} s, {alone.Seen} times asked and {alone.Steps} times further; beside a writer {beside.Seconds:0.0} s, sends then {spread} ms", new { alone, beside, without = without[^1], with = with[^1] });
        }
        report.Add(Row.Alone($"a policy tried on 1,000,000 messages, s, {store}", times, Goal.AtMost(300, "s"), string.Create(CultureInfo.InvariantCulture, $"from {threads * TalkFill.MessagesEach:N0}")));
        report.Add(Row.Against($"one writer's sends meanwhile, p99 ms, {store}", "without", without, with, Goal.None, "one after the other"));
    }

    sealed record Tried(double Seconds, int Messages, int Seen, int Steps);

    static async Task<Tried> TryAsync(HttpClient http, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        using var begun = await http.PostAsJsonAsync("/v1/policy/simulations", new { policy = Policy }, ct);
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetGuid();
        var (seen, steps, last) = (0, 0, -1);
        while (true)
        {
            var now = await http.GetFromJsonAsync<JsonElement>($"/v1/policy/simulations/{id}", ct);
            var done = now.GetProperty("done").GetInt32();
            seen++;
            if (done != last) steps++;
            last = done;
            switch (now.GetProperty("state").GetString())
            {
                case "done": return new Tried(clock.Elapsed.TotalSeconds, done, seen, steps);
                case "running": break;
                default: throw new InvalidOperationException($"The simulation ended: {now.GetRawText()[..Math.Min(400, now.GetRawText().Length)]}");
            }
            await Task.Delay(100, ct);
        }
    }

    static object Policy { get; } = new
    {
        rules = new object[]
        {
            new { name = "posing", what = new[] { "lookalike" }, @do = "hold" },
            new { name = "own", what = new[] { "own" }, @do = "hold" },
            new { name = "contacts", what = new[] { "phone", "mail", "link", "handle", "messenger", "picture", "address", "payment", "iban", "outside" }, @do = "coach", stages = new[] { "inquiry", "offer", "ordered" } },
            new { name = "unwanted", what = new[] { "spam", "repeated" }, @do = "allow", flag = true, firstContact = true, quarantine = true },
            new { name = "abuse", what = new[] { "abuse" }, @do = "allow", flag = true },
        },
        lists = new object[] { new { name = "own", words = Enumerable.Range(0, 200).Select(i => $"forbidden word {i}").ToArray(), patterns = new[] { @"\bVIP-\d{4}\b", @"\bcode [a-z]{3}\d+\b" }, domains = new[] { "rival.com" } } },
    };

    /// <summary>A buyer in a thread who sends one message after the other.</summary>
    sealed class Writer(ParleyServer server, Guid thread, string token) : IDisposable
    {
        readonly HttpLane lane = new(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, server.Port));

        public static async Task<Writer> OpenAsync(ParleyServer server, CancellationToken ct)
        {
            var token = Token.For(TalkFill.Buyer(0), ParleyServer.Secret, TimeSpan.FromHours(4));
            using var http = new HttpClient { BaseAddress = server.Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var inbox = await http.GetFromJsonAsync<JsonElement>("/v1/inbox?as=buyer&limit=1", ct);
            return new Writer(server, inbox.GetProperty("items")[0].GetProperty("id").GetGuid(), token);
        }

        public async Task SendAsync(CancellationToken ct)
        {
            var body = $$"""{"clientMessageId":"{{Guid.CreateVersion7()}}","text":"Thank you for the quick answer, I will think about it and write again this evening"}""";
            var answer = await lane.ExchangeAsync(System.Text.Encoding.UTF8.GetBytes($"POST /v1/conversations/{thread}/messages HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), ct);
            if (answer.Status != 201) throw new IOException($"A send was answered with {answer.Status}.");
        }

        public async Task<Spread> WhileAsync(Task other, CancellationToken ct)
        {
            var times = new List<double>();
            while (!other.IsCompleted)
            {
                var start = Stopwatch.GetTimestamp();
                await SendAsync(ct);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return new Spread(Percentile.Of(times, 50), Percentile.Of(times, 99));
        }

        public void Dispose() => lane.Dispose();
    }
}
