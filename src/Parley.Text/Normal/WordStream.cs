namespace Parley.Text.Normal;

/// <summary>
/// A folded text as words alone: letters and digits with one space between words and one at each end, and for each sign where it stands in the
/// folded text. In the <see cref="Leet"/> form signs that stand for letters are letters, where a word has both.
/// </summary>
ref struct WordStream
{
    readonly char[] signs;
    readonly int[] places;
    int count;

    WordStream(int length) => (signs, places) = (new char[length], new int[length]);

    public readonly ReadOnlySpan<char> Signs => signs.AsSpan(0, count);

    /// <summary>Where a sign stands in the folded text.</summary>
    public readonly int Place(int at) => places[at];

    public static bool IsWord(char sign) => sign < 128 ? char.IsAsciiLetterOrDigit(sign) : char.IsLetterOrDigit(sign) || char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.LetterNumber;

    public static WordStream Of(ReadOnlySpan<char> folded)
    {
        var words = new WordStream(folded.Length + 2);
        words.Add(' ', 0);
        for (var at = 0; at < folded.Length; at++)
        {
            if (IsWord(folded[at])) words.Add(folded[at], at);
            else words.Space(at);
        }
        words.Space(folded.Length);
        return words;
    }

    /// <summary>The same with digits and signs read as the letters they are used for; false where no word has any.</summary>
    public static bool Leet(ReadOnlySpan<char> folded, out WordStream words)
    {
        words = new WordStream(folded.Length + 2);
        words.Add(' ', 0);
        var some = false;
        for (var at = 0; at < folded.Length;)
        {
            if (!IsLeet(folded[at]) && !IsWord(folded[at])) { words.Space(at++); continue; }
            var (end, letters, signs) = (at, 0, 0);
            for (; end < folded.Length && (IsWord(folded[end]) || IsLeet(folded[end])); end++)
                if (IsLeet(folded[end])) signs++;
                else if (!char.IsAsciiDigit(folded[end])) letters++;
            if (letters > 0 && signs > 0 && end - at <= 24) some = true;
            for (; at < end; at++)
            {
                var sign = letters > 0 && IsLeet(folded[at]) ? Letter(folded[at]) : folded[at];
                if (IsWord(sign)) words.Add(sign, at);
                else words.Space(at);
            }
        }
        words.Space(folded.Length);
        return some;
    }

    /// <summary>The same without any space, for names that are written with spaces in them.</summary>
    public readonly WordStream Squeezed()
    {
        var words = new WordStream(count);
        for (var at = 0; at < count; at++)
            if (signs[at] != ' ') words.Add(signs[at], places[at]);
        return words;
    }

    static bool IsLeet(char sign) => sign is '@' or '0' or '1' or '3' or '4' or '5' or '7' or '$' or '!' or '|' or '*';

    static char Letter(char sign) => sign switch { '@' or '4' => 'a', '0' => 'o', '1' or '|' => 'l', '!' => 'i', '3' => 'e', '5' or '$' => 's', '7' => 't', _ => sign };

    void Add(char sign, int place)
    {
        (signs[count], places[count]) = (sign, place);
        count++;
    }

    void Space(int place)
    {
        if (signs[count - 1] != ' ') Add(' ', place);
    }
}
