using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Parley.Tests.Live;

/// <summary>Connections that stay open for long, or read too slowly.</summary>
public sealed class Long_lines(CommonSqlite world) : Facts(world)
{
    [Fact]
    public async Task A_reader_who_stops_reading_is_cut_off_and_finds_everything_afterwards()
    {
        var talk = await World.NewTalkAsync();
        using var lazy = await ConnectAsync(talk.Buyer.Bearer!, "buyer");
        var text = new string('x', 4900);
        var sent = 0;
        await Eventually.TrueAsync(async () =>
        {
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => talk.Vendor.SayAsync(talk.Id, text)))) answer.Must(201);
            sent += 100;
            return !(await talk.Vendor.ViewAsync(talk.Id)).Must(200).Get<bool>("with.online");
        }, "the server gives up on a connection that takes nothing", TimeSpan.FromSeconds(60));
        Assert.Equal(1 + sent, (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<int>("lastSeq"));
    }

    [Fact]
    public async Task A_connection_ends_within_a_minute_after_its_token()
    {
        var talk = await World.NewTalkAsync();
        using var live = await ConnectAsync(World.Tokens.For(talk.Buyer.Id, TimeSpan.FromSeconds(2)), "buyer");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[4096];
        try
        {
            while (live.State == WebSocketState.Open) await live.ReceiveAsync(buffer.AsMemory(), deadline.Token);
        }
        catch (WebSocketException)
        {
            // ended without a word
        }
        Assert.False(deadline.IsCancellationRequested);
    }

    /// <summary>A bare connection with a small receive buffer, past the handshake.</summary>
    async Task<WebSocket> ConnectAsync(string token, string role)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync("127.0.0.1", World.Server.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /realtime?as={role}&access_token={token} HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one);
            head.Add(one[0]);
        }
        Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString([.. head]), StringComparison.Ordinal);
        var web = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions());
        await web.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, default);
        return web;
    }
}
