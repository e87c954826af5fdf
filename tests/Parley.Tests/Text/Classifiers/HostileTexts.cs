using System.Diagnostics;

namespace Parley.Tests.Text.Classifiers;

/// <summary>Texts of a million characters made to take long, and texts that are hardly texts.</summary>
static class HostileTexts
{
    const int Length = 1_000_000;

    public static IReadOnlyList<string> Long { get; } =
    [
        new('a', Length), new(' ', Length), new('9', Length), new('.', Length), new('\u0301', Length), new('а', Length), Times("a.b "), Times("win £1000 now "), Times("\u200Ba"), Times("😀"), Times("你好"), Times("x y "), Times("p0st m3 @ "), Times("co. uk "), Random(),
    ];

    public static IReadOnlyList<string> Odd { get; } =
    [
        "", " ", "\n\n\t", "\0", "\u200B\u200B", "\uD800", "\uDC00", "a\uD83D", "\uDE00b", "😀", "𝓯𝓻𝓮𝓮", "🅵🆁🅴🅴", "ﬁ ﬀ", "é", "e\u0301", "ЁЁ", "ı İ", "ß", "\uFEFFhello", "a\u202Eb", "١٢٣", "नमस्ते", "สวัสดี", "你好", "a-b_c/d\\e", "\r", "\u2028", "\uFFFF", "́", "ά", "🏳️‍🌈", "한국어",
    ];

    /// <summary>How many milliseconds it takes: the least of three times, since others use the machine too.</summary>
    public static double Took(Action act)
    {
        var least = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var start = Stopwatch.GetTimestamp();
            act();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return least;
    }

    static string Times(string part) => string.Concat(Enumerable.Repeat(part, Length / part.Length));

    static string Random()
    {
        var random = new Random(7);
        return string.Create(Length, random, static (chars, r) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = (char)r.Next(0x20, 0xFFFF);
        });
    }
}
