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

/// <summary>How a vendor's team works. A team without a row works as a new one does.</summary>
public sealed class TeamSettings
{
    public required string VendorId { get; init; }
    public Visibility Visibility { get; set; }

    /// <summary>With <see cref="Visibility.Own"/>: agents also see what nobody has yet.</summary>
    public bool Unassigned { get; set; }

    /// <summary>The vendor's feed number when it last changed who sees what: whoever holds less starts anew.</summary>
    public long SightSince { get; set; }
}

sealed class TeamTables : IEntityTypeConfiguration<TeamSettings>
{
    public void Configure(EntityTypeBuilder<TeamSettings> builder)
    {
        builder.ToTable("team_settings");
        builder.HasKey(t => t.VendorId);
    }
}
