using Parley.Bench.Driver;

namespace Parley.Bench.Results;

/// <summary>One row of the table: a measure, the limit it is held against and the product, from the same interleaved repeats.</summary>
/// <param name="What">The measure, with its unit.</param>
/// <param name="Limit">What the product is compared to; null when the goal is absolute.</param>
/// <param name="LimitValue">The limit's median.</param>
/// <param name="Value">The product's median; null when it was not measured.</param>
/// <param name="Ratio">Product / limit: the median of the repeats' own ratios, so that noise between repeats cancels.</param>
/// <param name="Goal">The goal in words.</param>
/// <param name="Met">Whether it was met; null when the row only informs or could not be measured.</param>
/// <param name="Note">What differs or went wrong.</param>
sealed record Row(string What, string? Limit, double? LimitValue, double? Value, double? Ratio, string Goal, bool? Met, string Note = "")
{
    /// <summary>Pairs the repeats of a limit and of the product. The goal is on the ratio.</summary>
    public static Row Against(string what, string limit, IReadOnlyList<double> limits, IReadOnlyList<double>? values, Goal goal, string note = "")
    {
        var limitValue = Percentile.Median(limits);
        if (values is null || values.Count == 0) return new Row(what, limit, limitValue, null, null, goal.Words, null, note);
        var ratio = Percentile.Median(values.Zip(limits, (value, of) => value / of));
        return new Row(what, limit, limitValue, Percentile.Median(values), ratio, goal.Words, goal.Met(ratio), note);
    }

    /// <summary>The goal is on the value itself.</summary>
    public static Row Alone(string what, IReadOnlyList<double>? values, Goal goal, string note = "") =>
        values is null || values.Count == 0
            ? new Row(what, null, null, null, null, goal.Words, null, note)
            : new Row(what, null, null, Percentile.Median(values), null, goal.Words, goal.Met(Percentile.Median(values)), note);
}
