using Parley.Plumbing;

namespace Parley.Inbox;

/// <summary>One thing that must be there: a word, the beginning of one, part of a run, or several in a row.</summary>
/// <param name="Prefix">Of the last word the beginning is enough.</param>
public sealed record Term(IReadOnlyList<Word> Words, bool Prefix)
{
    bool IsPrefix(int word) => Prefix && word == Words.Count - 1 && Words[word].Length >= Forms.ShortestPrefix;

    /// <summary>Forms that every text has in which this stands.</summary>
    public IEnumerable<string> Needed => Words.SelectMany((w, i) => Forms.Needed(w, IsPrefix(i)));

    /// <summary>Where it stands in a text, in UTF-16 units; empty when nowhere.</summary>
    public IEnumerable<TextSpan> FindIn(Words text)
    {
        for (var at = 0; at + Words.Count <= text.All.Count; at++)
        {
            if (Words is [{ Run: true } run])
            {
                if (!text.All[at].Run) continue;
                for (var i = text.All[at].Form.IndexOf(run.Form, StringComparison.Ordinal); i >= 0; i = text.All[at].Form.IndexOf(run.Form, i + run.Length, StringComparison.Ordinal))
                    yield return Span(text, text.All[at].Start + i, text.All[at].Start + i + run.Length);
            }
            else if (StandsAt(text.All, at))
            {
                var (first, last) = (text.All[at], text.All[at + Words.Count - 1]);
                var start = Words[0].Run ? first.Start + first.Length - Words[0].Length : first.Start;
                yield return Span(text, start, last.Start + (IsPrefix(Words.Count - 1) || Words[^1].Run ? Words[^1].Length : last.Length));
            }
        }
    }

    bool StandsAt(IReadOnlyList<Word> text, int at)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            var (wanted, there) = (Words[i], text[at + i]);
            if (wanted.Run != there.Run) return false;
            // In a row that begins or ends within a run, what stands before or after it may be anything.
            var same = (wanted.Run && i == 0) ? there.Form.EndsWith(wanted.Form, StringComparison.Ordinal)
                : IsPrefix(i) || wanted.Run && i == Words.Count - 1 ? there.Form.StartsWith(wanted.Form, StringComparison.Ordinal)
                : there.Form == wanted.Form;
            if (!same) return false;
        }
        return true;
    }

    static TextSpan Span(Words text, int start, int end)
    {
        var (at, length) = text.SpanOf(start, end - start);
        return new TextSpan(at, length);
    }
}

/// <summary>
/// What is looked for: words that must all be there, phrases in quotation marks, and the beginning of a word at the end, while it is
/// being typed. There are no other operators: what looks like one is a word or parts words.
/// </summary>
public sealed record Wanted(IReadOnlyList<Term> Terms)
{
    public const int Longest = 200, MostTerms = 8, MostWords = 24;
    const string Quotes = "\"“”„«»「」『』";

    /// <summary>Throws <c>invalid-query</c>, with what to do instead.</summary>
    public static Wanted Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Refuse.InvalidQuery("Write what you are looking for in 'q'.");
        if (text.Contains('\0')) throw Refuse.InvalidCharacter("q");
        if (text.Length > Longest) throw Refuse.InvalidQuery($"Search for at most {Longest} characters. Yours are {text.Length}.");
        var terms = new List<Term>();
        var parts = text.Split([.. Quotes]);
        for (var i = 0; i < parts.Length; i++)
        {
            var quoted = i % 2 == 1;
            var chunks = quoted ? [parts[i]] : parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var c = 0; c < chunks.Length; c++)
            {
                var typing = !quoted && i == parts.Length - 1 && c == chunks.Length - 1 && !char.IsWhiteSpace(text[^1]);
                if (new Words(chunks[c]).All is { Count: > 0 } words) terms.Add(new Term(words, typing));
            }
        }
        if (terms.Count == 0) throw Refuse.InvalidQuery("There is no word in this to look for. Write at least one letter or number.");
        if (terms.Count > MostTerms) throw Refuse.InvalidQuery($"Search for at most {MostTerms} words or phrases at once. Yours are {terms.Count}.");
        if (terms.Sum(t => t.Words.Count) > MostWords) throw Refuse.InvalidQuery($"Search for at most {MostWords} words in all.");
        return new Wanted(terms);
    }

    public IReadOnlyList<string> Needed => [.. Terms.SelectMany(t => t.Needed).Distinct()];

    /// <summary>Where it stands in a text, from left to right without overlaps; null when not all of it is there.</summary>
    public IReadOnlyList<TextSpan>? FindIn(string text)
    {
        var words = new Words(text);
        var found = new List<TextSpan>();
        foreach (var term in Terms)
        {
            var before = found.Count;
            found.AddRange(term.FindIn(words));
            if (found.Count == before) return null;
        }
        found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
        var (clear, end) = (new List<TextSpan>(found.Count), 0);
        foreach (var span in found)
        {
            if (span.Start < end) continue;
            clear.Add(span);
            end = span.Start + span.Length;
        }
        return clear;
    }
}
