using System.Text;
using Parley.Text.Normal;

namespace Parley.Text.Models;

/// <summary>
/// A text as the classifiers read it: lower case, without accents, invisible characters and decorations, letters of other scripts that
/// stand in Latin words as the Latin letters they look like, one blank between words and one around the whole. Each character knows where
/// it came from.
/// </summary>
/// <remarks>Of a text longer than <see cref="Most"/> only the beginning and the end are read: time has a bound whatever comes.</remarks>
sealed class Folded
{
    /// <summary>How many UTF-16 units of a text are read: three quarters from its beginning, the rest from its end.</summary>
    public const int Most = 8_192;

    [ThreadStatic]
    static Folded? last;

    [ThreadStatic]
    static Folded? hashed;

    [ThreadStatic]
    static uint[]? hashes;

    readonly string text;
    readonly char[] chars;
    readonly int[] at;

    Folded(string text)
    {
        this.text = text;
        var room = Math.Min(text.Length, Most) + 2;
        (chars, at) = (new char[room], new int[room]);
    }

    /// <summary>How many characters the folded text has, both blanks included.</summary>
    public int Length { get; private set; }

    /// <summary>
    /// How many letters stood for others (lookalikes, decorated or full-width forms) or stood invisible behind Latin ones. What scripts and
    /// emoji need to join their parts does not count.
    /// </summary>
    public int Disguised { get; private set; }

    /// <summary>The hashes of sequences of characters, made once for the text that this thread asks about.</summary>
    public ReadOnlySpan<uint> Hashes
    {
        get
        {
            var room = Length * Features.Longest;
            if (ReferenceEquals(hashed, this)) return hashes.AsSpan(0, room);
            if (hashes is null || hashes.Length < room) hashes = new uint[Math.Max(room, 4096)];
            Features.Hash(Chars, hashes);
            hashed = this;
            return hashes.AsSpan(0, room);
        }
    }

    public ReadOnlySpan<char> Chars => chars.AsSpan(0, Length);

    /// <summary>The part of the original that a part of the folded text came from.</summary>
    public (int Start, int Length) Origin(int start, int length)
    {
        while (length > 0 && chars[start] == ' ') (start, length) = (start + 1, length - 1);
        while (length > 0 && chars[start + length - 1] == ' ') length--;
        if (length <= 0) return (Math.Min(at[Math.Min(start, Length - 1)], text.Length), 0);
        var (first, last) = (at[start], at[start + length - 1]);
        var end = last + (char.IsHighSurrogate(text[last]) && last + 1 < text.Length ? 2 : 1);
        return (first, end - first);
    }

    /// <summary>How a word was written: 0 small, 1 with a capital at its head, 2 in capitals.</summary>
    public int Capitals(int start, int length) =>
        !char.IsUpper(text[at[start]]) ? 0 : length > 1 && char.IsUpper(text[at[start + length - 1]]) ? 2 : 1;

    /// <summary>Folds a text; the one that this thread folded last is folded already, since several models read the same text in turn.</summary>
    public static Folded Of(string text)
    {
        if (last is { } known && ReferenceEquals(known.text, text)) return known;
        var folded = new Folded(text);
        folded.Put(' ', 0);
        if (text.Length <= Most)
        {
            folded.Read(0, text.Length);
        }
        else
        {
            folded.Read(0, Most * 3 / 4);
            folded.Blank(Most * 3 / 4);
            folded.Read(text.Length - Most / 4, text.Length);
        }
        folded.Blank(Math.Max(0, text.Length - 1));
        folded.UnmaskWords();
        return last = folded;
    }

    void Read(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var c = text[i];
            if (c is '&' or '<' && Markup.Read(text.AsSpan(i, to - i), out var meant) is > 0 and var length)
            {
                if (meant == ' ') Blank(i);
                else Put(meant, i);
                i += length - 1;
            }
            else if (c is >= 'a' and <= 'z' || c is >= '!' and <= '@')
            {
                Put(c, i);
            }
            else if (c is >= 'A' and <= 'Z')
            {
                Put((char)(c | 0x20), i);
            }
            else if (c is ' ' or '\n' or '\r' or '\t')
            {
                Blank(i);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < to && char.IsLowSurrogate(text[i + 1]))
            {
                Astral(i++);
            }
            else if (Letters.Fold(c) is var known && known == Letters.Nothing)
            {
                if (c is >= '\u200B' and <= '\u200D' or >= '\u2060' and <= '\u2064' or '\uFEFF' && Length > 0 && char.IsAsciiLetterOrDigit(chars[Length - 1])) Disguised++;
            }
            else if (known == ' ')
            {
                Blank(i);
            }
            else
            {
                if (c is >= '\uFF21' and <= '\uFF5A') Disguised++;
                Put(known, i);
            }
        }
    }

    /// <summary>Decorated Latin letters count as what they decorate; of every other sign beyond the basic plane its low half speaks for it.</summary>
    void Astral(int i)
    {
        var rune = new Rune(text[i], text[i + 1]);
        if (rune.Value is >= 0x1D400 and <= 0x1D7FF or >= 0x1F110 and <= 0x1F189)
        {
            Disguised++;
            if (Folding.Of(rune).Sign is not Folding.Nothing and var plain) Put(plain, i);
        }
        else
        {
            Put(text[i + 1], i);
        }
    }

    void Blank(int i)
    {
        if (Length > 0 && chars[Length - 1] == ' ') return;
        Put(' ', i);
    }

    void Put(char c, int i)
    {
        if (Length == chars.Length) return; // a blank too many between the two parts of a long text
        (chars[Length], at[Length]) = (c, i);
        Length++;
    }

    /// <summary>
    /// A word that mixes Latin with Greek or Cyrillic is Latin in disguise; so is one made of lookalikes only in a text that has no other
    /// letter of that script.
    /// </summary>
    void UnmaskWords()
    {
        var (foreign, latin) = (false, false);
        foreach (var c in Chars)
        {
            foreign |= c is >= '\u0370' and < '\u0530' && Letters.LooksLike(c) == c;
            latin |= c is >= 'a' and <= 'z';
        }
        for (var start = 0; start < Length;)
        {
            var end = start;
            var (lookalike, own, other) = (0, 0, 0);
            while (end < Length && chars[end] != ' ')
            {
                var c = chars[end++];
                if (c is >= 'a' and <= 'z') own++;
                else if (c is >= '\u0370' and < '\u0530') lookalike += Letters.LooksLike(c) != c ? 1 : 0;
                else if (char.IsLetter(c)) other++;
            }
            if (lookalike > 0 && other == 0 && (own > 0 || latin && !foreign))
            {
                for (var i = start; i < end; i++) chars[i] = Letters.LooksLike(chars[i]);
                Disguised += lookalike;
            }
            start = end + 1;
        }
    }
}
