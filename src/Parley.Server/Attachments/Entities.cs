using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Attachments.Look;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>One upload, and what became of it.</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }

    /// <summary>Its thread, or the id of its library.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>The vendor in whose library it lies, empty for the marketplace's; null of a thread's.</summary>
    public string? Library { get; init; }

    /// <summary>Of a library's: who alone comes to it; empty for all of the team.</summary>
    public string Keeper { get; set; } = "";

    /// <summary>Made of a library's file, not uploaded.</summary>
    public bool Copied { get; init; }
    public required PartyKind Party { get; init; }
    public required string AuthorId { get; init; }

    /// <summary>Name and digest, sealed with the file's own key.</summary>
    public required byte[] Details { get; set; }

    /// <summary>Bytes as declared, and how many of them are here.</summary>
    public required long Length { get; init; }
    public long Received { get; set; }
    public AttachmentState State { get; set; }
    public string? Reason { get; set; }

    /// <summary>What was found in a picture that is shown all the same, such as <c>code:phone,text:link</c>; null for nothing.</summary>
    public string? Found { get; set; }

    /// <summary>By its content; as it is served.</summary>
    public string? MediaType { get; set; }
    public long ServedLength { get; set; }
    public int? Width { get; set; }
    public int? Height { get; set; }
    public int? Pages { get; set; }

    /// <summary>How long a sound or a film lasts, where the file says so.</summary>
    public int? Milliseconds { get; set; }
    public byte[]? Fingerprint { get; set; }

    /// <summary>The same bytes lie there already.</summary>
    public Guid? SameAs { get; set; }

    /// <summary>The message it was taken for; of a library's, the template.</summary>
    public Guid? ClientId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it counts among what its author uploads in a day: while it is open, and for 24 hours from when its last byte was here. A copy never does.</summary>
    public DateTimeOffset CountsUntil { get; set; } = WhileOpen;
    public static readonly DateTimeOffset WhileOpen = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>When somebody looks at it again; null when nobody has to.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>Where its bytes lie.</summary>
    public Guid Bytes => SameAs ?? Id;
}

/// <summary>A run of a file's bytes in the blob store. A rendition is one or more of them, without gaps.</summary>
public sealed class AttachmentPart
{
    public required Guid AttachmentId { get; init; }
    public required Variant Variant { get; init; }
    public required long Offset { get; init; }
    public required long Length { get; init; }
    public required string BlobKey { get; init; }
}

/// <summary>Which bytes of a file: as uploaded, as they are served, or a smaller picture.</summary>
public enum Variant : byte
{
    /// <summary>Served as it is, unless it is a picture: then gone once it was made anew.</summary>
    Uploaded = 0,
    Full = 1,
    Large = 2,
    Small = 3,
}

sealed class AttachmentTables : IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<AttachmentPart>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.HasKey(a => a.Id);
        builder.Ignore(a => a.Bytes);
        builder.Property(a => a.AuthorId).HasMaxLength(130);
        builder.Property(a => a.Library).HasMaxLength(128);
        builder.Property(a => a.Keeper).HasMaxLength(130);
        builder.Property(a => a.Reason).HasMaxLength(40);
        builder.Property(a => a.Found).HasMaxLength(LookIntoPictures.LongestFound);
        builder.Property(a => a.MediaType).HasMaxLength(100);
        builder.HasIndex(a => new { a.ConversationId, a.ClientId }).HasDatabaseName("ix_attachments_message");
        builder.HasIndex(a => new { a.ConversationId, a.Fingerprint }).HasDatabaseName("ix_attachments_same").HasFilter("fingerprint is not null");
        builder.HasIndex(a => new { a.AuthorId, a.CreatedAt }).HasDatabaseName("ix_attachments_author");
        builder.HasIndex(a => new { a.AuthorId, a.CountsUntil, a.Length }).HasDatabaseName("ix_attachments_quota"); // all that the quota asks
        builder.HasIndex(a => a.DueAt).HasDatabaseName("ix_attachments_due").HasFilter("due_at is not null");
        builder.HasIndex(a => a.CreatedAt).HasDatabaseName("ix_attachments_unsent").HasFilter("client_id is null");
        builder.HasIndex(a => a.Keeper).HasDatabaseName("ix_attachments_keeper").HasFilter("library is not null");
        builder.HasIndex(a => a.SameAs).HasDatabaseName("ix_attachments_same_as").HasFilter("same_as is not null");
    }

    public void Configure(EntityTypeBuilder<AttachmentPart> builder)
    {
        builder.ToTable("attachment_parts");
        builder.HasKey(p => new { p.AttachmentId, p.Variant, p.Offset });
        builder.Property(p => p.BlobKey).HasMaxLength(80);
        builder.HasIndex(p => p.BlobKey).IsUnique().HasDatabaseName("ix_attachment_parts_blob");
    }
}
