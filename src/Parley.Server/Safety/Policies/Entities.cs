using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety.Policies;

/// <summary>A policy that was put, for good: each decision names the version it was made by.</summary>
public sealed class PolicyVersion
{
    public required int Version { get; init; }

    /// <summary>A <see cref="PolicyBody"/> as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The operator, or the host's key.</summary>
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

sealed class PolicyTable : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("policies");
        builder.HasKey(p => p.Version);
        builder.Property(p => p.Version).ValueGeneratedNever();
        builder.Property(p => p.By).HasMaxLength(160);
    }
}
