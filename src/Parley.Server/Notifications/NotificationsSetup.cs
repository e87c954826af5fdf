using Parley.Conversations;

namespace Parley.Notifications;

public static class NotificationsSetup
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddPush();
        services.AddSingleton<AddressBook>();
        services.AddSingleton<NoticeNews>();
        services.AddSingleton<TellAddressOff>();
        services.AddSingleton<IFactTeller>(provider => provider.GetRequiredService<TellAddressOff>());
        services.AddMail();
        services.AddReplies();
    }
}
