using NodaTime;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>A quiet span as it is sent and kept.</summary>
/// <param name="Days">On which it begins: <c>mon</c> to <c>sun</c>.</param>
/// <param name="From">Of the wall clock, <c>22:00</c>.</param>
/// <param name="To">The end, not part of it. Where it is not later than the beginning it is of the next day; the same time: 24 hours.</param>
public sealed record QuietTime(IReadOnlyList<string> Days, string From, string To);

/// <summary>Reads and writes a person's quiet hours.</summary>
public static class QuietHours
{
    public const int Most = 14;
    const int Week = 7 * 1440, LeastMinutesOpen = 120;

    /// <exception cref="RefusedException">400 <c>validation</c>: more than 14 spans, no or unknown days, a day twice, a wrong time, or less than two hours of the week that are not quiet.</exception>
    public static IReadOnlyList<QuietSpan> Read(IReadOnlyList<QuietTime> times, string field)
    {
        if (times.Count > Most) throw Refuse.Invalid(field, $"'{field}' has more than {Most} spans.");
        QuietSpan[] spans = [.. times.Select((time, i) => Read(time, $"{field}[{i}]"))];
        if (MinutesOpen(spans) < LeastMinutesOpen) throw Refuse.Invalid(field, $"'{field}' leaves less than {LeastMinutesOpen} minutes of the week in which you can be told anything.");
        return spans;
    }

    /// <summary>In the order of the week, from Monday; reading it gives the same spans.</summary>
    public static IReadOnlyList<QuietTime> Write(IReadOnlyList<QuietSpan> spans) =>
        [.. spans.Select(s => new QuietTime([.. s.Days.OrderBy(d => ((int)d + 6) % 7).Select(Cadence.Word)], Time(s.From), Time(s.To)))];

    static QuietSpan Read(QuietTime time, string field)
    {
        if (time.Days is not { Count: > 0 }) throw Refuse.Invalid($"{field}.days", $"'{field}.days' must have a day.");
        var days = new HashSet<DayOfWeek>();
        foreach (var word in time.Days)
        {
            if (Cadence.Weekday(word) is not { } day) throw Refuse.Invalid($"{field}.days", $"'{field}.days' must be of mon, tue, wed, thu, fri, sat and sun.");
            if (!days.Add(day)) throw Refuse.Invalid($"{field}.days", $"'{field}.days' has {word} twice.");
        }
        return new QuietSpan(days, Time(time.From, $"{field}.from"), Time(time.To, $"{field}.to"));
    }

    static LocalTime Time(string? text, string field) =>
        text?.Split(':') is [var hour, var minute] && Cadence.Time(hour, minute) is { } minutes ? new LocalTime(minutes / 60, minutes % 60) : throw Refuse.Invalid(field, $"'{field}' must be a time from 00:00 to 23:59.");

    static string Time(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}";

    static int MinutesOpen(QuietSpan[] spans)
    {
        var quiet = new bool[Week];
        foreach (var span in spans)
            foreach (var day in span.Days)
            {
                var (from, to) = ((span.From.Hour * 60) + span.From.Minute, (span.To.Hour * 60) + span.To.Minute);
                for (var minute = from; minute < (to > from ? to : to + 1440); minute++) quiet[(((int)day * 1440) + minute) % Week] = true;
            }
        return quiet.Count(q => !q);
    }
}
