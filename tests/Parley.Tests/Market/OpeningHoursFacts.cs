using NodaTime;
using NodaTime.Text;
using Parley.Market;
using Parley.Plumbing;

namespace Parley.Tests.Market;

/// <summary>When a vendor is open, and how long: against tables by hand and against a count of single minutes.</summary>
public sealed class Opening_hours
{
    static readonly WeeklyHours[] NineToFive = [.. Enumerable.Range(0, 5).Select(d => new WeeklyHours((Weekday)d, "09:00", "17:00"))];

    static OpeningHours Of(string zone, WeeklyHours[] weekly, Holiday[]? holidays = null, AwayMode? away = null) => CheckedHours.Read(CheckedHours.Clean(new HoursBody(zone, weekly, holidays, away)));

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-11-27T16:59:59+01:00", true)] // a Friday
    [InlineData("2026-11-27T17:00:00+01:00", false)]
    [InlineData("2026-11-27T08:59:59+01:00", false)]
    [InlineData("2026-11-27T09:00:00+01:00", true)]
    [InlineData("2026-11-28T12:00:00+01:00", false)] // a Saturday
    [InlineData("2026-12-24T12:00:00+01:00", true)] // closes at two
    [InlineData("2026-12-24T14:00:00+01:00", false)]
    [InlineData("2026-12-25T12:00:00+01:00", false)]
    [InlineData("2026-12-31T12:00:00+01:00", false)] // the last of several days
    [InlineData("2027-01-01T12:00:00+01:00", true)]
    [InlineData("2027-01-04T12:00:00+01:00", false)] // away
    [InlineData("2027-01-04T12:30:00+01:00", true)]
    public void Open_is_what_is_published_without_holidays_and_away(string at, bool open)
    {
        Holiday[] holidays = [new("Eve", "2026-12-24", From: "14:00"), new("Days off", "2026-12-25", "2026-12-31")];
        Assert.Equal(open, Of("Europe/Paris", NineToFive, holidays, new AwayMode(At("2027-01-04T10:00+01:00"), At("2027-01-04T12:30+01:00"))).IsOpen(At(at)));
    }

