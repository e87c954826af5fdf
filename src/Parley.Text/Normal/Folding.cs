using System.Globalization;
using System.Text;

namespace Parley.Text.Normal;

/// <summary>What each sign becomes: by Unicode's compatibility decomposition (UAX #15, its first sign), then by <see cref="Confusables"/>.</summary>
static class Folding
{
    /// <summary>The sign is left out.</summary>
    public const char Nothing = '\0';

    const int Mathematical = 0x1D400, MathematicalEnd = 0x1D800;

    static readonly char[] Plain = new char[0x10000];
    static readonly Fold[] How = new Fold[0x10000];
    static readonly char[] Styled = new char[MathematicalEnd - Mathematical];

    static readonly Dictionary<char, char> Plainer = Confusables.All.GroupBy(a => a.Sign).ToDictionary(a => a.Key, a => a.First().Plain);

    static readonly Dictionary<char, char> Firsts = Enumerable.Range(0, Decompositions.Pairs.Length / 2).ToDictionary(p => Decompositions.Pairs[p * 2], p => Decompositions.Pairs[p * 2 + 1]);

    static Folding()
    {
        for (var at = 128; at < 0x10000; at++)
        {
            if (char.IsSurrogate((char)at) || at >= 0xFFFE) { Plain[at] = '?'; continue; }
            (Plain[at], How[at]) = Decomposed((char)at);
        }
        foreach (var (sign, plain, how) in Confusables.All) (Plain[sign], How[sign]) = (plain, how);
        for (var at = Mathematical; at < MathematicalEnd; at++)
        {
            Styled[at - Mathematical] = Mathematicals(at);
        }
    }

    public static (char Sign, Fold How) Of(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x10000) return (Plain[value], How[value]);
        if (value is >= Mathematical and < MathematicalEnd) return (Styled[value - Mathematical], Fold.Styled);
        return value switch
        {
            >= 0x1F100 and <= 0x1F10A => ((char)('0' + Math.Max(0, value - 0x1F101)), Fold.Styled),
            >= 0x1F110 and <= 0x1F129 => ((char)('a' + value - 0x1F110), Fold.Styled),
            >= 0x1F130 and <= 0x1F149 => ((char)('a' + value - 0x1F130), Fold.Styled),
            >= 0x1F150 and <= 0x1F169 => ((char)('a' + value - 0x1F150), Fold.Styled),
            >= 0x1F170 and <= 0x1F189 => ((char)('a' + value - 0x1F170), Fold.Styled),
            >= 0x1F1E6 and <= 0x1F1FF => ((char)('a' + value - 0x1F1E6), Fold.Styled),
            >= 0x1FBF0 and <= 0x1FBF9 => ((char)('0' + value - 0x1FBF0), Fold.Styled),
            0x1F3FB or 0x1F3FC or 0x1F3FD or 0x1F3FE or 0x1F3FF => (Nothing, Fold.Mark), // skin tones
            >= 0xE0000 and <= 0xE0FFF => (Nothing, Fold.Hidden),
            _ => Confusables.Emoji(value) is not Nothing and var sign ? (sign, Fold.Styled)
                : CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0) is >= 0 and var digit ? ((char)('0' + digit), Fold.None)
                : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? (Nothing, Fold.Mark)
                : ('\u2022', Fold.None),
        };
    }

    static (char Sign, Fold How) Decomposed(char sign)
    {
        if (char.IsWhiteSpace(sign)) return (sign is '\u2028' or '\u2029' or '\u0085' ? '\n' : ' ', Fold.None);
        if (CharUnicodeInfo.GetDecimalDigitValue(sign) is >= 0 and var digit) return ((char)('0' + digit), sign is >= '\uff10' and <= '\uff19' ? Fold.Styled : Fold.None);
        var category = CharUnicodeInfo.GetUnicodeCategory(sign);
        if (sign is '\u3164' or '\uffa0' or '\u115f' or '\u1160' or '\u2800' || category is UnicodeCategory.Format or UnicodeCategory.Control) return (Nothing, Fold.Hidden);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) return (Nothing, Fold.Mark);
        if (sign is >= '\uac00' and <= '\ud7a3' || category is UnicodeCategory.OtherNumber && CharUnicodeInfo.GetNumericValue(sign) is var number && (number < 0 || number > 9 || number != Math.Floor(number))) return (sign, Fold.None);
        if (category is UnicodeCategory.OtherNumber) return ((char)('0' + (int)CharUnicodeInfo.GetNumericValue(sign)), Fold.Styled);
        if (sign is >= '\uff01' and <= '\uff5e') return (Simple((char)(sign - 0xfee0)), Fold.Styled);
        var small = char.ToLowerInvariant(sign);
        var first = Firsts.GetValueOrDefault(sign, Firsts.GetValueOrDefault(small, small));
        return (Simple(first), first != small && first < 128 && sign > '\u2000' && sign is < '\u2c00' or > '\ua800' ? Fold.Styled : Fold.None);
    }

    /// <summary>Alphabets of 52 letters one after another, then Greek ones, then five rows of digits.</summary>
    static char Mathematicals(int at)
    {
        if (at >= 0x1D7CE) return (char)('0' + (at - 0x1D7CE) % 10);
        if (at < 0x1D6A4) return (char)('a' + (at - Mathematical) % 26);
        var letter = (at - 0x1D6A8) % 58;
        const string Greek = "abgdezhqiklmnxoprqstufxyw?abgdezhqiklmnxoprsstufxyw?eqkfrp";
        return at is 0x1D6A4 ? 'i' : at is 0x1D6A5 ? 'j' : letter is >= 0 and < 58 ? Greek[letter] : '?';
    }

    static char Simple(char sign)
    {
        var small = char.ToLowerInvariant(sign);
        return Plainer.GetValueOrDefault(small, small);
    }
}
