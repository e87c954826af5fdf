using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Automation;

/// <summary>For whom a template is, or for which threads of the team's.</summary>
public enum TemplateScope : byte
{
    Me = 1,
    Team = 2,
    Listing = 3,
    Category = 4,
    Operator = 5,
}

/// <summary>A text kept for answering. What the team shares, what one of it keeps for themself, and what the marketplace supplies to all.</summary>
public sealed class Template
{
    /// <summary>The vendor's id; empty for what the marketplace supplies.</summary>
    public required string VendorId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Whose it is alone; empty for what is shared.</summary>
    public required string KeeperId { get; set; }
    public required TemplateScope Scope { get; set; }

    /// <summary>The listing's id or the category's word; otherwise empty.</summary>
    public required string Target { get; set; }
    public required string Name { get; set; }
    public required string Folder { get; set; }
    public required string? Shortcut { get; set; }

    /// <summary>Texts by language, as JSON.</summary>
    public required string Variants { get; set; }

    /// <summary>Words, each between blanks: <c>" shipping returns "</c>.</summary>
    public required string Topics { get; set; }

    /// <summary>Ids of the files it carries, divided by blanks.</summary>
    public required string Files { get; set; }
    public required string AuthorId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string ChangedBy { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>1, 2, 3, ...: whoever changes it says which one they saw.</summary>
    public int Version { get; set; } = 1;
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>How often a vendor's team used a template, and how often the buyer wrote again after it.</summary>
public sealed class TemplateTotal
{
    public required string VendorId { get; init; }
    public required Guid TemplateId { get; init; }
    public int Uses { get; set; }
    public int Answered { get; set; }
    public DateTimeOffset LastUsedAt { get; set; }
}

/// <summary>Uses of a template on one day in threads of one sort: what the quick replies are chosen by.</summary>
public sealed class TemplateUse
{
    public required string VendorId { get; init; }

    /// <summary>The subject's kind, or <c>topic:WORD</c>.</summary>
    public required string About { get; init; }

    /// <summary>The subject's state when it was used; empty when it has none.</summary>
    public required string State { get; init; }

    /// <summary>Days since 1970, UTC.</summary>
    public required int Day { get; init; }
    public required Guid TemplateId { get; init; }
    public int Uses { get; set; }
}

/// <summary>A stored message that was made with a template: counted once, and watched for an answer.</summary>
public sealed class TemplateSend
{
    public required Guid ConversationId { get; init; }
    public required int Seq { get; init; }
    public required Guid TemplateId { get; init; }
    public required string VendorId { get; init; }

    /// <summary>When to look next whether the buyer wrote again.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The buyer wrote again, or is not waited for any longer. The row stays, so that a late retry is known.</summary>
    public bool Settled { get; set; }
}

sealed class TemplateTables :
    IEntityTypeConfiguration<Template>, IEntityTypeConfiguration<TemplateTotal>, IEntityTypeConfiguration<TemplateUse>, IEntityTypeConfiguration<TemplateSend>
{
    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.ToTable("templates");
        builder.HasKey(t => new { t.VendorId, t.Id });
        builder.HasIndex(t => t.DeletedAt).HasFilter("deleted_at is not null");
        builder.HasIndex(t => new { t.VendorId, t.KeeperId, t.Shortcut }).IsUnique().HasFilter("shortcut is not null and deleted_at is null");
    }

    public void Configure(EntityTypeBuilder<TemplateTotal> builder)
    {
        builder.ToTable("template_totals");
        builder.HasKey(t => new { t.VendorId, t.TemplateId });
    }

    public void Configure(EntityTypeBuilder<TemplateUse> builder)
    {
        builder.ToTable("template_uses");
        builder.HasKey(t => new { t.VendorId, t.About, t.State, t.Day, t.TemplateId });
    }

    public void Configure(EntityTypeBuilder<TemplateSend> builder)
    {
        builder.ToTable("template_sends");
        builder.HasKey(t => new { t.ConversationId, t.Seq, t.TemplateId });
        builder.HasIndex(t => t.At).HasFilter("not settled");
    }
}
