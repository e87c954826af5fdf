using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Notifications;

/// <summary>An address to which one person answers in one role in one thread. The address is not here: it is made from the salt with a secret of the house.</summary>
public sealed class ReplyAlias
{
    /// <summary>SHA-256 of the address's token, by which a mail's is found.</summary>
    public required byte[] Digest { get; init; }
    public required byte[] Salt { get; init; }
    public required string PersonId { get; init; }
    public required string RoleKey { get; init; }
    public required Guid ConversationId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Since when its owner wants no answers by mail in this thread: none is given while such a row is there.</summary>
    public DateTimeOffset? StoppedAt { get; init; }
}

/// <summary>A mail that came, and what became of it. No word of it is here but what was cut away, sealed.</summary>
public sealed class ReceivedMail
{
    /// <summary>Of one that was taken, the message's client id; it is made from the mail, so that a mail that comes twice is one.</summary>
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Outcome { get; set; }

    /// <summary>Whose address it came to, when it was one.</summary>
    public string? PersonId { get; init; }
    public Guid? ConversationId { get; init; }

    /// <summary>Of the message, where it was one at once; of what was held nothing.</summary>
    public int? Seq { get; init; }

    /// <summary>Quotes and signatures, sealed as their author's texts are.</summary>
    public byte[]? Removed { get; init; }
}

/// <summary>A mail that a provider brought and that was not taken: kept for a while, as those of a mailbox stay there.</summary>
public sealed class QuarantinedMail
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Outcome { get; init; }

    /// <summary>Of the whole mail, in bytes.</summary>
    public required int Size { get; init; }

    /// <summary>Its beginning, sealed.</summary>
    public required byte[] Content { get; init; }
}

/// <summary>How often a mail was begun with: counted before, so that one that kills the server is known.</summary>
public sealed class MailTry
{
    public required Guid Id { get; init; }
    public int Attempts { get; set; }
    public required DateTimeOffset At { get; set; }
}

/// <summary>When we last said to an address that its mail was not taken.</summary>
public sealed class MailAnswer
{
    /// <summary>A keyed digest of the address.</summary>
    public required byte[] Address { get; init; }
    public DateTimeOffset At { get; set; }
}

sealed class ReplyTables : IEntityTypeConfiguration<ReplyAlias>, IEntityTypeConfiguration<ReceivedMail>, IEntityTypeConfiguration<QuarantinedMail>, IEntityTypeConfiguration<MailTry>, IEntityTypeConfiguration<MailAnswer>
{
    public void Configure(EntityTypeBuilder<ReplyAlias> builder)
    {
        builder.ToTable("reply_aliases");
        builder.HasKey(a => a.Digest);
        builder.Property(a => a.PersonId).HasMaxLength(130);
        builder.Property(a => a.RoleKey).HasMaxLength(140);
        builder.HasIndex(a => new { a.PersonId, a.ConversationId }).HasDatabaseName("ix_reply_aliases_person");
        builder.HasIndex(a => a.ExpiresAt).HasDatabaseName("ix_reply_aliases_old");
    }

    public void Configure(EntityTypeBuilder<ReceivedMail> builder)
    {
        builder.ToTable("received_mails");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Outcome).HasMaxLength(40);
        builder.Property(m => m.PersonId).HasMaxLength(130);
        builder.HasIndex(m => m.At).HasDatabaseName("ix_received_mails_old");
        builder.HasIndex(m => new { m.PersonId, m.At }).HasDatabaseName("ix_received_mails_person").HasFilter("person_id is not null");
    }

    public void Configure(EntityTypeBuilder<QuarantinedMail> builder)
    {
        builder.ToTable("quarantined_mails");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Outcome).HasMaxLength(40);
        builder.HasIndex(m => m.At).HasDatabaseName("ix_quarantined_mails_at");
    }

    public void Configure(EntityTypeBuilder<MailTry> builder)
    {
        builder.ToTable("mail_tries");
        builder.HasKey(t => t.Id);
    }

    public void Configure(EntityTypeBuilder<MailAnswer> builder)
    {
        builder.ToTable("mail_answers");
        builder.HasKey(a => a.Address);
    }
}
