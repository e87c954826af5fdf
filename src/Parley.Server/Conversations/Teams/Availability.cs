using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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

public sealed record AvailabilityView(string UserId, bool Away, DateTimeOffset? Until);

public sealed record AvailabilityList(IReadOnlyList<AvailabilityView> Items);

/// <summary>Who of a team is away: said by oneself or an owner, read by the team.</summary>
public sealed class KeepAvailability(Store store, TimeProvider clock)
{
    public async Task<AvailabilityList> ReadAsync(string vendorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open();
        var rows = await db.Set<AgentAvailability>().Where(a => a.VendorId == vendorId && a.Away).OrderBy(a => a.PersonId).ToListAsync(ct);
        return new AvailabilityList([.. rows.Where(r => r.IsAway(now)).Select(r => new AvailabilityView(r.PersonId, true, r.Until))]);
    }

    public async Task<AvailabilityView> RunAsync(string vendorId, string personId, AvailabilityBody body, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!body.Away && body.Until is not null) throw Refuse.Invalid("until", "'until' goes with 'away'.");
        if (body.Until <= now || body.Until > now.AddDays(366)) throw Refuse.Invalid("until", "'until' must lie ahead, within a year.");
        await store.WriteAsync(async db =>
        {
            await db.EnsureAvailabilityAsync(vendorId, personId, ct);
            var row = await db.Set<AgentAvailability>().AsTracking().SingleAsync(a => a.VendorId == vendorId && a.PersonId == personId, ct);
            if (body.Away && !row.IsAway(now)) row.AwaySince = now;
            (row.Away, row.Until) = (body.Away, body.Until);
            db.Add(new Fact { Kind = FactKind.AssignDue, Subject = vendorId, Node = Node.Id, At = now });
            await db.SaveChangesAsync(ct);
        }, ct);
        return new AvailabilityView(personId, body.Away, body.Until);
    }
}

static class AvailabilityRows
{
    public static Task EnsureAvailabilityAsync(this ParleyDb db, string vendorId, string personId, CancellationToken ct) =>
        db.InsertMissingAsync("agent_availability", "vendor_id, person_id, away, last_assigned", [[vendorId, personId, false, 0L]], ct);
}
