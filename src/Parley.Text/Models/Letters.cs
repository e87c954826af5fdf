using System.Globalization;
using System.Text;

namespace Parley.Text.Models;

/// <summary>What single characters fold to: tables made once.</summary>
static class Letters
{
    /// <summary>Stands for a character that leaves nothing behind.</summary>
    public const char Nothing = '\0';

    static readonly char[] Folds = Make();

    static readonly Dictionary<char, char> Looks = Pairs(
        "а a в b с c ԁ d е e һ h і i ј j к k ӏ l м m н h о o р p ԛ q г r ѕ s т t ц u у y ѵ v ԝ w х x ё e ї i ү y " +
        "α a β b ε e η n ι i κ k μ u ν v ο o ρ p σ o τ t υ u χ x γ y ω w");

    /// <summary>Lower case, without accents, a blank for every kind of blank and control, <see cref="Nothing"/> for what cannot be seen.</summary>
    public static char Fold(char c) => Folds[c];

    /// <summary>The Latin letter that a folded Greek or Cyrillic one looks like; itself where there is none.</summary>
    public static char LooksLike(char c) => Looks.GetValueOrDefault(c, c);

    /// <summary>Whether a folded character belongs to a word.</summary>
    public static bool InWord(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9' || c > '\u007F' && IsWordy(c);

    /// <summary>Whether a character belongs to a script that writes no blanks between words.</summary>
    public static bool Dense(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0E7F';

    static bool IsWordy(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.ModifierLetter or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;

    static char[] Make()
    {
        var folds = new char[char.MaxValue + 1];
        for (var i = 0; i < folds.Length; i++) folds[i] = Of((char)i);
        return folds;
    }

    static char Of(char c)
    {
        if (c is >= '\uFF01' and <= '\uFF5E') return char.ToLowerInvariant((char)(c - 0xFEE0));
        if (c is '\u2019' or '\u2018' or '\u02BC' or '\u00B4') return '\'';
        if (c is 'ß') return 's';
        if (c is 'ø' or 'Ø') return 'o';
        if (c is 'ł' or 'Ł') return 'l';
        if (c is 'ı') return 'i';
        if (c is >= '\u064B' and <= '\u065F' or '\u0640' or '\u0670') return Nothing; // Arabic vowel marks and stretching
        if (c is 'أ' or 'إ' or 'آ') return 'ا';
        if (c is >= '\u0660' and <= '\u0669') return (char)('0' + (c - '\u0660'));
        if (char.IsSurrogate(c)) return c;
        var category = char.GetUnicodeCategory(c);
        if (category is UnicodeCategory.Format || c is >= '\u0300' and <= '\u036F' or >= '\uFE00' and <= '\uFE0F') return Nothing;
        if (category is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control) return ' ';
        if (c is >= '\u00C0' and < '\u0370' or >= '\u1E00' and < '\u2000') // Latin with accents; others need theirs
        {
            var plain = c.ToString().Normalize(NormalizationForm.FormD);
            return char.ToLowerInvariant(plain[0]);
        }
        return char.ToLowerInvariant(c);
    }

    static Dictionary<char, char> Pairs(string pairs)
    {
        var words = pairs.Split(' ');
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i][0], i => words[2 * i + 1][0]);
    }
}
