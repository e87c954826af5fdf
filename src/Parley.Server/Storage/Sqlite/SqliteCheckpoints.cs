using Microsoft.Data.Sqlite;

namespace Parley.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database file apart from the writer, in small steps, so that no commit waits 200 ms for it.
/// Only when the log has grown past <see cref="LongLog"/> does it take a turn to start the log anew; by then two short steps have
/// moved almost all of it. The file keeps its length: overwriting is cheaper to make durable than growing.
/// </summary>
public sealed partial class SqliteCheckpoints(SqliteStore store, ILogger<SqliteCheckpoints> logger) : BackgroundService
{
    const long LongLog = 128L << 20;
    const int PageSize = 4096;

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
        if (await Task.Run(() => Run(connection, "pragma wal_checkpoint(passive)"), ct) < LongLog) return;
        for (var again = 0; again < 2; again++) await Task.Run(() => Run(connection, "pragma wal_checkpoint(passive)"), ct);
        using var turn = await store.EnterWriteAsync(ct);
        Run(connection, "pragma wal_checkpoint(restart)");
    }

    /// <summary>How long the log was, in bytes.</summary>
    static long Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        return row.Read() ? row.GetInt64(1) * PageSize : 0;
    }

    [LoggerMessage(1, LogLevel.Debug, "A checkpoint waits for the next step (SQLite code {Code})")]
    static partial void Postponed(ILogger logger, int code);
}
