using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;

namespace Parley.Market;

/// <summary>A person the host told us of: buyer, agent, or both. Contact data never leaves the server through a conversation.</summary>
public sealed class MarketPerson
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public string? AvatarUrl { get; set; }
    public string? Locale { get; set; }
    public string? TimeZone { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }

    /// <summary>See <see cref="Market.Attributes"/>.</summary>
    public string? Attributes { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
}

public sealed class Vendor
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public string? AvatarUrl { get; set; }
    public string? Url { get; set; }
    public string? Locale { get; set; }
    public string? TimeZone { get; set; }

    /// <summary>Which <see cref="Market.Tier"/> says what is asked of it; null, or one unknown, is the standard.</summary>
    public string? Tier { get; set; }

    /// <summary>See <see cref="Market.Attributes"/>.</summary>
    public string? Attributes { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
}

public enum AgentRole : byte
{
    Owner = 1,
    Agent = 2,
    ReadOnly = 3,
}

/// <summary>One of a vendor's people.</summary>
public sealed class Agent
{
    public required string VendorId { get; init; }
    public required string PersonId { get; init; }
    public required AgentRole Role { get; set; }
}

public enum SubjectKind : byte
{
    Listing = 1,
    Order = 2,
    Booking = 3,
    Request = 4,
}

/// <summary>What the fact of a subject's change (<see cref="Storage.Fact.Seq"/>) says of it, for whoever waits for a state.</summary>
[Flags]
public enum SubjectNews
{
    None = 0,

    /// <summary>It was told of for the first time.</summary>
    New = 1,

    /// <summary>It came from one state to another.</summary>
    Moved = 2,
}

/// <summary>What a conversation can be about. <see cref="Card"/> holds the host's amount, items and dates as JSON.</summary>
public sealed class Subject
{
    const int FoldedLength = 400;
    string title = "";

    public required SubjectKind Kind { get; init; }
    public required string Id { get; init; }
    public required string VendorId { get; set; }
    public string? BuyerId { get; set; }
    public required string Title
    {
        get => title;
        set => (title, FoldedTitle) = (value, Fold(value));
    }

    /// <summary>The title as words in it are looked for: whatever their accents and case. Some letters fold to many, so it ends somewhere.</summary>
    public string FoldedTitle { get; private set; } = "";
    public string? ImageUrl { get; set; }
    public string? Url { get; set; }
    public string? State { get; set; }
    public DateTimeOffset? PlacedAt { get; set; }
    public string? Card { get; private set; }

    /// <summary>
    /// What it is worth to its vendor, in minor units of the currency, as the card says; beside it, so that threads can be put in order
    /// by it. Null for a listing, whose price nobody has agreed to yet, and where several vendors have a part in it.
    /// </summary>
    public long? Worth { get; private set; }
    public string? Currency { get; private set; }

    /// <summary>See <see cref="Market.Attributes"/>.</summary>
    public string? Attributes { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }

    public void Show(string? card)
    {
        Card = card;
        var worth = Kind == SubjectKind.Listing ? null : Cards.For(this, VendorId).Amount;
        (Worth, Currency) = (worth?.Minor, worth?.Currency);
    }

    static string Fold(string title)
    {
        var folded = Folding.Fold(title).Text;
        return folded.Length <= FoldedLength ? folded : folded[..(char.IsHighSurrogate(folded[FoldedLength - 1]) ? FoldedLength - 1 : FoldedLength)];
    }
}

sealed class MarketTables :
    IEntityTypeConfiguration<MarketPerson>, IEntityTypeConfiguration<Vendor>, IEntityTypeConfiguration<Agent>, IEntityTypeConfiguration<Subject>
{
    public void Configure(EntityTypeBuilder<MarketPerson> builder)
    {
        builder.ToTable("persons");
        builder.HasKey(p => p.Id);
        builder.HasIndex(p => p.Email).HasDatabaseName("ix_persons_email").HasFilter("email is not null"); // operators look people up by it
        builder.HasIndex(p => p.Phone).HasDatabaseName("ix_persons_phone").HasFilter("phone is not null"); // whose a text message is
    }

    public void Configure(EntityTypeBuilder<Vendor> builder)
    {
        builder.ToTable("vendors");
        builder.HasKey(v => v.Id);
    }

    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(a => new { a.VendorId, a.PersonId });
        builder.HasIndex(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<Subject> builder)
    {
        builder.ToTable("subjects");
        builder.HasKey(s => new { s.Kind, s.Id });
        builder.HasIndex(s => new { s.VendorId, s.Currency, s.Worth, s.Kind, s.Id }).IsDescending(false, false, true, false, false).HasDatabaseName("ix_subjects_worth").HasFilter("worth is not null");
        builder.HasIndex(s => new { s.VendorId, s.FoldedTitle, s.Kind, s.Id }).HasDatabaseName("ix_subjects_title");
        builder.HasIndex(s => new { s.VendorId, s.State }).HasDatabaseName("ix_subjects_state").HasFilter("kind <> 1 and state is not null");
    }
}
