using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Automation;

/// <summary>What a team does often, in one: an answer and what follows it.</summary>
public sealed class Macro
{
    public required string VendorId { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public required string? Shortcut { get; set; }
    public required Guid? TemplateId { get; set; }

    /// <summary>In their order, as JSON.</summary>
    public required string Acts { get; set; }
    public required string AuthorId { get; init; }
    public required string ChangedBy { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; } = 1;
}

sealed class MacroTable : IEntityTypeConfiguration<Macro>
{
    public void Configure(EntityTypeBuilder<Macro> builder)
    {
        builder.ToTable("macros");
        builder.HasKey(m => new { m.VendorId, m.Id });
        builder.HasIndex(m => new { m.VendorId, m.Shortcut }).IsUnique().HasFilter("shortcut is not null");
    }
}

/// <param name="Type"><c>close</c>, <c>archive</c>, <c>noAnswerNeeded</c>, <c>assign</c>, <c>priority</c>, <c>addLabel</c>, <c>removeLabel</c> or <c>snooze</c>.</param>
/// <param name="Agent">Assign: one of the team, <c>me</c> for whoever runs the macro, null for nobody.</param>
/// <param name="Label">AddLabel, removeLabel.</param>
/// <param name="Hours">Snooze: for so long, at most a year; null until the buyer writes.</param>
public sealed record MacroAct(string Type, string? Agent = null, Priority? Level = null, Guid? Label = null, int? Hours = null);

/// <param name="Template">One that the team shares or the marketplace supplies; it is the answer.</param>
/// <param name="Acts">At most 10, done in their order after the answer.</param>
public record MacroContent(string Name, IReadOnlyList<MacroAct> Acts, string? Shortcut = null, Guid? Template = null);

/// <param name="Id">A UUID made by the client, so that a retry is known.</param>
public sealed record NewMacro(string Name, IReadOnlyList<MacroAct> Acts, string? Shortcut = null, Guid? Template = null, Guid? Id = null) : MacroContent(Name, Acts, Shortcut, Template);

/// <param name="Version">Which one was seen; another one by now is 409 <c>changed-meanwhile</c>.</param>
public sealed record ChangedMacro(int Version, string Name, IReadOnlyList<MacroAct> Acts, string? Shortcut = null, Guid? Template = null) : MacroContent(Name, Acts, Shortcut, Template);

public sealed record MacroView(Guid Id, string Name, string? Shortcut, Guid? Template, IReadOnlyList<MacroAct> Acts, int Version, PersonView? ChangedBy, DateTimeOffset ChangedAt);

/// <summary>What a macro says, checked and brought into the shape of its row.</summary>
sealed record CleanMacro(string Name, string? Shortcut, Guid? Template, string Acts)
{
    const int MostActs = 10;

    public static CleanMacro Of(MacroContent content)
    {
        if (content.Acts.Count > MostActs) throw Refuse.Invalid("acts", $"'acts' has more than {MostActs} entries.");
        if (content.Acts.Count == 0 && content.Template is null) throw Refuse.Invalid("acts", "A macro answers with a template, does something, or both.");
        foreach (var act in content.Acts) DoAct.Require(act);
        return new CleanMacro(Texts.Line(content.Name, "name", 80), content.Shortcut is null ? null : CleanContent.ShortcutOf(content.Shortcut), content.Template, Write(content.Acts));
    }

    static string Write(IReadOnlyList<MacroAct> acts) => JsonSerializer.Serialize(acts, Bodies.Strict);

    public static IReadOnlyList<MacroAct> ReadActs(string stored) => JsonSerializer.Deserialize<IReadOnlyList<MacroAct>>(stored, Bodies.Strict)!;
}
