using Parley.Storage;

namespace Parley.Notifications;

public static class PushSetup
{
    public static void AddPush(this IServiceCollection services)
    {
        services.AddSingleton<ChannelAlarms>();
        services.AddSingleton<VapidKeys>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<BrowserChannel>();
        services.AddSingleton<INoticeChannel>(provider => provider.GetRequiredService<BrowserChannel>());
        services.AddSingleton<Devices>();
        services.AddSingleton<Fcm>();
        services.AddSingleton<Apns>();
        services.AddSingleton<INoticeChannel, MobileChannel>();
        services.AddSingleton<PushHealth>();
        services.AddFactWorker<ForgetAddresses>();
    }
}
