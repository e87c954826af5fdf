using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety;

/// <summary>One of the platform's people who is none any more. Tokens that were made up to then open nothing; one that the host makes later does again.</summary>
public sealed class RemovedOperator
{
    public required string Id { get; init; }
    public required DateTimeOffset At { get; set; }
}

sealed class RemovedOperatorTable : IEntityTypeConfiguration<RemovedOperator>
{
    public void Configure(EntityTypeBuilder<RemovedOperator> builder)
    {
        builder.ToTable("removed_operators");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasMaxLength(128);
        builder.HasIndex(o => o.At).HasDatabaseName("ix_removed_operators_at");
    }
}
