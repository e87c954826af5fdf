using System.Globalization;
using System.Text;
using Parley.Text.Normal;

namespace Parley.Text.Models;

/// <summary>
/// What single characters fold to for the classifiers: as in <see cref="Folding"/>, but that letters and marks of other scripts stay what they are; those that
/// are Latin in disguise show by the word they stand in.
/// </summary>
static class Letters
{
    /// <summary>Stands for a character that leaves nothing behind.</summary>
    public const char Nothing = Folding.Nothing;

    static readonly char[] Folds = Make();

    /// <summary>Lower case, without accents, a blank for every kind of blank and control, <see cref="Nothing"/> for what cannot be seen.</summary>
    public static char Fold(char c) => Folds[c];

    /// <summary>The Latin letter that a folded Greek or Cyrillic one looks like; itself where there is none.</summary>
    public static char LooksLike(char c) => Other(c) && Folding.Of(new Rune(c)).Sign is >= 'a' and <= 'z' and var latin ? latin : c;

    /// <summary>Whether a folded character belongs to a word.</summary>
    public static bool InWord(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9' || c > '\u007F' && IsWordy(c);

    /// <summary>Whether a character belongs to a script that writes no blanks between words.</summary>
    public static bool Dense(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\u0E00' and <= '\u0E7F';

    static bool IsWordy(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.ModifierLetter or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;

    /// <summary>Greek and Cyrillic: some of their letters look like Latin ones.</summary>
    static bool Other(char c) => c is >= '\u0370' and < '\u0530';

    /// <summary>Scripts whose vowels are marks, or whose letters change with a mark.</summary>
    static bool Marked(char c) => c is >= '\u0900' and < '\u0E80' or >= '\u3040' and <= '\u30FF';

    static char[] Make()
    {
        var folds = new char[char.MaxValue + 1];
        for (var i = 0; i < folds.Length; i++) folds[i] = Of((char)i);
        return folds;
    }

    static char Of(char c)
    {
        if (char.IsSurrogate(c)) return c;
        if (char.IsControl(c)) return ' ';
        if (Other(c) || Marked(c) && !char.IsDigit(c)) return char.ToLowerInvariant(c);
        var sign = Folding.Of(new Rune(c)).Sign;
        return sign == '\n' ? ' ' : sign;
    }
}
