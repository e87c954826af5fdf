namespace Parley.Attachments.Content;

/// <summary>How long something plays.</summary>
static class Lasting
{
    /// <summary>Longer than this is no recording but a wrong header.</summary>
    const double Most = 24 * 3_600_000;

    /// <summary>So many units at so many a second, in milliseconds; null where that says nothing.</summary>
    public static int? Of(double units, double rate) => units > 0 && rate > 0 && units * 1000 / rate is >= 1 and <= Most and var lasting ? (int)Math.Round(lasting) : null;
}
