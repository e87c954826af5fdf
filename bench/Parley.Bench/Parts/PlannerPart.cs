using System.Diagnostics;
using NodaTime;
using Parley.Bench.Results;
using Parley.Notifications;

namespace Parley.Bench.Parts;

/// <summary>
/// One thread asks the planner: 4,096 different questions in turns, of all kinds and paces, in eight time zones, with 12 choices of one's own, six
/// defaults and two quiet spans, half of them around a change of the clock. A decision is one event for one person: four channels. Beside
/// it the least that any planner does for such a question: the offset now and the offset when it is due, for each channel.
/// </summary>
static class PlannerPart
{
    const int Questions = 4096;

    static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Santiago", "Asia/Tokyo", "Etc/UTC"];

    static readonly Dictionary<Channel, Reach> Everywhere = Enum.GetValues<Channel>().ToDictionary(c => c, _ => Reach.Yes);

    sealed record Question(NoticeEvent What, Preferences Preferences, Schedule Schedule, Whereabouts Where, DateTimeOffset Now);

    public static void Run(Stage stage, Report report)
    {
        var time = TimeSpan.FromSeconds(stage.Options.Quick ? 0.5 : 2);
        var random = new Random(7);
        Question[] questions = [.. Enumerable.Range(0, Questions).Select(_ => Ask(random))];
        var (limits, values, bytes) = (new List<double>(), new List<double>(), 0d);
        for (var repeat = 0; repeat < Math.Max(1, stage.Options.Repeats); repeat++)
        {
            limits.Add(PerSecond(questions, time, LookUp));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var decisions = 0L;
            values.Add(PerSecond(questions, time, question =>
            {
                decisions++;
                return Planner.Plan(question.What, question.Preferences, question.Schedule, question.Where, Everywhere, question.Now)[2].Due?.UtcTicks ?? 0;
            }));
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)decisions;
            report.Ran("planner", repeat, $"{values[^1]:N0} decisions/s, look-ups alone {limits[^1]:N0}/s", new { decisions = values[^1], lookUps = limits[^1], bytes });
        }
        report.Add(Row.Alone("notices planned, decisions of four channels/s on one core", values, Goal.AtLeast(100_000, "/s"), $"{bytes:0} bytes each"));
        report.Add(Row.Against("notices planned, beside the look-ups of their time zones", "two offsets a channel", limits, values, Goal.None));
    }

    static double PerSecond(Question[] questions, TimeSpan time, Func<Question, long> decide)
    {
        var sum = 0L;
        foreach (var question in questions) sum += decide(question); // each zone has looked up its intervals once
        var (count, start) = (0L, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            foreach (var question in questions) sum += decide(question);
            count += questions.Length;
        }
        var perSecond = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return sum == long.MinValue ? 0 : perSecond; // so that nothing is left out as unused
    }

    static long LookUp(Question question)
    {
        var (sum, ticks) = (0L, question.Now.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        for (var channel = 0; channel < 4; channel++)
        {
            sum += question.Schedule.Zone.GetZoneInterval(Instant.FromUnixTimeTicks(ticks)).WallOffset.Ticks;
            sum += question.Schedule.Zone.GetZoneInterval(Instant.FromUnixTimeTicks(ticks + ((channel + 1) * TimeSpan.TicksPerHour))).WallOffset.Ticks;
        }
        return sum;
    }

    static Question Ask(Random random)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
        var now = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromSeconds(random.Next(0, 2 * 365 * 86_400));
        var interval = zone.GetZoneInterval(now);
        if (random.Next(2) == 0 && interval.HasEnd) now = interval.End + Duration.FromSeconds(random.Next(-86_400, 86_400));
        var kind = (NoticeKind)random.Next(1, 10);
        HashSet<DayOfWeek> days = [.. Enum.GetValues<DayOfWeek>()];
        return new Question(
            new NoticeEvent(kind, random.Next(10) == 0, Guid.CreateVersion7(), now.ToDateTimeOffset()),
            new Preferences([.. Enumerable.Range(0, 12).Select(i => Choose(random, (Channel)((i % 4) + 1)))], [.. Enumerable.Range(0, 6).Select(i => Choose(random, (Channel)((i % 4) + 1)))], []),
            new Schedule(zone, [new QuietSpan(days, new LocalTime(22, 0), new LocalTime(7, 0)), new QuietSpan(new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday }, new LocalTime(6, 0), new LocalTime(10, 0))], true),
            new Whereabouts(random.Next(10) == 0),
            now.ToDateTimeOffset());
    }

    static Choice Choose(Random random, Channel channel) => new(random.Next(3) == 0 ? null : (NoticeKind)random.Next(1, 10), null, channel, random.Next(8) switch
    {
        0 => Cadence.Off,
        1 or 2 => Cadence.Instant,
        3 or 4 => Cadence.After(random.Next(1, 60)),
        5 => new Cadence(random.Next(2) == 0 ? Pace.Quarterly : Pace.Hourly),
        6 => new Cadence(Pace.Daily, random.Next(1440)),
        _ => new Cadence(Pace.Weekly, random.Next(1440), (DayOfWeek)random.Next(7)),
    });
}
