using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Live;

/// <summary>
/// How many live connections one person may hold at this node. A connection counts for as long as its request lasts, so those that
/// never speak count too. Negotiating needs a free place as well, and keeps none.
/// </summary>
public sealed class ConnectionLimit(IOptions<LimitOptions> options)
{
    readonly Lock gate = new();
    readonly Dictionary<string, int> held = [];

    /// <summary>Takes a place until it is disposed, or throws <c>too-many-connections</c>.</summary>
    public IDisposable Enter(string personId)
    {
        lock (gate)
        {
            var before = held.GetValueOrDefault(personId);
            if (before >= options.Value.ConnectionsPerPerson) throw Refuse.TooManyConnections();
            held[personId] = before + 1;
        }
        return new Place(this, personId);
    }

    void Leave(string personId)
    {
        lock (gate)
            if (--held[personId] == 0) held.Remove(personId);
    }

    sealed class Place(ConnectionLimit limit, string personId) : IDisposable
    {
        public void Dispose() => limit.Leave(personId);
    }
}

public static class ConnectionLimits
{
    public static void UseConnectionLimit(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<ConnectionLimit>();
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null || http.Features.Get<Caller>() is not Person person)
            {
                await next(http);
                return;
            }
            var negotiates = http.Request.Path.Value!.EndsWith("/negotiate", StringComparison.Ordinal);
            if (!negotiates && !http.Request.Headers.ContainsKey("Upgrade") && !HttpMethods.IsConnect(http.Request.Method) && http.Request.Query["id"].Count == 0)
                throw Refuse.Invalid("id", "Connect by WebSocket, or negotiate first and send the connection's id.");
            using (negotiates || !HttpMethods.IsPost(http.Request.Method) ? limit.Enter(person.Id) : null) await next(http);
        });
    }
}
