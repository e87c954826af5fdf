using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Whether one of a team is there to take threads, and when they were last given one.</summary>
public sealed class AgentAvailability
{
    public required string VendorId { get; init; }
    public required string PersonId { get; init; }
    public bool Away { get; set; }
    public DateTimeOffset? AwaySince { get; set; }

    /// <summary>When they are back by themselves; null: until they say so.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Microseconds since 1970; kept, so that turns go on where they were after a restart.</summary>
    public long LastAssigned { get; set; }

    /// <summary>Their own weekly hours by the vendor's wall clock, as JSON; null: whenever the vendor is open.</summary>
    public string? Weekly { get; set; }

    public bool IsAway(DateTimeOffset now) => Away && (Until is null || Until > now);
}

/// <summary>Whom a thread was given to by machine: what was given by hand is not taken away.</summary>
public sealed class AutoAssigned
{
    public required Guid ConversationId { get; init; }
    public required string PersonId { get; set; }
}

sealed class AvailabilityTables : IEntityTypeConfiguration<AgentAvailability>, IEntityTypeConfiguration<AutoAssigned>
{
    public void Configure(EntityTypeBuilder<AgentAvailability> builder)
    {
        builder.ToTable("agent_availability");
        builder.HasKey(a => new { a.VendorId, a.PersonId });
    }

    public void Configure(EntityTypeBuilder<AutoAssigned> builder)
    {
        builder.ToTable("auto_assigned");
        builder.HasKey(a => a.ConversationId);
    }
}

/// <param name="Until">With <c>away</c>: at most a year ahead; without one until it is said otherwise.</param>
public sealed record AvailabilityBody(bool Away, DateTimeOffset? Until = null);

/// <param name="Weekly">Their own hours, in the vendor's time zone; none: whenever the vendor is open.</param>
/// <param name="Working">Whether it is within their own hours now.</param>
public sealed record AvailabilityView(string UserId, bool Away, DateTimeOffset? Until, IReadOnlyList<WeeklyHours> Weekly, bool Working);

/// <param name="Weekly">At most 50, by the vendor's wall clock; none: whenever the vendor is open.</param>
public sealed record AgentHoursBody(IReadOnlyList<WeeklyHours> Weekly);

public sealed record AvailabilityList(IReadOnlyList<AvailabilityView> Items);

/// <summary>Who of a team is away, and who works when: said by oneself or an owner, read by the team.</summary>
public sealed class KeepAvailability(Store store, AgentHours hours, TimeProvider clock)
{
    public async Task<AvailabilityList> ReadAsync(string vendorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var zone = await hours.ZoneAsync(vendorId, ct);
        await using var db = store.Open();
        var rows = await db.Set<AgentAvailability>().Where(a => a.VendorId == vendorId && (a.Away || a.Weekly != null)).OrderBy(a => a.PersonId).ToListAsync(ct);
        return new AvailabilityList([.. rows.Where(r => r.IsAway(now) || r.Weekly is not null).Select(r => View(r, zone, now))]);
    }

    public async Task<AvailabilityView> RunAsync(string vendorId, string personId, AvailabilityBody body, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!body.Away && body.Until is not null) throw Refuse.Invalid("until", "'until' goes with 'away'.");
        if (body.Until <= now || body.Until > now.AddDays(366)) throw Refuse.Invalid("until", "'until' must lie ahead, within a year.");
        return await ChangeAsync(vendorId, personId, row =>
        {
            if (body.Away && !row.IsAway(now)) row.AwaySince = now;
            (row.Away, row.Until) = (body.Away, body.Until);
        }, ct);
    }

    /// <summary>Their own hours from now on. What they have they keep; outside of these hours no more is given to them.</summary>
    public Task<AvailabilityView> RunAsync(string vendorId, string personId, AgentHoursBody body, CancellationToken ct)
    {
        var weekly = AgentHours.Write(body.Weekly);
        return ChangeAsync(vendorId, personId, row => row.Weekly = weekly, ct);
    }

    async Task<AvailabilityView> ChangeAsync(string vendorId, string personId, Action<AgentAvailability> change, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var changed = await store.WriteAsync(async db =>
        {
            await db.EnsureAvailabilityAsync(vendorId, personId, ct);
            var row = await db.Set<AgentAvailability>().AsTracking().SingleAsync(a => a.VendorId == vendorId && a.PersonId == personId, ct);
            change(row);
            db.Add(new Fact { Kind = FactKind.AssignDue, Subject = vendorId, Node = Node.Id, At = now });
            await db.SaveChangesAsync(ct);
            return row;
        }, ct);
        return View(changed, await hours.ZoneAsync(vendorId, ct), now);
    }

    static AvailabilityView View(AgentAvailability row, string zone, DateTimeOffset now) =>
        new(row.PersonId, row.IsAway(now), row.IsAway(now) ? row.Until : null, AgentHours.Read(row.Weekly), AgentHours.AreNow(row.Weekly, zone, now));
}

static class AvailabilityRows
{
    public static Task EnsureAvailabilityAsync(this ParleyDb db, string vendorId, string personId, CancellationToken ct) =>
        db.InsertMissingAsync("agent_availability", "vendor_id, person_id, away, last_assigned", [[vendorId, personId, false, 0L]], ct);
}
