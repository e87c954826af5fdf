using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Notifications;

/// <summary>A text message that was handed to the gateway, or was about to be. Written before it is sent, so that none goes out uncounted or twice.</summary>
public sealed class SmsSent
{
    public required Guid ParcelId { get; init; }
    public required string PersonId { get; init; }

    /// <summary>SHA-256 of the words, by which it is found again at the gateway.</summary>
    public required byte[] Words { get; init; }
    public required int Segments { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The gateway's name for it; null while it is not known whether it was taken.</summary>
    public string? Reference { get; set; }
}

/// <summary>What was spent on one day of one budget: of all, of a country, of a person.</summary>
public sealed class SmsSpent
{
    /// <summary>Days since 1970, UTC.</summary>
    public required int Day { get; init; }
    public required string Budget { get; init; }
    public required int Spent { get; set; }
}

sealed class SmsTables : IEntityTypeConfiguration<SmsSent>, IEntityTypeConfiguration<SmsSpent>
{
    public void Configure(EntityTypeBuilder<SmsSent> builder)
    {
        builder.ToTable("sms_sent");
        builder.HasKey(s => s.ParcelId);
        builder.Property(s => s.PersonId).HasMaxLength(128);
        builder.Property(s => s.Reference).HasMaxLength(64);
        builder.HasIndex(s => s.At).HasDatabaseName("ix_sms_sent_old");
    }

    public void Configure(EntityTypeBuilder<SmsSpent> builder)
    {
        builder.ToTable("sms_spent");
        builder.HasKey(s => new { s.Day, s.Budget });
        builder.Property(s => s.Budget).HasMaxLength(132);
    }
}
