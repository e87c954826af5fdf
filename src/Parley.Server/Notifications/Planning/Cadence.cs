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

/// <summary>How often a person wants to hear. Written <c>off</c>, <c>instant</c>, <c>after:10</c> (minutes, 1 to 1440), <c>quarterly</c>, <c>hourly</c>, <c>daily:09:00</c>, <c>weekly:mon:09:00</c>.</summary>
public readonly record struct Cadence(Pace Pace, int Minutes = 0, DayOfWeek Day = DayOfWeek.Monday);
