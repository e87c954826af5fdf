using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety;

/// <summary>What is done about a case.</summary>
public enum CaseAct : byte
{
    /// <summary>A false alarm.</summary>
    NoViolation = 1,
    Warn = 2,

    /// <summary>May not write.</summary>
    Mute = 3,

    /// <summary>May not open threads.</summary>
    PauseThreads = 4,

    /// <summary>May neither write nor open threads; may read what is theirs.</summary>
    Suspend = 5,
    CloseThread = 6,
    FreezeThread = 7,

    /// <summary>Buyer and vendor may not write to each other.</summary>
    BlockPair = 8,

    /// <summary>Of an appeal: the decision stays.</summary>
    Uphold = 9,

    /// <summary>Of an appeal: the decision is undone.</summary>
    Reverse = 10,

    /// <summary>A false alarm about a held message: it is let through.</summary>
    Release = 11,

    /// <summary>A held message is not sent.</summary>
    RefuseMessage = 12,

    /// <summary>A message is shown to neither side any more.</summary>
    HideMessage = 13,

    /// <summary>Places of a message are hidden from the other side for now. The policy does it by itself.</summary>
    MaskText = 14,

    /// <summary>A conversation that somebody began lies with what its vendor does not want. The policy does it by itself.</summary>
    Quarantine = 15,

    /// <summary>A sanction ends before its time.</summary>
    EndSanction = 20,
}

public enum Ground : byte
{
    /// <summary>A rule of the marketplace's own.</summary>
    Rule = 1,
    Law = 2,
}

/// <summary>A restriction with its statement of reasons. There is no way to save one without the other.</summary>
public sealed class Decision
{
    public required Guid Id { get; init; }

    /// <summary>Null where nobody of the platform's people decided: the policy did, or the marketplace's own systems.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>The person concerned; null where a whole vendor is.</summary>
    public string? PersonId { get; init; }

    /// <summary>The vendor concerned, whose owners and agents see the statement; null where one person is.</summary>
    public string? VendorId { get; init; }
    public Guid? ConversationId { get; init; }
    public int? Seq { get; init; }

    /// <summary>The held message that is refused.</summary>
    public Guid? HeldId { get; init; }
    public required CaseAct Act { get; init; }

    /// <summary>What happened, in words for the person concerned. It quotes nobody.</summary>
    public required string Facts { get; init; }
    public required Ground Ground { get; init; }

    /// <summary>Which rule or law, so that it can be found.</summary>
    public required string Reference { get; init; }

    /// <summary>What brought it up: the kind of the worst flag.</summary>
    public required string Source { get; init; }

    /// <summary>Whether a machine found it.</summary>
    public required bool FoundByMachine { get; init; }

    /// <summary>Whether a machine decided it: the policy, or a system of the marketplace that says so. An appeal is always a person's.</summary>
    public bool DecidedByMachine { get; init; }

    /// <summary>By which version of the policy, where it did.</summary>
    public int? Policy { get; init; }

    /// <summary>What the policy found, by kinds with commas between; empty where it decided nothing.</summary>
    public string Found { get; init; } = "";
    public required DateTimeOffset At { get; init; }

    /// <summary>Null for good, or where nothing lasts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>An operator's id, <c>host:KEY</c> for a system of the marketplace, <see cref="Machine"/> for the policy.</summary>
    public required string DecidedBy { get; init; }
    public required DateTimeOffset AppealUntil { get; init; }
    public DateTimeOffset? AppealedAt { get; private set; }

    /// <summary>Of an appeal: whether the decision stayed, who said so and when.</summary>
    public bool? Upheld { get; private set; }
    public string? AppealDecidedBy { get; private set; }
    public DateTimeOffset? AppealDecidedAt { get; private set; }

    /// <summary>Why, in words for the person concerned.</summary>
    public string? AppealFacts { get; private set; }

    /// <summary>Since when what it did to its thread holds no more, though nobody found it wrong: the host thawed the thread, or another reversal did.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>Since when its thread is to be told; null when it was, or when there is none.</summary>
    public DateTimeOffset? PendingSince { get; set; }

    public const string Machine = "parley";

    /// <summary>Whether it keeps somebody from something; a false alarm concerns nobody.</summary>
    public static bool Restricts(CaseAct act) => act is not (CaseAct.NoViolation or CaseAct.Release);

    /// <summary>What the policy does by itself, and no person decides first.</summary>
    public static bool IsByPolicy(CaseAct act) => act is CaseAct.MaskText or CaseAct.Quarantine;

    public void Appeal(DateTimeOffset at) => AppealedAt = at;

    public void DecideAppeal(bool upheld, string by, DateTimeOffset at, string facts) => (Upheld, AppealDecidedBy, AppealDecidedAt, AppealFacts) = (upheld, by, at, facts);
}

sealed class DecisionTable : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("decisions");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.PersonId).HasMaxLength(128);
        builder.Property(d => d.VendorId).HasMaxLength(128);
        builder.Property(d => d.Facts).HasMaxLength(2000);
        builder.Property(d => d.Reference).HasMaxLength(300);
        builder.Property(d => d.Source).HasMaxLength(40);
        builder.Property(d => d.DecidedBy).HasMaxLength(128);
        builder.Property(d => d.Found).HasMaxLength(300).HasDefaultValue("");
        builder.Property(d => d.AppealDecidedBy).HasMaxLength(128);
        builder.Property(d => d.AppealFacts).HasMaxLength(2000);
        builder.HasIndex(d => d.PendingSince).HasDatabaseName("ix_decisions_pending").HasFilter("pending_since is not null");
        builder.HasIndex(d => d.HeldId).HasDatabaseName("ix_decisions_held").HasFilter("held_id is not null");
        builder.HasIndex(d => d.CaseId).HasDatabaseName("ix_decisions_case");
        builder.HasIndex(d => new { d.At, d.Id }).HasDatabaseName("ix_decisions_at");
        builder.HasIndex(d => new { d.PersonId, d.Id }).HasDatabaseName("ix_decisions_person").HasFilter("person_id is not null");
        builder.HasIndex(d => new { d.VendorId, d.Id }).HasDatabaseName("ix_decisions_vendor").HasFilter("vendor_id is not null");
    }
}
