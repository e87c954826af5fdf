using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Parley.Access;

namespace Parley.Live;

/// <summary>
/// Who is connected, by party, and the way to reach them. A push is serialised once and written to each connection without
/// waiting for slow ones: a connection that falls too far behind is cut, comes back and catches up.
/// Replaces SignalR's own bookkeeping, which walks all connections to find a user's.
/// </summary>
public sealed class Switchboard : HubLifetimeManager<RealtimeHub>
{
    readonly ConcurrentDictionary<string, Line[]> lines = new();
    readonly ConcurrentDictionary<string, Line> byId = new();
    readonly Lock gate = new();

    /// <summary>Every push from now on reaches the connection: what a client asks for after this leaves no gap. The handshake's answer comes too early for that.</summary>
    static readonly SerializedHubMessage Ready = new(new InvocationMessage("ready", []));

    /// <summary>A party's first connection came, or its last went. Called on the connection's own thread; must not block.</summary>
    public event Action<string, bool>? PresenceChanged;

    /// <summary>A party was pushed this payload on at least one connection. Called on the pusher's thread; must not block.</summary>
    public event Action<string, object>? Pushed;

    public int Count => byId.Count;

    /// <summary>The parties with a connection here, at this moment.</summary>
    public ICollection<string> Parties => lines.Keys;

    public IEnumerable<Line> All => byId.Values;

    public bool IsOnline(string key) => lines.ContainsKey(key);

    /// <summary>Sends to every connection of the party, except those of one person if named. Calls for one party keep their order.</summary>
    public void Push(string key, string target, object payload, string? exceptPerson = null)
    {
        if (!lines.TryGetValue(key, out var listeners)) return;
        var message = new SerializedHubMessage(new InvocationMessage(target, [payload]));
        foreach (var line in listeners)
            if (exceptPerson is null || line.PersonId != exceptPerson) line.Write(message);
        Pushed?.Invoke(key, payload);
    }

    /// <summary>Sends to those connections of the party that are meant.</summary>
    public void Push(string key, string target, object payload, Func<Line, bool> to)
    {
        if (!lines.TryGetValue(key, out var listeners)) return;
        SerializedHubMessage? message = null;
        foreach (var line in listeners)
            if (to(line)) line.Write(message ??= new SerializedHubMessage(new InvocationMessage(target, [payload])));
        if (message is not null) Pushed?.Invoke(key, payload);
    }

    /// <summary>Who of the party is connected here.</summary>
    public HashSet<string> PeopleOf(string key) => lines.TryGetValue(key, out var listeners) ? listeners.Select(l => l.PersonId).ToHashSet() : [];

    /// <summary>Ends the connections of a person, all of them or those in one role.</summary>
    public void Drop(string? personId, string? key)
    {
        foreach (var line in byId.Values)
            if ((personId is null || line.PersonId == personId) && (key is null || line.Key == key)) line.Abort();
    }

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var http = connection.GetHttpContext() ?? throw new InvalidOperationException("A live connection without a request.");
        var person = (Person)http.Features.Get<Caller>()!;
        var line = new Line(connection, http.Features.Get<Role>()!.Key, person.Id, person.Expires);
        connection.Features.Set(line);
        byId[connection.ConnectionId] = line;
        bool first;
        lock (gate)
        {
            first = !lines.TryGetValue(line.Key, out var others);
            lines[line.Key] = [.. others ?? [], line];
        }
        line.Write(Ready);
        if (first) PresenceChanged?.Invoke(line.Key, true);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (!byId.TryRemove(connection.ConnectionId, out var line)) return Task.CompletedTask;
        bool last;
        lock (gate)
        {
            var rest = lines.TryGetValue(line.Key, out var others) ? others.Where(o => o != line).ToArray() : [];
            last = rest.Length == 0;
            if (last) lines.TryRemove(line.Key, out _);
            else lines[line.Key] = rest;
        }
        if (last) PresenceChanged?.Invoke(line.Key, false);
        return Task.CompletedTask;
    }

    // The rest of SignalR's contract addresses connections, groups and users, which Parley does not use: everything goes through Push.
    static Task Unused() => throw new NotSupportedException("Parley reaches connections through Switchboard.Push only.");

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) => Unused();
    public override Task SendAllExceptAsync(string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) => Unused();
    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) => Unused();
    public override Task SendConnectionsAsync(IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) => Unused();
    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) => Unused();
    public override Task SendGroupsAsync(IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) => Unused();
    public override Task SendGroupExceptAsync(string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) => Unused();
    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) => Unused();
    public override Task SendUsersAsync(IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) => Unused();
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) => Unused();
    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) => Unused();
}
