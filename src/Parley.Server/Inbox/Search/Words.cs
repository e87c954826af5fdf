using System.Globalization;
using System.Text;
using Parley.Plumbing;

namespace Parley.Inbox;

/// <summary>A word of a folded text; or, where words are not parted by blanks (Chinese, Japanese, Thai, and Korean with its endings), a run of letters in which any part may be meant.</summary>
public readonly record struct Word(string Form, int Start, bool Run)
{
    public int Length => Form.Length;
}

/// <summary>
/// The words of a text, in the spirit of UAX 29: letters, digits and the marks between them; everything else parts words, an
/// apostrophe and a hyphen too, so that a name is found in "l'huile" and "ORD-2024-17" is three words in a row.
/// </summary>
public sealed class Words
{
    readonly Folded folded;
    readonly List<Word> all = [];

    public Words(string text)
    {
        folded = Folding.Fold(text);
        var letters = folded.Text;
        for (var at = 0; at < letters.Length;)
        {
            var kind = KindAt(letters, at, out var length);
            var end = at + length;
            while (end < letters.Length && (KindAt(letters, end, out length) == kind || kind != Kind.Break && IsMark(letters, end))) end += length;
            if (kind != Kind.Break) all.Add(new Word(letters[at..end], at, kind == Kind.Run));
            at = end;
        }
    }

    public IReadOnlyList<Word> All => all;

    /// <summary>The span of the written text, in UTF-16 units.</summary>
    public (int Start, int Length) SpanOf(int start, int length) => folded.SpanOf(start, length);

    enum Kind
    {
        Break,
        Word,
        Run,
    }

    static Kind KindAt(string text, int at, out int length)
    {
        var c = text[at];
        length = 1;
        if (c < 0x80) return char.IsAsciiLetterOrDigit(c) ? Kind.Word : Kind.Break;
        if (!Rune.TryGetRuneAt(text, at, out var rune)) return Kind.Break;
        length = rune.Utf16SequenceLength;
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark:
                return IsRun(rune.Value) ? Kind.Run : Kind.Word;
            default:
                return Kind.Break;
        }
    }

    static bool IsMark(string text, int at) => text[at] >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    static bool IsRun(int c) => c is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF) or 0x3005 or 0x3007
        or (>= 0x3040 and <= 0x30FF) or (>= 0x3130 and <= 0x318F) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xA960 and <= 0xA97F)
        or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
