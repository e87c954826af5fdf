using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Market;

/// <summary>Which of a vendor's threads its agents see. Its owners see all of them.</summary>
public enum Visibility : byte
{
    All = 0,

    /// <summary>Those assigned to them.</summary>
    Own = 1,
}

/// <summary>How threads that owe an answer come to agents.</summary>
public enum Assigning : byte
{
    ByHand = 0,
    RoundRobin = 1,
    LeastBusy = 2,
}

/// <summary>How a vendor's team works. A team without a row works as a new one does.</summary>
public sealed class TeamSettings
{
    public required string VendorId { get; init; }
    public Visibility Visibility { get; set; }

    /// <summary>With <see cref="Visibility.Own"/>: agents also see what nobody has yet.</summary>
    public bool Unassigned { get; set; }

    public Assigning Assign { get; set; }

    /// <summary>How many threads that owe an answer an agent has at most before no more are assigned to them.</summary>
    public int Capacity { get; set; } = 20;

    /// <summary>After how many minutes of being away what was assigned by machine goes to somebody else.</summary>
    public int AwayMinutes { get; set; } = 60;

    /// <summary>The vendor's feed number when it last changed who sees what: whoever holds less starts anew.</summary>
    public long SightSince { get; set; }
}

sealed class TeamTables : IEntityTypeConfiguration<TeamSettings>
{
    public void Configure(EntityTypeBuilder<TeamSettings> builder)
    {
        builder.ToTable("team_settings");
        builder.HasKey(t => t.VendorId);
        builder.Property(t => t.Capacity).HasDefaultValue(20).HasSentinel(20);
        builder.Property(t => t.AwayMinutes).HasDefaultValue(60).HasSentinel(60);
        builder.HasIndex(t => t.Assign).HasFilter("assign <> 0");
    }
}
