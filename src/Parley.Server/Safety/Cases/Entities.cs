using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

public enum CaseState : byte
{
    Open = 0,
    Decided = 1,
}

/// <summary>What is looked at and decided together: all flags of one group, from the first to the decision.</summary>
public sealed class Case
{
    public required Guid Id { get; init; }

    /// <summary>One open case a group.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Of its worst flag.</summary>
    public required string Kind { get; set; }
    public required int Harm { get; set; }

    /// <summary>Orders the queue, least first: see <see cref="RankOf"/>.</summary>
    public required long Rank { get; set; }
    public int Flags { get; private set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset LastAt { get; set; }
    public CaseState State { get; private set; }

    /// <summary>Of the first flag that names them; a group may hold more.</summary>
    public Guid? ConversationId { get; private set; }
    public string? PersonId { get; private set; }
    public PartyKind? Party { get; private set; }

    /// <summary>Who has it, until then: nobody else decides it meanwhile.</summary>
    public string? ClaimedBy { get; private set; }
    public DateTimeOffset? ClaimedUntil { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Each point of harm counts as an hour of waiting: what is worse comes first, and nothing waits for ever.</summary>
    public static long RankOf(DateTimeOffset openedAt, int harm) => openedAt.AddHours(-harm).ToMicros();

    /// <summary>One more flag lies in it; its number was counted already.</summary>
    public void Join(string kind, int harm, DateTimeOffset at, Guid? conversation, string? person, PartyKind? party)
    {
        LastAt = at;
        if (harm > Harm) (Kind, Harm, Rank) = (kind, harm, RankOf(OpenedAt, harm));
        ConversationId ??= conversation;
        if (PersonId is null && Party is null) (PersonId, Party) = (person, party);
    }

    /// <summary>A case like it, as old, for so many flags that are not decided with it.</summary>
    /// <param name="worst">Of these.</param>
    public Case Rest(Guid id, int flags, Flag worst)
    {
        var rest = new Case { Id = id, GroupKey = GroupKey, Kind = worst.Kind, Harm = worst.Harm, Rank = RankOf(OpenedAt, worst.Harm), OpenedAt = OpenedAt, LastAt = LastAt, Flags = flags };
        rest.Join(worst.Kind, worst.Harm, LastAt, worst.ConversationId, worst.PersonId, worst.Party);
        Flags -= flags;
        return rest;
    }

    public bool IsClaimedByOther(string person, DateTimeOffset now) => ClaimedBy is not null && ClaimedBy != person && ClaimedUntil > now;

    public bool IsClaimedBy(string person, DateTimeOffset now) => ClaimedBy == person && ClaimedUntil > now;

    public void Claim(string person, DateTimeOffset until) => (ClaimedBy, ClaimedUntil) = (person, until);

    public void LetGo() => (ClaimedBy, ClaimedUntil) = (null, null);

    public void Decide(DateTimeOffset at) => (State, DecidedAt, ClaimedUntil) = (CaseState.Decided, at, null);
}

sealed class CaseTable : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.GroupKey).HasMaxLength(200);
        builder.Property(c => c.Kind).HasMaxLength(40);
        builder.Property(c => c.PersonId).HasMaxLength(128);
        builder.Property(c => c.ClaimedBy).HasMaxLength(128);
        builder.HasIndex(c => c.GroupKey).IsUnique().HasDatabaseName("ix_cases_group").HasFilter("state = 0");
        builder.HasIndex(c => new { c.Rank, c.Id }).HasDatabaseName("ix_cases_queue").HasFilter("state = 0");
        builder.HasIndex(c => c.DecidedAt).HasDatabaseName("ix_cases_decided").HasFilter("decided_at is not null");
        builder.HasIndex(c => new { c.PersonId, c.Id }).HasDatabaseName("ix_cases_person").HasFilter("person_id is not null");
    }
}
