using System.Diagnostics;
using Parley.Bench.Driver;

namespace Parley.Bench.Results;

/// <summary>Median and 99th percentile of one reader's times, milliseconds.</summary>
sealed record Spread(double P50, double P99)
{
    public static async Task<Spread> OfAsync(int reads, Func<ValueTask> read)
    {
        for (var warm = 0; warm < reads / 4; warm++) await read();
        var times = new List<double>(reads);
        for (var number = 0; number < reads; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new Spread(Percentile.Of(times, 50), Percentile.Of(times, 99));
    }

    /// <summary>Several readers in turns, read by read: what else the machine does meets all of them alike. Ends after so many turns, or when the time is up.</summary>
    public static async Task<Spread[]> OfTurnsAsync(int turns, TimeSpan time, params Func<ValueTask>[] readers)
    {
        var started = Stopwatch.GetTimestamp();
        for (var warm = 0; warm < turns / 4 && Stopwatch.GetElapsedTime(started) < time / 4; warm++)
            foreach (var read in readers) await read();
        started = Stopwatch.GetTimestamp();
        var times = Array.ConvertAll(readers, _ => new List<double>(turns));
        for (var turn = 0; turn < turns && (turn < Fewest || Stopwatch.GetElapsedTime(started) < time); turn++)
            for (var reader = 0; reader < readers.Length; reader++)
            {
                var start = Stopwatch.GetTimestamp();
                await readers[reader]();
                times[reader].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        return Array.ConvertAll(times, t => new Spread(Percentile.Of(t, 50), Percentile.Of(t, 99)));
    }

    const int Fewest = 20;

    /// <summary>Two rows of pages over HTTP beside bare SQL; the 99th percentile is held to 1.5x and a millisecond.</summary>
    public static void Report(Report report, string what, List<Spread> http, List<Spread> bare)
    {
        report.Add(Row.Against($"{what}, p50 ms", "bare SQL", [.. bare.Select(spread => spread.P50)], [.. http.Select(spread => spread.P50)], Goal.None));
        var met = Percentile.Median(http.Zip(bare, (mine, other) => mine.P99 - (other.P99 * 1.5))) <= 1;
        report.Add(Row.Against($"{what}, p99 ms", "bare SQL", [.. bare.Select(spread => spread.P99)], [.. http.Select(spread => spread.P99)], new Goal("<= 1.5x + 1 ms", _ => met)));
    }

    public override string ToString() => $"{P50:0.00} / {P99:0.00}";
}
