namespace Parley.Safety;

public static class ModerationSetup
{
    public static void AddModeration(this IServiceCollection services)
    {
        services.AddSingleton<Flags>();
        services.AddSingleton<TakeReport>();
        services.AddSingleton<OwnReports>();
    }

    public static void MapModeration(this IEndpointRouteBuilder routes)
    {
        routes.MapReports();
    }
}
