using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Market;

/// <summary>A vendor's hours as published at one moment. Rows are only added, so that what was judged by old hours stays as it was.</summary>
public sealed class HoursVersion
{
    public required string VendorId { get; init; }

    /// <summary>1, 2, 3, ...</summary>
    public required int Number { get; init; }

    /// <summary>From when they are in force.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>A <see cref="HoursBody"/> as JSON.</summary>
    public required string Hours { get; init; }
}

/// <summary>A time in which the platform was down.</summary>
public sealed class Outage
{
    public required Guid Id { get; init; }
    public required DateTimeOffset From { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Who says so: a host's key, or empty when the server found it by itself.</summary>
    public required string By { get; init; }
}

/// <summary>When a server was last seen working: one row for all nodes.</summary>
public sealed class Heartbeat
{
    public required int Id { get; init; }
    public required DateTimeOffset At { get; set; }
}

sealed class HoursTables : IEntityTypeConfiguration<HoursVersion>, IEntityTypeConfiguration<Outage>, IEntityTypeConfiguration<Heartbeat>
{
    public void Configure(EntityTypeBuilder<HoursVersion> builder)
    {
        builder.ToTable("hours_versions");
        builder.HasKey(h => new { h.VendorId, h.Number });
    }

    public void Configure(EntityTypeBuilder<Outage> builder)
    {
        builder.ToTable("outages");
        builder.HasKey(o => o.Id);
        builder.HasIndex(o => o.From);
    }

    public void Configure(EntityTypeBuilder<Heartbeat> builder)
    {
        builder.ToTable("heartbeats");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
    }
}
