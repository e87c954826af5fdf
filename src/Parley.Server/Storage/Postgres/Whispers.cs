using Npgsql;
using NpgsqlTypes;

namespace Parley.Storage.Postgres;

/// <summary>
/// Short words between the nodes of one database (<c>NOTIFY</c>): quick, never kept, heard only by those who listen at that moment.
/// Words are said in transactions of their own, so sends neither wait for them nor carry them.
/// </summary>
public sealed class Whispers(NpgsqlDataSource source)
{
    /// <summary>The longest word, in bytes of UTF-8; PostgreSQL takes fewer than 8,000.</summary>
    public const int Longest = 7900;
    static readonly TimeSpan Pulse = TimeSpan.FromSeconds(20);

    /// <summary>Says words in their order. Throws when the store cannot be reached; then none was said.</summary>
    public async Task SayAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select pg_notify('parley', w) from unnest($1) with ordinality as t(w, n) order by n");
        command.Parameters.Add(new NpgsqlParameter { Value = words.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Listens until cancelled, or throws when the connection is lost. Every word said after <paramref name="begun"/> was called is heard, one's own too.</summary>
    public async Task ListenAsync(Action begun, Action<string> heard, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, word) => heard(word.Payload);
        await ExecuteAsync(connection, "listen parley", ct);
        begun();
        while (true)
            if (!await connection.WaitAsync(Pulse, ct)) await ExecuteAsync(connection, "select 1", ct); // a dead line shows itself
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
