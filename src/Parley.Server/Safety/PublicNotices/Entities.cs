using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety;

/// <summary>What somebody takes to be illegal, in the words of the form.</summary>
public enum NoticeCategory : byte
{
    /// <summary>Sexual abuse of children: the one notice for which the law wants no name (DSA art. 16(2)(c)).</summary>
    ChildAbuse = 1,
    Minors = 2,
    Violence = 3,
    Scam = 4,
    Products = 5,
    Speech = 6,
    Privacy = 7,
    IntellectualProperty = 8,
    ConsumerRights = 9,
    Other = 10,
}

/// <summary>What anybody, known to the marketplace or not, told it to be illegal (DSA art. 16).</summary>
public sealed class PublicNotice
{
    public required Guid Id { get; init; }

    /// <summary>Of the receipt's code, which nobody but its holder has.</summary>
    public required byte[] CodeDigest { get; init; }
    public required NoticeCategory Category { get; init; }

    /// <summary>Their words, name and address (<see cref="NoticeWords"/>), sealed; null when they were kept long enough.</summary>
    public byte[]? Words { get; init; }
    public required Guid CaseId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Of the day and the network address it came from: to count, and for nothing else.</summary>
    public required byte[] Origin { get; init; }

    /// <summary>Of the day and the mail address; null without one.</summary>
    public byte[]? Reach { get; init; }
    public ReportOutcome Outcome { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When a mail is to say how it stands; null when there is nothing to say.</summary>
    public DateTimeOffset? MailAt { get; init; }
    public int MailTries { get; init; }

    /// <summary>The case is decided: in its transaction.</summary>
    public static async Task DecideAsync(DbContext db, Guid caseId, ReportOutcome outcome, DateTimeOffset now, CancellationToken ct)
    {
        var about = db.Set<PublicNotice>().Where(n => n.CaseId == caseId);
        await about.ExecuteUpdateAsync(s => s.SetProperty(n => n.Outcome, outcome).SetProperty(n => n.DecidedAt, now).SetProperty(n => n.MailTries, 0), ct);
        await about.Where(n => n.Reach != null).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailAt, now), ct);
    }
}

sealed class PublicNoticeTable : IEntityTypeConfiguration<PublicNotice>
{
    public void Configure(EntityTypeBuilder<PublicNotice> builder)
    {
        builder.ToTable("public_notices");
        builder.HasKey(n => n.Id);
        builder.HasIndex(n => n.CodeDigest).IsUnique().HasDatabaseName("ix_public_notices_code");
        builder.HasIndex(n => n.CaseId).HasDatabaseName("ix_public_notices_case");
        builder.HasIndex(n => n.Origin).HasDatabaseName("ix_public_notices_origin");
        builder.HasIndex(n => n.Reach).HasDatabaseName("ix_public_notices_reach").HasFilter("reach is not null");
        builder.HasIndex(n => n.At).HasDatabaseName("ix_public_notices_at");
        builder.HasIndex(n => n.MailAt).HasDatabaseName("ix_public_notices_mail").HasFilter("mail_at is not null");
    }
}
