using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public static class ConversationsSetup
{
    public static void AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<Sights>();
        services.AddSingleton<ThreadLines>();
        services.AddSingleton<ChangeTeam>();
        services.AddSingleton<Doors>();
        services.AddSingleton<Unseal>();
        services.AddSingleton<InboxRows>();
        services.AddSingleton<Announcer>();
        services.AddSingleton<AnswerTimes>();
        services.AddSingleton<Targets>();
        services.AddSingleton<Obligations>();
        services.AddSingleton<ContestObligation>();
        services.AddFactWorker<JudgeObligations>();
        services.AddFactWorker<KeepDues>();
        services.AddHostedService<WarnOfDues>();
        foreach (var kind in new[] { FactKind.AnswerDueSoon, FactKind.AnswerMissed })
            services.AddSingleton<IFactTeller>(provider => ActivatorUtilities.CreateInstance<TellDues>(provider, kind));
        services.AddSingleton<JudgeResolutions>();
        services.AddFactWorker<KeepResolutions>();
        services.AddHostedService<WarnOfResolutions>();
        foreach (var kind in new[] { FactKind.ResolutionDueSoon, FactKind.ResolutionMissed })
            services.AddSingleton<IFactTeller>(provider => ActivatorUtilities.CreateInstance<TellResolutions>(provider, kind));
        services.AddSingleton<ThreadViews>();
        services.AddSingleton<IMessageCheck, TextShape>();
        services.AddSingleton<MessageChecks>();
        services.AddSingleton<SignOff>();
        services.AddSingleton<SendMessage>();
        services.AddSingleton<PlatformPost>();
        services.AddSingleton<AutoPost>();
        services.AddSingleton<RouteToVendor>();
        services.AddSingleton<OpenConversation>();
        services.AddSingleton<MergeThreads>();
        services.AddSingleton<MoveThread>();
        services.AddFactWorker<ThreadNews>();
        services.AddSingleton<ReviseMessage>();
        services.AddSingleton<RemoveMessage>();
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
        services.AddSingleton<PassingNews>();
        services.AddHostedService(provider => provider.GetRequiredService<PassingNews>());
        services.AddSingleton<Signs>();
        services.AddSingleton<WhoIsHere>();
        services.AddHostedService(provider => provider.GetRequiredService<WhoIsHere>());
        services.AddHostedService<PruneTouches>();
        services.AddSingleton<TellFiled>();
        services.AddSingleton<IFactTeller>(provider => provider.GetRequiredService<TellFiled>());
        services.AddSingleton<FileThreads>();
        services.AddSingleton<AgentHours>();
        services.AddSingleton<KeepAvailability>();
        services.AddFactWorker<AssignThreads>();
        services.AddHostedService(provider => provider.GetRequiredService<AssignThreads>());
        services.AddSingleton<TakeBack>();
        services.AddSingleton<KeepLabels>();
        services.AddSingleton<TellDesk>();
        services.AddHostedService<WakeSnoozed>();
    }

    /// <summary>Sends that find the postbox full are refused before anything is spent on them, or refusing would eat what storing needs.</summary>
    public static void UseOverload(this WebApplication app)
    {
        var postbox = app.Services.GetRequiredService<Postbox>();
        app.Use((http, next) => postbox.IsFull && http.GetEndpoint()?.Metadata.GetMetadata<Admission>() is { Send: true } ? Problems.AnswerAsync(http, Refuse.OverloadedRefusal) : next(http));
    }
}
