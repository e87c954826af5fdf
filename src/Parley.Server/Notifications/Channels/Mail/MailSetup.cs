using Parley.Conversations;

namespace Parley.Notifications;

public static class MailSetup
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailSecret>();
        services.AddSingleton<UnsubscribeTokens>();
        services.AddSingleton<BounceTokens>();
        services.AddSingleton<Unsubscribe>();
        services.AddSingleton<ComposeMail>();
        services.AddSingleton<DevMailbox>();
        services.AddSingleton<MailHealth>();
        services.AddSingleton<SmtpPool>();
        services.AddSingleton<SendMail>();
        services.AddSingleton<INoticeChannel, MailChannel>();
        services.AddSingleton<IPlainMail, PlainMail>();
    }
}
