using Npgsql;
using Parley.Bench.Limits;
using Parley.Bench.Machine;
using Parley.Bench.Relay;
using Parley.Bench.Targets;

namespace Parley.Bench;

/// <summary>What the parts share: one temporary folder, one database cluster, the filled targets. Made when first wanted.</summary>
sealed class Stage(BenchOptions options) : IAsyncDisposable
{
    readonly Dictionary<string, ITarget> targets = new(StringComparer.Ordinal);
    Postgres? postgres;
    string? binaries;

    public BenchOptions Options => options;

    public World World { get; } = new(options.Conversations);

    public string Folder { get; } = Directory.CreateTempSubdirectory("parley-bench-").FullName;

    /// <summary>The folder that holds the solution.</summary>
    public string Repository { get; } = FindRepository();

    /// <summary>A copy of the product's Release build, made at first use; null when only limits are wanted or nothing is built.</summary>
    public string? Binaries => binaries ??= options.LimitsOnly ? null : CopyBinaries();

    public async Task<Postgres> PostgresAsync() => postgres ??= await Postgres.StartAsync(options.Quick, options.Keep);

    /// <summary>The database that pgbench and the relay write, filled once.</summary>
    public async Task<PgBench> AnchorAsync()
    {
        var cluster = await PostgresAsync();
        if (!anchored)
        {
            await cluster.CreateDatabaseAsync("anchor");
            await using var source = NpgsqlDataSource.Create(cluster.Connection("anchor"));
            await AnchorSchema.CreateAsync(source, World.Conversations, MessagesEach);
            await cluster.SettleAsync("anchor");
            anchored = true;
        }
        return new PgBench(cluster, "anchor", World.Conversations);
    }

    /// <summary>The relay on its own database: pgbench's writes would move the numbers under its checker.</summary>
    public async Task<ITarget> RelayAsync(string store)
    {
        if (targets.TryGetValue($"relay {store}", out var running)) return running;
        var log = Path.Combine(Folder, $"relay-{store}.log");
        return targets[$"relay {store}"] = store switch
        {
            "pg" => await RelayOnPostgresAsync(log),
            "sqlite" => await RelayOnSqliteAsync(log),
            _ => throw new ArgumentException($"Unknown relay store {store}.", nameof(store)),
        };
    }

    /// <summary>The product, filled through its host API; null when only limits are wanted.</summary>
    public async Task<ITarget?> ParleyAsync(string store)
    {
        if (Binaries is null) return null;
        if (targets.TryGetValue($"parley {store}", out var running)) return running;
        var server = await ServerAsync($"parley-{store}", store);
        var market = new ParleyMarket(server, await server.CreateKeyAsync(Scopes), World);
        await server.StartAsync(PollEvery);
        await market.FillAsync(MessagesEach, CancellationToken.None);
        if (store == "pg") await postgres!.SettleAsync("parley_pg");
        var (ids, lastSeq) = await market.ReadConversationsAsync(CancellationToken.None);
        return targets[$"parley {store}"] = new ParleyTarget(server, store == "pg" ? postgres!.Pid : null, ids, lastSeq);
    }

    /// <summary>A running server with a history of its own, and how to reach its tables.</summary>
    public async Task<(ParleyServer Server, string Connection)> LibraryAsync(string store, World world, int messagesEach, CancellationToken ct)
    {
        var server = await ServerAsync($"library-{store}-{world.Conversations}", store);
        var market = new ParleyMarket(server, await server.CreateKeyAsync(Scopes), world);
        await server.StartAsync(PollEvery);
        await market.FillAsync(messagesEach, ct);
        if (store == "pg") await postgres!.SettleAsync($"library_pg_{world.Conversations}");
        return (server, server.Connection);
    }

    /// <summary>After a store was filled beside its server.</summary>
    public async Task SettleAsync(string database) => await (await PostgresAsync()).SettleAsync(database);

    /// <summary>A fresh server on SQLite that knows a crowd of buyers.</summary>
    public async Task<ParleyServer> CrowdAsync(int count, CancellationToken ct)
    {
        var server = await ServerAsync($"crowd-{Guid.NewGuid():N}", "sqlite");
        var key = await server.CreateKeyAsync(Scopes);
        await server.StartAsync(PollEvery);
        await new ParleyMarket(server, key, World).AddCrowdAsync(count, ct);
        await server.StopAsync(); // what the sync left in memory is not the connections'
        await server.StartAsync(PollEvery);
        return server;
    }

    /// <summary>A server with a migrated, empty store of its own, not running yet; or with one that was kept.</summary>
    public async Task<ParleyServer> ServerAsync(string name, string store, string? origin = null, string? kept = null, IReadOnlyDictionary<string, string>? options = null)
    {
        var folder = kept ?? Path.Combine(Folder, name);
        var connection = $"Data Source={Path.Combine(folder, "parley.db")}";
        if (store == "pg")
        {
            var database = name.Replace('-', '_');
            if (kept is null || !Directory.Exists(kept)) await (await PostgresAsync()).CreateDatabaseAsync(database);
            connection = (await PostgresAsync()).Connection(database);
        }
        var server = ParleyServer.Prepare(Binaries!, folder, store, connection, origin, options);
        await server.CommandAsync("migrate");
        return server;
    }

    const string Scopes = "market:write,market:read,history:import";

    static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    bool anchored;

    int MessagesEach => options.Quick ? 2 : 10;

    async Task<ITarget> RelayOnPostgresAsync(string log)
    {
        await AnchorAsync();
        var cluster = await PostgresAsync();
        await cluster.CreateDatabaseAsync("relay template anchor");
        return await RelayTarget.StartAsync("pg", cluster.Connection("relay"), cluster.Pid, World, MessagesEach, options.RelayWriters, log);
    }

    async Task<ITarget> RelayOnSqliteAsync(string log)
    {
        var file = Path.Combine(Folder, "relay.db");
        SqliteStore.Create(file, World.Conversations, MessagesEach);
        return await RelayTarget.StartAsync("sqlite", file, null, World, MessagesEach, 1, log);
    }

    /// <summary>The ends of the servers' logs, for when a part failed: the folder is gone after the run.</summary>
    public string LastWords() => string.Join('\n', Directory.EnumerateFiles(Folder, "*log", SearchOption.AllDirectories)
        .Select(file => $"--- {Path.GetRelativePath(Folder, file)}\n{string.Join('\n', File.ReadLines(file).TakeLast(40))}"));

    static string FindRepository()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "Parley.slnx"))) return folder;
            }
        }
        throw new InvalidOperationException("Run the bench from its own repository: the server is found relative to Parley.slnx.");
    }

    string? CopyBinaries()
    {
        var built = options.Server ?? Path.Combine(Repository, "src", "Parley.Server", "bin", "Release", "net10.0");
        if (!File.Exists(Path.Combine(built, "parley.dll"))) return null;
        var copy = Path.Combine(Folder, "server");
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var target in targets.Values) await target.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
