using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>One condition on a thread, or a group of conditions. A condition has a fact and one of is, isNot, has and atLeast; a group has all or any.</summary>
/// <param name="Fact">
/// <c>side</c>, <c>words</c>, <c>language</c>, <c>topic</c>, <c>subject</c>, <c>subjectId</c>, <c>state</c>, <c>value</c>, <c>due</c>, <c>label</c>, <c>priority</c>, <c>assignee</c>,
/// <c>first</c>, <c>waiting</c>, <c>hours</c> or <c>buyer</c>.
/// </param>
/// <param name="Is">One of these, at most 200. A word or a state that ends in <c>*</c> stands for all that begin so; letters are compared without case and accents.</param>
/// <param name="IsNot">None of these.</param>
/// <param name="Has">All of these: of <c>words</c> and <c>label</c>.</param>
/// <param name="AtLeast">Of <c>value</c>, in the currency's minor unit, and of <c>waiting</c>, in minutes.</param>
/// <param name="Currency">Of <c>value</c>: ISO 4217.</param>
/// <param name="Key">Of <c>buyer</c>: the host's attribute.</param>
public sealed record Condition(
    string? Fact = null, IReadOnlyList<string>? Is = null, IReadOnlyList<string>? IsNot = null, IReadOnlyList<string>? Has = null, long? AtLeast = null, string? Currency = null, string? Key = null,
    IReadOnlyList<Condition>? All = null, IReadOnlyList<Condition>? Any = null);

/// <param name="Type"><c>assign</c>, <c>label</c>, <c>unlabel</c>, <c>priority</c>, <c>reply</c>, <c>snooze</c>, <c>archive</c>, <c>notify</c> or <c>route</c>.</param>
/// <param name="To">Of <c>assign</c> and <c>notify</c>: one of the team; of <c>assign</c> also nobody, by leaving it out. Of <c>route</c>: a vendor's id, or <c>platform</c>.</param>
/// <param name="Hours">Of <c>snooze</c>: for how long; until the next message when left out.</param>
public sealed record RuleAct(string Type, string? To = null, Guid? Label = null, Priority? Priority = null, Guid? Template = null, int? Hours = null);

/// <summary>What happens by itself in a vendor's threads: on some events, when a condition holds, some acts.</summary>
/// <param name="On">Some of <c>created</c>, <c>message</c>, <c>order-changed</c>, <c>waiting</c> and <c>reopened</c>.</param>
/// <param name="When">Null: always.</param>
/// <param name="Minutes">Of <c>waiting</c>: how long an answer is owed by then.</param>
/// <param name="Stop">Where this one applies, those after it do not.</param>
/// <param name="Standard">One of those that every vendor starts with: its place and <paramref name="Off"/> are the vendor's, the rest is as Parley has it.</param>
public sealed record Rule(
    string Name, IReadOnlyList<string> On, IReadOnlyList<RuleAct> Do, Condition? When = null, int? Minutes = null, bool Stop = false, bool Off = false, Guid? Id = null, string? Standard = null);

/// <param name="Version">Which one was seen; another one by now is 409 <c>changed-meanwhile</c>.</param>
public sealed record RulesBody(int Version, IReadOnlyList<Rule> Rules);

/// <param name="Version">0 while nobody has changed what every vendor starts with.</param>
public sealed record RulesView(int Version, IReadOnlyList<Rule> Rules, PersonView? ChangedBy, DateTimeOffset? ChangedAt);

/// <summary>A vendor's rules, all in one row: their order counts, so they are read and changed as a whole.</summary>
public sealed class RuleList
{
    public required string VendorId { get; init; }

    /// <summary>As JSON, in their order.</summary>
    public required string Rules { get; set; }

    /// <summary>One of them is on waiting, so the vendor's waits are looked through.</summary>
    public required bool Waits { get; set; }
    public required string ChangedBy { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; } = 1;

    public static string Write(IReadOnlyList<Rule> rules) => JsonSerializer.Serialize(rules, Bodies.Strict);

    public static IReadOnlyList<Rule> Read(string stored) => JsonSerializer.Deserialize<IReadOnlyList<Rule>>(stored, Bodies.Strict)!;
}

sealed class RuleTable : IEntityTypeConfiguration<RuleList>
{
    public void Configure(EntityTypeBuilder<RuleList> builder)
    {
        builder.ToTable("rule_lists");
        builder.HasKey(r => r.VendorId);
        builder.HasIndex(r => r.VendorId, "ix_rule_lists_waiting").HasFilter("waits");
    }
}
