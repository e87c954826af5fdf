using System.Globalization;

namespace Parley.Text.Mail;

/// <summary>What a line says, without what only steers its display: the form in which words are looked for.</summary>
static class Letters
{
    public static bool IsBlank(ReadOnlySpan<char> line)
    {
        foreach (var letter in line)
            if (!IsSpace(letter) && !IsUnseen(letter)) return false;
        return true;
    }

    /// <summary>
    /// Writes a line without bold marks, direction marks and double spaces, with ASCII digits, colons and brackets, and with the few
    /// entities decoded that stray into plain text. Says how much was written; what does not fit is left out.
    /// </summary>
    public static int Clean(ReadOnlySpan<char> line, Span<char> into)
    {
        var count = 0;
        for (var at = 0; at < line.Length && count < into.Length; at++)
        {
            var letter = line[at];
            if (letter == '*' || IsUnseen(letter)) continue;
            if (IsSpace(letter))
            {
                if (count > 0 && into[count - 1] != ' ') into[count++] = ' ';
                continue;
            }
            if (letter == '&') letter = Entity(line[at..], ref at);
            into[count++] = letter < 128 ? letter : Simple(letter);
        }
        while (count > 0 && into[count - 1] == ' ') count--;
        return count;
    }

    public static bool IsSpace(char letter) => letter is ' ' or '\t' or '\u00a0' or '\u3000' or '\u202f' || (letter > 127 && char.IsWhiteSpace(letter));

    static bool IsUnseen(char letter) => letter is '\u00ad' or '\ufeff' or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2060' and <= '\u206f');

    static char Simple(char letter) => letter switch
    {
        '：' => ':',
        '＜' or '〈' or '‹' => '<',
        '＞' or '〉' or '›' => '>',
        '＠' => '@',
        '（' => '(',
        '）' => ')',
        '’' => '\'',
        _ when char.IsDigit(letter) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)),
        _ => letter,
    };

    static char Entity(ReadOnlySpan<char> rest, ref int at)
    {
        foreach (var (name, letter) in Entities)
        {
            if (!rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            at += name.Length - 1;
            return letter;
        }
        return '&';
    }

    static readonly (string Name, char Letter)[] Entities = [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&amp;", '&')];
}
