using Microsoft.Extensions.Options;
using Parley.Storage.Postgres;
using Parley.Storage.Sqlite;

namespace Parley.Storage;

public static class StorageSetup
{
    const string LongWork = "long work";

    public static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => Open(provider, TimeLimits.ForServing));
        services.AddKeyedSingleton(LongWork, (provider, _) => Open(provider, TimeLimits.ForLongWork));
        services.AddSingleton<IMessageLog>(provider => new RestingLog(provider.GetRequiredService<Store>().MessageLog, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Turns>();
        services.AddHostedService<PruneOutbox>();
        services.AddHostedService<FactWorkers>();
        if (configuration["Parley:Store:Kind"] is "postgres") services.AddHostedService<MakeRoom>();
        if (configuration["Parley:Store:Kind"] is null or "sqlite")
        {
            services.AddSingleton(provider => (SqliteStore)provider.GetRequiredService<Store>());
            services.AddHostedService<SqliteCheckpoints>();
        }
    }

    /// <summary>The store, with all the time in the world: for migrating, and for commands.</summary>
    public static Store StoreForLongWork(this IServiceProvider services) => services.GetRequiredKeyedService<Store>(LongWork);

    static Store Open(IServiceProvider services, Func<string, string> limit)
    {
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        return options.Kind switch
        {
            "sqlite" => new SqliteStore(options.Connection),
            "postgres" => new PostgresStore(limit(options.Connection)),
            _ => throw new InvalidOperationException($"Store:Kind is '{options.Kind}'; write 'sqlite' or 'postgres'."),
        };
    }
}
