using Parley.Conversations;
using Parley.Storage;

namespace Parley.Automation;

public static class AutomationSetup
{
    public static void AddAutomation(this IServiceCollection services)
    {
        services.AddSingleton<Members>();
        services.AddSingleton<TemplateViews>();
        services.AddSingleton<Templates>();
        services.AddSingleton<CarryFiles>();
        services.AddSingleton<KeepTemplates>();
        services.AddHostedService<PruneTemplates>();
        services.AddSingleton<OperatorTemplates>();
        services.AddSingleton<UseCounts>();
        services.AddSingleton<ReadThreadValues>();
        services.AddSingleton<RenderTemplate>();
        services.AddSingleton<IMessageCheck, Unfilled>();
        services.AddSingleton<CountUses>();
        services.AddSingleton<ITemplatesUsed>(provider => provider.GetRequiredService<CountUses>());
        services.AddHostedService(provider => provider.GetRequiredService<CountUses>());
        services.AddHostedService<SettleUses>();
        services.AddSingleton<QuickReplies>();
        services.AddSingleton<KeepMacros>();
        services.AddSingleton<DoAct>();
        services.AddSingleton<RunMacro>();
        services.AddSingleton<Deeds>();
        services.AddHostedService<PruneDeeds>();
        services.AddSingleton<VendorClock>();
        services.AddSingleton<ReadHappenings>();
        services.AddSingleton<SayByMachine>();
        services.AddSingleton<KeepAutoReplies>();
        services.AddFactWorker<SendAutoReplies>();
        services.AddSingleton<StandardRules>();
        services.AddSingleton<RuleBook>();
        services.AddSingleton<CheckRules>();
        services.AddSingleton<KeepRules>();
        services.AddSingleton<ReadThreadFacts>();
        services.AddSingleton<TellNotice>();
        services.AddSingleton<IFactTeller>(provider => provider.GetRequiredService<TellNotice>());
        services.AddSingleton<FileByRule>();
        services.AddSingleton<Routes>();
        services.AddSingleton<PassOn>();
        services.AddSingleton<DoRuleActs>();
        services.AddFactWorker<ApplyRules>();
        services.AddHostedService<WatchWaiting>();
        services.AddSingleton<TryRules>();
        services.AddSingleton<KeepSchedules>();
        services.AddSingleton<KeepPreferences>();
        services.AddSingleton<ScheduledMessages>();
        services.AddFactWorker<PlanMessages>();
        services.AddHostedService<SendPlanned>();
    }
}
