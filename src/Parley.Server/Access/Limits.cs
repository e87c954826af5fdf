using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Access;

/// <summary>
/// Token buckets, one a caller and kind, refilled evenly; a full bucket holds a quarter minute's worth.
/// Nodes tell each other what was taken, an eighth of a full bucket at a time: who goes to many of them gets hardly more than of one.
/// Answers say what is left (<c>RateLimit</c>, <c>RateLimit-Policy</c>; IETF draft ratelimit-headers).
/// </summary>
public sealed class Limits(IOptions<LimitOptions> options, TimeProvider clock)
{
    const int Sweep = 100_000, MostToTell = 5_000;
    const string Sends = "s:";
    readonly ConcurrentDictionary<string, Bucket> buckets = new();
    readonly Policy person = new("requests", options.Value.RequestsPerMinute), send = new("sends", options.Value.SendsPerMinute), host = new("requests", options.Value.HostRequestsPerMinute);

    readonly ConcurrentQueue<(string Bucket, int Taken)> toTell = new();

    /// <summary>Whether there are other nodes to tell.</summary>
    public bool HasOthers { get; set; }

    /// <summary>Takes one token or throws <c>rate-limited</c>; writes the headers either way.</summary>
    public void Take(Caller caller, bool isSend, HttpContext http)
    {
        var policy = caller is Host ? host : isSend ? send : person;
        if (buckets.Count > Sweep) buckets.Clear();
        var name = isSend ? $"{Sends}{caller.Name}" : caller.Name;
        var bucket = buckets.GetOrAdd(name, static (_, p) => new Bucket(p.Burst), policy);
        var (allowed, left, wait, part) = bucket.Take(policy, clock.GetTimestamp(), clock.TimestampFrequency);
        if (part > 0 && HasOthers && toTell.Count < MostToTell) toTell.Enqueue((name, part));
        KeptHeaders.Set(http, "RateLimit-Policy", policy.Header);
        KeptHeaders.Set(http, "RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";r={left};t={(int)Math.Ceiling(wait.TotalSeconds)}"));
        if (!allowed) throw Refuse.RateLimited(wait);
    }

    /// <summary>What other nodes are to hear; false when that is all.</summary>
    public bool TryTell(out (string Bucket, int Taken) told) => toTell.TryDequeue(out told);

    /// <summary>Another node gave so much of this bucket.</summary>
    public void Heard(string name, int taken)
    {
        var policy = name.StartsWith(Sends, StringComparison.Ordinal) ? send : name.StartsWith("host:", StringComparison.Ordinal) ? host : person;
        buckets.GetOrAdd(name, static (_, p) => new Bucket(p.Burst), policy).Spend(policy, taken, clock.GetTimestamp(), clock.TimestampFrequency);
    }

    sealed record Policy(string Name, int PerMinute)
    {
        const int Parts = 8;
        public readonly double Burst = Math.Max(10, PerMinute / 4.0);

        /// <summary>So much is told at a time.</summary>
        public int Part => Math.Max(1, (int)(Burst / Parts));
        public readonly string Header = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={PerMinute};w=60");
    }

    sealed class Bucket(double tokens)
    {
        readonly Lock gate = new();
        double tokens = tokens;
        long last;
        int untold;

        /// <returns>With what other nodes are to hear now; 0 for nothing yet.</returns>
        public (bool Allowed, int Left, TimeSpan Wait, int Part) Take(Policy policy, long now, long frequency)
        {
            lock (gate)
            {
                Refill(policy, now, frequency);
                var allowed = tokens >= 1;
                if (allowed) tokens -= 1;
                if (allowed) untold++;
                var part = untold >= policy.Part ? untold : 0;
                if (part > 0) untold = 0;
                return (allowed, Math.Max(0, (int)tokens), TimeSpan.FromSeconds(tokens >= 1 ? 0 : (1 - tokens) * 60 / policy.PerMinute), part);
            }
        }

        /// <summary>No deeper than a full bucket below zero: nobody waits for longer than half a minute.</summary>
        public void Spend(Policy policy, int taken, long now, long frequency)
        {
            lock (gate)
            {
                Refill(policy, now, frequency);
                tokens = Math.Max(-policy.Burst, tokens - taken);
            }
        }

        void Refill(Policy policy, long now, long frequency)
        {
            if (last != 0) tokens = Math.Min(policy.Burst, tokens + (now - last) * policy.PerMinute / 60.0 / frequency);
            last = now;
        }
    }
}
