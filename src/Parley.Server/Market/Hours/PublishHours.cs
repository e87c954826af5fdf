using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Market;

/// <summary>Publishes a vendor's hours: a new version from now on; sending the same again changes nothing.</summary>
public sealed class PublishHours(Store store, VendorHours hours, TimeProvider clock)
{
    public async Task<HoursVersion> RunAsync(string vendorId, HoursBody body, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(CheckedHours.Clean(body), Bodies.Strict);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var version = await store.WriteAsync(db => SaveAsync(db, vendorId, text, ct), ct);
                hours.Forget($"hours:{vendorId}");
                return version;
            }
            catch (DbUpdateException e) when (attempt < 5 && StorageTrouble.MayRepeatNow(e))
            {
                // Somebody of the team published in the same moment; this one comes after it.
            }
        }
    }

    public async Task<HoursVersion?> LastAsync(string vendorId, CancellationToken ct)
    {
        await using var db = store.Open();
        return await Last(db, vendorId).FirstOrDefaultAsync(ct);
    }

    async Task<HoursVersion> SaveAsync(ParleyDb db, string vendorId, string text, CancellationToken ct)
    {
        var last = await Last(db, vendorId).FirstOrDefaultAsync(ct);
        if (last?.Hours == text) return last;
        var now = clock.GetUtcNow();
        // A clock set back never makes a version older than the one before it.
        var version = new HoursVersion { VendorId = vendorId, Number = (last?.Number ?? 0) + 1, Since = last is not null && last.Since > now ? last.Since : now, Hours = text };
        db.Add(version);
        db.Add(new Fact { Kind = FactKind.MarketChanged, Subject = $"hours:{vendorId}", Node = Node.Id, At = now });
        await db.SaveChangesAsync(ct);
        return version;
    }

    static IQueryable<HoursVersion> Last(ParleyDb db, string vendorId) => db.Set<HoursVersion>().Where(h => h.VendorId == vendorId).OrderByDescending(h => h.Number);
}
