using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety;

public enum ReportReason : byte
{
    Offensive = 1,
    Scam = 2,
    Threatening = 3,
    Unwanted = 4,
    OffPlatform = 5,
    Other = 6,
}

/// <summary>What became of a report.</summary>
public enum ReportOutcome : byte
{
    Received = 0,

    /// <summary>Somebody was restricted, warned, or a message hidden.</summary>
    Acted = 1,

    /// <summary>Nothing was found against the rules.</summary>
    NoViolation = 2,
}

/// <summary>What one of a thread's people told the platform about the other side.</summary>
public sealed class Report
{
    public required Guid Id { get; init; }

    /// <summary>The code that the reporter is given.</summary>
    public required string Receipt { get; init; }
    public required string ReporterId { get; init; }
    public required Guid ConversationId { get; init; }
    public int? Seq { get; init; }
    public required ReportReason Reason { get; init; }

    /// <summary>Their own words, sealed as a message of theirs in this thread is.</summary>
    public byte[]? Words { get; init; }
    public required Guid CaseId { get; init; }
    public required DateTimeOffset At { get; init; }
    public ReportOutcome Outcome { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

sealed class ReportTable : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("reports");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Receipt).HasMaxLength(20);
        builder.Property(r => r.ReporterId).HasMaxLength(128);
        builder.HasIndex(r => r.Receipt).IsUnique();
        builder.HasIndex(r => new { r.ReporterId, r.Id }).HasDatabaseName("ix_reports_reporter");
        builder.HasIndex(r => r.CaseId).HasDatabaseName("ix_reports_case");
    }
}
