using Npgsql;
using Parley.Bench.Driver;
using Parley.Bench.Results;

namespace Parley.Bench.Parts;

/// <summary>Sends per second with a million notices that wait for their time, beside the same store without them, in turns.</summary>
static class WaitingPart
{
    const int Window = 64;

    public static async Task RunAsync(Stage stage, Report report, CancellationToken ct)
    {
        if (await stage.ParleyAsync("pg") is not { } parley) return;
        var waiting = stage.Options.Quick ? 100_000 : 1_000_000;
        var (without, with) = (new Runs(), new Runs());
        for (var repeat = 0; repeat < stage.Options.Repeats; repeat++)
        {
            await RunAsync($"truncate notices", without, repeat);
            await RunAsync($"""
                insert into notices (id, person_id, role_key, channel, kind, conversation_id, from_seq, to_seq, urgent, planned_at, because, state, due_at, attempts)
                select gen_random_uuid(), 'w' || n % 50000, 'b:w' || n % 50000, 3, 1, gen_random_uuid(), 1, 1, false, (extract(epoch from now()) * 1000000)::bigint, 2, 0, (extract(epoch from now() + interval '2 days') * 1000000)::bigint + n, 0
                from generate_series(1, {waiting}) n
                """, with, repeat);
        }
        report.Add(Row.Against($"durable sends/s with {waiting:N0} notices waiting", "without", without.Rates, with.Rates, Goal.RatioAtLeast(0.95), Runs.Trouble(without, with)));

        async Task RunAsync(string sql, Runs into, int repeat)
        {
            await using (var source = NpgsqlDataSource.Create((await stage.PostgresAsync()).Connection("parley_pg")))
            await using (var command = source.CreateCommand(sql)) await command.ExecuteNonQueryAsync(ct);
            await stage.SettleAsync("parley_pg");
            var load = new ClosedLoad { Conversations = stage.Options.Conversations, Seconds = stage.Options.Seconds, Window = Window };
            into.Add(await LoadRun.RunAsync(parley, stage.World, load, stage.Options.WarmSeconds, ct), report, "waiting", repeat);
        }
    }
}
