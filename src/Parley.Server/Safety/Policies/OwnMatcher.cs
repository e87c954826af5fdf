using System.Buffers;
using Parley.Text.Normal;

namespace Parley.Safety.Policies;

/// <summary>Finds what is on an operator's own list. Words are compared in the folded form, so that accents and disguises do not matter.</summary>
sealed class OwnMatcher
{
    readonly string[] words;
    readonly SearchValues<string>? any;
    readonly OwnPattern[] patterns;
    readonly DomainSet domains;

    OwnMatcher(string name, string[] words, OwnPattern[] patterns, DomainSet domains)
    {
        (Name, this.words, this.patterns, this.domains) = (name, words, patterns, domains);
        any = words.Length == 0 ? null : SearchValues.Create(words, StringComparison.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<OwnPattern> Patterns => patterns;

    public bool HasTexts => words.Length + patterns.Length > 0;

    /// <param name="allows">Whether a rule allows what is on it: then only what is named itself is meant, not what looks like it.</param>
    public static OwnMatcher Of(OwnList list, bool tried, bool allows) => new(list.Name,
        [.. (list.Words ?? []).Select(Fold).Where(w => w.Length > 0).Distinct().OrderByDescending(w => w.Length)],
        [.. (list.Patterns ?? []).Select(p => OwnPattern.Of(p, tried))], new DomainSet(list.Domains ?? [], lookalikes: !allows));

    public static string Fold(string words) => NormalText.Of(words).Signs.Trim().ToString();

    public void Find(string text, NormalText normal, List<Found> found)
    {
        if (any is not null) FindWords(normal, found);
        foreach (var pattern in patterns) pattern.Find(text, Name, found);
    }

    public bool Names(string host) => domains.Has(host);

    void FindWords(NormalText normal, List<Found> found)
    {
        var signs = normal.Signs;
        for (var at = 0; at < signs.Length;)
        {
            var next = signs[at..].IndexOfAny(any!);
            if (next < 0) return;
            at += next;
            var length = LongestAt(signs, at);
            if (length == 0)
            {
                at++;
                continue;
            }
            var span = normal.Span(at, at + length);
            found.Add(new Found(Name, "own.word", span.Start, span.End - span.Start));
            at += length;
        }
    }

    /// <summary>The longest of the words that stands here whole.</summary>
    int LongestAt(ReadOnlySpan<char> signs, int at)
    {
        if (at > 0 && char.IsLetterOrDigit(signs[at - 1]) && char.IsLetterOrDigit(signs[at]) && !IsDense(signs[at])) return 0;
        foreach (var word in words)
        {
            if (!signs[at..].StartsWith(word)) continue;
            var end = at + word.Length;
            if (end == signs.Length || !char.IsLetterOrDigit(signs[end]) || !char.IsLetterOrDigit(signs[end - 1]) || IsDense(signs[end - 1])) return word.Length;
        }
        return 0;
    }

    /// <summary>Scripts that put no spaces between words.</summary>
    static bool IsDense(char sign) => sign is >= '\u0e00' and < '\u0e80' or >= '\u3040' and < '\ua000';
}
