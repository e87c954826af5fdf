using System.Globalization;
using System.Text;

namespace Parley.Notifications;

/// <summary>Makes other people's words harmless in a mail: they cannot leave their line, turn its direction, or fill the screen.</summary>
static class SafeText
{
    /// <summary>One line of at most <paramref name="most"/> characters as people count them.</summary>
    public static string Line(string? text, int most)
    {
        var line = new StringBuilder();
        var blank = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Goes(rune)) continue;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                blank = line.Length > 0;
                continue;
            }
            if (blank) line.Append(' ');
            blank = false;
            line.Append(rune.ToString());
            if (line.Length > most * 8) break; // a letter with a tower of marks is a letter, up to here
        }
        return Cut(line.Replace("=?", "= ?").ToString(), most); // nor does it pass for a word that is encoded (RFC 2047)
    }

    /// <summary>A name beside which ours stands: nothing in it looks like an address.</summary>
    public static string Name(string? name, int most) => Line(name?.Replace('@', ' ').Replace('<', ' ').Replace('>', ' '), most);

    /// <summary>Several lines, without more than one empty one in a row; at most <paramref name="lines"/> of them.</summary>
    public static string Lines(string text, int lines)
    {
        var all = new List<string>();
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = string.Concat(raw.EnumerateRunes().Where(r => !Goes(r)).Select(r => r.Value == '\t' ? " " : Rune.IsControl(r) ? "" : r.ToString())).TrimEnd();
            if (line.Length == 0 && (all.Count == 0 || all[^1].Length == 0)) continue;
            if (all.Count == lines)
            {
                all.Add("…");
                break;
            }
            all.Add(line);
        }
        while (all.Count > 0 && all[^1].Length == 0) all.RemoveAt(all.Count - 1);
        return string.Join('\n', all);
    }

    /// <summary>Marks that turn the direction of what follows, and those that nobody sees.</summary>
    static bool Goes(Rune rune) => rune.Value is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF or 0x00AD or (>= 0xE0000 and <= 0xE007F) || rune == Rune.ReplacementChar;

    static string Cut(string text, int most)
    {
        var letters = new StringInfo(text);
        return letters.LengthInTextElements <= most ? text : letters.SubstringByTextElements(0, most - 1).TrimEnd() + "…";
    }
}
