using System.Globalization;
using Parley.Plumbing;

namespace Parley.Notifications;

public enum Pace : byte
{
    Off = 0,

    /// <summary>As soon as it was not seen for a moment.</summary>
    Instant = 1,

    /// <summary>When it is still unread after <see cref="Cadence.Minutes"/>.</summary>
    After = 2,

    /// <summary>At :00, :15, :30 and :45 of the person's clock, with what came in until then.</summary>
    Quarterly = 3,
    Hourly = 4,

    /// <summary>At <see cref="Cadence.Minutes"/> after the person's midnight.</summary>
    Daily = 5,

    /// <summary>The same, on <see cref="Cadence.Day"/>.</summary>
    Weekly = 6,
}

/// <summary>
/// How often a person wants to hear. Written <c>off</c>, <c>instant</c>, <c>after:10</c> (minutes, 1 to 1440), <c>quarterly</c>, <c>hourly</c>,
/// <c>daily:09:00</c>, <c>weekly:mon:09:00</c>. Each has one spelling: what is read is written the same, and what is not a spelling is refused.
/// </summary>
public readonly record struct Cadence(Pace Pace, int Minutes = 0, DayOfWeek Day = DayOfWeek.Monday)
{
    /// <summary>The most minutes that a notice may wait to be read: a day.</summary>
    public const int MostMinutes = 1440;

    static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static Cadence Off => new(Pace.Off);
    public static Cadence Instant => new(Pace.Instant);

    /// <summary>Whether it gathers what comes in until a time of the person's clock.</summary>
    public bool IsDigest => Pace >= Pace.Quarterly;

    public static Cadence After(int minutes) => new(Pace.After, minutes);

    /// <exception cref="RefusedException">400 <c>validation</c> at the field, with what is wrong in words.</exception>
    public static Cadence Read(string? text, string field) => TryRead(text, out var cadence, out var wrong) ? cadence : throw Refuse.Invalid(field, $"'{field}' {wrong}");

    /// <param name="wrong">What is wrong with it, as the rest of a sentence that begins with its name; null when it was read.</param>
    public static bool TryRead(string? text, out Cadence cadence, out string? wrong)
    {
        (Cadence, string?) read = (text ?? "").Split(':') switch
        {
            ["off"] => (Off, null),
            ["instant"] => (Instant, null),
            ["quarterly"] => (new Cadence(Pace.Quarterly), null),
            ["hourly"] => (new Cadence(Pace.Hourly), null),
            ["after", var minutes] => Minute(minutes) is { } wait ? (After(wait), null) : (default, $"must have 1 to {MostMinutes} whole minutes after 'after:', without leading zeros."),
            ["daily", var hour, var minute] => Time(hour, minute) is { } at ? (new Cadence(Pace.Daily, at), null) : (default, "must have a time from 00:00 to 23:59 after 'daily:', such as daily:09:00."),
            ["weekly", var day, var hour, var minute] => (Weekday(day), Time(hour, minute)) switch
            {
                (null, _) => (default, $"must have a day after 'weekly:': {string.Join(", ", Days)}."),
                (_, null) => (default, "must have a time from 00:00 to 23:59 after the day, such as weekly:mon:09:00."),
                ({ } on, { } at) => (new Cadence(Pace.Weekly, at, on), null),
            },
            _ => (default, "must be off, instant, after:MINUTES, quarterly, hourly, daily:HH:MM or weekly:DAY:HH:MM."),
        };
        (cadence, wrong) = read;
        return wrong is null;
    }

    public override string ToString() => Pace switch
    {
        Pace.Instant => "instant",
        Pace.After => string.Create(CultureInfo.InvariantCulture, $"after:{Minutes}"),
        Pace.Quarterly => "quarterly",
        Pace.Hourly => "hourly",
        Pace.Daily => string.Create(CultureInfo.InvariantCulture, $"daily:{Minutes / 60:00}:{Minutes % 60:00}"),
        Pace.Weekly => string.Create(CultureInfo.InvariantCulture, $"weekly:{Word(Day)}:{Minutes / 60:00}:{Minutes % 60:00}"),
        _ => "off",
    };

    /// <summary>A day as it is written: its first three letters.</summary>
    internal static string Word(DayOfWeek day) => Days[(int)day];

    internal static DayOfWeek? Weekday(string? word) => Array.IndexOf(Days, word) is >= 0 and var found ? (DayOfWeek)found : null;

    static int? Minute(string text) =>
        text is { Length: >= 1 and <= 4 } && text[0] != '0' && text.All(char.IsAsciiDigit) && int.Parse(text, CultureInfo.InvariantCulture) is <= MostMinutes and var minutes ? minutes : null;

    /// <summary>Minutes after midnight.</summary>
    internal static int? Time(string hour, string minute) => Two(hour) is < 24 and var h && Two(minute) is < 60 and var m ? (h * 60) + m : null;

    static int? Two(string text) => text is [>= '0' and <= '9' and var tens, >= '0' and <= '9' and var ones] ? ((tens - '0') * 10) + ones - '0' : null;
}
