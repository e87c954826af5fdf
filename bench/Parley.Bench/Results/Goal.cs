using System.Globalization;

namespace Parley.Bench.Results;

/// <summary>A bound with its words, or none.</summary>
sealed record Goal(string Words, Func<double, bool?> Met)
{
    public static readonly Goal None = new("", _ => null);

    public static Goal RatioAtLeast(double bound) => new(Text($">= {bound}x"), ratio => ratio >= bound);

    public static Goal RatioAtMost(double bound) => new(Text($"<= {bound}x"), ratio => ratio <= bound);

    public static Goal AtMost(double bound, string unit) => new(Text($"<= {bound} {unit}"), value => value <= bound);

    public static Goal AtLeast(double bound, string unit) => new(Text($">= {bound} {unit}"), value => value >= bound);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
