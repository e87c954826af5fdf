namespace Parley.Notifications;

public static class NotificationsSetup
{
    public static void AddNotifications(this IServiceCollection services)
    {
    }
}
