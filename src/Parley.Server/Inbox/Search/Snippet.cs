using Parley.Plumbing;

namespace Parley.Inbox;

/// <summary>The part of a text around its first hit, and where the hits stand in it, in UTF-16 units.</summary>
public static class Snippet
{
    const int Most = 160, Before = 40;

    public static (string Text, IReadOnlyList<TextSpan> Spans) Of(string text, IReadOnlyList<TextSpan> spans)
    {
        if (text.Length <= Most) return (text, spans);
        var start = spans[0].Start <= Before ? 0 : Boundary(text, spans[0].Start - Before, spans[0].Start);
        var end = Math.Min(text.Length, Math.Max(start + Most, spans[0].Start + Math.Min(spans[0].Length, Most)));
        if (end < text.Length && char.IsLowSurrogate(text[end])) end--;
        var lead = start > 0 ? "…" : "";
        var cut = string.Concat(lead, text.AsSpan(start, end - start), end < text.Length ? "…" : "");
        var shift = start - lead.Length;
        return (cut, [.. spans.Where(s => s.Start >= start && s.Start < end).Select(s => new TextSpan(s.Start - shift, Math.Min(s.Start + s.Length, end) - s.Start))]);
    }

    /// <summary>The first beginning of a word from <paramref name="from"/> on; where there is none, just not within a character.</summary>
    static int Boundary(string text, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (char.IsWhiteSpace(text[i])) return i + 1;
        return char.IsLowSurrogate(text[from]) ? from + 1 : from;
    }
}
