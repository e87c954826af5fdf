using NodaTime;

namespace Parley.Market;

/// <summary>
/// When a vendor is open: its weekly hours in its own time zone, without its holidays and the time it is away. Pure; no clock in it.
/// Hours are read off the wall clock: where it is set back, an hour that comes twice is open twice; where it is set forward, the hour
/// that is missing is not open at all. Lengths are found by arithmetic, not by walking: a span of years costs its few changes of the clock.
/// </summary>
public sealed class OpeningHours
{
    /// <summary>Further ahead than this nothing is looked for.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(3660);

    /// <summary>Of a vendor that has published none.</summary>
    public static readonly OpeningHours Always = new(DateTimeZone.Utc, [], [], null);

    const long Week = 7 * TimeSpan.TicksPerDay;
    static readonly long Monday = new DateTime(1970, 1, 5).Ticks, Epoch = DateTimeOffset.UnixEpoch.Ticks;

    readonly DateTimeZone zone;
    readonly Stretch[] week;
    readonly Closure[] holidays;
    readonly Stretch? away;
    readonly long openInAWeek;

    /// <param name="weekly">Ticks of the wall clock since Monday's midnight, none overlapping; the last may reach into the next week. None at all: always open.</param>
    /// <param name="holidays">Ticks of the wall clock since 0001-01-01.</param>
    /// <param name="away">Ticks of UTC since 0001-01-01.</param>
    public OpeningHours(DateTimeZone zone, IReadOnlyCollection<Stretch> weekly, IReadOnlyCollection<Closure> holidays, Stretch? away)
    {
        this.zone = zone;
        this.away = away;
        week = weekly.Count == 0 ? [new Stretch(0, Week)] : [.. weekly.SelectMany(InOneWeek).OrderBy(s => s.From)];
        this.holidays = [.. holidays.OrderBy(h => h.From).ThenBy(h => h.Until).Select(h => h with { From = h.From - Monday, Until = h.Until - Monday })];
        openInAWeek = week.Sum(s => s.Length);
        UsualDay = TimeSpan.FromTicks(openInAWeek / (weekly.Count == 0 ? 7 : weekly.Select(s => s.From / TimeSpan.TicksPerDay).Distinct().Count()));
    }

    /// <summary>How long it is open on a day on which it opens, over the week.</summary>
    public TimeSpan UsualDay { get; }

    /// <summary>The IANA name of its time zone.</summary>
    public string ZoneId => zone.Id;

    static Stretch[] InOneWeek(Stretch s) => s.Until <= Week ? [s] : [s with { Until = Week }, new Stretch(0, s.Until - Week)];

    public bool IsOpen(DateTimeOffset instant) => OpenBetween(instant, instant.AddTicks(1)) > TimeSpan.Zero;

    /// <summary>The day on the vendor's calendar.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(new DateTime(instant.UtcTicks + zone.GetUtcOffset(Instant.FromDateTimeOffset(instant)).Ticks));

