using Microsoft.Extensions.Options;
using Parley.Storage.Postgres;
using Parley.Storage.Sqlite;

namespace Parley.Storage;

public static class StorageSetup
{
    public static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Store>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StoreOptions>>().Value;
            return options.Kind switch
            {
                "sqlite" => new SqliteStore(options.Connection),
                "postgres" => new PostgresStore(options.Connection),
                _ => throw new InvalidOperationException($"Store:Kind is '{options.Kind}'; write 'sqlite' or 'postgres'."),
            };
        });
        services.AddSingleton(provider => provider.GetRequiredService<Store>().MessageLog);
        services.AddHostedService<PruneOutbox>();
        if (configuration["Parley:Store:Kind"] is null or "sqlite")
        {
            services.AddSingleton(provider => (SqliteStore)provider.GetRequiredService<Store>());
            services.AddHostedService<SqliteCheckpoints>();
        }
    }
}
