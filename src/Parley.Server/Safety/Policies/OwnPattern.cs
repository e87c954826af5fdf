using System.Text.RegularExpressions;
using Parley.Plumbing;

namespace Parley.Safety.Policies;

/// <summary>
/// A regular expression of the operator's, run by the engine that never goes back: its time grows with the text and with nothing else. What
/// that engine cannot do is refused when it is written, and so is what proves slow on texts of the longest kind.
/// </summary>
sealed class OwnPattern
{
    public const int Longest = 200;

    /// <summary>Of the automaton; beyond it a pattern is refused as too large.</summary>
    const int MostNodes = 5000;

    /// <summary>By the clock, for one message.</summary>
    static readonly TimeSpan Most = TimeSpan.FromMilliseconds(250);

    /// <summary>Of the processor's time: for one pattern, for one that need not be tried again, and for all together.</summary>
    static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(20), VerySlow = 3 * Slow, AllSlow = TimeSpan.FromMilliseconds(100);

    const int Runs = 5;

    static readonly string[] Trials = [new('a', 5000), new('1', 5000), string.Concat(Enumerable.Repeat("a1 .@-", 830)), string.Concat(Enumerable.Repeat("ab", 2500)) + "!", new(' ', 5000)];

    readonly Regex regex;

    static OwnPattern() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", MostNodes);

    OwnPattern(Regex regex) => this.regex = regex;

    /// <param name="tried">Whether it is also run on long texts: where it is written, not where it is read again.</param>
    public static OwnPattern Of(string pattern, bool tried)
    {
        if (pattern.Length is 0 or > Longest) throw Refuse.Invalid("lists.patterns", $"A pattern has 1 to {Longest} characters.");
        try
        {
            var made = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Most);
            if (made.IsMatch("")) throw Refuse.Invalid("lists.patterns", $"The pattern '{pattern}' also finds nothing at all. Say what must be there.");
            return new OwnPattern(made) { Slowest = tried ? Try(made, pattern) : TimeSpan.Zero };
        }
        catch (NotSupportedException)
        {
            throw Refuse.Invalid("lists.patterns", $"The pattern '{pattern}' needs going back, or is too large. Write it without look-around, back references and large repeats.");
        }
        catch (ArgumentException)
        {
            throw Refuse.Invalid("lists.patterns", $"'{pattern}' is no regular expression.");
        }
    }

    /// <summary>On the text that takes it longest, where it was tried.</summary>
    public TimeSpan Slowest { get; private init; }

    /// <summary>Many that are quick are slow together: a message waits for all of them.</summary>
    public static void RequireQuick(IEnumerable<TimeSpan> all)
    {
        if (all.Sum(slowest => slowest.TotalMilliseconds) > AllSlow.TotalMilliseconds) throw Refuse.Invalid("lists.patterns", "Together the patterns take too long on long texts. Make them simpler, or fewer.");
    }

    /// <summary>How long it takes at the most, of the processor's time: how busy the machine is must not decide. The quickest of a few runs counts, since the first also builds what it needs.</summary>
    static TimeSpan Try(Regex regex, string pattern)
    {
        var slowest = TimeSpan.Zero;
        foreach (var trial in Trials)
        {
            var quickest = TimeSpan.MaxValue;
            for (var run = 0; run < Runs && (run < 2 || quickest == TimeSpan.MaxValue || (quickest >= Slow && quickest < VerySlow)); run++) quickest = TimeSpan.FromTicks(Math.Min(quickest.Ticks, TimeOf(regex, trial).Ticks));
            if (quickest >= Slow) throw Refuse.Invalid("lists.patterns", $"The pattern '{pattern}' takes too long on long texts. Make it simpler.");
            if (quickest > slowest) slowest = quickest;
        }
        return slowest;
    }

    /// <summary>Where it is broken off, what it took until then; if that was little, others had the processor and nothing is known.</summary>
    static TimeSpan TimeOf(Regex regex, string trial)
    {
        var began = ThreadTime.Now;
        try
        {
            regex.Count(trial);
            return ThreadTime.Now - began;
        }
        catch (RegexMatchTimeoutException)
        {
            return ThreadTime.Now - began is var took && took >= VerySlow ? took : TimeSpan.MaxValue;
        }
    }

    /// <summary>Where it stands, at most 20 places. One that takes too long after all finds nothing more.</summary>
    public void Find(string text, string kind, List<Found> found)
    {
        var count = 0;
        try
        {
            foreach (var match in regex.EnumerateMatches(text))
            {
                if (match.Length == 0) continue;
                found.Add(new Found(kind, "own.pattern", match.Index, match.Length));
                if (++count == 20) return;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // what was found counts
        }
    }
}
