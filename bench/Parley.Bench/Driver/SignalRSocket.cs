using System.Buffers;
using System.Net.WebSockets;

namespace Parley.Bench.Driver;

/// <summary>Takes one frame of SignalR's JSON protocol, without its record separator. Called from one loop per connection.</summary>
delegate void TakeFrame(ReadOnlySpan<byte> frame);

/// <summary>
/// A SignalR client of a hundred lines: JSON protocol over a bare WebSocket, no negotiation, no reflection, no reconnect.
/// The load generator shares the cores with what it measures, so it does as little as it can.
/// </summary>
sealed class SignalRSocket : IAsyncDisposable
{
    const byte Separator = 0x1e;

    static readonly HttpMessageInvoker Dialler = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = int.MaxValue });

    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim sending = new(1, 1);
    readonly CancellationTokenSource closing = new();
    Task reading = Task.CompletedTask;

    public bool Open => socket.State == WebSocketState.Open && !reading.IsCompleted;

    public async Task ConnectAsync(Uri address, TakeFrame take, int bufferBytes, CancellationToken ct)
    {
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(address, Dialler, ct);
        await SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), ct);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reading = ReadAsync(take, answered, bufferBytes);
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
    }

    /// <summary>Sends whole frames, separator included; callers may overlap.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> frames, CancellationToken ct)
    {
        await sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(frames, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Tells the server that this side is alive.</summary>
    public ValueTask PingAsync(CancellationToken ct) => SendAsync("{\"type\":6}\u001e"u8.ToArray(), ct);

    async Task ReadAsync(TakeFrame take, TaskCompletionSource answered, int bufferBytes)
    {
        var buffer = new byte[bufferBytes];
        var held = 0;
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(held), closing.Token);
                if (got.MessageType == WebSocketMessageType.Close) return;
                held = Take(buffer, held + got.Count, take, answered);
                if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException)
        {
            answered.TrySetException(new IOException("The connection ended before the handshake.", ended));
        }
    }

    /// <summary>Hands out each complete frame and keeps the rest at the buffer's start; returns how much that is.</summary>
    static int Take(byte[] buffer, int held, TakeFrame take, TaskCompletionSource answered)
    {
        var start = 0;
        while (buffer.AsSpan(start, held - start).IndexOf(Separator) is >= 0 and var length)
        {
            if (answered.Task.IsCompleted) take(buffer.AsSpan(start, length));
            else answered.TrySetResult();
            start += length + 1;
        }
        buffer.AsSpan(start, held - start).CopyTo(buffer);
        return held - start;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await reading;
        socket.Dispose();
        sending.Dispose();
        closing.Dispose();
    }
}
