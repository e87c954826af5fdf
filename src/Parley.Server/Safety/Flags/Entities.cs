using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>One reason to look at something: what a machine found, or what somebody reported. It holds places in texts, never texts.</summary>
public sealed class Flag
{
    public required Guid Id { get; init; }

    /// <summary>The case in which it is looked at.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>What raised it, such as <c>contact</c>, <c>repeats</c>, <c>report</c>.</summary>
    public required string Kind { get; init; }
    public Guid? ConversationId { get; init; }
    public int? Seq { get; init; }

    /// <summary>A message that is held and has no number yet.</summary>
    public Guid? HeldId { get; init; }

    /// <summary>Whose doing it is, and on which side.</summary>
    public string? PersonId { get; init; }
    public PartyKind? Party { get; init; }

    /// <summary>From 1 to 100.</summary>
    public required int Harm { get; init; }

    /// <summary>The version of the policy by which it was raised.</summary>
    public int? Policy { get; init; }

    /// <summary>What was found where, as JSON (<see cref="Finding"/>).</summary>
    public required string Findings { get; init; }
    public required DateTimeOffset At { get; init; }
}

sealed class FlagTable : IEntityTypeConfiguration<Flag>
{
    public void Configure(EntityTypeBuilder<Flag> builder)
    {
        builder.ToTable("flags");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Kind).HasMaxLength(40);
        builder.Property(f => f.PersonId).HasMaxLength(128);
        builder.HasIndex(f => new { f.CaseId, f.Id }).HasDatabaseName("ix_flags_case");
        builder.HasIndex(f => new { f.PersonId, f.Id }).HasDatabaseName("ix_flags_person").HasFilter("person_id is not null");
        builder.HasIndex(f => new { f.ConversationId, f.Id }).HasDatabaseName("ix_flags_conversation").HasFilter("conversation_id is not null");
    }
}
