[assembly: AssemblyFixture(typeof(Parley.Tests.Rig.PostgresCluster))]

namespace Parley.Tests.Rig;

/// <summary>
/// The PostgreSQL that most tests of a run share, made at first use and taken away at the end. Databases are copies of one that
/// was migrated once.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    const string Template = "parley_template";
    static readonly SemaphoreSlim Once = new(1, 1);
    static PostgresServer? started;
    static int databases;

    public ValueTask InitializeAsync() => default;

    /// <summary>A new, migrated, empty database; returns its connection string.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var server = await StartedAsync();
        var name = $"t{Interlocked.Increment(ref databases)}";
        await Once.WaitAsync(); // a template can be copied by one at a time
        try
        {
            await server.SqlAsync($"create database {name} template {Template}");
        }
        finally
        {
            Once.Release();
        }
        return server.Connection(name);
    }

    /// <summary>A new database without any table.</summary>
    public static async Task<string> EmptyDatabaseAsync()
    {
        var server = await StartedAsync();
        var name = $"e{Interlocked.Increment(ref databases)}";
        await server.SqlAsync($"create database {name}");
        return server.Connection(name);
    }

    static async Task<PostgresServer> StartedAsync()
    {
        if (started is not null) return started;
        await Once.WaitAsync();
        try
        {
            if (started is not null) return started;
            var server = await PostgresServer.MakeAsync();
            await server.SqlAsync($"create database {Template}");
            await server.MigrateAsync(Template);
            return started = server;
        }
        finally
        {
            Once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not { } server) return;
        started = null;
        await server.DisposeAsync();
    }
}
