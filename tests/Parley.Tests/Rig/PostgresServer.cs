using Npgsql;

namespace Parley.Tests.Rig;

/// <summary>
/// A real PostgreSQL in a folder of its own, with fsync on as Parley demands. It never runs as root. It can be stopped as a power
/// cut would and started again on the same data and port.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    readonly string folder = Places.NewFolder("pg");
    readonly int port = Ports.Take();
    readonly string bin = FindBinaries();

    /// <summary>Makes the cluster's files and starts it.</summary>
    public static async Task<PostgresServer> MakeAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess) (await Tool.RunAsync("chown", "postgres", server.folder)).Done();
        (await server.RunAsync("initdb", "-D", $"{server.folder}/data", "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")).Done();
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        var options = $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=400 -c shared_buffers=128MB";
        // A file takes the server's output: a pipe of ours would stay open for as long as the server lives.
        (await RunAsync("pg_ctl", "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "-o", options, "start")).Done();
    }

    /// <summary>Ends it at once: every connection is cut, nothing is tidied up.</summary>
    public async Task CutAsync() => (await RunAsync("pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-w", "stop")).Done();

    /// <summary>Stops all its processes where they stand: connections stay open, and nobody answers.</summary>
    public async Task FreezeAsync()
    {
        await SignalAsync("-STOP", await MainAsync()); // first, so that it starts no more
        foreach (var child in await ChildrenAsync()) await SignalAsync("-STOP", child);
    }

    /// <summary>Lets it go on from where it stood.</summary>
    public async Task ThawAsync()
    {
        foreach (var child in await ChildrenAsync()) await SignalAsync("-CONT", child);
        await SignalAsync("-CONT", await MainAsync());
    }

    public string Connection(string database) => $"Host=127.0.0.1;Port={port};Username=app;Database={database};Maximum Pool Size=50";

    public async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Brings a database's tables up to date.</summary>
    public async Task MigrateAsync(string database) => (await Tool.ParleyAsync(new Dictionary<string, string>
    {
        ["Parley__Store__Kind"] = "postgres",
        ["Parley__Store__Connection"] = Connection(database),
        ["PARLEY_DATA"] = Places.NewFolder("migrate"),
    }, "migrate")).Done();

    public async ValueTask DisposeAsync()
    {
        await ThawAsync();
        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    async Task<string> MainAsync() => (await File.ReadAllLinesAsync($"{folder}/data/postmaster.pid"))[0];

    async Task<string[]> ChildrenAsync() => (await Tool.RunAsync("ps", "-o", "pid=", "--ppid", await MainAsync())).Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A child that has ended meanwhile is no mistake.</summary>
    static Task<Ran> SignalAsync(string signal, string process) => Tool.RunAsync("kill", signal, process);

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
