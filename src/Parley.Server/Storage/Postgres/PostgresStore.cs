using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Parley.Storage.Postgres;

/// <summary>PostgreSQL 15 or later, any number of nodes. Locks are rows, taken in the order of their ids.</summary>
public sealed class PostgresStore : Store, IAsyncDisposable
{
    readonly NpgsqlDataSource source;
    readonly PooledDbContextFactory<PostgresParleyDb> contexts;
    readonly PostgresMessageLog log;
    readonly string connection;

    public PostgresStore(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, ApplicationName = "parley" };
        if (!connection.Contains("imeout", StringComparison.Ordinal)) settings.Timeout = 5;
        this.connection = settings.ToString();
        source = NpgsqlDataSource.Create(this.connection);
        var options = new DbContextOptionsBuilder<PostgresParleyDb>()
            .UseNpgsql(source)
            .UseSnakeCaseNamingConvention()
            .ReplaceService<IMigrationsSqlGenerator, PartitionedTables>()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        contexts = new PooledDbContextFactory<PostgresParleyDb>(options, 64);
        log = new PostgresMessageLog(source);
        Whispers = new Whispers(source);
    }

    public Whispers Whispers { get; }

    public override string Kind => "postgres";
    public override IMessageLog MessageLog => log;

    public override ParleyDb Open() => contexts.CreateDbContext();

    public override ValueTask<IDisposable?> EnterWriteAsync(CancellationToken ct) => new((IDisposable?)null);

    public override async Task MigrateAsync(CancellationToken ct)
    {
        await using (var opened = await source.OpenConnectionAsync(ct))
            if (await Migrated.IsCurrentAsync<PostgresParleyDb>(opened, ct)) return;
        await using var db = Open();
        await db.Database.MigrateAsync(ct);
        source.Clear();
    }

    public override async Task PingAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(ct);
    }

    public override async Task<HashSet<string>?> RunningAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            select pid || ' ' || xact_start from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid() and backend_type <> 'autovacuum worker'
            union all select 'untold' where current_setting('track_activities') <> 'on'
            """);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var running = new HashSet<string>();
        while (await rows.ReadAsync(ct)) running.Add(rows.GetString(0));
        return running.Contains("untold") ? null : running;
    }

    public override async Task<string?> FindUnsafeSettingAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num')");
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var (name, setting) = (rows.GetString(0), rows.GetString(1));
            if (name == "server_version_num")
            {
                if (int.Parse(setting) < 150000) return $"PostgreSQL {setting} is too old; use 15 or later.";
            }
            else if (setting == "off") return $"PostgreSQL runs with {name}=off; set {name}=on, or acknowledged messages can be lost.";
        }
        return null;
    }

    public override async Task BackupAsync(string file, CancellationToken ct) => await RunAsync("pg_dump", ["--format=custom", "--file", file], ct);

    public override async Task<string?> RestoreAsync(string file, CancellationToken ct)
    {
        await RunAsync("pg_restore", ["--list", file], ct); // a damaged file is refused before anything is dropped
        await using (var drop = source.CreateCommand("drop schema public cascade; create schema public")) await drop.ExecuteNonQueryAsync(ct);
        await RunAsync("pg_restore", ["--single-transaction", "--no-owner", "--dbname", new NpgsqlConnectionStringBuilder(connection).Database ?? "postgres", file], ct);
        source.Clear();
        return null;
    }

    /// <summary>Conversations come before parties, ids in order: two nodes can wait for each other's rows but never in a circle.</summary>
    public override async Task LockAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToArray();
        var sql = string.Concat("select 1 from ", table, " where id = any({0}) order by id for update"); // table is a constant of ours
        await db.Database.ExecuteSqlRawAsync(sql, [wanted], ct);
    }

    public override Task AloneAsync(ParleyDb db, byte[] name, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock({0})", [System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(name)], ct);

    public override async Task<IReadOnlyCollection<TKey>> LockFreeAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToArray();
        var sql = string.Concat("select id as \"Value\" from ", table, " where id = any({0}) order by id for update skip locked"); // table is a constant of ours
        return await db.Database.SqlQueryRaw<TKey>(sql, [wanted]).ToListAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        await source.DisposeAsync();
    }

    async Task RunAsync(string tool, IEnumerable<string> arguments, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PGHOST"] = settings.Host;
        start.Environment["PGPORT"] = settings.Port.ToString();
        start.Environment["PGUSER"] = settings.Username;
        start.Environment["PGPASSWORD"] = settings.Password;
        start.Environment["PGDATABASE"] = settings.Database;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start; install the PostgreSQL client tools.");
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await output;
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0) throw new InvalidDataException($"{tool} failed: {errors.Trim()}");
    }
}
