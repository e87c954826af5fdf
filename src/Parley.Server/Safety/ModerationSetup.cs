using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

public static class ModerationSetup
{
    public static void AddModeration(this IServiceCollection services)
    {
        services.AddSingleton<Flags>();
        services.AddFactWorker<FlagPictures>();
        services.AddSingleton<TakeReport>();
        services.AddSingleton<OwnReports>();
        services.AddSingleton<Audit>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<KeepGrants>();
        services.AddSingleton<ReadByGrant>();
        services.AddSingleton<CaseReadings>();
        services.AddHostedService<TellReadings>();
        services.AddSingleton<ClaimCase>();
        services.AddSingleton<CaseQueue>();
        services.AddSingleton<SettleCase>();
        services.AddSingleton<ReadHeld>();
        services.AddSingleton<ReadAppeals>();
        services.AddSingleton<Evidence>();
        services.AddSingleton<ReadFile>();
        services.AddSingleton<Statements>();
        services.AddSingleton<Appeals>();
        services.AddSingleton<IRulings, Rulings>();
        services.AddSingleton<DecideHeld>();
        services.AddSingleton<MakeDecisions>();
        services.AddSingleton<DecideCase>();
        services.AddSingleton<CarryOut>();
        services.AddSingleton<IHostFreezes, FreezeByHost>();
        services.AddHostedService(provider => provider.GetRequiredService<CarryOut>());
        services.AddPublicNotices();
        services.AddTransparency();
        services.AddPeople();
        services.AddOperators();
        services.AddQuality();
        services.AddBlocks();
        services.AddSingleton<Sanctions>();
        services.AddSingleton<INoteRefusal, NoteRefusal>();
        services.AddSingleton<IRestrictions>(provider => provider.GetRequiredService<Sanctions>());
        services.AddHostedService(provider => provider.GetRequiredService<Sanctions>());
    }

    public static void MapModeration(this IEndpointRouteBuilder routes)
    {
        routes.MapReports();
        routes.MapBlocks();
        routes.MapAudit();
        routes.MapGrants();
        routes.MapCases();
        routes.MapDecisions();
        routes.MapPublicNotices();
        routes.MapTransparency();
        routes.MapPeople();
        routes.MapOperators();
        routes.MapQuality();
    }
}
