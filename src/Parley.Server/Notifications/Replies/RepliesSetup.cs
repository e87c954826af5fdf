using Parley.Storage;

namespace Parley.Notifications;

public static class RepliesSetup
{
    public static void AddReplies(this IServiceCollection services)
    {
        services.AddSingleton<ReplyAddresses>();
        services.AddSingleton<IReplyAddresses>(provider => provider.GetRequiredService<ReplyAddresses>());
        services.AddSingleton<AnswerSender>();
        services.AddSingleton<TakeBounce>();
        services.AddSingleton<ReceiveReply>();
        services.AddSingleton<ReceivedText>();
        services.AddSingleton<TakeMail>();
        services.AddSingleton<Quarantine>();
        services.AddFactWorker<RevokeAddresses>();
        services.AddHostedService<FetchMails>();
        services.AddHostedService<SweepReplies>();
    }
}
