using System.Globalization;
using NodaTime;
using Parley.Plumbing;

namespace Parley.Market;

public enum Weekday : byte
{
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// <param name="From">Of the wall clock, <c>09:00</c>.</param>
/// <param name="Until">At most a day later: <c>24:00</c> is midnight, <c>26:00</c> is two o'clock of the next day.</param>
public sealed record WeeklyHours(Weekday Day, string From, string Until);

/// <summary>A day on which it is closed, or a part of it, or several whole days.</summary>
/// <param name="Date">The first day, <c>2026-12-24</c>.</param>
/// <param name="LastDate">The last day, when there are several.</param>
/// <param name="From">Closed from this time of the one day on, when not the whole day.</param>
/// <param name="Until">Closed until then.</param>
public sealed record Holiday(string Name, string Date, string? LastDate = null, string? From = null, string? Until = null);

/// <param name="Until">Null: until further notice.</param>
/// <param name="Message">Shown to whoever writes meanwhile.</param>
public sealed record AwayMode(DateTimeOffset From, DateTimeOffset? Until = null, string? Message = null);

/// <param name="TimeZone">An IANA name, <c>Europe/Paris</c>.</param>
/// <param name="Weekly">At most 50; none: always open.</param>
/// <param name="Holidays">At most 50.</param>
public sealed record HoursBody(string TimeZone, IReadOnlyList<WeeklyHours>? Weekly = null, IReadOnlyList<Holiday>? Holidays = null, AwayMode? Away = null);

/// <param name="Published">Since when these hours are in force; null when the vendor has published none.</param>
/// <param name="OpensAt">Null when it is not to be seen that it opens again.</param>
public sealed record HoursView(
    string TimeZone, IReadOnlyList<WeeklyHours> Weekly, IReadOnlyList<Holiday> Holidays, AwayMode? Away, DateTimeOffset? Published, bool Open, DateTimeOffset? OpensAt);

/// <summary>What was sent as a vendor's hours, checked, and what it says.</summary>
public static class CheckedHours
{
    public const int Most = 50;
    const string Minutes = "'HH:mm', such as 09:00", Dates = "a date, such as 2026-12-24";

    public static bool Knows(string? timeZone) => timeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is not null;

    /// <summary>The body in its one spelling; the same hours are the same value.</summary>
    public static HoursBody Clean(HoursBody body)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(body.TimeZone) is not { } zone) throw Refuse.Invalid("timeZone", "'timeZone' must be an IANA time zone, such as Europe/Paris.");
        var (weekly, holidays) = (body.Weekly ?? [], body.Holidays ?? []);
        if (weekly.Count > Most) throw Refuse.Invalid("weekly", $"'weekly' has more than {Most} entries.");
        if (holidays.Count > Most) throw Refuse.Invalid("holidays", $"'holidays' has more than {Most} entries. Leave out those that are over.");
        if (body.Away is { Until: { } end } gone && end <= gone.From) throw Refuse.Invalid("away.until", "'away.until' must be later than 'away.from'.");
        var named = body with { TimeZone = zone.Id, Weekly = weekly, Holidays = [.. holidays.Select((h, i) => h with { Name = Texts.Line(h.Name, $"holidays[{i}].name", 100) })] };
        _ = Read(named); // refuses what says nothing, by the place it was sent in
        RequireApart(weekly);
        return named with
        {
            Weekly = [.. weekly.OrderBy(w => w.Day).ThenBy(w => w.From, StringComparer.Ordinal)],
            Holidays = [.. named.Holidays.OrderBy(h => h.Date, StringComparer.Ordinal).ThenBy(h => h.From, StringComparer.Ordinal)],
            Away = body.Away is { } away ? away with { Message = Texts.OptionalLine(away.Message, "away.message", 500) } : null,
        };
    }

    public static OpeningHours Read(HoursBody body) => new(
        DateTimeZoneProviders.Tzdb[body.TimeZone],
        [.. (body.Weekly ?? []).Select((w, i) => Week(w, $"weekly[{i}]"))],
        [.. (body.Holidays ?? []).Select((h, i) => Closed(h, $"holidays[{i}]"))],
        body.Away is { } away ? new Stretch(away.From.UtcTicks, (away.Until ?? DateTimeOffset.MaxValue).UtcTicks) : null);

    static void RequireApart(IReadOnlyList<WeeklyHours> weekly)
    {
        var spans = weekly.Select((w, i) => Week(w, $"weekly[{i}]")).OrderBy(s => s.From).ToList();
        var overlaps = spans.Zip(spans.Skip(1)).Any(pair => pair.Second.From < pair.First.Until)
            || (spans.Count > 0 && spans[0].From < spans[^1].Until - (7 * TimeSpan.TicksPerDay)); // the last may reach into the next week's first
        if (overlaps) throw Refuse.Invalid("weekly", "Two entries of 'weekly' overlap. Join them, or let one end before the other begins.");
    }

    static Stretch Week(WeeklyHours hours, string field)
    {
        if (!Enum.IsDefined(hours.Day)) throw Refuse.Invalid($"{field}.day", $"'{field}.day' must be monday to sunday.");
        var (from, until) = (Time(hours.From, $"{field}.from", 24), Time(hours.Until, $"{field}.until", 48));
        if (until <= from) throw Refuse.Invalid($"{field}.until", $"'{field}.until' must be later than 'from'. What ends after midnight ends at 24:00 or later: 26:00 is two o'clock.");
        if (until - from > TimeSpan.TicksPerDay) throw Refuse.Invalid($"{field}.until", $"'{field}' is longer than a day.");
        return new Stretch(from, until).Shift((int)hours.Day * TimeSpan.TicksPerDay);
    }

    static Closure Closed(Holiday holiday, string field)
    {
        var first = Date(holiday.Date, $"{field}.date");
        var last = holiday.LastDate is null ? first : Date(holiday.LastDate, $"{field}.lastDate");
        if (last < first) throw Refuse.Invalid($"{field}.lastDate", $"'{field}.lastDate' must not be before 'date'.");
        if (holiday is { From: null, Until: null }) return new Closure(first, last + TimeSpan.TicksPerDay, holiday.Name);
        if (holiday.LastDate is not null) throw Refuse.Invalid($"{field}.lastDate", $"'{field}' is either a part of one day or several whole days.");
        var (from, until) = (holiday.From is null ? 0 : Time(holiday.From, $"{field}.from", 24), holiday.Until is null ? TimeSpan.TicksPerDay : Time(holiday.Until, $"{field}.until", 24));
        if (until <= from) throw Refuse.Invalid($"{field}.until", $"'{field}.until' must be later than 'from'.");
        return new Closure(first + from, first + until, holiday.Name);
    }

    static long Time(string text, string field, int hours)
    {
        if (text is [var h1, var h2, ':', var m1, var m2] && char.IsAsciiDigit(h1) && char.IsAsciiDigit(h2) && m1 is >= '0' and <= '5' && char.IsAsciiDigit(m2))
        {
            var minutes = (((h1 - '0') * 10) + (h2 - '0')) * 60 + ((m1 - '0') * 10) + (m2 - '0');
            if (minutes <= hours * 60) return minutes * TimeSpan.TicksPerMinute;
        }
        throw Refuse.Invalid(field, $"'{field}' must be {Minutes}, at most {hours}:00.");
    }

    static long Date(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and < 2200
            ? date.ToDateTime(default).Ticks
            : throw Refuse.Invalid(field, $"'{field}' must be {Dates}.");
}
