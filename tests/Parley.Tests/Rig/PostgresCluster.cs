using Npgsql;

[assembly: AssemblyFixture(typeof(Parley.Tests.Rig.PostgresCluster))]

namespace Parley.Tests.Rig;

/// <summary>
/// A PostgreSQL of this run's own, made at first use, with fsync on as the server demands, and taken away at the end.
/// It never runs as root. Databases are copies of one that was migrated once.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    const string Template = "parley_template";
    static readonly SemaphoreSlim Once = new(1, 1);
    static PostgresCluster? started;
    static int databases;
    readonly string folder = Places.NewFolder("pg");
    readonly int port = Ports.Take();
    readonly string bin = FindBinaries();

    public ValueTask InitializeAsync() => default;

    /// <summary>A new, migrated, empty database; returns its connection string.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var cluster = await StartedAsync();
        var name = $"t{Interlocked.Increment(ref databases)}";
        await Once.WaitAsync(); // a template can be copied by one at a time
        try
        {
            await cluster.SqlAsync($"create database {name} template {Template}");
        }
        finally
        {
            Once.Release();
        }
        return cluster.Connection(name);
    }

    /// <summary>A new database without any table.</summary>
    public static async Task<string> EmptyDatabaseAsync()
    {
        var cluster = await StartedAsync();
        var name = $"e{Interlocked.Increment(ref databases)}";
        await cluster.SqlAsync($"create database {name}");
        return cluster.Connection(name);
    }

    static async Task<PostgresCluster> StartedAsync()
    {
        if (started is not null) return started;
        await Once.WaitAsync();
        try
        {
            if (started is not null) return started;
            var cluster = new PostgresCluster();
            await cluster.StartAsync();
            return started = cluster;
        }
        finally
        {
            Once.Release();
        }
    }

    async Task StartAsync()
    {
        if (Environment.IsPrivilegedProcess) (await Tool.RunAsync("chown", "postgres", folder)).Done();
        (await RunAsync("initdb", "-D", $"{folder}/data", "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")).Done();
        var options = $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=400 -c shared_buffers=128MB";
        // A file takes the server's output: a pipe of ours would stay open for as long as the server lives.
        (await RunAsync("pg_ctl", "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "-o", options, "start")).Done();
        await SqlAsync($"create database {Template}");
        (await Tool.ParleyAsync(new Dictionary<string, string>
        {
            ["Parley__Store__Kind"] = "postgres",
            ["Parley__Store__Connection"] = Connection(Template),
            ["PARLEY_DATA"] = Places.NewFolder("migrate"),
        }, "migrate")).Done();
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not { } cluster) return;
        started = null;
        NpgsqlConnection.ClearAllPools();
        await cluster.RunAsync("pg_ctl", "-D", $"{cluster.folder}/data", "-m", "immediate", "stop");
        Directory.Delete(cluster.folder, recursive: true);
    }

    string Connection(string database) => $"Host=127.0.0.1;Port={port};Username=app;Database={database};Maximum Pool Size=50";

    async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    Task<Ran> RunAsync(string program, params string[] words) =>
        Environment.IsPrivilegedProcess
            ? Tool.RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(bin, program), .. words])
            : Tool.RunAsync(Path.Combine(bin, program), words);

    static string FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        var newest = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderByDescending(d => int.Parse(Path.GetFileName(d))).FirstOrDefault() : null;
        return newest is null ? "" : Path.Combine(newest, "bin");
    }
}
