using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Storage;

namespace Parley.Safety;

public enum SanctionKind : byte
{
    Mute = 1,
    PauseThreads = 2,
    Suspend = 3,
    BlockPair = 4,
}

/// <summary>What a decision keeps somebody from, until it ends by itself or is undone.</summary>
public sealed class Sanction
{
    public required Guid Id { get; init; }
    public required Guid DecisionId { get; init; }
    public required SanctionKind Kind { get; init; }

    /// <summary>Whom: <c>p:PERSON</c>, <c>v:VENDOR</c>, or <c>pair VENDOR BUYER</c>.</summary>
    public required string Holder { get; init; }
    public required DateTimeOffset From { get; init; }

    /// <summary>Null for good.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When it was undone.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt = now;
}

/// <summary>Counts the changes of sanctions, and of what people block themselves, in the order of their commits, so that every node sees that there is something new.</summary>
public sealed class SanctionChanges
{
    public const int OfSanctions = 1, OfBlocks = 2;

    public required int Id { get; init; }
    public long Number { get; init; }

    /// <summary>In the transaction that makes or ends some. Until that is over nobody else changes any of the kind.</summary>
    /// <returns>The number of this change.</returns>
    public static async Task<long> CountAsync(ParleyDb db, int of, CancellationToken ct)
    {
        var row = db.Set<SanctionChanges>().Where(c => c.Id == of);
        if (await row.ExecuteUpdateAsync(s => s.SetProperty(c => c.Number, c => c.Number + 1), ct) == 0)
        {
            await db.InsertMissingAsync("sanction_changes", "id, number", [[of, 0L]], ct);
            await row.ExecuteUpdateAsync(s => s.SetProperty(c => c.Number, c => c.Number + 1), ct);
        }
        return await row.Select(c => c.Number).SingleAsync(ct);
    }
}

sealed class SanctionTables : IEntityTypeConfiguration<Sanction>, IEntityTypeConfiguration<SanctionChanges>
{
    public void Configure(EntityTypeBuilder<Sanction> builder)
    {
        builder.ToTable("sanctions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Holder).HasMaxLength(300);
        builder.HasIndex(s => s.DecisionId).HasDatabaseName("ix_sanctions_decision");
        builder.HasIndex(s => s.Holder).HasDatabaseName("ix_sanctions_holder").HasFilter("ended_at is null");
        builder.HasIndex(s => s.Until).HasDatabaseName("ix_sanctions_standing").HasFilter("ended_at is null");
    }

    public void Configure(EntityTypeBuilder<SanctionChanges> builder)
    {
        builder.ToTable("sanction_changes");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
    }
}
