using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>Which part of automation did something.</summary>
public enum DeedKind : byte
{
    AutoReply = 1,
    Rule = 2,
    Scheduled = 3,
}

/// <summary>
/// What a machine did in a thread for its vendor's team, and why. There is one for each cause and rule, so that what a worker hears
/// again is known. It holds no words of anybody's message: those are sealed, and stay so.
/// </summary>
public sealed class Deed
{
    public long Id { get; private set; }
    public required string VendorId { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>What it answered to: <c>m17</c> is the thread's message 17, <c>w</c> and an instant a wait since then.</summary>
    public required string Cause { get; init; }
    public required DeedKind Kind { get; init; }

    /// <summary>The rule; empty for auto-replies.</summary>
    public required Guid RuleId { get; init; }

    /// <summary>The rule's name then, or the kind of the auto-reply.</summary>
    public required string Name { get; init; }

    /// <summary>Reasons, as JSON.</summary>
    public required string Why { get; init; }

    /// <summary>What was done, or why not, as JSON; null while it is being done.</summary>
    public required string? Acts { get; set; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>One act and what became of it.</summary>
/// <param name="To">What it was about: a person's, a label's or a template's id, a priority.</param>
/// <param name="Problem">Why it was not done.</param>
public sealed record DeedAct(string Type, string? To, bool Done, string? Problem = null);

/// <param name="Rule">Null for auto-replies.</param>
/// <param name="Why">What was so, and therefore it was done.</param>
public sealed record DeedView(long Id, Guid Conversation, DeedKind Kind, Guid? Rule, string Name, IReadOnlyList<string> Why, IReadOnlyList<DeedAct> Acts, DateTimeOffset At)
{
    public static DeedView Of(Deed deed) =>
        new(deed.Id, deed.ConversationId, deed.Kind, deed.RuleId == Guid.Empty ? null : deed.RuleId, deed.Name, Read<string>(deed.Why), Read<DeedAct>(deed.Acts ?? "[]"), deed.At);

    static IReadOnlyList<T> Read<T>(string json) => JsonSerializer.Deserialize<IReadOnlyList<T>>(json, Bodies.Strict)!;
}

/// <param name="Cursor">For what was done before; null at the end.</param>
public sealed record DeedPage(IReadOnlyList<DeedView> Items, string? Cursor);

sealed class DeedTable : IEntityTypeConfiguration<Deed>
{
    public void Configure(EntityTypeBuilder<Deed> builder)
    {
        builder.ToTable("deeds");
        builder.HasKey(d => d.Id);
        builder.HasIndex(d => new { d.ConversationId, d.Cause, d.RuleId }).IsUnique();
        builder.HasIndex(d => new { d.VendorId, d.Id });
        builder.HasIndex(d => d.At);
    }
}
