using System.Globalization;
using System.Text;

namespace Parley.Plumbing;

/// <summary>
/// A text as search compares it: Unicode NFKD without marks, letters in one case and one variant, digits as 0 to 9, and where each
/// of these letters stood in the text as it was written (UTF-16).
/// </summary>
public sealed class Folded(string text, IReadOnlyList<Origin> origins)
{
    public string Text => text;

    /// <summary>The span of the written text that became these folded letters.</summary>
    public (int Start, int Length) SpanOf(int start, int length) => (origins[start].Start, origins[start + length - 1].End - origins[start].Start);
}

/// <summary>Where a folded letter comes from.</summary>
public readonly record struct Origin(int Start, int End);

/// <summary>
/// Folds texts of all scripts. Two texts that people would call the same word with other accents, case, width, final letters or
/// hamzas fold to the same letters. Pure; the same input always gives the same output.
/// </summary>
public static class Folding
{
    /// <summary>What Unicode's decomposition leaves apart and people do not.</summary>
    static readonly Dictionary<int, string> Same = new()
    {
        ['ß'] = "ss", ['ſ'] = "s", ['ς'] = "σ", ['ı'] = "i", ['ł'] = "l", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ħ'] = "h", ['ŧ'] = "t", ['æ'] = "ae", ['œ'] = "oe", ['þ'] = "th", ['ŋ'] = "n",
        ['ٱ'] = "ا", ['ى'] = "ي", ['ی'] = "ي", ['ې'] = "ي", ['ے'] = "ي", ['ة'] = "ه", ['ہ'] = "ه", ['ۀ'] = "ه", ['ھ'] = "ه", ['ک'] = "ك", ['ڪ'] = "ك", ['ـ'] = "",
        ['ך'] = "כ", ['ם'] = "מ", ['ן'] = "נ", ['ף'] = "פ", ['ץ'] = "צ",
        ['ґ'] = "г", ['є'] = "е", ['ѐ'] = "е", ['і'] = "и", ['ѝ'] = "и",
        ['‘'] = "'", ['’'] = "'",
    };

    static readonly string?[] known = new string?[char.MaxValue + 1];

    public static Folded Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        var origins = new List<Origin>(text.Length + 8);
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfCluster(text, at);
            foreach (var c in FoldCluster(text.AsSpan(at, end - at)))
            {
                folded.Append(c);
                origins.Add(new Origin(at, end));
            }
            at = end;
        }
        return new Folded(folded.ToString(), origins);
    }

    /// <summary>A letter and the marks, joiners and jamo that belong to it.</summary>
    static int EndOfCluster(string text, int start)
    {
        var end = start + (char.IsSurrogatePair(text, start) ? 2 : 1);
        while (end < text.Length && Belongs(text, end, out var length)) end += length;
        return end;
    }

    static bool Belongs(string text, int at, out int length)
    {
        length = 1;
        var c = text[at];
        if (c < 0x300) return c == '\u00AD';
        if (c is (>= '\u1160' and <= '\u11FF') or '\uFF9E' or '\uFF9F') return true; // vowels and finals of Hangul written in jamo; the voicing of narrow kana
        if (c == '\u200B') return false; // parts words where they are written without blanks
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) length = 2;
        return CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
    }

    static string FoldCluster(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length > 1) return Compute(cluster);
        return known[cluster[0]] ??= Compute(cluster);
    }

    static string Compute(ReadOnlySpan<char> cluster)
    {
        var whole = new StringBuilder(cluster.Length);
        foreach (var rune in cluster.EnumerateRunes()) whole.Append(rune.ToString()); // half a pair becomes U+FFFD
        var result = new StringBuilder(cluster.Length);
        foreach (var rune in whole.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes()) Append(result, rune);
        return result.ToString().Normalize(NormalizationForm.FormC); // Hangul and the voiced kana are letters of their own again
    }

    static void Append(StringBuilder result, Rune rune)
    {
        if (IsStripped(rune.Value) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != 0x200B) return;
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            result.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            return;
        }
        var lower = Rune.ToLowerInvariant(rune);
        if (Same.TryGetValue(lower.Value, out var same)) result.Append(same);
        else if (lower.Value is >= 0x30A1 and <= 0x30F6) result.Append((char)(lower.Value - 0x60)); // katakana as hiragana
        else result.Append(lower.ToString());
    }

    /// <summary>
    /// Marks that only vary a letter: accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic and Syriac. Vowels of the
    /// Indic scripts, marks of Thai and the voicing of kana make other words and stay.
    /// </summary>
    static bool IsStripped(int c) => c is (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0489) or (>= 0x0591 and <= 0x05C7) or (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x065F)
        or 0x0670 or (>= 0x06D6 and <= 0x06ED) or 0x0711 or (>= 0x0730 and <= 0x074A) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F) or (>= 0xE0100 and <= 0xE01EF);
}
