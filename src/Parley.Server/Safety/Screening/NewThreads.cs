using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>How many threads a person began, for good, in this hour and on this day, and how many messages they wrote in these ten minutes; and since when they are known.</summary>
public sealed class SenderRecord
{
    /// <summary>A person's id, or <c>vendor</c> and a vendor's: of all its people.</summary>
    public required string PersonId { get; init; }
    public DateTimeOffset FirstAt { get; set; }
    public int Threads { get; set; }
    public DateTimeOffset HourAt { get; set; }
    public int InHour { get; set; }
    public DateTimeOffset DayAt { get; set; }
    public int InDay { get; set; }
    public DateTimeOffset WindowAt { get; set; }
    public int InWindow { get; set; }

    /// <summary>In which messages are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>The person's row, made if need be, and held against other nodes until the transaction ends.</summary>
    public static async Task<SenderRecord> HoldAsync(ParleyDb db, string personId, DateTimeOffset now, CancellationToken ct)
    {
        var at = now.ToMicros();
        await db.InsertMissingAsync("sender_records", "person_id, first_at, threads, hour_at, in_hour, day_at, in_day, window_at, in_window", [[personId, at, 0, at, 0, at, 0, at, 0]], ct);
        await db.Set<SenderRecord>().Where(s => s.PersonId == personId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Threads, x => x.Threads), ct);
        return await db.Set<SenderRecord>().AsTracking().SingleAsync(s => s.PersonId == personId, ct);
    }

    /// <summary>By what they did before: 1 for who is new, then 4, then 12.</summary>
    public int TrustAt(DateTimeOffset now) => (Threads, now - FirstAt) switch
    {
        ( >= 20, { TotalDays: >= 30 }) => 12,
        ( >= 3, { TotalDays: >= 1 }) => 4,
        _ => 1,
    };

    /// <summary>Begins another; or says how long to wait.</summary>
    /// <param name="perHour">Of somebody new; three times as many on a day.</param>
    public TimeSpan? Take(DateTimeOffset now, int perHour)
    {
        const int hoursOfDay = 3;
        if (now - HourAt >= TimeSpan.FromHours(1)) (HourAt, InHour) = (now, 0);
        if (now - DayAt >= TimeSpan.FromDays(1)) (DayAt, InDay) = (now, 0);
        var most = perHour * TrustAt(now);
        if (InDay >= most * hoursOfDay) return DayAt.AddDays(1) - now;
        if (InHour >= most) return HourAt.AddHours(1) - now;
        (Threads, InHour, InDay) = (Threads + 1, InHour + 1, InDay + 1);
        return null;
    }

    /// <summary>Wrote so many messages more; says how many are left, and when that ends.</summary>
    /// <param name="since">When the first of them was written.</param>
    /// <param name="most">Of somebody new, in ten minutes.</param>
    public (int Left, DateTimeOffset Until) Write(int messages, DateTimeOffset since, DateTimeOffset now, int most)
    {
        if (now - WindowAt >= Window || WindowAt > now) (WindowAt, InWindow) = (since, 0);
        InWindow += messages;
        return (Math.Max(0, most * TrustAt(now) - InWindow), WindowAt + Window);
    }
}

sealed class SenderRecordTable : IEntityTypeConfiguration<SenderRecord>
{
    public void Configure(EntityTypeBuilder<SenderRecord> builder)
    {
        builder.ToTable("sender_records");
        builder.HasKey(s => s.PersonId);
        builder.Property(s => s.WindowAt).HasDefaultValue(DateTimeOffset.UnixEpoch);
        builder.Property(s => s.InWindow).HasDefaultValue(0);
    }
}

/// <summary>
/// Lets a buyer begin so many threads an hour and a day, and a vendor's people together so many, more with their history. Counted in the store, so for all nodes
/// together. What machines begin for a vendor, and a vendor whom the host gave a tier, are not counted.
/// </summary>
public sealed class NewThreads(Store store, Register register, IOptions<SafetyOptions> options, TimeProvider clock)
{
    /// <summary>A refusal where it is too many.</summary>
    public async Task<Refusal?> TakeAsync(Draft draft, CancellationToken ct)
    {
        if (draft.AuthorId.Length == 0) return null;
        var (who, perHour) = (draft.AuthorId, options.Value.NewThreadsPerHour);
        if (draft is { Party: PartyKind.Vendor, Opens.VendorId: { } vendor })
        {
            if (options.Value.VendorThreadsPerHour == 0 || (await register.FindVendorAsync(vendor, ct))?.Tier is not null) return null;
            (who, perHour) = ($"vendor {vendor}", options.Value.VendorThreadsPerHour); // no person's id has a blank
        }
        var now = clock.GetUtcNow();
        var wait = await store.WriteAsync(async db =>
        {
            var record = await SenderRecord.HoldAsync(db, who, now, ct);
            var left = record.Take(now, perHour);
            await db.SaveChangesAsync(ct);
            return left;
        }, ct);
        return wait is null ? null : new Refusal("too-many-new-threads", 429, "You have begun many conversations in a short time. Go on in those, or wait a while.") { RetryAfter = wait };
    }
}
