using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database file apart from the writer, in small steps, so that no commit waits 200 ms for it.
/// Only when the log has grown past <see cref="LongLog"/> does it take a turn to start the log anew; by then two short steps have
/// moved almost all of it.
/// </summary>
public sealed partial class SqliteCheckpoints(SqliteStore store, ILogger<SqliteCheckpoints> logger) : BackgroundService
{
    const long LongLog = 128L << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await StepAsync(stoppingToken);
            }
            catch (SqliteException e)
            {
                Postponed(logger, e.SqliteErrorCode);
            }
        }
    }

    async Task StepAsync(CancellationToken ct)
    {
        var wal = new FileInfo(store.File + "-wal");
        if (!wal.Exists || wal.Length == 0) return;
        await using var connection = store.Connect();
        await Task.Run(() => Run(connection, "pragma wal_checkpoint(passive)"), ct);
        if (wal.Length < LongLog) return;
        for (var again = 0; again < 2; again++) await Task.Run(() => Run(connection, "pragma wal_checkpoint(passive)"), ct);
        using var turn = await store.EnterWriteAsync(ct);
        Run(connection, "pragma wal_checkpoint(truncate)");
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [LoggerMessage(1, LogLevel.Debug, "A checkpoint waits for the next step (SQLite code {Code})")]
    static partial void Postponed(ILogger logger, int code);
}
