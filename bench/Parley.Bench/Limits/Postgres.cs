using Npgsql;
using Parley.Bench.Machine;

namespace Parley.Bench.Limits;

/// <summary>
/// An own PostgreSQL cluster in a temporary folder, with full durability (fsync and synchronous_commit on), for one run.
/// Root may not run a server, so as root it runs as the user postgres. Stopped by its process id at the end.
/// </summary>
sealed class Postgres : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly bool kept;

    Postgres(string folder, int port, int pid, bool kept)
    {
        this.kept = kept;
        Folder = folder;
        Port = port;
        Pid = pid;
    }

    public string Folder { get; }

    public int Port { get; }

    public int Pid { get; }

    public static async Task<Postgres> StartAsync(bool quick, string? keep = null)
    {
        var folder = keep is null ? Path.Combine(Path.GetTempPath(), $"parley-bench-pg-{Guid.NewGuid():N}") : Path.Combine(keep, "pg");
        if (keep is not null) Directory.CreateDirectory(keep);
        if (Environment.UserName == "root") await Child.RunAsync("install", ["-d", "-o", "postgres", "-g", "postgres", "-m", "700", folder], Patience);
        else Directory.CreateDirectory(folder);
        var data = Path.Combine(folder, "data");
        if (!Directory.Exists(data)) await AsOwnerAsync("initdb", "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");

        var port = Ports.Free();
        var settings = string.Join(' ', Settings(quick).Select(setting => $"-c {setting}"));
        await AsOwnerAsync("pg_ctl", "-D", data, "-l", Path.Combine(folder, "log"), "-w", "-o", $"-p {port} -k {folder} {settings}", "start");
        var pid = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First());
        return new Postgres(folder, port, pid, keep is not null);
    }

    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=app;Database={database};Maximum Pool Size=64;Timeout=30;Command Timeout=600;No Reset On Close=true";

    public async Task CreateDatabaseAsync(string name)
    {
        await using var source = NpgsqlDataSource.Create(Connection("postgres"));
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Statistics up to date and dirty pages on disk, so that a run does not pay for the filling before it.</summary>
    public async Task SettleAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(Connection(database));
        foreach (var statement in new[] { "vacuum analyze", "checkpoint" })
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (Proc.Alive(Pid)) Proc.Signal(Pid, Proc.SigInt); // fast shutdown
        for (var waited = 0; waited < 150 && Proc.Alive(Pid); waited++) await Task.Delay(100);
        if (Proc.Alive(Pid)) Proc.Signal(Pid, Proc.SigKill);
        if (!kept) Directory.Delete(Folder, recursive: true);
    }

    public static string Binary(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql")
            .OrderDescending()
            .Select(version => Path.Combine(version, "bin", name))
            .FirstOrDefault(File.Exists) ?? name;

    static IEnumerable<string> Settings(bool quick) =>
    [
        "listen_addresses=127.0.0.1", "fsync=on", "synchronous_commit=on", "max_connections=200",
        quick ? "shared_buffers=512MB" : "shared_buffers=2GB", "max_wal_size=8GB", "checkpoint_timeout=30min", "wal_compression=off",
    ];

    static Task<string> AsOwnerAsync(string binary, params string[] arguments) => Environment.UserName == "root"
        ? Child.RunAsync("runuser", ["-u", "postgres", "--", Binary(binary), .. arguments], Patience)
        : Child.RunAsync(Binary(binary), arguments, Patience);
}
