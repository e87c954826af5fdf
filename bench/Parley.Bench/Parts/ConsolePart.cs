using System.Data.Common;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Bench.Driver;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// What the platform's people and those who write wait for: pages of a queue of 100,000 open cases, the first beside one far in; and the answer to a text that is
/// being written, over HTTP, of which every eighth holds something.
/// </summary>
static class ConsolePart
{
    const int Cases = 100_000, Page = 30;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        foreach (var store in stage.Options.Stores)
        {
            await using var server = await stage.ServerAsync($"console-{store}", store);
            var key = await server.CreateKeyAsync("market:write,market:read,history:import");
            await server.StartAsync(TimeSpan.FromMilliseconds(50));
            await new TalkFill(server, key).RunAsync(200, ct);
            await server.SettleAsync(ct);
            await CoachAsync(stage, report, server, store, ct);
            await FillAsync(server, store, ct);
            await QueueAsync(stage, report, server, store, ct);
        }
    }

    static async Task CoachAsync(Stage stage, Report report, ParleyServer server, string store, CancellationToken ct)
    {
        using var lane = new HttpLane(new IPEndPoint(IPAddress.Loopback, server.Port));
        var token = Token.For(TalkFill.Buyer(1), ParleyServer.Secret, TimeSpan.FromHours(1));
        var thread = JsonDocument.Parse((await GetAsync(lane, server, token, "/v1/inbox?as=buyer&limit=1", ct)).Body).RootElement.GetProperty("items")[0].GetProperty("id").GetGuid();
        var (random, number) = (new Random(3), 0);
        var spreads = new List<Spread>();
        for (var repeat = 0; repeat < stage.Options.Repeats; repeat++)
        {
            spreads.Add(await Spread.OfAsync(stage.Options.Quick ? 400 : 4_000, async () =>
            {
                var body = $$"""{"text":"{{ScreenPart.TextOf(random, number++)}}"}""";
                var answer = await lane.ExchangeAsync(Encoding.UTF8.GetBytes($"POST /v1/conversations/{thread}/draft-check HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), ct);
                if (answer.Status != 200) throw new IOException($"A draft was answered with {answer.Status}.");
            }));
            report.Ran($"coach {store}", repeat, $"{spreads[^1]} ms", new { spreads[^1].P50, spreads[^1].P99 });
        }
        report.Add(Row.Alone($"the answer to a text that is being written, over HTTP, p50 ms, {store}", [.. spreads.Select(s => s.P50)], Goal.AtMost(50, "ms")));
        report.Add(Row.Alone($"the same, p99 ms, {store}", [.. spreads.Select(s => s.P99)], Goal.AtMost(50, "ms")));
    }

    static async Task QueueAsync(Stage stage, Report report, ParleyServer server, string store, CancellationToken ct)
    {
        using var lane = new HttpLane(new IPEndPoint(IPAddress.Loopback, server.Port));
        var token = Token.For("olivia", ParleyServer.Secret, TimeSpan.FromHours(1), "moderator");
        var (first, deep, seen) = ($"/v1/cases?limit={Page}", "", 0);
        for (var cursor = ""; seen < Cases / 2; seen += 100)
        {
            var page = JsonDocument.Parse((await GetAsync(lane, server, token, $"/v1/cases?limit=100{cursor}", ct)).Body).RootElement;
            cursor = $"&cursor={Uri.EscapeDataString(page.GetProperty("cursor").GetString()!)}";
            deep = $"/v1/cases?limit={Page}{cursor}";
        }
        List<Spread> near = [], far = [];
        for (var repeat = 0; repeat < stage.Options.Repeats; repeat++)
        {
            var of = await Spread.OfTurnsAsync(stage.Options.Quick ? 200 : 1_000, TimeSpan.FromSeconds(20), async () => await GetAsync(lane, server, token, first, ct), async () => await GetAsync(lane, server, token, deep, ct));
            near.Add(of[0]);
            far.Add(of[1]);
            report.Ran($"console {store}", repeat, $"the first {of[0]}, after {seen:N0} {of[1]} ms", new { first = of[0], deep = of[1] });
        }
        report.Add(Row.Against($"a page of {Page} after {seen:N0} of {Cases:N0} open cases, p50 ms, {store}", "the first page", [.. near.Select(s => s.P50)], [.. far.Select(s => s.P50)], Goal.RatioAtMost(1.3)));
        report.Add(Row.Against($"the same, p99 ms, {store}", "the first page", [.. near.Select(s => s.P99)], [.. far.Select(s => s.P99)], Goal.None));
    }

    static async Task<HttpAnswer> GetAsync(HttpLane lane, ParleyServer server, string token, string path, CancellationToken ct)
    {
        var answer = await lane.ExchangeAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nAuthorization: Bearer {token}\r\n\r\n"), ct);
        return answer.Status == 200 ? answer : throw new IOException($"{path} was answered with {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
    }

    /// <summary>As flags would have opened them, at once.</summary>
    static async Task FillAsync(ParleyServer server, string store, CancellationToken ct)
    {
        const string columns = "insert into cases (id, group_key, kind, harm, rank, flags, opened_at, last_at, state)";
        await using DbConnection connection = store == "pg" ? new NpgsqlConnection(server.Connection) : new SqliteConnection(server.Connection);
        await connection.OpenAsync(ct);
        await using var fill = connection.CreateCommand();
        fill.CommandText = store == "pg"
            ? $"{columns} select gen_random_uuid(), 'of the bench ' || i, 'spam', 1 + i % 100, i::bigint * 7919 % 1000003, 1, 1790000000000000 + i, 1790000000000000 + i, 0 from generate_series(1, {Cases}) i; analyze cases"
            : $"with recursive n(i) as (select 1 union all select i + 1 from n where i < {Cases}) {columns} select randomblob(16), 'of the bench ' || i, 'spam', 1 + i % 100, i * 7919 % 1000003, 1, 1790000000000000 + i, 1790000000000000 + i, 0 from n";
        await fill.ExecuteNonQueryAsync(ct);
    }
}
