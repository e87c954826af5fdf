using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Access;

namespace Parley.Notifications;

/// <summary>
/// One thing that one person is to be told, or visibly not, by one channel about one thread. It holds ids, numbers and times only; what it
/// says is put together when it is sent, from what is true then.
/// </summary>
public sealed class Notice
{
    /// <summary>Made from thread, person, role, channel, kind and window, so that planning twice makes one.</summary>
    public required Guid Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>As which side: <see cref="Role.Key"/>.</summary>
    public required string RoleKey { get; init; }
    public required Channel Channel { get; init; }
    public required NoticeKind Kind { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>The message (or note, or debt) that opened the window; of an address that was switched off its <see cref="Notifications.Channel"/>.</summary>
    public required int FromSeq { get; init; }

    /// <summary>The last one that came into it.</summary>
    public int ToSeq { get; set; }
    public bool Urgent { get; set; }

    /// <summary>When it is too late to tell of it; null for never, <see cref="Withdrawn"/> for what was taken back.</summary>
    public DateTimeOffset? Until { get; set; }
    public required DateTimeOffset PlannedAt { get; init; }
    public required Because Because { get; set; }

    /// <summary>Why it was to go out when it was planned, where something else holds by now; null where that has not changed.</summary>
    public Because? PlannedBecause { get; set; }
    public NoticeState State { get; set; }

    /// <summary>When it is to be delivered; null when nobody has to.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Until when it waited before it was tried the first time.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>How the last try ended, or why there was none, by name.</summary>
    public string? Outcome { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>The parcel in which it went: one mail tells of many threads.</summary>
    public Guid? ParcelId { get; set; }

    /// <summary>The provider's name for the parcel.</summary>
    public string? Reference { get; set; }
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>When the provider told what became of it after it was sent.</summary>
    public DateTimeOffset? NewsAt { get; set; }
    public DateTimeOffset? OpenedAt { get; set; }

    public static DateTimeOffset Withdrawn => DateTimeOffset.UnixEpoch;
}

public enum NoticeState : byte
{
    /// <summary>It waits for its time, for the end of quiet hours, or for another try.</summary>
    Waiting = 0,

    /// <summary>The receiver took it.</summary>
    Sent = 1,

    /// <summary>The provider says that it arrived.</summary>
    Delivered = 2,

    /// <summary>It came back.</summary>
    Bounced = 3,

    /// <summary>It became pointless: read elsewhere, spam, access lost.</summary>
    Cancelled = 4,

    /// <summary>It was planned not to be sent; <see cref="Notice.Because"/> says why.</summary>
    NotSent = 5,

    /// <summary>Tried as often as it is to be.</summary>
    Failed = 6,
}

/// <summary>A choice of a person's. <see cref="Kind"/> 0 and an empty conversation mean any.</summary>
public sealed class NoticeChoice
{
    public required string PersonId { get; init; }
    public required string RoleKey { get; init; }
    public required byte Kind { get; init; }
    public required Guid ConversationId { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>As <see cref="Cadence"/> is written.</summary>
    public required string Cadence { get; set; }
}

/// <summary>What a person wants whatever the role.</summary>
public sealed class NoticeSettings
{
    public required string PersonId { get; init; }

    /// <summary>Quiet spans as JSON; null for none.</summary>
    public string? Quiet { get; set; }
    public bool UrgentMayPass { get; set; } = true;

    /// <summary>Their own time zone, where it is not the one that the host told.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Whether words of messages may be in mails, and in pushes.</summary>
    public bool TextInMail { get; set; } = true;
    public bool TextInPush { get; set; }
}

/// <summary>An address that is not to be used any more.</summary>
public sealed class ClosedAddress
{
    public required Channel Channel { get; init; }

    /// <summary>A keyed digest of the address: what it was cannot be told from it.</summary>
    public required byte[] Digest { get; init; }
    public required string PersonId { get; init; }

    /// <summary>Such as <c>bounced</c>, <c>complained</c>, <c>stopped</c>.</summary>
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}

sealed class NoticeTables : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<NoticeChoice>, IEntityTypeConfiguration<NoticeSettings>, IEntityTypeConfiguration<ClosedAddress>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.RoleKey).HasMaxLength(140);
        builder.Property(n => n.Outcome).HasMaxLength(40);
        builder.Property(n => n.Reference).HasMaxLength(200);
        builder.HasIndex(n => new { n.Channel, n.DueAt }).HasDatabaseName("ix_notices_due").HasFilter("due_at is not null");
        builder.HasIndex(n => new { n.ConversationId, n.PersonId, n.Channel, n.Kind }).HasDatabaseName("ix_notices_thread");
        builder.HasIndex(n => new { n.PersonId, n.PlannedAt }).HasDatabaseName("ix_notices_log");
        builder.HasIndex(n => n.ParcelId).HasDatabaseName("ix_notices_parcel").HasFilter("parcel_id is not null");
        builder.HasIndex(n => n.PlannedAt).HasDatabaseName("ix_notices_old");
        builder.HasIndex(n => new { n.PersonId, n.RoleKey, n.Channel }).HasDatabaseName("ix_notices_waiting").HasFilter("due_at is not null");
        builder.HasIndex(n => n.Reference).HasDatabaseName("ix_notices_reference").HasFilter("reference is not null");
    }

    public void Configure(EntityTypeBuilder<NoticeChoice> builder)
    {
        builder.ToTable("notice_choices");
        builder.HasKey(c => new { c.PersonId, c.RoleKey, c.Kind, c.ConversationId, c.Channel });
        builder.Property(c => c.RoleKey).HasMaxLength(140);
        builder.Property(c => c.Cadence).HasMaxLength(20);
    }

    public void Configure(EntityTypeBuilder<NoticeSettings> builder)
    {
        builder.ToTable("notice_settings");
        builder.HasKey(s => s.PersonId);
        builder.Property(s => s.Quiet).HasMaxLength(1000);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ClosedAddress> builder)
    {
        builder.ToTable("closed_addresses");
        builder.HasKey(a => new { a.Channel, a.Digest });
        builder.HasIndex(a => a.PersonId).HasDatabaseName("ix_closed_addresses_person");
        builder.Property(a => a.Reason).HasMaxLength(40);
    }
}
