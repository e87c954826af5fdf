using System.Numerics;

namespace Parley.Text.Models;

/// <summary>A trait of a whole text.</summary>
enum Shape
{
    /// <summary>How long it is.</summary>
    Length,

    /// <summary>How many digits it has.</summary>
    Digits,

    /// <summary>A long number, by its digits.</summary>
    Number,

    /// <summary>Signs of money.</summary>
    Money,

    /// <summary>A link or something like one.</summary>
    Link,

    /// <summary>The share of capital letters.</summary>
    Capitals,

    /// <summary>Words in capitals.</summary>
    Shouted,

    /// <summary>Exclamation marks.</summary>
    Exclaimed,

    /// <summary>Letters in disguise.</summary>
    Disguised,

    /// <summary>How long words are on average.</summary>
    WordLength,

    /// <summary>Signs that are neither letters nor digits.</summary>
    Signs,
}

/// <summary>Counts what a text looks like; each count falls into a class of about doubling width.</summary>
static class Shapes
{
    public readonly record struct Place(uint Seed, uint Mask, float Weight);

    public static void Read<T>(Folded folded, string text, Place place, ref T traits) where T : struct, ITraits, allows ref struct
    {
        var end = Math.Min(text.Length, Folded.Most);
        int digits = 0, run = 0, longest = 0, upper = 0, lower = 0, shouted = 0, caps = 0, money = 0, exclaimed = 0, signs = 0, words = 0;
        for (var i = 0; i <= end; i++)
        {
            var c = i < end ? text[i] : ' ';
            if (c is >= '0' and <= '9')
            {
                digits++;
                longest = Math.Max(longest, ++run);
            }
            else
            {
                run = 0;
            }
            if (char.IsAsciiLetterUpper(c) || c > 127 && char.IsUpper(c))
            {
                (upper, caps) = (upper + 1, caps + 1);
            }
            else
            {
                if (caps >= 2 && !char.IsLetter(c)) shouted++;
                caps = 0;
                if (char.IsLetter(c)) lower++;
                else if (c is '£' or '$' or '€') money++;
                else if (c is '!') exclaimed++;
                else if (c is ' ' or '\n') words++;
                else if (!char.IsDigit(c)) signs++;
            }
        }
        var chars = folded.Chars;
        Add(Shape.Length, Class(end), place, ref traits);
        Add(Shape.Digits, Class(digits), place, ref traits);
        Add(Shape.Number, Math.Min(longest, 12), place, ref traits);
        Add(Shape.Money, Math.Min(money, 2), place, ref traits);
        Add(Shape.Link, Link(chars), place, ref traits);
        Add(Shape.Capitals, upper == 0 ? 0 : 1 + upper * 8 / (upper + lower), place, ref traits);
        Add(Shape.Shouted, Class(shouted), place, ref traits);
        Add(Shape.Exclaimed, Math.Min(exclaimed, 3), place, ref traits);
        Add(Shape.Disguised, folded.Disguised > 0 ? 1 : 0, place, ref traits);
        Add(Shape.WordLength, words == 0 ? 0 : Math.Min(12, end / words), place, ref traits);
        Add(Shape.Signs, Class(signs), place, ref traits);
    }

    /// <summary>0 none, 1 a bare domain, 2 www, 3 a scheme, 4 a domain that is written apart ("kids . com").</summary>
    static int Link(ReadOnlySpan<char> chars)
    {
        if (chars.Contains("http", StringComparison.Ordinal)) return 3;
        if (chars.Contains("www.", StringComparison.Ordinal)) return 2;
        for (var from = 1; from < chars.Length && chars[from..].IndexOf('.') is >= 0 and var next; from += next + 1)
        {
            var dot = from + next;
            var (apart, before, after) = (false, dot - 1, dot + 1);
            if (chars[before] == ' ' && before > 0) (apart, before) = (true, before - 1);
            if (after < chars.Length && chars[after] == ' ') (apart, after) = (true, after + 1);
            if (!Letters.InWord(chars[before])) continue;
            var end = after;
            while (end < chars.Length && chars[end] is >= 'a' and <= 'z') end++;
            if (end - after is >= 2 and <= 6 && (apart ? Plain : Tops).Contains(chars[after..end])) return apart ? 4 : 1;
        }
        return 0;
    }

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Tops = new HashSet<string>(StringComparer.Ordinal)
    {
        "com", "net", "org", "info", "biz", "co", "uk", "de", "fr", "es", "it", "pl", "nl", "ru", "br", "pt", "tr", "in", "cn", "jp", "us", "me", "ly", "tk", "tv", "io", "gl", "gd", "be", "cc",
        "xyz", "club", "shop", "online", "site", "store", "top", "app", "link", "live", "ml", "ga", "cf", "ws", "eu", "ca", "au", "mobi", "pro",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Plain =
        new HashSet<string>(StringComparer.Ordinal) { "com", "net", "org", "info", "biz", "ly", "tk" }.GetAlternateLookup<ReadOnlySpan<char>>();

    static int Class(int count) => count < 3 ? count : 1 + BitOperations.Log2((uint)(count + 1)) + (BitOperations.Log2((uint)count * (uint)count) & 1) * 16;

    static void Add<T>(Shape shape, int value, Place place, ref T traits) where T : struct, ITraits, allows ref struct =>
        traits.Add((int)(Features.Mix(place.Seed ^ ((uint)shape << 8) ^ (uint)value) & place.Mask), place.Weight, -1, (int)shape);
}
