using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Parley.Plumbing;

namespace Parley.Storage.Sqlite;

/// <summary>One file in WAL mode, fully synchronous: a commit survives a power cut. One writer at a time, in turn.</summary>
public sealed class SqliteStore : Store, IDisposable
{
    /// <summary>A turn that lasts so long waited in vain for another program's lock, which is given up after five seconds.</summary>
    static readonly TimeSpan Stuck = TimeSpan.FromSeconds(4.5);
    readonly PooledDbContextFactory<SqliteParleyDb> contexts;
    readonly SemaphoreSlim writer = new(1, 1);
    long stuckAt; // when such a turn last ended; read and written by whose turn it is
    readonly SqliteMessageLog log;

    public SqliteStore(string connection)
    {
        ConnectionString = new SqliteConnectionStringBuilder(connection) { Pooling = true, DefaultTimeout = 5, ForeignKeys = false }.ToString();
        var options = new DbContextOptionsBuilder<SqliteParleyDb>()
            .UseSqlite(ConnectionString)
            .UseSnakeCaseNamingConvention()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ReplaceService<IMigrationsSqlGenerator, ClusteredTables>()
            .AddInterceptors(new Pragmas())
            .Options;
        contexts = new PooledDbContextFactory<SqliteParleyDb>(options, 64);
        log = new SqliteMessageLog(this);
    }

    public string ConnectionString { get; }
    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;
    public override string Kind => "sqlite";
    public override IMessageLog MessageLog => log;

    public override ParleyDb Open() => contexts.CreateDbContext();

    public override object IdOf(Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>A raw connection with the same settings.</summary>
    public SqliteConnection Connect() => Connect(ConnectionString);

    /// <summary>As <see cref="Connect()"/>, for whoever keeps it: it is closed when disposed, and waits for other processes by itself.</summary>
    internal SqliteConnection ConnectAlone()
    {
        var settings = new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false };
        var connection = Connect(settings.ToString());
        SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle!, settings.DefaultTimeout * 1000);
        return connection;
    }

    static SqliteConnection Connect(string settings)
    {
        var connection = new SqliteConnection(settings);
        connection.Open();
        Pragmas.Apply(connection);
        return connection;
    }

    public override async ValueTask<IDisposable?> EnterWriteAsync(CancellationToken ct)
    {
        var came = Stopwatch.GetTimestamp();
        await writer.WaitAsync(ct);
        return Begin(came);
    }

    /// <summary>As <see cref="EnterWriteAsync"/>, for a thread that may block.</summary>
    internal IDisposable EnterWrite()
    {
        var came = Stopwatch.GetTimestamp();
        writer.Wait();
        return Begin(came);
    }

    public override async Task MigrateAsync(CancellationToken ct)
    {
        MakeFile();
        await using (var connection = Connect())
            if (await Migrated.IsCurrentAsync<SqliteParleyDb>(connection, ct)) return;
        await using var db = Open();
        await db.Database.MigrateAsync(ct);
    }

    public override async Task PingAsync(CancellationToken ct)
    {
        await using var connection = Connect();
        Scalar(connection, "select count(*) from sqlite_schema");
    }

    public override Task<string?> FindUnsafeSettingAsync(CancellationToken ct)
    {
        using var connection = Connect();
        var version = Version.Parse(connection.ServerVersion);
        if (version < new Version(3, 51, 3)) return Task.FromResult<string?>($"SQLite {version} has a known corruption bug in WAL mode; use 3.51.3 or later.");
        return Task.FromResult<string?>(Scalar(connection, "pragma synchronous") == "2" ? null : "SQLite must run with synchronous=FULL.");
    }

    public override async Task BackupAsync(string file, CancellationToken ct)
    {
        await using var source = Connect();
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        target.Open();
        source.BackupDatabase(target);
    }

    public override async Task<string?> RestoreAsync(string file, CancellationToken ct)
    {
        await using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        source.Open();
        await RequireBackupAsync(source, ct);
        var isNew = MakeFile();
        await using var target = Connect();
        var kept = isNew ? null : Keep(target);
        source.BackupDatabase(target);
        return kept;
    }

    static async Task RequireBackupAsync(SqliteConnection source, CancellationToken ct)
    {
        bool whole;
        try
        {
            whole = Scalar(source, "pragma integrity_check") == "ok";
        }
        catch (SqliteException)
        {
            whole = false;
        }
        if (!whole) throw new InvalidDataException("The backup file is damaged or no backup of Parley; nothing was restored.");
        if (await Migrated.FindStrangeAsync<SqliteParleyDb>(source, ct) is { } strange) throw new InvalidDataException($"{strange} Nothing was restored.");
    }

    /// <summary>Copies the store beside itself and returns the copy's name.</summary>
    string Keep(SqliteConnection current)
    {
        for (var number = 1; ; number++)
        {
            var beside = $"{Path.GetFullPath(File)}.replaced-{number}";
            if (System.IO.File.Exists(beside)) continue;
            PrivateFiles.Open(beside, FileMode.CreateNew).Dispose();
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = beside, Pooling = false }.ToString());
            target.Open();
            current.BackupDatabase(target);
            return beside;
        }
    }

    /// <summary>Makes the file when there is none, before the engine would with everybody's permissions; those beside it take after it.</summary>
    bool MakeFile()
    {
        PrivateFiles.MakeFolderOf(File);
        try
        {
            if (System.IO.File.Exists(File)) return false;
            PrivateFiles.Open(File, FileMode.CreateNew).Dispose();
            return true;
        }
        catch (IOException) when (System.IO.File.Exists(File))
        {
            return false; // another process was first
        }
    }

    /// <summary>Being the only writer, a transaction holds every lock already.</summary>
    public override Task LockAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct) => Task.CompletedTask;

    public override Task<IReadOnlyCollection<TKey>> LockFreeAsync<TKey>(ParleyDb db, string table, IReadOnlyList<TKey> ids, CancellationToken ct) => Task.FromResult<IReadOnlyCollection<TKey>>(ids);

    public void Dispose()
    {
        log.Dispose();
        writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
    }

    static string Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Whoever waited behind a turn that got stuck is refused with it: waits for the same lock do not add up. Being many is no reason.</summary>
    Turn Begin(long came)
    {
        if (stuckAt <= came) return new Turn(this);
        writer.Release();
        throw Refuse.Unavailable("The store");
    }

    sealed class Turn(SqliteStore store) : IDisposable
    {
        readonly long began = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            if (Stopwatch.GetElapsedTime(began) >= Stuck) store.stuckAt = Stopwatch.GetTimestamp();
            store.writer.Release();
        }
    }

    /// <summary>Once for each of the library's own connections, which it keeps and gives out again as they are.</summary>
    sealed class Pragmas : DbConnectionInterceptor
    {
        static readonly ConditionalWeakTable<SQLitePCL.sqlite3, object> Set = [];

        public static void Apply(System.Data.Common.DbConnection connection)
        {
            var handle = ((SqliteConnection)connection).Handle!;
            if (Set.TryGetValue(handle, out _)) return;
            using var command = connection.CreateCommand();
            command.CommandText = "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0; pragma cache_size=-65536; pragma temp_store=memory;";
            command.ExecuteNonQuery();
            Set.AddOrUpdate(handle, Set);
        }

        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }
    }
}
