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
        services.AddSingleton(provider => ShownInMailbox.Around(provider.GetRequiredService<BrowserChannel>(), provider));
        services.AddSingleton<Devices>();
        services.AddSingleton<Fcm>();
        services.AddSingleton<Apns>();
        services.AddSingleton<MobileChannel>();
        services.AddSingleton(provider => ShownInMailbox.Around(provider.GetRequiredService<MobileChannel>(), provider));
        services.AddSingleton<PushHealth>();
        services.AddFactWorker<ForgetAddresses>();
    }
}
