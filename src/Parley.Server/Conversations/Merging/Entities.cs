using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Market;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>One thread went on in another: who said so and when, and how both stood before, so that it can be undone.</summary>
public sealed class Merge
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required Guid IntoId { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? UndoneBy { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    public required ConversationState StateBefore { get; init; }
    public required Place PlaceBefore { get; init; }

    // Since when an answer was owed in the one, in the other and after the merge, and to which message of each.
    public required long? OwedSince { get; init; }
    public required int? OwedSeq { get; init; }
    public required long? IntoOwedSince { get; init; }
    public required int? IntoOwedSeq { get; init; }
    public required long? OwedAfter { get; init; }
    public required string IntoAssignee { get; init; }
    public required string AssigneeAfter { get; init; }

    /// <summary>Unread messages that count in the other thread since.</summary>
    public required int BuyerUnread { get; init; }
    public required int VendorUnread { get; init; }

    public int UnreadOf(PartyKind party) => party == PartyKind.Buyer ? BuyerUnread : VendorUnread;

    public Debt? Owed => OwedSince is { } since ? new Debt(since, OwedSeq ?? 0) : null;

    public Debt? IntoOwed => IntoOwedSince is { } since ? new Debt(since, IntoOwedSeq ?? 0) : null;

    public void Undo(string by, DateTimeOffset now) => (UndoneBy, UndoneAt) = (by, now);
}

/// <summary>A thread is about something else from then on.</summary>
public sealed class Move
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public SubjectKind? FromKind { get; init; }
    public string? FromSubject { get; init; }
    public string? FromTopic { get; init; }
    public SubjectKind? ToKind { get; init; }
    public string? ToSubject { get; init; }
    public string? ToTopic { get; init; }
}

sealed class MergingTables : IEntityTypeConfiguration<Merge>, IEntityTypeConfiguration<Move>
{
    public void Configure(EntityTypeBuilder<Merge> builder)
    {
        builder.ToTable("merges");
        builder.HasKey(m => m.Id);
        builder.HasIndex(m => m.ConversationId);
        builder.Ignore(m => m.Owed);
        builder.Ignore(m => m.IntoOwed);
    }

    public void Configure(EntityTypeBuilder<Move> builder)
    {
        builder.ToTable("moves");
        builder.HasKey(m => m.Id);
        builder.HasIndex(m => m.ConversationId);
    }
}
