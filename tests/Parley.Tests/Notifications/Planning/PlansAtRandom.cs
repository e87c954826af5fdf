using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;
using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>
/// What holds of every plan, over 40,000 questions from a fixed seed, half of them within two days of a change of the clock. Times are held
/// against NodaTime's own calendar and a walk over single minutes, which share nothing with the planner's arithmetic.
/// </summary>
public sealed class Plans_at_random
{
    const int Questions = 40_000;

    static readonly DateTimeZone[] Zones = [.. new[]
    {
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Santiago", "Pacific/Chatham", "Pacific/Kiritimati", "America/St_Johns", "Africa/Cairo", "Etc/UTC",
    }.Select(z => DateTimeZoneProviders.Tzdb[z])];

    static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    sealed record Question(NoticeEvent What, Preferences Preferences, Schedule Schedule, Whereabouts Where, Dictionary<Channel, Reach> Reach, DateTimeOffset Now)
    {
        public IReadOnlyList<Planned> Ask() => Planner.Plan(What, Preferences, Schedule, Where, Reach, Now);

        public Cadence CadenceOf(Channel channel) => Preferences.Own.Single(c => c.Channel == channel).Cadence;

        public bool Presses => What.Kind.IsCritical() || What.Kind == NoticeKind.Essential;
    }

    [Fact]
    public void Nothing_is_dropped_nothing_is_late_and_nothing_is_in_the_past()
    {
        var sent = 0;
        ForEach(1, (question, planned) =>
        {
            Assert.Equal(planned.Due is null, planned.Because >= Because.Off);
            if (planned.Due is not { } due)
            {
                var why = planned.Because switch
                {
                    Because.NotConfigured => question.Reach[planned.Channel] == Reach.NotConfigured,
                    Because.NoAddress => question.Reach[planned.Channel] == Reach.NoAddress,
                    Because.AddressOff => question.Reach[planned.Channel] == Reach.AddressOff,
                    Because.Off => question.CadenceOf(planned.Channel).Pace == Pace.Off,
                    Because.Looking => question.Where.Looking && !question.Presses && planned.Channel is Channel.Browser or Channel.Mobile,
                    Because.NotCritical => planned.Channel == Channel.Sms && !question.What.Kind.IsCritical(),
                    _ => false,
                };
                Assert.True(why, $"{planned} for {question}");
                return;
            }
            sent++;
            Assert.InRange(due, question.Now, question.Now.AddDays(question.CadenceOf(planned.Channel).Pace == Pace.Weekly ? 15 : 8));
        });
        Assert.InRange(sent, Questions, 4 * Questions);
    }

    [Fact]
    public void Nothing_is_sent_in_quiet_hours_but_what_may_pass()
    {
        var (held, passed) = (0, 0);
        ForEach(2, (question, planned) =>
        {
            if (planned.Due is not { } due) return;
            if (planned.Because == Because.QuietHours) held++;
            if (planned.Because == Because.UrgentPassed) passed++;
            Assert.Equal(planned.Because == Because.UrgentPassed, IsQuiet(question.Schedule, due));
            if (planned.Because == Because.UrgentPassed) Assert.True(question.Schedule.UrgentMayPass && (question.What.Urgent || question.What.Kind.IsCritical()));
            if (planned.Because == Because.QuietHours) Assert.True(IsQuiet(question.Schedule, due.AddTicks(-1)), $"{planned} was held longer than it is quiet: {question}");
        });
        Assert.True(held > 1000 && passed > 1000, $"{held} held, {passed} passed");
    }

    [Fact]
    public void The_same_question_has_the_same_answer() => ForEach(3, (question, planned) => Assert.Contains(planned, question.Ask()));

    [Fact]
    public void Who_asks_later_hears_of_nothing_earlier()
    {
        var random = new Random(44);
        ForEach(4, (question, planned) =>
        {
            var later = question with { Now = question.Now.AddSeconds(random.Next(0, 200_000)) };
            var then = later.Ask().Single(p => p.Channel == planned.Channel);
            Assert.Equal(planned.Due is null, then.Due is null);
            if (planned.Due is not null && (planned.Because == Because.UrgentPassed) == (then.Because == Because.UrgentPassed)) Assert.True(then.Due >= planned.Due, $"{planned} but {then} for {question} and {later.Now}");
        });
    }

    [Fact]
    public void Times_are_those_of_the_calendar_and_of_the_clock_on_the_wall()
    {
        var digests = 0;
        ForEach(5, (question, planned) =>
        {
            var cadence = question.CadenceOf(planned.Channel);
            if (planned.Due is not { } due || planned.Because != Because.Digest) return;
            digests++;
            Assert.Equal(cadence.Pace is Pace.Daily or Pace.Weekly ? ByTheCalendar(question, cadence) : ByTheMinute(question, cadence.Pace == Pace.Hourly ? 60 : 15), due);
        });
        Assert.True(digests > 5000, $"{digests} digests");
    }

