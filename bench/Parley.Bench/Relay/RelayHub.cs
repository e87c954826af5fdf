using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.SignalR;

namespace Parley.Bench.Relay;

/// <summary>Sends by invocation; the answer is the sequence number, given after the commit.</summary>
sealed class RelayHub(RelayPost post, RelayPeople people) : Hub
{
    public override Task OnConnectedAsync()
    {
        people.Connections[Me] = Context.ConnectionId;
        return Task.CompletedTask;
    }

    public Task<long> Send(int conversation, Guid id, string text) => post.SendAsync(new RelaySend(conversation, Me, id, text));

    int Me => int.Parse(Context.User!.FindFirst("sub")!.Value, CultureInfo.InvariantCulture);
}

/// <summary>Which connection each person has: SignalR's own look-up by user walks all connections.</summary>
sealed class RelayPeople
{
    public ConcurrentDictionary<int, string> Connections { get; } = new();
}
