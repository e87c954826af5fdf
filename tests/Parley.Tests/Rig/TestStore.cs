using Microsoft.Data.Sqlite;
using Parley.Storage;
using Parley.Storage.Postgres;
using Parley.Storage.Sqlite;

namespace Parley.Tests.Rig;

/// <summary>A store of a test's own: what the server is told of it, and a look at its rows from outside.</summary>
public abstract class TestStore
{
    Store? store;

    public abstract string Kind { get; }

    public string Folder { get; } = Places.NewFolder("data");

    public string Connection { get; private set; } = "";

    /// <summary>Opens the rows beside the running server.</summary>
    public ParleyDb Open() => Store.Open();

    public Store Store => store ??= OpenAnother();

    public async Task CreateAsync() => Connection = await NewConnectionAsync();

    public Dictionary<string, string> Environment() => new()
    {
        ["PARLEY_DATA"] = Folder,
        ["Parley__Store__Kind"] = Kind,
        ["Parley__Store__Connection"] = Connection,
    };

    /// <summary>Everything the store holds, as bytes that can be searched.</summary>
    public abstract Task<byte[]> DumpAsync();

    protected abstract Task<string> NewConnectionAsync();

    /// <summary>Opens it as another node would.</summary>
    public abstract Store OpenAnother();

    public static TestStore Of(string kind) => kind switch
    {
        "sqlite" => new SqliteFile(),
        "postgres" => new PostgresDatabase(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "sqlite or postgres"),
    };
}

sealed class SqliteFile : TestStore
{
    public override string Kind => "sqlite";

    string File => Path.Combine(Folder, "parley.db");

    /// <summary>
    /// Reads a copy that another process made: closing a file drops every lock this process holds on it (POSIX), SQLite's own
    /// among them, and a server that restarts then takes the write-ahead log from under our open connections.
    /// </summary>
    public override async Task<byte[]> DumpAsync()
    {
        var copy = Places.NewFolder("dump");
        (await Tool.RunAsync("cp", [.. Directory.GetFiles(Folder, "parley.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)), copy])).Done();
        var all = new MemoryStream();
        foreach (var file in Directory.GetFiles(copy)) all.Write(await System.IO.File.ReadAllBytesAsync(file));
        return all.ToArray();
    }

    protected override async Task<string> NewConnectionAsync()
    {
        await using var file = new FileStream(File, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        await file.WriteAsync(await Migrated.Value);
        return ConnectionOf(File);
    }

    /// <summary>An empty file with every table, made once a run: files are copies of it.</summary>
    static readonly Lazy<Task<byte[]>> Migrated = new(async () =>
    {
        var folder = Places.NewFolder("template");
        try
        {
            var (file, copy) = (Path.Combine(folder, "parley.db"), Path.Combine(folder, "copy.db"));
            using (var store = new SqliteStore(ConnectionOf(file))) await store.MigrateAsync(CancellationToken.None);
            await using (var connection = new SqliteConnection(ConnectionOf(file)))
            {
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "vacuum into $copy"; // the write-ahead log in it too
                command.Parameters.AddWithValue("$copy", copy);
                await command.ExecuteNonQueryAsync();
            }
            return await System.IO.File.ReadAllBytesAsync(copy);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    static string ConnectionOf(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    public override Store OpenAnother() => new SqliteStore(Connection);
}

sealed class PostgresDatabase : TestStore
{
    public override string Kind => "postgres";

    public override async Task<byte[]> DumpAsync()
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(Connection);
        var dump = await Tool.RunAsync("pg_dump", "-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, "--inserts", settings.Database!);
        return System.Text.Encoding.UTF8.GetBytes(dump.Done());
    }

    protected override Task<string> NewConnectionAsync() => PostgresCluster.NewDatabaseAsync();

    public override Store OpenAnother() => new PostgresStore(Connection);
}