    static DateTimeOffset ByTheCalendar(Question question, Cadence cadence)
    {
        var now = Instant.FromDateTimeOffset(question.Now);
        for (var date = now.InZone(question.Schedule.Zone).Date.PlusDays(-1); ; date = date.PlusDays(1))
        {
            if (cadence.Pace == Pace.Weekly && date.DayOfWeek.ToDayOfWeek() != cadence.Day) continue;
            var at = question.Schedule.Zone.ResolveLocal(date + new LocalTime(cadence.Minutes / 60, cadence.Minutes % 60), Resolve).ToInstant();
            if (at > now) return at.ToDateTimeOffset();
        }
    }

    /// <summary>The first whole minute at which the clock shows a multiple, or from which back to the minute before it jumped over one.</summary>
    static DateTimeOffset ByTheMinute(Question question, int step)
    {
        var minute = Instant.FromUnixTimeTicks(((question.Now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute);
        for (; ; minute += Duration.FromMinutes(1))
        {
            var (shown, before) = (minute.InZone(question.Schedule.Zone).LocalDateTime, (minute - Duration.FromMinutes(1)).InZone(question.Schedule.Zone).LocalDateTime);
            for (var passed = shown > before ? before.PlusMinutes(1) : shown; passed <= shown; passed = passed.PlusMinutes(1))
                if (passed.Minute % step == 0) return minute.ToDateTimeOffset();
        }
    }

    static bool IsQuiet(Schedule schedule, DateTimeOffset instant)
    {
        var shown = Instant.FromDateTimeOffset(instant).InZone(schedule.Zone).LocalDateTime;
        return schedule.Quiet.Any(span => Begins(span, shown.Date) || Begins(span, shown.Date.PlusDays(-1)));

        bool Begins(QuietSpan span, LocalDate date)
        {
            var (from, to) = (date + span.From, (span.To > span.From ? date : date.PlusDays(1)) + span.To);
            return span.Days.Contains(date.DayOfWeek.ToDayOfWeek()) && shown >= from && shown < to;
        }
    }

    static void ForEach(int seed, Action<Question, Planned> check)
    {
        var random = new Random(seed);
        for (var i = 0; i < Questions; i++)
        {
            var question = Ask(random);
            var planned = question.Ask();
            Assert.Equal(4, planned.Count);
            foreach (var one in planned) check(question, one);
        }
    }

    static Question Ask(Random random)
    {
        var zone = Zones[random.Next(Zones.Length)];
        var now = Moment(random, zone);
        var kind = (NoticeKind)random.Next(1, 10);
        var quiet = new List<QuietSpan>();
        for (var spans = random.Next(0, 4); spans > 0; spans--) quiet.Add(Span(random));
        return new Question(
            new NoticeEvent(kind, random.Next(3) == 0, Guid.NewGuid(), now.AddSeconds(-random.Next(0, 3000))),
            new Preferences([.. Enum.GetValues<Channel>().Select(c => new Choice(random.Next(2) == 0 ? kind : null, null, c, Cadence(random)))], [], []),
            new Schedule(zone, quiet, random.Next(2) == 0),
            new Whereabouts(random.Next(4) == 0),
            Enum.GetValues<Channel>().ToDictionary(c => c, _ => random.Next(3) > 0 ? Reach.Yes : (Reach)random.Next(4)),
            now);
    }

    static DateTimeOffset Moment(Random random, DateTimeZone zone)
    {
        var any = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromSeconds(random.Next(0, 3 * 365 * 86_400));
        var interval = zone.GetZoneInterval(any);
        if (random.Next(2) == 0 && interval.HasEnd) any = interval.End + Duration.FromSeconds(random.Next(-2 * 86_400, 2 * 86_400));
        return any.ToDateTimeOffset();
    }

    static QuietSpan Span(Random random)
    {
        HashSet<DayOfWeek> days = [(DayOfWeek)random.Next(7), (DayOfWeek)random.Next(7), (DayOfWeek)random.Next(7)];
        if (random.Next(3) > 0) return new QuietSpan(days, Time(random, 18, 24), Time(random, 0, 10));
        return new QuietSpan(days, Time(random, 0, 24), Time(random, 0, 24));
    }

    static LocalTime Time(Random random, int from, int until) => new(random.Next(from, until), random.Next(4) * 15);

    static Cadence Cadence(Random random) => random.Next(7) switch
    {
        0 => Parley.Notifications.Cadence.Off,
        1 => Parley.Notifications.Cadence.Instant,
        2 => Parley.Notifications.Cadence.After(random.Next(1, 1441)),
        3 => new(Pace.Quarterly),
        4 => new(Pace.Hourly),
        5 => new(Pace.Daily, random.Next(1440)),
        _ => new(Pace.Weekly, random.Next(1440), (DayOfWeek)random.Next(7)),
    };
}
