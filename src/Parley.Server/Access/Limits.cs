using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Access;

/// <summary>
/// Token buckets, one a caller and kind, refilled evenly; a full bucket holds a quarter minute's worth.
/// Answers say what is left (<c>RateLimit</c>, <c>RateLimit-Policy</c>; IETF draft ratelimit-headers).
/// </summary>
public sealed class Limits(IOptions<LimitOptions> options, TimeProvider clock)
{
    const int Sweep = 100_000;
    readonly ConcurrentDictionary<string, Bucket> buckets = new();
    readonly Policy person = new("requests", options.Value.RequestsPerMinute), send = new("sends", options.Value.SendsPerMinute), host = new("requests", options.Value.HostRequestsPerMinute);

    /// <summary>Takes one token or throws <c>rate-limited</c>; writes the headers either way.</summary>
    public void Take(Caller caller, bool isSend, HttpContext http)
    {
        var policy = caller is Host ? host : isSend ? send : person;
        if (buckets.Count > Sweep) buckets.Clear();
        var bucket = buckets.GetOrAdd(isSend ? $"s:{caller.Name}" : caller.Name, static (_, p) => new Bucket(p.Burst), policy);
        var (allowed, left, wait) = bucket.Take(policy, clock.GetTimestamp(), clock.TimestampFrequency);
        KeptHeaders.Set(http, "RateLimit-Policy", policy.Header);
        KeptHeaders.Set(http, "RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";r={left};t={(int)Math.Ceiling(wait.TotalSeconds)}"));
        if (!allowed) throw Refuse.RateLimited(wait);
    }

    sealed record Policy(string Name, int PerMinute)
    {
        public readonly double Burst = Math.Max(10, PerMinute / 4.0);
        public readonly string Header = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={PerMinute};w=60");
    }

    sealed class Bucket(double tokens)
    {
        readonly Lock gate = new();
        double tokens = tokens;
        long last;

        public (bool Allowed, int Left, TimeSpan Wait) Take(Policy policy, long now, long frequency)
        {
            lock (gate)
            {
                if (last != 0) tokens = Math.Min(policy.Burst, tokens + (now - last) * policy.PerMinute / 60.0 / frequency);
                last = now;
                var allowed = tokens >= 1;
                if (allowed) tokens -= 1;
                return (allowed, (int)tokens, TimeSpan.FromSeconds(tokens >= 1 ? 0 : (1 - tokens) * 60 / policy.PerMinute));
            }
        }
    }
}
