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
    /// <summary>Below so many, a figure says nothing yet.</summary>
    public const int Fewest = 10;
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    readonly BoundedCache<string, (AnswerTime Value, DateTimeOffset Until)> known = new(10_000);

    public async ValueTask<AnswerTime> OfAsync(string vendorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.TryGet(vendorId, out var hit) && hit.Until > now) return hit.Value;
        await using var db = store.Open();
        var feed = await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct);
        var value = feed is null ? Describe(0, null) : await ReadAsync(Firsts(db, feed.Id, now - Span, now), ct);
        known.Set(vendorId, (value, now + Kept));
        return value;
    }

    static async Task<AnswerTime> ReadAsync(IQueryable<int> seconds, CancellationToken ct)
    {
        var count = await seconds.CountAsync(ct);
        return Describe(count, count < Fewest ? null : await Percentiles.MedianAsync(seconds, count, ct));
    }

    /// <summary>Open seconds of the first answers that count, of what began between the two moments: all of it in one index.</summary>
    public static IQueryable<int> Firsts(ParleyDb db, long partyId, DateTimeOffset from, DateTimeOffset to) =>
        db.Set<Obligation>().Where(o => o.PartyId == partyId && o.Since > from && o.Since <= to && (o.Verdict == Verdict.Within || o.Verdict == Verdict.Missed) && o.First).Select(o => o.OpenSeconds);

    /// <summary>The median as a bucket people understand.</summary>
    public static AnswerTime Describe(int answers, int? median)
    {
        if (answers < Fewest || median is not { } seconds) return new AnswerTime("new", null, answers, null);
        var label = seconds switch
        {
            <= 10 * 60 => "within-minutes",
            <= 60 * 60 => "within-hour",
            <= 6 * 3600 => "within-hours",
            <= 24 * 3600 => "within-day",
            _ => "within-days",
        };
        return new AnswerTime(label, seconds, answers, Math.Max(1, (int)((seconds + 3599L) / 3600)));
    }
}

/// <summary>Percentiles of what a query says, found where it lies: by place in the order, nothing is estimated.</summary>
public static class Percentiles
{
    /// <summary>The middle one, or halfway between the middle two; null of none.</summary>
    public static async Task<int?> MedianAsync(IQueryable<int> values, int count, CancellationToken ct)
    {
        if (count == 0) return null;
        var middle = await values.OrderBy(v => v).Skip((count - 1) / 2).Take(2 - (count % 2)).ToListAsync(ct);
        return middle.Count == 0 ? null : (int)middle.Average(v => (long)v);
    }

    /// <summary>The smallest that so many in a hundred do not exceed (nearest rank); null of none.</summary>
    public static async Task<int?> AtAsync(IQueryable<int> values, int count, int percent, CancellationToken ct)
    {
        if (count == 0) return null;
        var rank = ((long)count * percent + 99) / 100;
        var found = await values.OrderBy(v => v).Skip((int)Math.Max(0, rank - 1)).Take(1).ToListAsync(ct);
        return found is [var value] ? value : null;
    }
}
