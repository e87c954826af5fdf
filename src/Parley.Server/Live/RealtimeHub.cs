using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Live;

/// <summary>The hub only pushes: it has no methods to call. Commands come in over HTTP, so checks and limits exist once.</summary>
public sealed class RealtimeHub : Hub;

public static class LiveSetup
{
    /// <summary>How often the server says something on a quiet connection; a page that hears nothing for twice as long knows that the line is dead.</summary>
    static readonly TimeSpan Ping = TimeSpan.FromSeconds(40);

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR(hub =>
        {
            hub.KeepAliveInterval = Ping;
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(150);
            hub.MaximumReceiveMessageSize = 1024;
            hub.StreamBufferCapacity = 1;
            hub.MaximumParallelInvocationsPerClient = 1;
        }).AddJsonProtocol(json => json.PayloadSerializerOptions = Wire.Json);
        services.AddSingleton<IHubProtocol>(provider => new PushOnlyProtocol(new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        services.AddSingleton<ConnectionLimit>();
        services.AddSingleton<Switchboard>();
        services.AddSingleton<Presence>();
        services.AddSingleton<HubLifetimeManager<RealtimeHub>>(provider => provider.GetRequiredService<Switchboard>());
        services.AddHostedService<CloseExpired>();
    }

    public static void MapLive(this WebApplication app) =>
        app.MapHub<RealtimeHub>("/realtime", options =>
        {
            options.ApplicationMaxBufferSize = 4 * 1024;
            options.TransportMaxBufferSize = 64 * 1024;
        }).ForPerson();
}
