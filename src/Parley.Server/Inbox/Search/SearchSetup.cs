using Parley.Storage;

namespace Parley.Inbox;

public static class SearchSetup
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<FillIndex>();
        services.AddSingleton<IndexThreads>();
        services.AddSingleton<NotesToSearch>();
        services.AddSingleton<IndexNotes>();
        services.AddFactWorker<KeepIndex>();
        services.AddSingleton<WalkThreads>();
        services.AddHostedService(provider => provider.GetRequiredService<WalkThreads>());
        services.AddSingleton<Opened>();
        services.AddSingleton<LookThrough>();
        services.AddSingleton<SearchThreads>();
    }
}
