using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Market;

/// <summary>Each vendor's open time as it was and will be, from memory when it was asked for before. A change is forgotten here at once, on other nodes within a second.</summary>
public sealed class VendorHours(Store store)
{
    volatile ReadCache<string, Timetable> known = new(20_000);

    public async ValueTask<Timetable> OfAsync(string vendorId, CancellationToken ct)
    {
        var cache = known; // an outage that is told of meanwhile leaves this one behind
        if (cache.TryGet(vendorId, out var timetable)) return timetable;
        var stamp = cache.Begin(vendorId);
        await using var db = store.Open();
        var versions = await db.Set<HoursVersion>().Where(h => h.VendorId == vendorId).OrderBy(h => h.Number).ToListAsync(ct);
        var outages = await db.Set<Outage>().ToListAsync(ct);
        timetable = new Timetable([.. versions.Select(v => (v.Since, CheckedHours.Read(Read(v.Hours))))], outages.Select(SpanOf));
        cache.Keep(vendorId, stamp, timetable);
        return timetable;
    }

    /// <summary>Forgets what a fact (<c>hours:VENDOR</c>, <c>outages:FROM UNTIL</c>) says has changed.</summary>
    public void Forget(string subject)
    {
        if (subject.StartsWith("hours:", StringComparison.Ordinal)) known.Forget(subject[6..]);
        if (subject.StartsWith("outages:", StringComparison.Ordinal)) known = new(20_000);
    }

    public static HoursBody Read(string stored) => JsonSerializer.Deserialize<HoursBody>(stored, Bodies.Strict)!;

    static Stretch SpanOf(Outage outage) => new(outage.From.UtcTicks, (outage.Until ?? DateTimeOffset.MaxValue).UtcTicks);
}
