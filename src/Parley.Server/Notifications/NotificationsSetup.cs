using Parley.Conversations;
using Parley.Storage;

namespace Parley.Notifications;

public static class NotificationsSetup
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddPush();
        services.AddSms();
        services.AddSingleton<AddressBook>();
        services.AddSingleton<Defaults>();
        services.AddSingleton<Reaches>();
        services.AddSingleton<KeepPreferences>();
        services.AddSingleton<ShowPreferences>();
        services.AddSingleton<NoticeLog>();
        services.AddSingleton<Occurrences>();
        services.AddSingleton<RaiseAlert>();
        services.AddSingleton<WithdrawAlerts>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<NoticeQueue>();
        services.AddFactWorker<PlanNotices>();
        services.AddSingleton<ChannelHealth>();
        services.AddSingleton<Take>();
        services.AddSingleton<Judge>();
        services.AddSingleton<Pack>();
        services.AddSingleton<FallThrough>();
        services.AddSingleton<SetApart>();
        services.AddSingleton<HandOver>();
        services.AddHostedService<DeliverNotices>();
        services.AddHostedService<SweepNotices>();
        services.AddSingleton(provider => new NoticesHealth(provider.GetRequiredService<Store>(), provider.GetRequiredService<Reaches>(), provider.GetRequiredService<ChannelHealth>(), provider.GetRequiredService<TimeProvider>()));
        services.AddFactWorker<NoteOpened>();
        services.AddSingleton<IHearReading, NoteSeen>();
        services.AddSingleton<NoticeNews>();
        services.AddSingleton<TellAddressOff>();
        services.AddSingleton<IFactTeller>(provider => provider.GetRequiredService<TellAddressOff>());
        services.AddMail();
        services.AddReplies();
    }
}
