using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Parley.Live;

/// <summary>
/// Who is online, at this node or at another. What another node says of its people holds for as long as it is heard of:
/// one that falls silent (<see cref="LiveOptions.NodeSilenceSeconds"/>) has none.
/// </summary>
public sealed class Presence
{
    readonly Switchboard switchboard;
    readonly TimeProvider clock;
    readonly TimeSpan silence;
    readonly Lock gate = new();
    readonly Dictionary<Guid, Elsewhere> nodes = [];
    readonly ConcurrentDictionary<string, int> elsewhere = new(); // at how many other nodes; changed under the gate

    public Presence(Switchboard switchboard, IOptions<LiveOptions> options, TimeProvider clock)
    {
        (this.switchboard, this.clock, silence) = (switchboard, clock, TimeSpan.FromSeconds(options.Value.NodeSilenceSeconds));
        switchboard.PresenceChanged += (key, _) => Changed?.Invoke(key);
    }

    sealed class Elsewhere
    {
        public readonly HashSet<string> Parties = [];
        public DateTimeOffset HeardAt;
    }

    /// <summary>A party may have come or gone, here or elsewhere; ask <see cref="IsOnline"/>. Must not block.</summary>
    public event Action<string>? Changed;

    public bool IsOnline(string key) => switchboard.IsOnline(key) || elsewhere.ContainsKey(key);

    /// <summary>How often to be heard of, so that two signs may be lost.</summary>
    public TimeSpan SignOfLife => silence / 3;

    /// <summary>Whether any other node was heard of lately.</summary>
    public bool HasOthers
    {
        get
        {
            lock (gate) return nodes.Count > 0;
        }
    }

    /// <summary>Another node gave a sign of life. True if it was not known, or no longer: what it said before is lost, and what this one said may not have reached it.</summary>
    public bool Heard(Guid node)
    {
        lock (gate)
        {
            var isNew = !nodes.ContainsKey(node);
            Of(node).HeardAt = clock.GetUtcNow();
            return isNew;
        }
    }

    /// <summary>A party's first connection to that node came, or its last went.</summary>
    public void Moved(Guid node, string key, bool online)
    {
        lock (gate)
        {
            var parties = Of(node).Parties;
            if (online ? !parties.Add(key) : !parties.Remove(key)) return;
            Count(key, online ? 1 : -1);
        }
        Changed?.Invoke(key);
    }

    /// <summary>That node tells everything anew: nobody is online there until it says so.</summary>
    public void Clear(Guid node) => Empty(node, forget: false);

    /// <summary>That node ended.</summary>
    public void Forget(Guid node) => Empty(node, forget: true);

    /// <summary>Forgets the nodes that were silent for too long.</summary>
    public void ForgetSilent()
    {
        Guid[] silent;
        var horizon = clock.GetUtcNow() - silence;
        lock (gate) silent = [.. nodes.Where(n => n.Value.HeardAt < horizon).Select(n => n.Key)];
        foreach (var node in silent) Forget(node);
    }

    void Empty(Guid node, bool forget)
    {
        string[] gone;
        lock (gate)
        {
            var parties = Of(node).Parties;
            gone = [.. parties];
            parties.Clear();
            foreach (var key in gone) Count(key, -1);
            if (forget) nodes.Remove(node);
        }
        foreach (var key in gone) Changed?.Invoke(key);
    }

    Elsewhere Of(Guid node)
    {
        if (!nodes.TryGetValue(node, out var there)) nodes[node] = there = new Elsewhere { HeardAt = clock.GetUtcNow() };
        return there;
    }

    void Count(string key, int by)
    {
        var now = elsewhere.GetValueOrDefault(key) + by;
        if (now == 0) elsewhere.TryRemove(key, out _);
        else elsewhere[key] = now;
    }
}
