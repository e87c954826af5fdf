using System.Buffers;
using System.Collections.Frozen;

namespace Parley.Text.Mail;

/// <summary>A set of words and phrases that is looked for in one pass, whatever their case.</summary>
sealed class Wording
{
    readonly string[] words;
    readonly SearchValues<char> initials;
    readonly FrozenDictionary<char, string[]> byInitial;

    public Wording(params string[] words)
    {
        this.words = words;
        initials = SearchValues.Create([.. words.SelectMany(w => (char[])[char.ToLowerInvariant(w[0]), char.ToUpperInvariant(w[0])])]);
        byInitial = words.GroupBy(w => char.ToUpperInvariant(w[0])).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(w => w.Length).ToArray());
    }

    /// <summary>The words may go on, as "iPhone" does in "iPhonesta".</summary>
    public bool Open { get; init; }

    /// <summary>Where one of the words stands as a word, the last one if several do; -1 for nowhere.</summary>
    public (int Start, int End) Last(ReadOnlySpan<char> text)
    {
        var found = (-1, -1);
        for (var from = 0; ;)
        {
            var (start, end) = First(text, from);
            if (start < 0) return found;
            found = (start, end);
            from = end;
        }
    }

    /// <summary>Where one of the words stands as a word, from a place on; -1 for nowhere.</summary>
    public (int Start, int End) First(ReadOnlySpan<char> text, int from = 0)
    {
        while (from < text.Length)
        {
            var at = text[from..].IndexOfAny(initials);
            if (at < 0) break;
            at += from;
            if ((at == 0 || !Joined(text[at - 1], text[at])) && Longest(text[at..]) is > 0 and var length) return (at, at + length);
            from = at + 1;
        }
        return (-1, -1);
    }

    public bool In(ReadOnlySpan<char> text) => First(text).Start >= 0;

    /// <summary>The length of the longest word with which the text begins, as a word; 0 for none.</summary>
    public int Begins(ReadOnlySpan<char> text) => Longest(text);

    /// <summary>One of the words, as a word, is what the text ends with.</summary>
    public bool Ends(ReadOnlySpan<char> text)
    {
        foreach (var word in words)
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !Joined(text[^(word.Length + 1)], word[0]))) return true;
        return false;
    }

    int Longest(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !byInitial.TryGetValue(char.ToUpperInvariant(text[0]), out var candidates)) return 0;
        foreach (var word in candidates)
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (Open || text.Length == word.Length || !Joined(word[^1], text[word.Length]))) return word.Length;
        return 0;
    }

    /// <summary>Scripts without spaces between words need no border.</summary>
    static bool Joined(char left, char right) => char.IsLetter(left) && char.IsLetter(right) && left < '\u0e00' && right < '\u0e00';
}
