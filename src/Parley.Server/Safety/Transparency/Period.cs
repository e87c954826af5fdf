using System.Globalization;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>Whole days, UTC: from the first on, up to and without the second.</summary>
public sealed record Period(DateTimeOffset From, DateTimeOffset To)
{
    const int MostDays = 366;

    /// <summary>Both as <c>2026-01-31</c>. Without them the calendar month before this one.</summary>
    public static Period Read(string? from, string? to, DateTimeOffset now)
    {
        var month = new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);
        var (first, last) = (Day(from, "from") ?? month.AddMonths(-1), Day(to, "to") ?? (from is null ? month : DateOnly.FromDateTime(now.UtcDateTime).AddDays(1)));
        if (last <= first) throw Refuse.Invalid("to", "'to' must be a later day than 'from'; it is itself not part of the period.");
        if (last.DayNumber - first.DayNumber > MostDays) throw Refuse.Invalid("to", $"The period must be of at most {MostDays} days.");
        return new Period(At(first), At(last));
    }

    static DateOnly? Day(string? text, string field) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1999 and < 2200 ? day : throw Refuse.Invalid(field, $"'{field}' must be a day such as 2026-01-31.");

    static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}

/// <summary>How long things took, in hours.</summary>
/// <param name="Median">Null when there was nothing.</param>
public sealed record HoursTaken(int Count, double? Median, double? P90)
{
    /// <summary>By the nearest rank.</summary>
    public static HoursTaken Of(IEnumerable<TimeSpan> taken)
    {
        var hours = taken.Select(t => Math.Round(t.TotalHours, 3)).Order().ToList();
        double? At(double share) => hours.Count == 0 ? null : hours[Math.Max(0, (int)Math.Ceiling(share * hours.Count) - 1)];
        return new HoursTaken(hours.Count, At(0.5), At(0.9));
    }
}
