using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Bench.Driver;
using Parley.Bench.Machine;
using Parley.Bench.Results;
using Parley.Bench.Targets;

namespace Parley.Bench.Parts;

/// <summary>
/// Sends per second with a million notices and a million webhook deliveries that wait for their time, beside the same without them, in turns.
/// Each send plans a mail for an hour later and writes a delivery for an endpoint that is down, in both.
/// </summary>
static class WaitingPart
{
    const int Window = 64, AtOnce = 50_000;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (stage.Binaries is null) return;
        foreach (var store in stage.Options.Stores) await OnAsync(stage, report, store, ct);
    }

    static async Task OnAsync(Stage stage, Report report, string store, CancellationToken ct)
    {
        var people = new World(stage.Options.Quick ? 10_000 : 40_000);
        await using var empty = await WaitingWorld.StartAsync(stage, people, "without", store, ct);
        await using var full = await WaitingWorld.StartAsync(stage, people, "with", store, ct);
        var waiting = stage.Options.Quick ? 100_000 : 1_000_000;
        await FillAsync(store, full, waiting, ct);
        if (store == "pg") foreach (var world in new[] { empty, full }) await stage.SettleAsync(world.Database);
        var load = new ClosedLoad { Conversations = people.Conversations, Seconds = Math.Min(5, stage.Options.Seconds), Window = Window };
        foreach (var world in new[] { empty, full }) await LoadRun.RunAsync(world.Target, people, load, stage.Options.WarmSeconds, ct); // what is compiled in it is nobody's
        var (without, with) = (new Runs(), new Runs());
        for (var repeat = 0; repeat < 2 * stage.Options.Repeats; repeat++)
            foreach (var world in repeat % 2 == 0 ? new[] { empty, full } : [full, empty])
                (world == full ? with : without).Add(await LoadRun.RunAsync(world.Target, people, load, 1, ct), report, $"waiting, {store}, {world.Database}", repeat);
        report.Add(Row.Against($"durable sends/s with {waiting:N0} notices and as many deliveries waiting, {(store == "pg" ? "PostgreSQL" : "SQLite")}", "without", without.Rates, with.Rates, Goal.RatioAtLeast(0.95), Runs.Trouble(without, with)));
        report.Add(Row.Against("the same: CPU us a message with all that follows", "without", without.Of(run => run.WholeMicros), with.Of(run => run.WholeMicros), Goal.None));
    }

    static async Task FillAsync(string store, WaitingWorld world, int waiting, CancellationToken ct)
    {
        await using var opened = Open(store, world.Server.Connection);
        await opened.OpenAsync(ct);
        foreach (var sql in Statements(store, world.Webhook, waiting)) await RunAsync(opened, sql, ct);
    }

    static DbConnection Open(string store, string connection) => store == "pg" ? new NpgsqlConnection(connection) : new SqliteConnection(connection);

    /// <summary>So many rows in each queue that are due in two days.</summary>
    static IEnumerable<string> Statements(string store, Guid webhook, int rows)
    {
        var (id, endpoint) = store == "pg" ? ("gen_random_uuid()", $"'{webhook}'::uuid") : ("randomblob(16)", $"x'{Convert.ToHexString(webhook.ToByteArray(bigEndian: true))}'");
        var (now, later) = (Micros(DateTimeOffset.UtcNow), Micros(DateTimeOffset.UtcNow.AddDays(2)));
        for (var from = 1; from <= rows; from += AtOnce)
        {
            var numbers = store == "pg" ? $"generate_series({from}, {from + AtOnce - 1}) n" : $"(with recursive s(n) as (select {from} union all select n + 1 from s where n < {from + AtOnce - 1}) select n from s)";
            yield return $"""
                insert into notices (id, person_id, role_key, channel, kind, conversation_id, from_seq, to_seq, urgent, planned_at, because, state, due_at, attempts)
                select {id}, 'w' || n % 50000, 'b:w' || n % 50000, 3, 1, {id}, 1, 1, false, {now}, 2, 0, {later} + n, 0 from {numbers}
                """;
            yield return $"""
                insert into webhook_deliveries (id, endpoint_id, number, type, conversation_id, seq, speaker, at, state, attempts, due_at)
                select {id}, {endpoint}, -n, 'message.sent', {id}, 1, 'buyer', {now}, 0, 1, {later} + n from {numbers}
                """;
        }
    }

    static long Micros(DateTimeOffset at) => at.ToUnixTimeMilliseconds() * 1000;

    static async Task RunAsync(DbConnection opened, string sql, CancellationToken ct)
    {
        await using var command = opened.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync(ct);
    }
}
