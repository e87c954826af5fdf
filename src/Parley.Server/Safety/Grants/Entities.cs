using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Safety;

/// <summary>For what a conversation may be read that no case is about.</summary>
public enum GrantPurpose : byte
{
    /// <summary>One of its people asked for help.</summary>
    Support = 1,
    Dispute = 2,
    Safety = 3,

    /// <summary>An authority or a court asked.</summary>
    Legal = 4,

    /// <summary>To see whether the platform's own machines and people decide well.</summary>
    Quality = 5,
}

public enum GrantState : byte
{
    /// <summary>Another of the platform's people is to agree.</summary>
    Asked = 0,
    Given = 1,
    Refused = 2,
    Ended = 3,
}

/// <summary>One operator's reasoned right to read one conversation for some minutes.</summary>
public sealed class AccessGrant
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required string OperatorId { get; init; }
    public required GrantPurpose Purpose { get; init; }

    /// <summary>Why, in the operator's words.</summary>
    public required string Reason { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public GrantState State { get; private set; }

    /// <summary>Who agreed to it or refused it, where that is needed.</summary>
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? EndsAt { get; private set; }
    public DateTimeOffset? FirstReadAt { get; private set; }

    /// <summary>When the conversation's people are to be told that it was read; null when they were, or when there is nothing to tell.</summary>
    public DateTimeOffset? TellAt { get; set; }

    public void Give(DateTimeOffset until, string? by) => (State, EndsAt, DecidedBy) = (GrantState.Given, until, by);

    public void Refuse(string by) => (State, DecidedBy) = (GrantState.Refused, by);

    public void End(DateTimeOffset now) => (State, EndsAt) = (GrantState.Ended, EndsAt < now ? EndsAt : now);

    public bool Opens(DateTimeOffset now) => State == GrantState.Given && EndsAt > now;

    /// <summary>It is read now. The first time says when its people are to be told.</summary>
    public void Read(DateTimeOffset now, TimeSpan tellAfter)
    {
        if (FirstReadAt is not null) return;
        (FirstReadAt, TellAt) = (now, now + tellAfter);
    }
}

sealed class GrantTable : IEntityTypeConfiguration<AccessGrant>
{
    public void Configure(EntityTypeBuilder<AccessGrant> builder)
    {
        builder.ToTable("access_grants");
        builder.HasKey(g => g.Id);
        builder.Property(g => g.OperatorId).HasMaxLength(128);
        builder.Property(g => g.Reason).HasMaxLength(500);
        builder.Property(g => g.DecidedBy).HasMaxLength(128);
        builder.HasIndex(g => new { g.OperatorId, g.Id }).HasDatabaseName("ix_access_grants_operator");
        builder.HasIndex(g => g.ConversationId).HasDatabaseName("ix_access_grants_conversation");
        builder.HasIndex(g => g.Id).HasDatabaseName("ix_access_grants_asked").HasFilter("state = 0");
        builder.HasIndex(g => g.TellAt).HasDatabaseName("ix_access_grants_tell").HasFilter("tell_at is not null");
    }
}
