using Parley.Conversations;
using Parley.Safety.Policies;
using Parley.Safety.Screening;
using Parley.Safety.Simulation;
using Parley.Storage;

namespace Parley.Safety;

public static class SafetySetup
{
    public static void AddSafety(this IServiceCollection services)
    {
        services.AddSingleton<KeepPolicy>();
        services.AddHostedService(provider => provider.GetRequiredService<KeepPolicy>());
        services.AddSingleton<LatelySaid>();
        services.AddSingleton<ReadContext>();
        services.AddSingleton<Repeats>();
        services.AddSingleton<Lookalikes>();
        services.AddSingleton<NewThreads>();
        services.AddSingleton<MessageRates>();
        services.AddSingleton<Classifier>();
        services.AddSingleton<LinkList>();
        services.AddHostedService(provider => provider.GetRequiredService<LinkList>());
        services.AddSingleton<SurroundingsNow>();
        services.AddSingleton<NoteScreened>();
        services.AddSingleton<SendReleased>();
        services.AddSingleton<HeldMessages>();
        services.AddSingleton<IHeldMessages>(provider => provider.GetRequiredService<HeldMessages>());
        services.AddHostedService<WatchHeld>();
        services.AddFactWorker<FlagScreened>();
        services.AddSingleton<RecordRestrictions>();
        services.AddSingleton<RecordRefusal>();
        services.AddSingleton<IHiding, HideByPolicy>();
        services.AddSingleton<ForgetFindings>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgetFindings>());
        services.AddSingleton<ReadPast>();
        services.AddSingleton<KeepSimulations>();
        services.AddHostedService<SimulatePolicies>();
        services.AddSingleton<Screen>();
        services.AddSingleton<IMessageCheck>(provider => provider.GetRequiredService<Screen>());
    }

    public static void MapSafety(this IEndpointRouteBuilder routes)
    {
        routes.MapPolicy();
        routes.MapSimulations();
        routes.MapScreening();
        routes.MapHeld();
    }
}
