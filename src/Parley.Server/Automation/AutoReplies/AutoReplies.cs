using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>What a vendor's machine answers by itself, all of it in one row: it is read and changed as a whole.</summary>
public sealed class AutoReplySet
{
    public required string VendorId { get; init; }

    /// <summary>As JSON.</summary>
    public required string Replies { get; set; }
    public required string ChangedBy { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>1, 2, 3, ...: whoever changes it says which one they saw.</summary>
    public int Version { get; set; } = 1;
}

sealed class AutoReplyTable : IEntityTypeConfiguration<AutoReplySet>
{
    public void Configure(EntityTypeBuilder<AutoReplySet> builder)
    {
        builder.ToTable("auto_replies");
        builder.HasKey(a => a.VendorId);
    }
}

/// <param name="Kind"><c>away</c>, <c>outside-hours</c>, <c>topic:WORD</c> or <c>first-message</c>; where several fit, the first of these answers.</param>
/// <param name="Template">One that the team shares or the marketplace supplies; or send <paramref name="Text"/>.</param>
/// <param name="Text">In the language of templates, 1 to 5,000 characters.</param>
public sealed record AutoReply(string Kind, Guid? Template = null, string? Text = null, bool Off = false)
{
    public const string Away = "away", OutsideHours = "outside-hours", FirstMessage = "first-message", TopicPrefix = "topic:";

    public string? Topic => Kind.StartsWith(TopicPrefix, StringComparison.Ordinal) ? Kind[TopicPrefix.Length..] : null;
}

/// <param name="Version">Which one was seen, 0 when there were none; another one by now is 409 <c>changed-meanwhile</c>.</param>
public sealed record AutoRepliesBody(int Version, IReadOnlyList<AutoReply> Replies);

/// <param name="Version">0 when there are none.</param>
public sealed record AutoRepliesView(int Version, IReadOnlyList<AutoReply> Replies, PersonView? ChangedBy, DateTimeOffset? ChangedAt);

/// <summary>The replies in their row.</summary>
static class AutoReplyRow
{
    public static string Write(IReadOnlyList<AutoReply> replies) => JsonSerializer.Serialize(replies, Bodies.Strict);

    public static IReadOnlyList<AutoReply> Read(string stored) => JsonSerializer.Deserialize<IReadOnlyList<AutoReply>>(stored, Bodies.Strict)!;
}
