using System.Text;

namespace Parley.Automation;

/// <summary>A place in a rendered text where something is not there yet, in UTF-16 units. Its marker stands there as in the template.</summary>
public sealed record Gap(string Name, int Start, int Length);

/// <param name="Missing">Variables without a value in this thread and without a default.</param>
/// <param name="Blanks">What the author still has to fill in.</param>
public sealed record RenderedText(string Text, IReadOnlyList<Gap> Missing, IReadOnlyList<Gap> Blanks);

/// <summary>Puts values into a template. Pure, one pass: a value is never read as a template.</summary>
sealed class Rendering(Func<string, string?> valueOf, IReadOnlyDictionary<string, string> filled)
{
    readonly StringBuilder text = new();
    readonly List<Gap> missing = [], blanks = [];
    bool endsInValue;

    public static RenderedText Run(TemplateText template, Func<string, string?> valueOf, IReadOnlyDictionary<string, string> filled)
    {
        var rendering = new Rendering(valueOf, filled);
        rendering.Add(template.Parts);
        return new RenderedText(rendering.text.ToString(), rendering.missing, rendering.blanks);
    }

    void Add(IReadOnlyList<Part> parts)
    {
        foreach (var part in parts)
            switch (part)
            {
                case Words words: AddWords(words.Text); break;
                case Slot slot when (valueOf(slot.Name) ?? slot.Default) is { } value: AddValue(value); break;
                case Slot slot: AddGap(missing, slot.Name, slot.Name); break;
                case Blank blank when filled.TryGetValue(blank.Name, out var value) && value.Length > 0: AddValue(value); break;
                case Blank blank: AddGap(blanks, blank.Name, "?" + blank.Name); break;
                case Choice choice: Add(Holds(choice) ? choice.Then : choice.Else); break;
            }
    }

    bool Holds(Choice choice) => valueOf(choice.Name) is { } value && (choice.Value is null || string.Equals(value, choice.Value, StringComparison.OrdinalIgnoreCase));

    void AddWords(string words)
    {
        if (endsInValue) KeepApart(words);
        text.Append(words);
        if (words.Length > 0) endsInValue = false;
    }

    /// <summary>A buyer may be called <c>{{order.id}}</c>: values never make a marker, or the text could not be sent.</summary>
    void AddValue(string value)
    {
        KeepApart(value);
        text.Append(value.Replace("{{", "{ {", StringComparison.Ordinal).Replace("{{", "{ {", StringComparison.Ordinal)); // twice: of four in a row the middle ones are a pair again
        if (value.Length > 0) endsInValue = true;
    }

    void KeepApart(string next)
    {
        if (text.Length > 0 && text[^1] == '{' && next.StartsWith('{')) text.Append(' ');
    }

    void AddGap(List<Gap> gaps, string name, string marker)
    {
        if (endsInValue) KeepApart("{");
        gaps.Add(new Gap(name, text.Length, marker.Length + 4));
        text.Append("{{").Append(marker).Append("}}");
        endsInValue = false;
    }
}