    [Theory]
    [InlineData("2026-11-27T16:00:00Z", "2026-11-30T10:00:00Z", 2)] // over a weekend: one hour of Friday, one of Monday
    [InlineData("2026-11-28T00:00:00Z", "2026-11-29T23:00:00Z", 0)]
    [InlineData("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1566 * 8)] // six years have 1,566 of these days
    [InlineData("2026-11-27T10:00:00Z", "2026-11-27T10:00:00Z", 0)]
    [InlineData("2026-11-27T12:00:00Z", "2026-11-27T10:00:00Z", 0)]
    public void Open_time_is_counted_in_hours(string from, string to, int hours) => Assert.Equal(TimeSpan.FromHours(hours), Of("Etc/UTC", NineToFive).OpenBetween(At(from), At(to)));

    [Theory]
    [InlineData("2026-03-29", 23)] // Paris springs forward: 02:00 to 03:00 is not there
    [InlineData("2026-10-25", 25)] // and falls back: 02:00 to 03:00 comes twice
    [InlineData("2026-06-01", 24)]
    public void A_day_is_as_long_as_the_clock_makes_it(string day, int hours)
    {
        var (from, to) = (LocalDatePattern.Iso.Parse(day).Value, LocalDatePattern.Iso.Parse(day).Value.PlusDays(1));
        var zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        WeeklyHours[] all = [.. Enumerable.Range(0, 7).Select(d => new WeeklyHours((Weekday)d, "00:00", "24:00"))];
        Assert.Equal(TimeSpan.FromHours(hours), Of("Europe/Paris", all).OpenBetween(zone.AtStartOfDay(from).ToDateTimeOffset(), zone.AtStartOfDay(to).ToDateTimeOffset()));
        WeeklyHours[] early = [.. Enumerable.Range(0, 7).Select(d => new WeeklyHours((Weekday)d, "02:00", "03:00"))];
        Assert.Equal(TimeSpan.FromHours(hours - 23), Of("Europe/Paris", early).OpenBetween(zone.AtStartOfDay(from).ToDateTimeOffset(), zone.AtStartOfDay(to).ToDateTimeOffset()));
    }

    [Fact]
    public void Hours_past_midnight_belong_to_the_day_they_began_on_and_reach_into_the_next_week()
    {
        var bar = Of("Etc/UTC", [new(Weekday.Sunday, "20:00", "26:00")]);
        Assert.True(bar.IsOpen(At("2026-11-30T01:59Z"))); // Monday
        Assert.False(bar.IsOpen(At("2026-11-30T02:00Z")));
        Assert.Equal(TimeSpan.FromHours(6), bar.OpenBetween(At("2026-11-29T12:00Z"), At("2026-11-30T12:00Z")));
        Assert.Equal(At("2026-11-30T01:00Z"), bar.After(At("2026-11-28T00:00Z"), TimeSpan.FromHours(5)));
    }

    [Theory]
    [InlineData("2026-11-27T16:30:00Z", 1, "2026-11-30T09:30:00Z")]
    [InlineData("2026-11-27T16:00:00Z", 1, "2026-11-27T17:00:00Z")] // at the closing bell, not at the next opening
    [InlineData("2026-11-28T16:00:00Z", 24, "2026-12-02T17:00:00Z")]
    [InlineData("2026-11-28T16:00:00Z", 0, "2026-11-28T16:00:00Z")]
    public void The_moment_after_so_much_open_time(string from, int hours, string expected) => Assert.Equal(At(expected), Of("Etc/UTC", NineToFive).After(At(from), TimeSpan.FromHours(hours)));

    [Fact]
    public void Whoever_published_nothing_is_always_open_but_for_holidays_and_away()
    {
        Assert.True(OpeningHours.Always.IsOpen(At("2026-11-29T03:00Z")));
        Assert.Equal(TimeSpan.FromDays(365), OpeningHours.Always.OpenBetween(At("2026-01-01T00:00Z"), At("2027-01-01T00:00Z")));
        Assert.Equal(At("2026-01-02T00:00Z"), OpeningHours.Always.After(At("2026-01-01T00:00Z"), TimeSpan.FromDays(1)));
        var off = Of("Etc/UTC", [], [new("Off", "2026-05-01")], new AwayMode(At("2026-05-03T00:00Z")));
        Assert.Equal(TimeSpan.FromHours(24), off.OpenBetween(At("2026-05-01T00:00Z"), At("2027-05-01T00:00Z")));
        Assert.Equal(At("2026-05-02T00:00Z"), off.NextOpening(At("2026-05-01T12:00Z")));
        Assert.Null(off.NextOpening(At("2026-05-03T00:00Z"))); // away until further notice
        Assert.Null(off.After(At("2026-05-02T12:00Z"), TimeSpan.FromHours(13)));
    }

    [Fact]
    public void Random_hours_agree_with_a_count_of_minutes_add_up_and_only_grow()
    {
        var random = new Random(20261128);
        for (var round = 0; round < 120; round++)
        {
            var body = Random(random);
            var hours = CheckedHours.Read(body);
            var from = At("2026-03-20T00:00Z").AddMinutes(random.Next(0, 330 * 24 * 60));
            var (middle, to) = (from.AddMinutes(random.Next(0, 9000)), from.AddMinutes(9000 + random.Next(0, 9000)));
            var naive = 0;
            for (var at = from; at < to; at = at.AddMinutes(1)) if (NaivelyOpen(body, at)) naive++;
            var whole = hours.OpenBetween(from, to);
            Assert.Equal(TimeSpan.FromMinutes(naive), whole);
            Assert.Equal(whole, hours.OpenBetween(from, middle) + hours.OpenBetween(middle, to));
            Assert.True(hours.OpenBetween(from, middle) <= whole);
            Assert.Equal(whole, TimeSpan.FromTicks(hours.Spans(from.UtcTicks, to.UtcTicks).Sum(s => s.Length)));
            Assert.Equal(NaivelyOpen(body, middle), hours.IsOpen(middle));
            if (whole == TimeSpan.Zero) continue;
            var wanted = TimeSpan.FromMinutes(random.Next(1, naive + 1));
            var after = hours.After(from, wanted)!.Value;
            Assert.Equal(wanted, hours.OpenBetween(from, after)); // enough has passed
            Assert.True(hours.OpenBetween(from, after.AddTicks(-1)) < wanted); // and not a moment earlier
            var opening = hours.NextOpening(from)!.Value;
            Assert.True(hours.IsOpen(opening) && hours.OpenBetween(from, opening) == TimeSpan.Zero);
        }
    }

    [Fact]
    public void Pauses_and_open_time_make_up_the_whole_and_change_with_what_was_published()
    {
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var (first, second) = (CheckedHours.Read(Random(random)), CheckedHours.Read(Random(random)));
            var from = At("2026-10-20T00:00Z").AddMinutes(random.Next(0, 20_000));
            var (change, to) = (from.AddMinutes(random.Next(1, 9000)), from.AddMinutes(12_000));
            var outage = new Stretch(from.AddHours(random.Next(0, 100)).UtcTicks, from.AddHours(random.Next(100, 150)).UtcTicks);
            var table = new Timetable([(DateTimeOffset.UnixEpoch, first), (change, second)], [outage, outage with { Until = outage.Until - TimeSpan.TicksPerMinute }]);
            var open = table.OpenBetween(from, to);
            var pauses = table.PausesBetween(from, to);
            Assert.Equal((to - from) - open, TimeSpan.FromTicks(pauses.Sum(p => p.Span.Length)));
            foreach (var (one, next) in pauses.Zip(pauses.Skip(1))) Assert.True(one.Span.Until <= next.Span.From && (one.Span.Until < next.Span.From || (one.Reason, one.Name) != (next.Reason, next.Name)));
            Assert.Equal(outage.Length, pauses.Where(p => p.Reason == PauseReason.Outage).Sum(p => p.Span.Length));
            var broken = new DateTimeOffset(outage.From, TimeSpan.Zero);
            Assert.Equal(first.OpenBetween(from, change < broken ? change : broken), table.OpenBetween(from, change < broken ? change : broken));
            if (open > TimeSpan.Zero) Assert.Equal(open, table.OpenBetween(from, table.After(from, open)!.Value));
        }
    }

    [Fact]
    public void A_span_of_centuries_costs_next_to_nothing()
    {
        var hours = Of("Europe/Paris", NineToFive, [.. Enumerable.Range(1, 28).Select(d => new Holiday("Off", $"2027-02-{d:00}"))]);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.True(hours.OpenBetween(At("1900-01-01T00:00Z"), At("2150-01-01T00:00Z")) > TimeSpan.FromDays(20_000));
        Assert.Null(hours.After(At("2026-01-01T00:00Z"), TimeSpan.FromDays(36_500)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("Mars/Olympus", "09:00", "17:00", "timeZone")]
    [InlineData("Europe/Paris", "9:00", "17:00", "weekly[0].from")]
    [InlineData("Europe/Paris", "09:00", "09:00", "weekly[0].until")]
    [InlineData("Europe/Paris", "17:00", "09:00", "weekly[0].until")]
    [InlineData("Europe/Paris", "09:00", "33:01", "weekly[0].until")]
    [InlineData("Europe/Paris", "24:01", "25:00", "weekly[0].from")]
    [InlineData("Europe/Paris", "09:60", "17:00", "weekly[0].from")]
    [InlineData("Europe/Paris", "09:00", "49:00", "weekly[0].until")]
    public void What_says_nothing_is_refused_by_its_place(string zone, string from, string until, string field) => Refused(new HoursBody(zone, [new(Weekday.Monday, from, until)]), field);

    [Fact]
    public void Overlaps_too_many_entries_and_impossible_dates_are_refused()
    {
        Refused(new HoursBody("Etc/UTC", [new(Weekday.Monday, "09:00", "12:00"), new(Weekday.Monday, "11:59", "17:00")]), "weekly");
        Refused(new HoursBody("Etc/UTC", [new(Weekday.Monday, "20:00", "26:00"), new(Weekday.Tuesday, "01:00", "05:00")]), "weekly");
        Refused(new HoursBody("Etc/UTC", [new(Weekday.Monday, "00:00", "02:00"), new(Weekday.Sunday, "20:00", "26:01")]), "weekly");
        Assert.NotNull(CheckedHours.Clean(new HoursBody("Etc/UTC", [new(Weekday.Monday, "02:00", "03:00"), new(Weekday.Sunday, "20:00", "26:00")])));
        Refused(new HoursBody("Etc/UTC", [.. Enumerable.Repeat(NineToFive[0], 51)]), "weekly");
        Refused(new HoursBody("Etc/UTC", Holidays: [.. Enumerable.Range(0, 51).Select(_ => new Holiday("Off", "2026-12-25"))]), "holidays");
        Refused(new HoursBody("Etc/UTC", Holidays: [new Holiday("Off", "2026-02-29")]), "holidays[0].date");
        Refused(new HoursBody("Etc/UTC", Holidays: [new Holiday("Off", "2026-12-25", "2026-12-24")]), "holidays[0].lastDate");
        Refused(new HoursBody("Etc/UTC", Holidays: [new Holiday("Off", "2026-12-25", "2026-12-26", "12:00")]), "holidays[0].lastDate");
        Refused(new HoursBody("Etc/UTC", Holidays: [new Holiday("Off", "2026-12-25", From: "12:00", Until: "11:00")]), "holidays[0].until");
        Refused(new HoursBody("Etc/UTC", Holidays: [new Holiday("\u200b", "2026-12-25")]), "holidays[0].name");
        Refused(new HoursBody("Etc/UTC", Away: new AwayMode(At("2026-12-25T00:00Z"), At("2026-12-25T00:00Z"))), "away.until");
    }

    static void Refused(HoursBody body, string field) => Assert.Equal([field], Assert.Throws<RefusedException>(() => CheckedHours.Clean(body)).Refusal.Errors!.Keys);

    static HoursBody Random(Random random)
    {
        string[] zones = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC", "America/St_Johns", "Africa/Casablanca"];
        var weekly = new List<WeeklyHours>();
        for (var minute = random.Next(0, 600); random.Next(12) > 0;)
        {
            var from = minute + random.Next(0, 900);
            var until = from + random.Next(1, 1441);
            if (until > 7 * 1440) break;
            weekly.Add(new WeeklyHours((Weekday)(from / 1440), Clock(from % 1440), Clock(until - (from / 1440 * 1440))));
            minute = until;
        }
        Holiday[] holidays = [.. Enumerable.Range(0, random.Next(0, 6)).Select(i => random.Next(3) switch
        {
            0 => new Holiday($"Holiday {i}", Day(random.Next(300))),
            1 => new Holiday($"Holiday {i}", Day(i * 9), Day((i * 9) + random.Next(0, 12))),
            _ => new Holiday($"Holiday {i}", Day(random.Next(300)), From: Clock(random.Next(0, 700)), Until: Clock(random.Next(701, 1440))),
        })];
        var gone = At("2026-03-20T00:00Z").AddMinutes(random.Next(0, 400_000));
        var away = random.Next(3) == 0 ? new AwayMode(gone, random.Next(2) == 0 ? null : gone.AddMinutes(random.Next(1, 20_000))) : null;
        return CheckedHours.Clean(new HoursBody(zones[random.Next(zones.Length)], weekly, holidays, away));

        static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

        static string Day(int number) => new DateOnly(2026, 3, 20).AddDays(number).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether it is open in this minute, by the clock on the wall and nothing else.</summary>
    static bool NaivelyOpen(HoursBody body, DateTimeOffset at)
    {
        if (body.Away is { } away && at >= away.From && (away.Until is not { } back || at < back)) return false;
        var wall = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[body.TimeZone]).LocalDateTime;
        var (day, minute) = (wall.Date.ToDateOnly(), (wall.Hour * 60) + wall.Minute);
        foreach (var holiday in body.Holidays!)
        {
            var (first, last) = (DateOnly.Parse(holiday.Date, null), DateOnly.Parse(holiday.LastDate ?? holiday.Date, null));
            if (day >= first && day <= last && minute >= Minute(holiday.From ?? "00:00") && minute < Minute(holiday.Until ?? "24:00")) return false;
        }
        if (body.Weekly!.Count == 0) return true;
        var weekday = ((int)day.DayOfWeek + 6) % 7;
        return body.Weekly.Any(w => ((int)w.Day == weekday && minute >= Minute(w.From) && minute < Minute(w.Until)) || (((int)w.Day + 1) % 7 == weekday && minute + 1440 < Minute(w.Until) && minute + 1440 >= Minute(w.From)));

        static int Minute(string clock) => (int.Parse(clock[..2], null) * 60) + int.Parse(clock[3..], null);
    }
}
