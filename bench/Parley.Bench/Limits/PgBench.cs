using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Bench.Machine;

namespace Parley.Bench.Limits;

/// <summary>PostgreSQL's own load generator doing the row changes of one send, one send per commit.</summary>
sealed class PgBench(Postgres postgres, string database, int conversations)
{
    /// <summary>Sends per second and database CPU per send of one script with some clients.</summary>
    public async Task<PgBenchResult> RunAsync(string script, int clients, int seconds)
    {
        var file = Path.Combine(Path.GetTempPath(), $"parley-bench-{Guid.NewGuid():N}.sql");
        await File.WriteAllTextAsync(file, script.Replace("{conversations}", conversations.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        try
        {
            var used = Proc.TreeTicks(postgres.Pid);
            var output = await Child.RunAsync(
                Postgres.Binary("pgbench"),
                ["-h", "127.0.0.1", "-p", $"{postgres.Port}", "-U", "app", "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", "-f", file, database],
                TimeSpan.FromSeconds(seconds + 60));
            used = Proc.TreeTicks(postgres.Pid) - used;
            var micros = used * Proc.TickMicros / Number(output, "transactions actually processed: ");
            return new PgBenchResult(Number(output, "tps = "), micros, (int)Number(output, "failed transactions: "));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>begin, four statements, commit: what a careful team writes first.</summary>
    public const string FourStatements =
        Draw +
        """
        begin;
        update anchor.conversations set last_seq = last_seq + 1, last_sender = md5('p' || :s)::uuid, last_text = repeat('y', 100)::bytea, last_at = now()
          where id = md5('c' || :c)::uuid returning last_seq \gset
        insert into anchor.messages (id, conversation_id, seq, sender_id, key, body, created_at)
          values (gen_random_uuid(), md5('c' || :c)::uuid, :last_seq, md5('p' || :s)::uuid, gen_random_uuid(), repeat('x', 200)::bytea, now());
        update anchor.participants set unread = unread + (user_id <> md5('p' || :s)::uuid)::int, last_activity = now() where conversation_id = md5('c' || :c)::uuid;
        insert into anchor.outbox (message_id, at) values (gen_random_uuid(), now());
        commit;
        """;

    /// <summary>The same four changes as one statement: one round trip, one commit.</summary>
    public const string OneStatement =
        Draw +
        """
        with bumped as (
          update anchor.conversations set last_seq = last_seq + 1, last_sender = md5('p' || :s)::uuid, last_text = repeat('y', 100)::bytea, last_at = now()
          where id = md5('c' || :c)::uuid returning id, last_seq),
        stored as (
          insert into anchor.messages (id, conversation_id, seq, sender_id, key, body, created_at)
          select gen_random_uuid(), id, last_seq, md5('p' || :s)::uuid, gen_random_uuid(), repeat('x', 200)::bytea, now() from bumped returning id),
        seats as (
          update anchor.participants set unread = unread + (user_id <> md5('p' || :s)::uuid)::int, last_activity = now() where conversation_id = md5('c' || :c)::uuid),
        told as (insert into anchor.outbox (message_id, at) select id, now() from stored)
        select last_seq from bumped;
        """;

    // The sender is the conversation's buyer: see World.
    const string Draw =
        """
        \set c random(0, {conversations} - 1)
        \set s :c % 200

        """;

    static double Number(string output, string label)
    {
        var found = Regex.Match(output, label + "([0-9.]+)", RegexOptions.None, TimeSpan.FromSeconds(1));
        return found.Success ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }
}

/// <summary>What one pgbench run did.</summary>
sealed record PgBenchResult(double PerSecond, double DatabaseMicros, int Failed);
