using System.Net.WebSockets;
using System.Text;

namespace Parley.Tests.Hostile;

/// <summary>The hub and its WebSocket.</summary>
public sealed class LiveDoor(World world, Talk talk, Talk strangers, SocketDoor sockets)
{
    Actor Me => talk.Buyer;

    public async Task<Outcome> BehaveAsync(string scenario) => scenario switch
    {
        "unmasked-client" => await UpgradedAsync([0x81, 0x05, .. "hello"u8]),
        "ping-126" => await UpgradedAsync([0x89, 0xfe, 0x00, 0x7e, 0, 0, 0, 0, .. new byte[126]]),
        "negotiate-reuse" => await ReuseAsync(),
        "conn-500-one-user" => await CrowdAsync(),
        _ => throw new NotSupportedException($"The corpus names a scenario '{scenario}' that the runner does not know."),
    };

    public async Task<Outcome> FramesAsync(byte[] frames)
    {
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{world.Server.Port}/realtime?access_token={Me.Bearer}"), deadline.Token);
        var heard = new StringBuilder();
        try
        {
            await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, deadline.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frames).Replace("$OTHER_CONVERSATION", $"{strangers.Id}", StringComparison.Ordinal)), WebSocketMessageType.Text, true, deadline.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
            while (socket.State is WebSocketState.CloseSent or WebSocketState.Open) heard.Append(await ReceiveAsync(socket, deadline.Token));
        }
        catch (WebSocketException)
        {
            // cut off: that is an answer
        }
        (await world.Anyone().GetAsync("health/live")).Must(200);
        return new Outcome([], Raw: heard.ToString());
    }

    /// <summary>A stranger takes over a connection that somebody else negotiated: what it then hears must be the stranger's own.</summary>
    async Task<Outcome> ReuseAsync()
    {
        var token = (await strangers.Vendor.PostAsync($"realtime/negotiate?negotiateVersion=1&as={strangers.Vendor.As}")).Must(200).Get<string>("connectionToken");
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{world.Server.Port}/realtime?id={token}&access_token={Me.Bearer}"), deadline.Token);
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, deadline.Token);
        (await strangers.Buyer.SayAsync(strangers.Id, Oracles.Canary)).Must(201);
        (await talk.Vendor.SayAsync(talk.Id, "for me")).Must(201);
        var heard = new StringBuilder();
        while (!heard.ToString().Contains("for me", StringComparison.Ordinal) && socket.State == WebSocketState.Open) heard.Append(await ReceiveAsync(socket, deadline.Token));
        return new Outcome([], Raw: heard.ToString(), Writes: true);
    }

    /// <summary>Bare sockets of one person, 500 at once: twenty stay, the rest are refused, and others get in as ever.</summary>
    async Task<Outcome> CrowdAsync()
    {
        var sockets = new List<ClientWebSocket>();
        try
        {
            var open = (await Task.WhenAll(Enumerable.Range(0, 500).Select(_ =>
            {
                sockets.Add(new ClientWebSocket());
                sockets[^1].Options.CollectHttpResponseDetails = true;
                return OpenAsync(sockets[^1]);
            }))).GroupBy(status => status).ToDictionary(g => g.Key, g => g.Count());
            var refused = await Me.PostAsync("realtime/negotiate?negotiateVersion=1");
            (await talk.Vendor.PostAsync($"realtime/negotiate?negotiateVersion=1&as={talk.Vendor.As}")).Must(200);
            var fits = open.GetValueOrDefault(101) == 20 && open.GetValueOrDefault(429) == 480 && refused is { Status: 429, Problem: "too-many-connections" };
            return new Outcome([], Flaw: fits ? null : $"opened and refused: {string.Join(", ", open)}; negotiating: {refused.Status}");
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
            await Eventually.TrueAsync(async () => (await Me.PostAsync("realtime/negotiate?negotiateVersion=1")).Status == 200, "the person gets in again");
        }
    }

    async Task<int> OpenAsync(ClientWebSocket socket)
    {
        try
        {
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{world.Server.Port}/realtime?access_token={Me.Bearer}"), default);
            return 101;
        }
        catch (WebSocketException)
        {
            return (int)socket.HttpStatusCode;
        }
    }

    async Task<Outcome> UpgradedAsync(byte[] frame)
    {
        var start = $"GET /realtime?access_token={Me.Bearer} HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        var heard = await sockets.TextAsync([.. Encoding.ASCII.GetBytes(start), .. frame]);
        (await world.Anyone().GetAsync("health/live")).Must(200);
        return new Outcome([], Raw: heard);
    }

    static async Task<string> ReceiveAsync(ClientWebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        var got = await socket.ReceiveAsync(buffer, ct);
        return Encoding.UTF8.GetString(buffer, 0, got.Count);
    }
}
