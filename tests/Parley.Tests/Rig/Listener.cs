using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;

namespace Parley.Tests.Rig;

/// <summary>A live connection that keeps all it hears, in order.</summary>
public sealed class Listener : IAsyncDisposable
{
    static readonly string[] Targets = ["message", "conversation", "read", "typing", "presence", "counts", "note", "here", "gone", "feed", "rule-notice", "address-off", "due-soon", "missed", "desk", "block"];
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly HubConnection connection;
    readonly ConcurrentQueue<(string Target, JsonNode Push)> heard = new();
    readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Listener(HubConnection connection)
    {
        this.connection = connection;
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        foreach (var target in Targets) connection.On<JsonNode>(target, push => heard.Enqueue((target, push)));
    }

    public static async Task<Listener> ConnectAsync(Uri server, string role, string token)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server, $"realtime?as={Uri.EscapeDataString(role)}"), http => http.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .WithServerTimeout(TimeSpan.FromMinutes(2)) // on a busy machine the server's sign of life may be late
            .Build();
        var listener = new Listener(connection);
        await connection.StartAsync();
        return listener;
    }

    public IReadOnlyCollection<(string Target, JsonNode Push)> Heard => heard;

    public IEnumerable<JsonNode> All(string target) => heard.Where(h => h.Target == target).Select(h => h.Push);

    /// <summary>The first push of this kind that fits, now or soon.</summary>
    public async Task<JsonNode> HearAsync(string target, Func<JsonNode, bool>? fits = null, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            foreach (var push in All(target))
                if (fits is null || fits(push)) return push;
            if (watch.Elapsed > (within ?? Patience))
                Assert.Fail($"No fitting '{target}' within {(within ?? Patience).TotalSeconds} s. Heard: {string.Join(" | ", heard.Select(h => $"{h.Target} {h.Push.ToJsonString()}"))}");
            await Task.Delay(15);
        }
    }

    /// <summary>Completes when the server has ended the connection.</summary>
    public Task ClosedAsync() => closed.Task.WaitAsync(Patience);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
