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

    public BenchOptions Options => options;

    public World World { get; } = new(options.Conversations);

    public string Folder { get; } = Directory.CreateTempSubdirectory("parley-bench-").FullName;

    public async Task<Postgres> PostgresAsync() => postgres ??= await Postgres.StartAsync(options.Quick);

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

    /// <summary>The product; null when only limits are wanted.</summary>
    public Task<ITarget?> ParleyAsync(string store) => Task.FromResult<ITarget?>(null);

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

    public async ValueTask DisposeAsync()
    {
        foreach (var target in targets.Values) await target.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
