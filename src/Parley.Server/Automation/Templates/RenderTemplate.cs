using System.Globalization;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Automation;

/// <param name="Blanks">What to put into the blanks, by their names.</param>
public sealed record RenderBody(Guid Conversation, IReadOnlyDictionary<string, string>? Blanks = null);

public sealed record PreviewBody(string Text, Guid Conversation, IReadOnlyDictionary<string, string>? Blanks = null);

/// <param name="Locale">The language of the variant chosen; null when it is for any.</param>
/// <param name="Missing">Variables that have no value in this thread and no default. Their markers stand in the text.</param>
/// <param name="Blanks">What is still to be filled in.</param>
/// <param name="Sendable">Nothing is missing or blank. A text that is not sendable is refused when it is sent: <c>unfilled-template</c>.</param>
/// <param name="Files">What the template carries; nothing of a text that is still being written.</param>
public sealed record Rendered(string Text, string? Locale, IReadOnlyList<Gap> Missing, IReadOnlyList<Gap> Blanks, bool Sendable, IReadOnlyList<TemplateFile> Files);

/// <summary>Renders templates for a thread as it is now.</summary>
public sealed class RenderTemplate(ReadThreadValues read, TemplateViews views)
{
    const int BlankLength = 500;

    public async Task<Rendered> RunAsync(Entered who, Template template, IReadOnlyDictionary<string, string>? blanks, CancellationToken ct) =>
        Refused(Run(template, await read.RunAsync(who, ct), Filled(blanks))) with { Files = TemplateViews.FilesOf(template, await views.FilesAsync([template], ct)) };

    /// <summary>A text that is still being written, as it would read in this thread.</summary>
    public async Task<Rendered> PreviewAsync(Entered who, PreviewBody body, CancellationToken ct)
    {
        var text = Sources.Understand(body.Text, "text");
        return Refused(Run(text, null, await read.RunAsync(who, ct), Filled(body.Blanks)));
    }

    /// <summary>The variant for this thread's buyer, rendered.</summary>
    public static Rendered Run(Template template, ThreadValues values, IReadOnlyDictionary<string, string> filled)
    {
        var variant = Choose(Stored.Read(template.Variants), values.Buyer?.Locale, values.Vendor?.Locale);
        return Run(Sources.Understand(variant.Text, "text"), variant.Locale, values, filled);
    }

    internal static Rendered Run(TemplateText text, string? locale, ThreadValues values, IReadOnlyDictionary<string, string> filled)
    {
        var culture = CultureOf(locale, values);
        var (rendered, missing, blanks) = Rendering.Run(text, name => values.ValueOf(name, culture), filled);
        return new Rendered(rendered, locale, missing, blanks, missing.Count + blanks.Count == 0, []);
    }

    static Rendered Refused(Rendered rendered) => rendered.Text.Length <= TemplateText.Longest ? rendered : throw Refuse.TemplateTooLong(rendered.Text.Length, TemplateText.Longest);

    /// <summary>
    /// For the buyer's locale, or their language as it is spoken anywhere; else the template's own default, the variant without a language.
    /// Where there is none: English for a buyer whose language there is not, the vendor's for one whose language nobody knows, or the first.
    /// </summary>
    public static Variant Choose(IReadOnlyList<Variant> variants, string? buyers, string? vendors)
    {
        var own = variants.FirstOrDefault(v => Same(v.Locale, buyers)) ?? variants.FirstOrDefault(v => Same(v.Locale, Base(buyers))) ?? variants.FirstOrDefault(v => Same(Base(v.Locale), Base(buyers)));
        if ((own ?? variants.FirstOrDefault(v => v.Locale is null)) is { } found) return found;
        var other = buyers is null ? vendors : "en";
        return variants.FirstOrDefault(v => Same(v.Locale, other)) ?? variants.FirstOrDefault(v => Same(Base(v.Locale), Base(other))) ?? variants[0];
    }

    static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The language of a tag: <c>pt</c> of <c>pt-BR</c>.</summary>
    public static string? Base(string? locale) => locale?.Split('-', '_')[0];

    /// <summary>How amounts and dates are written: as the buyer does, unless the text is in another language.</summary>
    static CultureInfo CultureOf(string? text, ThreadValues values)
    {
        var buyers = values.Buyer?.Locale;
        var own = text is null || string.Equals(Base(text), Base(buyers), StringComparison.OrdinalIgnoreCase);
        return Formats.Culture(own ? buyers : text) ?? Formats.Culture(Base(own ? buyers : text)) ?? Formats.Culture(values.Vendor?.Locale) ?? CultureInfo.GetCultureInfo("en");
    }

    static Dictionary<string, string> Filled(IReadOnlyDictionary<string, string>? blanks)
    {
        if (blanks?.Count > TemplateText.MostVariables) throw Refuse.Invalid("blanks", $"'blanks' has more than {TemplateText.MostVariables} entries.");
        var filled = new Dictionary<string, string>();
        foreach (var (name, value) in blanks ?? new Dictionary<string, string>())
        {
            if (string.IsNullOrEmpty(value)) continue; // not filled in yet
            if (TextShape.FlawOf(value, BlankLength) is not null) throw Refuse.Invalid("blanks", $"What fills a blank must be visible text of at most {BlankLength} characters.");
            filled[name.Trim()] = value;
        }
        return filled;
    }
}
