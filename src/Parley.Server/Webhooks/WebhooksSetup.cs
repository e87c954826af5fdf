using Parley.Storage;

namespace Parley.Webhooks;

public static class WebhooksSetup
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<Post>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<KeepWebhooks>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<TestDelivery>();
        services.AddSingleton<HoldDeliveries>();
        services.AddSingleton<SettleDeliveries>();
        services.AddSingleton<DeliverOne>();
        services.AddHostedService<Deliver>();
        services.AddHostedService<SweepDeliveries>();
        services.AddFactWorker<QueueDeliveries>();
    }
}
