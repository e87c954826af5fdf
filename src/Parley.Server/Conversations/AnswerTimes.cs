using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>How long a vendor usually takes to answer: the median over its answers of the last 90 days, remembered for a minute.</summary>
public sealed class AnswerTimes(Store store, TimeProvider clock)
{
    const int Fewest = 10, Most = 2000;
    static readonly TimeSpan Span = TimeSpan.FromDays(90), Kept = TimeSpan.FromMinutes(1);
    readonly BoundedCache<string, (AnswerTime Value, DateTimeOffset Until)> known = new(10_000);

    public async ValueTask<AnswerTime> OfAsync(string vendorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.TryGet(vendorId, out var hit) && hit.Until > now) return hit.Value;
        var since = now - Span;
        await using var db = store.Open();
        var feed = await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct);
        var seconds = feed is null ? [] : await db.Set<Answer>().Where(a => a.PartyId == feed.Id && a.At > since).OrderByDescending(a => a.At).Take(Most).Select(a => a.Seconds).ToListAsync(ct);
        var value = Describe(seconds);
        known.Set(vendorId, (value, now + Kept));
        return value;
    }

    /// <summary>The median as a bucket people understand; fewer than ten answers say nothing yet.</summary>
    public static AnswerTime Describe(List<int> seconds)
    {
        if (seconds.Count < Fewest) return new AnswerTime("new", null, seconds.Count);
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
        return new AnswerTime(label, median, seconds.Count);
    }
}
