namespace Parley.Conversations;

public static class ConversationsSetup
{
    public static void AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<Doors>();
        services.AddSingleton<Unseal>();
        services.AddSingleton<InboxRows>();
        services.AddSingleton<Announcer>();
        services.AddSingleton<AnswerTimes>();
        services.AddSingleton<ThreadViews>();
        services.AddSingleton<IMessageCheck, TextShape>();
        services.AddSingleton<MessageChecks>();
        services.AddSingleton<SendMessage>();
        services.AddSingleton<PlatformPost>();
        services.AddSingleton<OpenConversation>();
        services.AddSingleton<ReviseMessage>();
        services.AddSingleton<MarkRead>();
        services.AddSingleton<ChangeState>();
        services.AddSingleton<ChangeSubject>();
        services.AddSingleton<History>();
        services.AddSingleton<ImportHistory>();
        services.AddSingleton<Postbox>();
        services.AddHostedService(provider => provider.GetRequiredService<Postbox>());
        services.AddSingleton<LastSeen>();
        services.AddHostedService(provider => provider.GetRequiredService<LastSeen>());
        services.AddHostedService<OtherNodes>();
        services.AddHostedService<PruneTouches>();
    }
}
