namespace Parley.Automation;

/// <summary>What is wrong with a template's text: the first flaw from its start.</summary>
/// <param name="Start">In UTF-16 units from the text's start.</param>
/// <param name="Sentence">For people; begins with line and column, counted from one.</param>
public sealed record TemplateFlaw(int Start, int Length, string Sentence);

/// <summary>A piece of a template, and where it stands in the text.</summary>
abstract record Part(int Start, int Length);

sealed record Words(int Start, int Length, string Text) : Part(Start, Length);

/// <summary>A variable, with what stands there when it has no value.</summary>
sealed record Slot(int Start, int Length, string Name, string? Default) : Part(Start, Length);

/// <summary>What the author of the message must fill in.</summary>
sealed record Blank(int Start, int Length, string Name) : Part(Start, Length);

/// <summary>One of two texts: by whether the variable has a value or, with <paramref name="Value"/>, that very value.</summary>
sealed record Choice(int Start, int Length, string Name, string? Value, IReadOnlyList<Part> Then, IReadOnlyList<Part> Else) : Part(Start, Length);

/// <summary>
/// A template's text, understood. No code: <c>{{buyer.name}}</c>, <c>{{buyer.firstName|there}}</c> with a default, <c>{{?tracking number}}</c>
/// to be filled in, <c>{{#if order}} ... {{else}} ... {{/if}}</c> and <c>{{#if order.state = "shipped"}}</c>, three deep at the most.
/// <c>\{{</c> is a plain <c>{{</c>. A block's marker that has a line to itself takes that line with it.
/// </summary>
public sealed class TemplateText
{
    /// <summary>Variables, blanks and conditions in one text.</summary>
    public const int MostVariables = 50;

    /// <summary>The longest text in UTF-16 units, as written and as rendered.</summary>
    public const int Longest = 5000;
    public const int Deepest = 3;

    internal TemplateText(string source, IReadOnlyList<Part> parts) => (Source, Parts) = (source, parts);

    public string Source { get; }

    internal IReadOnlyList<Part> Parts { get; }

    /// <summary>Whether people must fill something in, whatever the thread.</summary>
    public bool HasBlanks => Holds(Parts);

    static bool Holds(IReadOnlyList<Part> parts) => parts.Any(p => p is Blank || (p is Choice choice && (Holds(choice.Then) || Holds(choice.Else))));

    /// <summary>The text understood, or its first flaw. Never throws; takes time in proportion to the text.</summary>
    public static (TemplateText? Text, TemplateFlaw? Flaw) Parse(string source) => new TemplateParser(source).Run();
}
