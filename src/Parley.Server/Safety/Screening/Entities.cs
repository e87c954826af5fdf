using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>What was found in a message that was sent all the same, or held, and by which policy. Clean messages leave none. It holds places, never texts.</summary>
public sealed class ScreenedMessage
{
    public required Guid ConversationId { get; init; }
    public required Guid ClientId { get; init; }

    /// <summary>Of the text: 0 as it was first sent, then the number of the edit.</summary>
    public int Version { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int Policy { get; init; }
    public required Measure Measure { get; init; }

    /// <summary>As the flag carries them, as JSON.</summary>
    public required string Findings { get; init; }

    /// <summary>The flag that is to be raised once it is stored; null for none.</summary>
    public string? FlagKind { get; init; }
    public int Harm { get; init; }
    public string? GroupKey { get; init; }

    /// <summary>What its author said, for those who look: sealed as a text of theirs.</summary>
    public byte[]? AppealWords { get; init; }

    /// <summary>When the flag was raised.</summary>
    public DateTimeOffset? FlaggedAt { get; set; }

    /// <summary>The restrictions that are to be put on record once it is stored, as JSON (<see cref="Restriction"/>); null for none.</summary>
    public string? Restrictions { get; init; }

    /// <summary>When they were.</summary>
    public DateTimeOffset? RecordedAt { get; set; }
}

/// <summary>A message that people look at before anybody else sees it: sealed as it will be stored, without a number.</summary>
public sealed class HeldMessage
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required Guid ClientId { get; init; }

    /// <summary>Its place among the thread's held ones.</summary>
    public required int Number { get; init; }
    public required PartyKind Party { get; init; }
    public required string AuthorId { get; init; }
    public required MessageKind Kind { get; init; }
    public required byte[] Sealed { get; init; }
    public int? ReplyTo { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Nothing was found in it; it waits for its author's earlier ones.</summary>
    public required bool Follows { get; init; }
    public HeldState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was refused, for its author.</summary>
    public string? Reasons { get; set; }
    public int? Seq { get; set; }
}

public enum HeldState : byte
{
    InReview = 0,

    /// <summary>Decided; on its way into the thread.</summary>
    Released = 1,
    Sent = 2,
    Refused = 3,
}

sealed class ScreeningTables : IEntityTypeConfiguration<ScreenedMessage>, IEntityTypeConfiguration<HeldMessage>
{
    public void Configure(EntityTypeBuilder<ScreenedMessage> builder)
    {
        builder.ToTable("screened_messages");
        builder.HasKey(s => new { s.ConversationId, s.ClientId, s.Version });
        builder.Property(s => s.Version).HasDefaultValue(0).ValueGeneratedNever();
        builder.Property(s => s.FlagKind).HasMaxLength(40);
        builder.Property(s => s.GroupKey).HasMaxLength(100);
        builder.HasIndex(s => s.At, "ix_screened_messages_at").HasDatabaseName("ix_screened_messages_at");
        builder.HasIndex(s => s.At, "ix_screened_messages_unrecorded").HasDatabaseName("ix_screened_messages_unrecorded").HasFilter("restrictions is not null and recorded_at is null");
        builder.HasIndex(s => s.At, "ix_screened_messages_open").HasDatabaseName("ix_screened_messages_open").HasFilter("flag_kind is not null and flagged_at is null");
    }

    public void Configure(EntityTypeBuilder<HeldMessage> builder)
    {
        builder.ToTable("held_messages");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.DecidedBy).HasMaxLength(160);
        builder.Property(h => h.Reasons).HasMaxLength(2000);
        builder.HasIndex(h => new { h.ConversationId, h.ClientId }).IsUnique().HasDatabaseName("ix_held_messages_client");
        builder.HasIndex(h => new { h.ConversationId, h.Number }).IsUnique().HasDatabaseName("ix_held_messages_order");
        builder.HasIndex(h => new { h.State, h.ConversationId }).HasDatabaseName("ix_held_messages_waiting").HasFilter("state < 2");
    }
}
