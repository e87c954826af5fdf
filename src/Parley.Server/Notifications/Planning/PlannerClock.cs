using NodaTime;

namespace Parley.Notifications;

/// <summary>
/// A person's wall clock. A time that it does not show, because it is set forward over it, is the moment at which it is set; one that it
/// shows twice is the first. Instants are ticks of UTC since 1970, times of the wall clock ticks since its own 1970.
/// </summary>
readonly struct WallClock(DateTimeZone zone)
{
    /// <summary>The first instant later than this one at which the clock shows a whole multiple of the step since midnight, or jumps over one.</summary>
    public long NextMultiple(long now, long step)
    {
        var interval = zone.GetZoneInterval(Instant.FromUnixTimeTicks(now));
        var next = Floor(now + interval.WallOffset.Ticks, step) + step;
        while (true)
        {
            var at = next - interval.WallOffset.Ticks;
            if (!interval.HasEnd || at < interval.End.ToUnixTimeTicks()) return at;
            var change = interval.End;
            interval = zone.GetZoneInterval(change);
            var shown = change.ToUnixTimeTicks() + interval.WallOffset.Ticks;
            if (shown >= next) return change.ToUnixTimeTicks();
            next = Floor(shown + step - 1, step);
        }
    }

    /// <summary>The first instant later than this one at which the clock shows so many minutes after midnight; on the one day of the week, where one is given.</summary>
    public long NextTime(long now, int minutes, DayOfWeek? on)
    {
        var day = Floor(Shown(now), TimeSpan.TicksPerDay);
        if (on is { } wanted) day += (wanted - WeekdayOf(day) + 7) % 7 * TimeSpan.TicksPerDay;
        var step = on is null ? TimeSpan.TicksPerDay : 7 * TimeSpan.TicksPerDay;
        while (true)
        {
            var at = First(day + (minutes * TimeSpan.TicksPerMinute));
            if (at > now) return at;
            day += step;
        }
    }

    /// <summary>
    /// The first instant from this one on that is in no quiet span. Ends that lie in another span go on to its end. Quiet is what the clock
    /// shows: an hour that comes twice is quiet twice, and a span whose end is jumped over ends with the jump. Where it does not end within
    /// a week, there is no quiet that one could wait for: then it is the end of the span that lasts longest from here.
    /// </summary>
    public long QuietEnds(IReadOnlyList<QuietSpan> spans, long from)
    {
        if (spans.Count == 0) return from;
        var (at, first) = (from, from);
        while (at - from <= 7 * TimeSpan.TicksPerDay)
        {
            var interval = zone.GetZoneInterval(Instant.FromUnixTimeTicks(at));
            var left = Left(spans, at + interval.WallOffset.Ticks);
            if (left == 0) return at;
            var end = at + left;
            at = interval.HasEnd ? Math.Min(end, interval.End.ToUnixTimeTicks()) : end;
            if (first == from) first = end;
        }
        return first;
    }

    long Shown(long instant) => instant + zone.GetZoneInterval(Instant.FromUnixTimeTicks(instant)).WallOffset.Ticks;

    long First(long shown)
    {
        var interval = zone.GetZoneInterval(Instant.FromUnixTimeTicks(shown - TimeSpan.TicksPerDay)); // no offset is as large as a day: it begins before
        while (true)
        {
            var at = shown - interval.WallOffset.Ticks;
            if (interval.HasStart && at < interval.Start.ToUnixTimeTicks()) return interval.Start.ToUnixTimeTicks();
            if (!interval.HasEnd || at < interval.End.ToUnixTimeTicks()) return at;
            interval = zone.GetZoneInterval(interval.End);
        }
    }

    /// <summary>How long the span that lasts longest goes on from here; 0 when there is none.</summary>
    static long Left(IReadOnlyList<QuietSpan> spans, long shown)
    {
        var midnight = Floor(shown, TimeSpan.TicksPerDay);
        var (time, day, left) = (shown - midnight, WeekdayOf(midnight), 0L);
        var eve = (DayOfWeek)(((int)day + 6) % 7);
        for (var i = 0; i < spans.Count; i++)
        {
            var (from, to) = (spans[i].From.TickOfDay, spans[i].To.TickOfDay);
            var length = to > from ? to - from : to - from + TimeSpan.TicksPerDay;
            if (time >= from && time < from + length && spans[i].Days.Contains(day)) left = Math.Max(left, from + length - time);
            if (to <= from && time < to && spans[i].Days.Contains(eve)) left = Math.Max(left, to - time);
        }
        return left;
    }

    static DayOfWeek WeekdayOf(long midnight) => (DayOfWeek)(((midnight / TimeSpan.TicksPerDay % 7) + 11) % 7); // 1970 began with a Thursday, which is 4

    static long Floor(long ticks, long step) => ticks - (((ticks % step) + step) % step); // also before 1970
}
