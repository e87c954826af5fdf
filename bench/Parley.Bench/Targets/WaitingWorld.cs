using Parley.Bench.Machine;

namespace Parley.Bench.Targets;

/// <summary>The product with buyers who have mail addresses and an endpoint of the host's that is down, so that each send leaves something to wait.</summary>
sealed class WaitingWorld(ParleyServer server, ITarget target, Guid webhook, string database) : IAsyncDisposable
{
    public ParleyServer Server => server;
    public ITarget Target => target;
    public Guid Webhook => webhook;
    public string Database => database;

    public static async Task<WaitingWorld> StartAsync(Stage stage, World people, string what, string store, CancellationToken ct)
    {
        var name = $"{what}-{store}";
        var options = new Dictionary<string, string>
        {
            ["Parley__Mail__Host"] = "127.0.0.1", ["Parley__Mail__Port"] = $"{Ports.Free()}", ["Parley__Mail__From"] = "messages@shop.example",
            ["Parley__Notices__Defaults__0"] = "buyer message mail after:60", ["Parley__Webhooks__AllowPrivate"] = "true",
        };
        var server = await stage.ServerAsync(name, store, options: options);
        var key = await server.CreateKeyAsync("market:write,market:read,history:import,webhooks:manage");
        var market = new ParleyMarket(server, key, people);
        await server.StartAsync(TimeSpan.FromMilliseconds(50));
        await market.FillAsync(1, ct);
        await server.SyncAsync(key, Enumerable.Range(0, World.Buyers).Select(buyer => $$"""{"type":"user","id":"{{ParleyMarket.BuyerId(buyer)}}","name":"Buyer {{buyer}}","email":"b{{buyer}}@people.example"}"""), ct);
        var webhook = Guid.NewGuid();
        await server.AddWebhookAsync(key, webhook, $"http://127.0.0.1:{Ports.Free()}/", ordered: false, ct);
        if (store == "pg") await stage.SettleAsync(name.Replace('-', '_'));
        var (ids, lastSeq) = await market.ReadConversationsAsync(ct);
        return new WaitingWorld(server, new ParleyTarget(server, store == "pg" ? (await stage.PostgresAsync()).Pid : null, ids, lastSeq), webhook, name.Replace('-', '_'));
    }

    public ValueTask DisposeAsync() => target.DisposeAsync();
}
