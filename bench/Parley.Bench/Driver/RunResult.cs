using System.Diagnostics;
using Parley.Bench.Machine;

namespace Parley.Bench.Driver;

/// <summary>The figures of one run. Rates and percentiles count what was both acknowledged and delivered; times in milliseconds.</summary>
sealed record RunResult
{
    public required string Target { get; init; }
    public required double PerSecond { get; init; }
    public required int Acked { get; init; }
    public required int Delivered { get; init; }
    public required int Refused { get; init; }
    public required int RefusedWithRetryAfter { get; init; }
    public required int Broken { get; init; }
    public required double OneWayP50 { get; init; }
    public required double OneWayP99 { get; init; }
    public required double AckP50 { get; init; }
    public required double AckP99 { get; init; }
    public required double ServerMicros { get; init; }
    public required double DatabaseMicros { get; init; }
    public required double DriverMicros { get; init; }

    /// <summary>Server and database for an acknowledged message, with all that followed from it, however late.</summary>
    public required double WholeMicros { get; init; }
    public required double ForeignCores { get; init; }
    public required IReadOnlyList<string> Violations { get; init; }

    public double StoreAndServerMicros => ServerMicros + DatabaseMicros;

    public static RunResult From(string target, Ledger ledger, long start, long end, CpuUse cpu, CpuUse whole, IReadOnlyList<string> violations)
    {
        var oneWay = new List<double>(ledger.Count);
        var acks = new List<double>(ledger.Count);
        var (acked, delivered, refused, polite, broken, inTime) = (0, 0, 0, 0, 0, 0);
        for (var index = 0; index < ledger.Count; index++)
        {
            ref var line = ref ledger[index];
            if (line.Status < 0) broken++;
            if (line.Status > 0) refused++;
            if (line is { Status: > 0, RetryAfter: > 0 }) polite++;
            if (line.Acked == 0) continue;
            acked++;
            acks.Add(Stopwatch.GetElapsedTime(line.Due, line.Acked).TotalMilliseconds);
            if (line.Delivered == 0) continue;
            delivered++;
            oneWay.Add(Stopwatch.GetElapsedTime(line.Due, line.Delivered).TotalMilliseconds);
            if (line.Acked <= end && line.Delivered <= end) inTime++;
        }
        return new RunResult
        {
            Target = target,
            PerSecond = inTime / Stopwatch.GetElapsedTime(start, end).TotalSeconds,
            Acked = acked,
            Delivered = delivered,
            Refused = refused,
            RefusedWithRetryAfter = polite,
            Broken = broken,
            OneWayP50 = Percentile.Of(oneWay, 50),
            OneWayP99 = Percentile.Of(oneWay, 99),
            AckP50 = Percentile.Of(acks, 50),
            AckP99 = Percentile.Of(acks, 99),
            ServerMicros = cpu.Server / Math.Max(1, inTime),
            DatabaseMicros = cpu.Database / Math.Max(1, inTime),
            DriverMicros = cpu.Driver / Math.Max(1, inTime),
            WholeMicros = (whole.Server + whole.Database) / Math.Max(1, acked),
            ForeignCores = cpu.ForeignCores,
            Violations = violations,
        };
    }
}

/// <summary>Nearest-rank percentiles and medians.</summary>
static class Percentile
{
    public static double Of(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        if (sorted.Length == 0) return double.NaN;
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
