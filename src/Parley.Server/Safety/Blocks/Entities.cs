using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>One side of a pair takes no messages of the other. Once it is undone the row stays for a while, so that every node hears of that too.</summary>
public sealed class OwnBlock
{
    public required string VendorId { get; init; }
    public required string BuyerId { get; init; }

    /// <summary>Which of the two does not want the other's messages.</summary>
    public required PartyKind Side { get; init; }

    /// <summary>By time, for lists.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who did it; empty once their words were erased.</summary>
    public string PersonId { get; private set; } = "";

    /// <summary>The thread from which it was done.</summary>
    public Guid ConversationId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The number of its last change, in the order of their commits.</summary>
    public long Change { get; private set; }

    public void Begin(string person, Guid conversation, long change, DateTimeOffset now)
    {
        (Id, PersonId, ConversationId, At, EndedAt, Change) = (Guid.CreateVersion7(now), person, conversation, now, null, change);
    }

    public void End(long change, DateTimeOffset now) => (EndedAt, Change) = (now, change);
}

sealed class OwnBlockTable : IEntityTypeConfiguration<OwnBlock>
{
    public void Configure(EntityTypeBuilder<OwnBlock> builder)
    {
        builder.ToTable("own_blocks");
        builder.HasKey(b => new { b.VendorId, b.BuyerId, b.Side });
        builder.Property(b => b.VendorId).HasMaxLength(128);
        builder.Property(b => b.BuyerId).HasMaxLength(128);
        builder.Property(b => b.PersonId).HasMaxLength(128);
        builder.HasIndex(b => new { b.VendorId, b.Side, b.Id }).HasDatabaseName("ix_own_blocks_vendor").HasFilter("ended_at is null");
        builder.HasIndex(b => new { b.BuyerId, b.Side, b.Id }).HasDatabaseName("ix_own_blocks_buyer").HasFilter("ended_at is null");
        builder.HasIndex(b => b.Change).HasDatabaseName("ix_own_blocks_change");
        builder.HasIndex(b => b.EndedAt).HasDatabaseName("ix_own_blocks_ended").HasFilter("ended_at is not null");
        builder.HasIndex(b => b.PersonId).HasDatabaseName("ix_own_blocks_person");
    }
}
