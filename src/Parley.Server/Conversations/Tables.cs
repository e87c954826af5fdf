using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Conversations;

sealed class ConversationTables :
    IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<Seat>, IEntityTypeConfiguration<PartyFeed>, IEntityTypeConfiguration<SeatTouch>,
    IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<Revision>, IEntityTypeConfiguration<Reaction>, IEntityTypeConfiguration<SubjectMove>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.HasKey(c => c.Id);
        builder.HasIndex(c => c.ThreadKey).IsUnique();
        builder.HasIndex(c => new { c.SubjectKind, c.SubjectId });
        builder.Ignore(c => c.Owes);
        builder.HasIndex(c => new { c.VendorParty, c.SubjectKind, c.SubjectId }).HasDatabaseName("ix_conversations_about");
        builder.HasIndex(c => new { c.VendorParty, c.Topic }).HasDatabaseName("ix_conversations_topic").HasFilter("topic is not null");
    }

    public void Configure(EntityTypeBuilder<Seat> builder)
    {
        builder.ToTable("seats");
        builder.HasKey(s => new { s.ConversationId, s.Party });
        builder.Ignore(s => s.Unread);
        builder.Property(s => s.Carried).HasDefaultValue(0);
        builder.Property(s => s.Assignee).HasDefaultValue("");
        builder.Property(s => s.Priority).HasDefaultValue(Priority.Normal).HasSentinel((Priority)0);
        builder.HasIndex(s => new { s.PartyId, s.Activity }, "ix_seats_inbox").HasDatabaseName("ix_seats_party_id_activity");
        // With the numbers: they are counted after every message, from the index alone where the store can.
        builder.HasIndex(s => new { s.PartyId, s.Activity }, "ix_seats_unread").HasDatabaseName("ix_seats_unread").HasFilter("incoming > incoming_read and place = 0")
            .IncludeProperties(s => new { s.Incoming, s.IncomingRead });
        // Of the vendor's team: a seat pays for an index only while it is in it.
        builder.HasIndex(s => new { s.PartyId, s.Assignee, s.Activity }, "ix_seats_assigned").HasDatabaseName("ix_seats_assigned").HasFilter("party = 2 and place = 0");
        builder.HasIndex(s => new { s.PartyId, s.Place, s.Activity }, "ix_seats_placed").HasDatabaseName("ix_seats_placed").HasFilter("place <> 0");
        builder.HasIndex(s => new { s.PartyId, s.Place, s.OwesSince, s.ConversationId }, "ix_seats_owing").HasDatabaseName("ix_seats_owing").HasFilter("owes_since is not null");
        builder.HasIndex(s => new { s.PartyId, s.Priority, s.Activity }, "ix_seats_pressing").HasDatabaseName("ix_seats_pressing").HasFilter("priority <> 2");
        builder.Property(s => s.HasFiles).HasDefaultValue(false);
        builder.HasIndex(s => new { s.PartyId, s.Activity }, "ix_seats_files").HasDatabaseName("ix_seats_files").HasFilter("has_files");
        builder.HasIndex(s => s.SnoozedUntil, "ix_seats_snoozed").HasDatabaseName("ix_seats_snoozed").HasFilter("place = 1 and snoozed_until is not null");
    }

    public void Configure(EntityTypeBuilder<PartyFeed> builder)
    {
        builder.ToTable("parties");
        builder.HasKey(p => p.Id);
        builder.HasIndex(p => p.Key).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SeatTouch> builder)
    {
        builder.ToTable("seat_touches");
        builder.HasKey(t => new { t.PartyId, t.Number });
    }

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.HasKey(m => new { m.ConversationId, m.Seq });
        builder.HasIndex(m => new { m.ConversationId, m.ClientId }).IsUnique();
        builder.HasIndex(m => new { m.ConversationId, m.Revision }).HasFilter("revision > 0");
    }

    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.ToTable("revisions");
        builder.HasKey(r => new { r.ConversationId, r.Seq, r.Version });
    }

    public void Configure(EntityTypeBuilder<Reaction> builder)
    {
        builder.ToTable("reactions");
        builder.HasKey(r => new { r.ConversationId, r.Seq, r.Party, r.PersonId, r.Name });
    }

    public void Configure(EntityTypeBuilder<SubjectMove> builder)
    {
        builder.ToTable("subject_moves");
        builder.HasKey(m => new { m.Kind, m.SubjectId, m.ChangeId });
    }
}
