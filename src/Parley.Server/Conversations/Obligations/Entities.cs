using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Conversations;

/// <summary>What ended an obligation.</summary>
public enum Ending : byte
{
    /// <summary>A text of a person of the vendor's.</summary>
    Answer = 1,

    /// <summary>A card that was accepted.</summary>
    Card = 2,

    /// <summary>An act in a dispute.</summary>
    Dispute = 3,
    NoAnswerNeeded = 4,

    /// <summary>The thread was marked as spam.</summary>
    Spam = 5,
}

public enum Verdict : byte
{
    /// <summary>Not judged yet, or to be judged again.</summary>
    Unjudged = 0,
    Within = 1,
    Missed = 2,

    /// <summary>In no figure; <see cref="LeftOut"/> says why.</summary>
    LeftOut = 3,

    /// <summary>Still owed, and not overdue. Never stored.</summary>
    Open = 4,

    /// <summary>The act that ended it was taken back (<see cref="Reversal"/>): it went on, and another entry says how it ended. In no list and no figure.</summary>
    TakenBack = 5,
}

/// <summary>Why an obligation is in no figure.</summary>
public enum LeftOut : byte
{
    No = 0,
    NoAnswerNeeded = 1,
    Spam = 2,

    /// <summary>The vendor contested it, and the marketplace agreed.</summary>
    Contested = 3,
}

/// <summary>
/// An answer that was owed and is not any more. What happened is written once, in the commit that ended it; what it comes to is computed
/// from that (<see cref="Judgement"/>) and can be thrown away and computed again.
/// </summary>
public sealed class Obligation
{
    public required Guid ConversationId { get; init; }

    /// <summary>The buyer's message.</summary>
    public required int OpenedSeq { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>The vendor that owed it.</summary>
    public required long PartyId { get; init; }

    /// <summary>The message that ended it, or the last one when an act did.</summary>
    public required int ClosedSeq { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>The person.</summary>
    public required string ClosedBy { get; init; }
    public required Ending How { get; init; }

    public Verdict Verdict { get; private set; }
    public LeftOut Because { get; private set; }

    /// <summary>Whether the vendor had written nothing in this thread before.</summary>
    public bool First { get; private set; }
    public int OpenSeconds { get; private set; }

    /// <summary>What the vendor was to keep to when it was judged.</summary>
    public int TargetSeconds { get; private set; }

    /// <summary>The vendor's calendar day on which its clock began: <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; private set; }

    /// <summary>The act that ended it was none after all.</summary>
    public void TakeBack() => Verdict = Verdict.TakenBack;

    /// <summary>The marketplace decided about the vendor's objection.</summary>
    public void Decide(ContestOutcome outcome)
    {
        if (outcome == ContestOutcome.Excluded && Because == LeftOut.No) (Verdict, Because) = (Verdict.LeftOut, LeftOut.Contested);
        if (outcome == ContestOutcome.Kept && Because == LeftOut.Contested) (Verdict, Because) = (OpenSeconds <= TargetSeconds ? Verdict.Within : Verdict.Missed, LeftOut.No);
    }

    public void Become(Judgement judgement, bool first, TimeSpan target, int day)
    {
        (Verdict, Because, First, Day) = (judgement.Verdict, judgement.Because, first, day);
        (OpenSeconds, TargetSeconds) = ((int)Math.Min(judgement.OpenTime.TotalSeconds, int.MaxValue), (int)target.TotalSeconds);
    }
}

/// <summary>An act that ended an obligation was taken back: its entry stands, and this one beside it says that it is void.</summary>
public sealed class Reversal
{
    public required Guid ConversationId { get; init; }
    public required int OpenedSeq { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
}

/// <summary>A vendor's one objection to an entry of its ledger, and what became of it.</summary>
public sealed class Contest
{
    public required Guid ConversationId { get; init; }
    public required int OpenedSeq { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required long PartyId { get; init; }
    public required string PersonId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Sealed like a note of its author's.</summary>
    public required byte[] Reason { get; init; }
    public ContestOutcome? Outcome { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

public enum ContestOutcome : byte
{
    /// <summary>In no figure any more.</summary>
    Excluded = 1,

    /// <summary>It counts as before.</summary>
    Kept = 2,
}

sealed class ObligationTables : IEntityTypeConfiguration<Obligation>, IEntityTypeConfiguration<Reversal>, IEntityTypeConfiguration<Contest>
{
    public void Configure(EntityTypeBuilder<Obligation> builder)
    {
        builder.ToTable("obligations");
        builder.HasKey(o => new { o.ConversationId, o.OpenedSeq, o.Since, o.ClosedAt });
        // Holds all that a figure is made of, so that one reads a range of the index and nothing else.
        builder.HasIndex(o => new { o.PartyId, o.Since, o.Verdict, o.First, o.OpenSeconds, o.Day, o.ClosedBy }, "ix_obligations_figures").HasDatabaseName("ix_obligations_figures");
        builder.HasIndex(o => o.Since, "ix_obligations_unjudged").HasDatabaseName("ix_obligations_unjudged").HasFilter("verdict = 0");
        builder.HasIndex(o => o.ClosedAt);
    }

    public void Configure(EntityTypeBuilder<Reversal> builder)
    {
        builder.ToTable("obligation_reversals");
        builder.HasKey(r => new { r.ConversationId, r.OpenedSeq, r.Since, r.ClosedAt });
    }

    public void Configure(EntityTypeBuilder<Contest> builder)
    {
        builder.ToTable("obligation_contests");
        builder.HasKey(c => new { c.ConversationId, c.OpenedSeq, c.Since });
        builder.HasIndex(c => c.PartyId);
    }
}