    /// <summary>How long it is open between the two moments.</summary>
    public TimeSpan OpenBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var span = new Stretch(from.UtcTicks, to.UtcTicks);
        var open = WithoutAway(span);
        if (away is { } gone) open -= WithoutAway(span.Within(gone));
        return TimeSpan.FromTicks(open);
    }

    /// <summary>The moment at which it will have been open for so long since <paramref name="from"/>; null when that is not within ten years.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan open) => Walk.After(Spans(from.UtcTicks, Far(from)), from, open);

    /// <summary>The first moment from this one on at which it is open: the moment itself when it is open then. Null when there is none within ten years.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset instant)
    {
        foreach (var span in Spans(instant.UtcTicks, Far(instant))) return new DateTimeOffset(span.From, TimeSpan.Zero);
        return null;
    }

    /// <summary>The stretches of UTC at which it is open, in order, each inside the two moments; neighbours may touch.</summary>
    internal IEnumerable<Stretch> Spans(long from, long to)
    {
        foreach (var (piece, offset) in Pieces(new Stretch(from, to)))
        {
            var local = piece.Shift(offset);
            for (var start = FloorToWeek(local.From); start < local.Until; start += Week)
                foreach (var usual in week)
                    foreach (var open in WithoutHolidays(usual.Shift(start).Within(local)))
                        foreach (var rest in Without(open.Shift(-offset), away))
                            if (rest.Length > 0) yield return rest;
        }
    }

    /// <summary>Why it is closed, moment by moment of a stretch in which it is: away before a holiday, a holiday before the usual hours.</summary>
    internal IEnumerable<Pause> Explain(Stretch closed)
    {
        if (away is { } gone && closed.Within(gone) is { Length: > 0 } absent)
        {
            foreach (var pause in Explain(closed with { Until = absent.From })) yield return pause;
            yield return new Pause(absent, PauseReason.Away, null);
            foreach (var pause in Explain(closed with { From = absent.Until })) yield return pause;
            yield break;
        }
        foreach (var (piece, offset) in Pieces(closed))
        {
            var local = piece.Shift(offset);
            var at = local.From;
            foreach (var holiday in holidays)
            {
                if (holiday.Until <= at || holiday.From >= local.Until) continue;
                if (holiday.From > at) yield return new Pause(new Stretch(at, holiday.From).Shift(-offset), PauseReason.Closed, null);
                var part = new Stretch(Math.Max(at, holiday.From), Math.Min(holiday.Until, local.Until));
                yield return new Pause(part.Shift(-offset), PauseReason.Holiday, holiday.Name);
                at = part.Until;
            }
            if (at < local.Until) yield return new Pause(new Stretch(at, local.Until).Shift(-offset), PauseReason.Closed, null);
        }
    }

    long WithoutAway(Stretch span)
    {
        var open = 0L;
        foreach (var (piece, offset) in Pieces(span))
        {
            var local = piece.Shift(offset);
            open += Usual(local.Until) - Usual(local.From);
            var done = local.From; // holidays may overlap each other: what one took, the next does not take again
            foreach (var holiday in holidays)
            {
                var (from, until) = (Math.Max(holiday.From, done), Math.Min(holiday.Until, local.Until));
                if (until <= from) continue;
                open -= Usual(until) - Usual(from);
                done = until;
            }
        }
        return open;
    }

    /// <summary>Usual open time from the first Monday of 1970 to this moment of the wall clock.</summary>
    long Usual(long local)
    {
        var start = FloorToWeek(local);
        var open = start / Week * openInAWeek;
        foreach (var usual in week) open += Math.Clamp(local - start - usual.From, 0, usual.Length);
        return open;
    }

    /// <summary>The span cut where the wall clock is set, with the wall clock's lead over UTC, counted from the first Monday.</summary>
    IEnumerable<(Stretch Piece, long Offset)> Pieces(Stretch span)
    {
        for (var at = span.From; at < span.Until;)
        {
            var interval = zone.GetZoneInterval(Instant.FromUnixTimeTicks(at - Epoch));
            var end = interval.HasEnd ? Math.Min(span.Until, interval.End.ToUnixTimeTicks() + Epoch) : span.Until;
            yield return (new Stretch(at, end), interval.WallOffset.Ticks - Monday);
            at = end;
        }
    }

    IEnumerable<Stretch> WithoutHolidays(Stretch open)
    {
        var at = open.From;
        foreach (var holiday in holidays)
        {
            if (holiday.Until <= at || holiday.From >= open.Until) continue;
            if (holiday.From > at) yield return new Stretch(at, holiday.From);
            at = holiday.Until;
        }
        if (at < open.Until) yield return new Stretch(at, open.Until);
    }

    static Stretch[] Without(Stretch span, Stretch? hole) =>
        hole is { } h && span.Within(h).Length > 0 ? [span with { Until = Math.Max(span.From, h.From) }, span with { From = Math.Min(span.Until, h.Until) }] : [span];

    internal static long Far(DateTimeOffset from) => Math.Min(from.UtcTicks + Horizon.Ticks, DateTimeOffset.MaxValue.UtcTicks);

    static long FloorToWeek(long local) => local - (((local % Week) + Week) % Week); // also before 1970
}

/// <summary>From one tick to another, the last not included.</summary>
public readonly record struct Stretch(long From, long Until)
{
    public long Length => Until - From;

    public Stretch Shift(long by) => new(From + by, Until + by);

    /// <summary>The part inside the other; of length 0 when there is none.</summary>
    public Stretch Within(Stretch other)
    {
        var from = Math.Max(From, other.From);
        return new Stretch(from, Math.Max(from, Math.Min(Until, other.Until)));
    }
}

/// <summary>A stretch of the wall clock in which one is closed, with the reason's name.</summary>
public sealed record Closure(long From, long Until, string Name);

static class Walk
{
    public static DateTimeOffset? After(IEnumerable<Stretch> spans, DateTimeOffset from, TimeSpan open)
    {
        var left = open.Ticks;
        if (left <= 0) return from.ToUniversalTime();
        foreach (var span in spans)
        {
            if (span.Length >= left) return new DateTimeOffset(span.From + left, TimeSpan.Zero);
            left -= span.Length;
        }
        return null;
    }
}
