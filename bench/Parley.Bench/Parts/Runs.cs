using Parley.Bench.Driver;
using Parley.Bench.Results;

namespace Parley.Bench.Parts;

/// <summary>The repeats of one load on one target.</summary>
sealed class Runs
{
    readonly List<RunResult> all = [];

    public IReadOnlyList<double> Rates => Of(run => run.PerSecond);

    /// <summary>What makes these runs worthless or less sure; empty when all is well.</summary>
    string OwnTrouble
    {
        get
        {
            var violations = all.SelectMany(run => run.Violations).Distinct().ToList();
            if (violations.Count > 0) return $"FAILED {all[0].Target}: {string.Join(", ", violations)}";
            var broken = all.Sum(run => run.Broken);
            if (broken > 0) return $"{all[0].Target}: {broken} sends broken";
            var foreign = all.Count == 0 ? 0 : Percentile.Median(all.Select(run => run.ForeignCores));
            return foreign > 0.4 ? $"{foreign:0.0} foreign cores" : "";
        }
    }

    /// <summary>Nothing lost, doubled, misplaced or out of order in any run.</summary>
    public bool Sound => all.TrueForAll(run => run.Violations.Count == 0);

    /// <summary>The troubles of the limit's and the product's runs together.</summary>
    public static string Trouble(params Runs[] sets) => string.Join("; ", sets.Select(set => set.OwnTrouble).Where(text => text.Length > 0));

    public IEnumerable<RunResult> Where(Func<RunResult, bool> wanted) => all.Where(wanted);

    public void Add(RunResult run, Report report, string part, int repeat)
    {
        all.Add(run);
        var refused = run.Refused > 0 ? $", {run.Refused:N0} refused" : "";
        var check = run.Violations.Count == 0 ? "" : $", FAILED: {string.Join(", ", run.Violations)}";
        report.Ran(part, repeat,
            $"{run.Target}: {run.PerSecond:N0}/s, one-way {run.OneWayP50:0.0} / {run.OneWayP99:0.0} ms, CPU us {run.ServerMicros:0} + {run.DatabaseMicros:0} + {run.DriverMicros:0} driver, {run.WholeMicros:0} with all that follows, {run.ForeignCores:0.0} foreign cores{refused}{check}",
            run);
    }

    public IReadOnlyList<double> Of(Func<RunResult, double> figure) => [.. all.Select(figure)];

    public double? Median(Func<RunResult, double> figure) => all.Count == 0 ? null : Percentile.Median(all.Select(figure));

    public double? RatioTo(Runs limit, Func<RunResult, double> figure) =>
        all.Count == 0 ? null : Percentile.Median(all.Zip(limit.all, (mine, other) => figure(mine) / figure(other)));
}
