using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Conversations;

public enum LabelColour : byte
{
    Grey = 0,
    Red = 1,
    Orange = 2,
    Yellow = 3,
    Green = 4,
    Teal = 5,
    Blue = 6,
    Purple = 7,
}

/// <summary>A word that a vendor's team puts on threads.</summary>
public sealed class Label
{
    public required long PartyId { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>As it is compared: the same word is no second label.</summary>
    public required string Folded { get; set; }
    public required LabelColour Colour { get; set; }
}

public sealed class ThreadLabel
{
    public required long PartyId { get; init; }
    public required Guid LabelId { get; init; }
    public required Guid ConversationId { get; init; }
}

/// <summary>What one agent marked for themself.</summary>
public sealed class SeatMark
{
    public required long PartyId { get; init; }
    public required string PersonId { get; init; }
    public required Guid ConversationId { get; init; }
    public bool Starred { get; set; }
    public bool Unread { get; set; }
}

/// <summary>Something an agent did to threads, kept for a day so that they can take it back.</summary>
public sealed class DoneActs
{
    public required long PartyId { get; init; }
    public required Guid Id { get; init; }
    public required string PersonId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The act, and of each thread how it was before and after, as JSON.</summary>
    public required string Content { get; init; }
}

sealed class FilingTables :
    IEntityTypeConfiguration<Label>, IEntityTypeConfiguration<ThreadLabel>, IEntityTypeConfiguration<SeatMark>, IEntityTypeConfiguration<DoneActs>
{
    public void Configure(EntityTypeBuilder<Label> builder)
    {
        builder.ToTable("labels");
        builder.HasKey(l => new { l.PartyId, l.Id });
        builder.HasIndex(l => new { l.PartyId, l.Folded }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ThreadLabel> builder)
    {
        builder.ToTable("thread_labels");
        builder.HasKey(l => new { l.PartyId, l.LabelId, l.ConversationId });
        builder.HasIndex(l => l.ConversationId);
    }

    public void Configure(EntityTypeBuilder<SeatMark> builder)
    {
        builder.ToTable("seat_marks");
        builder.HasKey(m => new { m.PartyId, m.PersonId, m.ConversationId });
    }

    public void Configure(EntityTypeBuilder<DoneActs> builder)
    {
        builder.ToTable("done_acts");
        builder.HasKey(d => new { d.PartyId, d.Id });
        builder.HasIndex(d => new { d.PartyId, d.PersonId, d.At });
    }
}
