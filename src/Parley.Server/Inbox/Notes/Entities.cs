using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Inbox;

/// <summary>What a vendor's team writes for itself beside a thread. Nothing outside this folder reads this table, so nothing else can show it.</summary>
public sealed class Note
{
    public required Guid ConversationId { get; init; }

    /// <summary>1, 2, 3, ... within the conversation: the order of its notes.</summary>
    public required int Number { get; init; }

    /// <summary>Made by the client, so that its retry is known.</summary>
    public required Guid Id { get; init; }
    public required long PartyId { get; init; }
    public required string AuthorId { get; init; }

    /// <summary>The thread's last message when the note was written: where it stands on the screen.</summary>
    public required int AfterSeq { get; init; }

    /// <summary>The text as it reads now; null when it was removed.</summary>
    public required byte[]? Sealed { get; set; }
    public int Version { get; private set; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? EditedAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The vendor's feed number of its last change.</summary>
    public long Feed { get; set; }

    public void Edit(byte[] newSealed, DateTimeOffset now)
    {
        Version++;
        Sealed = newSealed;
        EditedAt = now;
    }

    /// <summary>Its words are gone for good; that there was a note stays.</summary>
    public void Remove(DateTimeOffset now)
    {
        Sealed = null;
        RemovedAt = now;
    }
}

/// <summary>One of the team was named in a note.</summary>
public sealed class Mention
{
    public required long PartyId { get; init; }
    public required string PersonId { get; init; }
    public required Guid ConversationId { get; init; }
    public required Guid NoteId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The vendor's feed number of the change that named them: orders mentions.</summary>
    public required long Feed { get; init; }
    public bool Seen { get; set; }
}

sealed class NoteTables : IEntityTypeConfiguration<Note>, IEntityTypeConfiguration<Mention>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("notes");
        builder.HasKey(n => new { n.ConversationId, n.Number });
        builder.HasIndex(n => new { n.ConversationId, n.Id }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Mention> builder)
    {
        builder.ToTable("mentions");
        builder.HasKey(m => new { m.PartyId, m.PersonId, m.ConversationId, m.NoteId });
        builder.HasIndex(m => m.ConversationId);
    }
}
