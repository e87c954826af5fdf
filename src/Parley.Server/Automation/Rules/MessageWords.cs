using System.Globalization;
using System.Text;

namespace Parley.Automation;

/// <summary>
/// A text taken apart for looking up words: without case and accents, letters and digits only. Where a script sets no blanks between
/// words (Chinese, Japanese, Thai), a word is found wherever its letters stand.
/// </summary>
public sealed class MessageWords
{
    readonly string line;
    readonly HashSet<string> words;
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    string[]? sorted;

    MessageWords(string line)
    {
        this.line = line;
        words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        bySpan = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static MessageWords Of(string text) => new($" {Fold(text)} ");

    /// <summary>Whether the word, the beginning or the phrase stands in the text.</summary>
    public bool Has(SoughtWord sought) => sought switch
    {
        { Unspaced: true } => line.Contains(sought.Folded, StringComparison.Ordinal),
        { Phrase: true, Beginning: true } => line.Contains(sought.Spaced.AsSpan(0, sought.Spaced.Length - 1), StringComparison.Ordinal),
        { Phrase: true } => line.Contains(sought.Spaced, StringComparison.Ordinal),
        { Beginning: true } => HasBeginning(sought.Folded),
        _ => bySpan.Contains(sought.Folded),
    };

    bool HasBeginning(string beginning)
    {
        if (sorted is null)
        {
            sorted = [.. words];
            Array.Sort(sorted, StringComparer.Ordinal);
        }
        var at = Array.BinarySearch(sorted, beginning, StringComparer.Ordinal);
        if (at >= 0) return true;
        return ~at < sorted.Length && sorted[~at].StartsWith(beginning, StringComparison.Ordinal);
    }

    /// <summary>Words in lower case without accents, one blank between them.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var letter in Decomposed(text))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format:
                    continue;
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                    or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate:
                    if (gap && folded.Length > 0) folded.Append(' ');
                    gap = false;
                    folded.Append(char.ToLowerInvariant(letter));
                    break;
                default:
                    gap = true; // an apostrophe, too: l'urgence is two words, and so is don't, in rules as in texts
                    break;
            }
        }
        return folded.ToString();
    }

    /// <summary>Half a character cannot be normalised; people do not write such, but it must not be what stops a rule.</summary>
    static string Decomposed(string text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormKD) ? text : text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}

/// <summary>A word that rules look for, as it is compared.</summary>
/// <param name="Beginning">It ended in <c>*</c>.</param>
/// <param name="Phrase">It is several words in a row.</param>
/// <param name="Unspaced">Of a script that sets no blanks between words.</param>
public sealed record SoughtWord(string Written, string Folded, bool Beginning, bool Phrase, bool Unspaced)
{
    /// <summary>With a blank before and after.</summary>
    public string Spaced { get; } = $" {Folded} ";

    /// <summary>Null when there is no letter in it.</summary>
    public static SoughtWord? Of(string written)
    {
        var folded = MessageWords.Fold(written);
        return folded.Length == 0 ? null : new SoughtWord(written, folded, written.TrimEnd().EndsWith('*'), folded.Contains(' '), folded.Any(IsUnspaced));
    }

    /// <summary>Han, Kana, Thai, Lao, Khmer and Burmese letters.</summary>
    static bool IsUnspaced(char letter) => letter is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') or (>= '\u0e00' and <= '\u0eff') or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff');
}
