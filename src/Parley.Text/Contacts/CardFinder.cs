using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>
/// Finds numbers of payment cards, however they are written: in groups, in digits of any script, in words, over several messages. A number is
/// one when it has 15 to 19 digits (14 in a card's own groups) of a known issuer and its check digit holds (ISO/IEC 7812-1).
/// </summary>
public static class CardFinder
{
    const int Least = 15, Most = 19, Shortest = 14;

    /// <summary>Where they stand in the last of consecutive messages of one sender.</summary>
    public static IReadOnlyList<TextSpan> FindInLast(params IReadOnlyList<string> messages)
    {
        var text = NormalText.Of(messages);
        var found = new List<TextSpan>();
        foreach (var run in DigitReader.Read(text))
            if (run.Count is >= Least and <= Most && CheckDigits.IsCard(run.Digits)) Add(text, run.From, run.To, messages.Count - 1, found);
        InGroups(text, messages.Count - 1, found);
        return found;
    }

    /// <summary>Whether there are enough digits for one, in a row however written or in all.</summary>
    internal static bool MayBeIn(ReadOnlySpan<char> signs, List<DigitRun> runs)
    {
        if (runs.Exists(run => run.Count >= Least)) return true;
        var digits = 0;
        foreach (var sign in signs)
            if (char.IsAsciiDigit(sign) && ++digits == Shortest) return true;
        return false;
    }

    /// <summary>Groups of digits with a sign or two between them; a number begins and ends with a group.</summary>
    static void InGroups(NormalText text, int last, List<TextSpan> found)
    {
        var groups = GroupsOf(text.Signs);
        Span<char> digits = stackalloc char[Most];
        for (var first = 0; first < groups.Count; first++)
        {
            var count = 0;
            for (var at = first; at < groups.Count && (at == first || Joined(text.Signs[groups[at - 1].To..groups[at].From])); at++)
            {
                var (from, to) = groups[at];
                if (count + to - from > Most) break;
                text.Signs[from..to].CopyTo(digits[count..]);
                count += to - from;
                var shaped = count == Shortest && at - first == 2 && groups[first].To - groups[first].From == 4 && to - from == 4;
                if (count < Least && !shaped || !CheckDigits.IsCard(digits[..count])) continue;
                Add(text, groups[first].From, to, last, found);
                first = at;
                break;
            }
        }
    }

    static bool Joined(ReadOnlySpan<char> between) => between.Length <= 3 && between.IndexOfAnyExcept(" -.\n\u001e") < 0;

    static List<(int From, int To)> GroupsOf(ReadOnlySpan<char> signs)
    {
        var groups = new List<(int, int)>();
        for (var at = 0; at < signs.Length;)
        {
            if (!char.IsAsciiDigit(signs[at]))
            {
                at++;
                continue;
            }
            var from = at;
            while (at < signs.Length && char.IsAsciiDigit(signs[at])) at++;
            groups.Add((from, at));
        }
        return groups;
    }

    static void Add(NormalText text, int from, int to, int last, List<TextSpan> found)
    {
        foreach (var span in text.Spans(from, to))
            if (span.Message == last && !found.Exists(f => f.Start < span.End && span.Start < f.End)) found.Add(span);
    }
}
