using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Conversations;

/// <summary>
/// A stretch in which a thread was open and is not any more: from the buyer's first text, or their reopening, to its closing. What
/// happened is written once; what it comes to is computed from that and can be computed again.
/// </summary>
public sealed class Resolution
{
    public required Guid ConversationId { get; init; }

    /// <summary>The buyer's message, or the line that says they reopened it.</summary>
    public required int OpenedSeq { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required long PartyId { get; init; }

    /// <summary>The line that says it was closed.</summary>
    public required int ClosedSeq { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }

    public Verdict Verdict { get; private set; }
    public LeftOut Because { get; private set; }
    public int OpenSeconds { get; private set; }

    /// <summary>What the vendor was to keep to when it was judged.</summary>
    public int TargetSeconds { get; private set; }

    /// <summary>The vendor's calendar day on which its clock began: <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; private set; }

    public void Become(Judgement judgement, TimeSpan target, int day)
    {
        (Verdict, Because, Day) = (judgement.Verdict, judgement.Because, day);
        (OpenSeconds, TargetSeconds) = ((int)Math.Min(judgement.OpenTime.TotalSeconds, int.MaxValue), (int)Math.Min(target.TotalSeconds, int.MaxValue));
    }
}

/// <summary>A thread that is open, and when it is to be done with: what the warnings go by. Gone when it is closed.</summary>
public sealed class OpenThread
{
    public required Guid ConversationId { get; init; }
    public required int OpenedSeq { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required long PartyId { get; init; }

    /// <summary>Null: never, as long as the vendor's hours are as they are.</summary>
    public DateTimeOffset? WarnAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public bool Warned { get; set; }
    public bool Missed { get; set; }
}

sealed class ResolutionTables : IEntityTypeConfiguration<Resolution>, IEntityTypeConfiguration<OpenThread>
{
    public void Configure(EntityTypeBuilder<Resolution> builder)
    {
        builder.ToTable("resolutions");
        builder.HasKey(r => new { r.ConversationId, r.OpenedSeq });
        builder.HasIndex(r => new { r.PartyId, r.Since, r.Verdict, r.OpenSeconds, r.Day }, "ix_resolutions_figures").HasDatabaseName("ix_resolutions_figures");
        builder.HasIndex(r => r.Since, "ix_resolutions_unjudged").HasDatabaseName("ix_resolutions_unjudged").HasFilter("verdict = 0");
        builder.HasIndex(r => r.ClosedAt);
    }

    public void Configure(EntityTypeBuilder<OpenThread> builder)
    {
        builder.ToTable("open_threads");
        builder.HasKey(o => o.ConversationId);
        builder.HasIndex(o => new { o.PartyId, o.DueAt });
        builder.HasIndex(o => o.WarnAt).HasFilter("not warned");
        builder.HasIndex(o => o.DueAt).HasFilter("not missed");
    }
}
