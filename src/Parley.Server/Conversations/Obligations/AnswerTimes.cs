using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// How long a vendor usually takes to answer, for buyers: the median open time of its first answers of the last 90 days, as a bucket,
/// remembered for a minute. See decision 10 for what counts.
/// </summary>
public sealed class AnswerTimes(Store store, TimeProvider clock)
{
    public const int Fewest = 10;
    const int Most = 2000;
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    readonly BoundedCache<string, (AnswerTime Value, DateTimeOffset Until)> known = new(10_000);

    public async ValueTask<AnswerTime> OfAsync(string vendorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.TryGet(vendorId, out var hit) && hit.Until > now) return hit.Value;
        var since = now - Span;
        await using var db = store.Open();
        var feed = await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct);
        var seconds = feed is null ? [] : await db.Set<Obligation>()
            .Where(o => o.PartyId == feed.Id && o.Since > since && (o.Verdict == Verdict.Within || o.Verdict == Verdict.Missed) && o.First)
            .OrderByDescending(o => o.Since).Take(Most).Select(o => o.OpenSeconds).ToListAsync(ct);
        var value = Describe(seconds);
        known.Set(vendorId, (value, now + Kept));
        return value;
    }

    /// <summary>The median as a bucket people understand; fewer than ten answers say nothing yet.</summary>
    public static AnswerTime Describe(List<int> seconds)
    {
        if (seconds.Count < Fewest) return new AnswerTime("new", null, seconds.Count, null);
        seconds.Sort();
        var middle = seconds.Count / 2;
        var median = seconds.Count % 2 == 1 ? seconds[middle] : (int)(((long)seconds[middle - 1] + seconds[middle]) / 2);
        var label = median switch
        {
            <= 10 * 60 => "within-minutes",
            <= 60 * 60 => "within-hour",
            <= 6 * 3600 => "within-hours",
            <= 24 * 3600 => "within-day",
            _ => "within-days",
        };
        return new AnswerTime(label, median, seconds.Count, Math.Max(1, (median + 3599) / 3600));
    }
}
