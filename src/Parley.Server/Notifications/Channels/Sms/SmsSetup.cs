using Microsoft.Extensions.Options;

namespace Parley.Notifications;

public static class SmsSetup
{
    public static void AddSms(this IServiceCollection services)
    {
        services.AddSingleton<SmsGateway>();
        services.AddSingleton<SmsBook>();
        services.AddSingleton<INoticeChannel>(provider =>
            !provider.GetRequiredService<IOptions<SmsOptions>>().Value.IsOn && provider.GetRequiredService<IOptions<MailOptions>>().Value.Mailbox
                ? ActivatorUtilities.CreateInstance<SmsToMailbox>(provider)
                : ActivatorUtilities.CreateInstance<SmsChannel>(provider));
        services.AddSingleton<SmsCallbacks>();
        services.AddSingleton<SmsHealth>();
    }
}
