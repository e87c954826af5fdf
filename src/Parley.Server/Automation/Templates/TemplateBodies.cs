using System.Text;
using System.Text.Json;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Automation;

/// <param name="Locale">A language tag (BCP 47); without one the text is for whoever no other is for.</param>
public sealed record Variant(string Text, string? Locale = null);

/// <param name="Variants">1 to 20 texts, one for each language, of at most 5,000 characters each.</param>
/// <param name="Shortcut">For inserting by <c>/shortcut</c>: letters, digits, '-' and '_'; unique in the team, or among one's own.</param>
/// <param name="Topics">At most 10 words: topics, kinds or states of threads for which this is a quick reply.</param>
/// <param name="Files">Ids of uploads made for templates, each in one template only; as many as a message carries. They may still be checked.</param>
public record TemplateContent(string Name, IReadOnlyList<Variant> Variants, string? Folder = null, string? Shortcut = null, IReadOnlyList<string>? Topics = null, IReadOnlyList<Guid>? Files = null);

/// <param name="Scope"><c>me</c>, <c>team</c>, <c>listing:ID</c> or <c>category:WORD</c>.</param>
/// <param name="Id">A UUID made by the client, so that a retry is known.</param>
public sealed record NewTemplate(
    string Scope, string Name, IReadOnlyList<Variant> Variants, string? Folder = null, string? Shortcut = null, IReadOnlyList<string>? Topics = null, Guid? Id = null, IReadOnlyList<Guid>? Files = null)
    : TemplateContent(Name, Variants, Folder, Shortcut, Topics, Files);

/// <param name="Version">Which one was seen; another one by now is 409 <c>changed-meanwhile</c>.</param>
public sealed record ChangedTemplate(
    int Version, string Scope, string Name, IReadOnlyList<Variant> Variants, string? Folder = null, string? Shortcut = null, IReadOnlyList<string>? Topics = null, IReadOnlyList<Guid>? Files = null)
    : TemplateContent(Name, Variants, Folder, Shortcut, Topics, Files);

/// <summary>What a template says, checked and brought into the shape of its row.</summary>
sealed record CleanContent(string Name, string Folder, string? Shortcut, string Variants, string Topics, string Files)
{
    const int MostVariants = 20, MostTopics = 10, LocaleLength = 35, TopicLength = 40, ShortcutLength = 40;

    public static CleanContent Of(TemplateContent content)
    {
        if (content.Variants.Count is 0 or > MostVariants) throw Refuse.Invalid("variants", $"'variants' must be 1 to {MostVariants} texts.");
        if (content.Topics?.Count > MostTopics) throw Refuse.Invalid("topics", $"'topics' has more than {MostTopics} words.");
        var variants = content.Variants.Select((v, i) => Clean(v, $"variants[{i}]")).ToList();
        if (variants.Select(v => v.Locale?.ToLowerInvariant()).Distinct().Count() < variants.Count) throw Refuse.Invalid("variants", "Two of the 'variants' are for the same language.");
        var topics = (content.Topics ?? []).Select(t => Word(t, "topics", TopicLength)).Distinct().ToList();
        return new CleanContent(Texts.Line(content.Name, "name", 80), string.IsNullOrWhiteSpace(content.Folder) ? "" : Texts.Line(content.Folder, "folder", 60),
            content.Shortcut is null ? null : ShortcutOf(content.Shortcut), Stored.Write(variants), topics.Count == 0 ? "" : $" {string.Join(' ', topics)} ", FileIds.Write(content.Files));
    }

    static Variant Clean(Variant variant, string field)
    {
        Sources.Understand(variant.Text, $"{field}.text");
        var locale = Texts.OptionalLine(variant.Locale, $"{field}.locale", LocaleLength);
        if (locale is not null && !locale.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) throw Refuse.Invalid($"{field}.locale", $"'{field}.locale' must be a language tag such as pt-BR.");
        return new Variant(variant.Text, locale);
    }

    internal static string ShortcutOf(string text)
    {
        var slug = text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        if (slug.Length is 0 or > ShortcutLength || !slug.All(c => char.IsLetterOrDigit(c) || c is '-' or '_'))
            throw Refuse.Invalid("shortcut", $"'shortcut' must be 1 to {ShortcutLength} letters, digits, '-' or '_'.");
        return slug;
    }

    internal static string Word(string text, string field, int longest)
    {
        var word = Texts.Line(text, field, longest).ToLowerInvariant();
        return word.Contains(' ') ? throw Refuse.Invalid(field, $"'{field}' takes single words without blanks.") : word;
    }
}

/// <summary>Where a template belongs, as the API writes it: <c>team</c>, <c>listing:ID</c>.</summary>
sealed record ScopeAddress(TemplateScope Scope, string Target)
{
    public static ScopeAddress Parse(string text) => text switch
    {
        "me" => new(TemplateScope.Me, ""),
        "team" => new(TemplateScope.Team, ""),
        _ when text.StartsWith("listing:", StringComparison.Ordinal) => new(TemplateScope.Listing, Texts.Id(text[8..], "scope")),
        _ when text.StartsWith("category:", StringComparison.Ordinal) => new(TemplateScope.Category, CleanContent.Word(text[9..], "scope", 60)),
        _ => throw Refuse.Invalid("scope", "'scope' must be me, team, listing:ID or category:WORD."),
    };

    public static string Write(Template template) => template.Scope switch
    {
        TemplateScope.Me => "me",
        TemplateScope.Team => "team",
        TemplateScope.Listing => $"listing:{template.Target}",
        TemplateScope.Category => $"category:{template.Target}",
        _ => "operator",
    };

    public string KeeperOf(string personId) => Scope == TemplateScope.Me ? personId : "";
}

/// <summary>The variants in their row.</summary>
static class Stored
{
    public static string Write(IReadOnlyList<Variant> variants) => JsonSerializer.Serialize(variants, Bodies.Strict);

    public static IReadOnlyList<Variant> Read(string stored) => JsonSerializer.Deserialize<IReadOnlyList<Variant>>(stored, Bodies.Strict)!;
}

/// <summary>The ids of a template's files in its row.</summary>
static class FileIds
{
    public static string Write(IReadOnlyList<Guid>? ids) => string.Join(' ', ids ?? []);

    public static IReadOnlyList<Guid> Read(string stored) => [.. stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}

/// <summary>Texts of templates from outside.</summary>
static class Sources
{
    /// <summary>The text understood; refused with the place of its first flaw when it cannot be.</summary>
    public static TemplateText Understand(string text, string field)
    {
        if (Conversations.TextShape.FlawOf(text, TemplateText.Longest) is { } shape)
            throw new RefusedException(shape.Errors is null ? shape : shape with { Errors = new Dictionary<string, string[]> { [field] = [shape.Sentence] } });
        var (understood, flaw) = TemplateText.Parse(text);
        return understood ?? throw Refuse.InvalidTemplate(field, flaw!.Sentence, new TextSpan(flaw.Start, flaw.Length));
    }
}
