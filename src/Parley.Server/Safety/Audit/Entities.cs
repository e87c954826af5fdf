using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety;

/// <summary>What one of the platform's people did, as it stands in the log for ever. No texts of anybody's.</summary>
public sealed class AuditEntry
{
    /// <summary>1, 2, 3, ... without gaps.</summary>
    public required long Number { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The operator's id; <c>parley</c> for the server itself.</summary>
    public required string Who { get; init; }

    /// <summary>The role in which they acted; empty for the server.</summary>
    public required string Role { get; init; }

    /// <summary>What was done, in one word, such as <c>grant-read</c>.</summary>
    public required string What { get; init; }

    /// <summary>To what: a kind and an id, such as <c>conversation 0199...</c>.</summary>
    public required string About { get; init; }

    /// <summary>Why, in the operator's words or by name.</summary>
    public required string Reason { get; init; }

    /// <summary>See <see cref="AuditChain"/>.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>Where the log ends: the row that each writer holds until it commits, so that there is one order.</summary>
public sealed class AuditHead
{
    public required int Id { get; init; }
    public long Number { get; set; }
    public required byte[] Hash { get; set; }
}

sealed class AuditTables : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.Property(e => e.Who).HasMaxLength(128);
        builder.Property(e => e.Role).HasMaxLength(20);
        builder.Property(e => e.What).HasMaxLength(40);
        builder.Property(e => e.About).HasMaxLength(200);
        builder.Property(e => e.Reason).HasMaxLength(1000);
        builder.HasIndex(e => new { e.Who, e.Number }).HasDatabaseName("ix_audit_who");
        builder.HasIndex(e => new { e.About, e.Number }).HasDatabaseName("ix_audit_object");
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_head");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
    }
}
