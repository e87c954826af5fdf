namespace Parley.Notifications;

/// <summary>
/// Decides, for one event and one person, what goes out by which channel and when. A pure function: it reads no clock, store or network, and
/// the same question has the same answer on every node.
/// <list type="bullet">
/// <item>Reasons not to send have an order, and the first that holds is told: the channel is not set up, it was chosen to be off, it is for critical
/// kinds only, there is no address, the address is switched off, the person looks at the thread.</item>
/// <item>A thread that is off is so for chatter: critical kinds go on in it, unless they themselves are off there.</item>
/// <item>Critical and essential kinds do not wait for a digest: where one is chosen, they go at once. Nor does it hold them that the thread is open.</item>
/// <item>Who looks at a thread is not pushed at once what the page shows already. All else is planned: a page may be open with nobody before
/// it, and what was read meanwhile is cancelled when it is due.</item>
/// <item>A text message is for critical kinds, and for those that the person, or a lock, names for it.</item>
/// <item>What is essential is mailed, whoever turned it off; where mail does not reach the person, it is pushed, whoever turned that off.</item>
/// <item>Quiet hours defer and never drop. The end of one inside another goes on to its end. What is urgent passes, if it may.</item>
/// </list>
/// So what is sent is due within 8 days; a weekly digest within 15, should its hour be quiet for most of a week.
/// </summary>
public static class Planner
{
    /// <summary>One answer for each channel, in the order of the ladder: browser, mobile, mail, SMS.</summary>
    /// <param name="reach">A channel that is not in it is not set up.</param>
    /// <param name="now">Later means the same or later answers. An event of the future, as a clock set back makes it, counts as one of now.</param>
    public static IReadOnlyList<Planned> Plan(NoticeEvent what, Preferences preferences, Schedule schedule, Whereabouts where, IReadOnlyDictionary<Channel, Reach> reach, DateTimeOffset now) =>
    [
        Decide(Channel.Browser, what, preferences, schedule, where, reach, now),
        Decide(Channel.Mobile, what, preferences, schedule, where, reach, now),
        Decide(Channel.Mail, what, preferences, schedule, where, reach, now),
        Decide(Channel.Sms, what, preferences, schedule, where, reach, now),
    ];

    static Planned Decide(Channel channel, NoticeEvent what, Preferences preferences, Schedule schedule, Whereabouts where, IReadOnlyDictionary<Channel, Reach> reach, DateTimeOffset now)
    {
        var reached = Reached(reach, channel);
        if (reached == Reach.NotConfigured) return Not(channel, Because.NotConfigured);

        var chosen = Chosen.For(preferences, what, channel);
        if (chosen.Cadence.Pace == Pace.Off)
        {
            if (what.Kind != NoticeKind.Essential || !TellsEssentials(channel, reach)) return Not(channel, Because.Off);
            chosen = chosen with { Cadence = Cadence.Instant, Locked = true };
        }
        if (channel == Channel.Sms && !what.Kind.IsCritical() && !chosen.Named) return Not(channel, Because.NotCritical);
        if (reached == Reach.NoAddress) return Not(channel, Because.NoAddress);
        if (reached == Reach.AddressOff) return Not(channel, Because.AddressOff);

        var presses = what.Kind.IsCritical() || what.Kind == NoticeKind.Essential;
        if (presses && chosen.Cadence.IsDigest) chosen = chosen with { Cadence = Cadence.Instant };
        if (where.Looking && !presses && chosen.Cadence.Pace == Pace.Instant && channel is Channel.Browser or Channel.Mobile) return Not(channel, Because.Looking);
        return Sent(channel, what, chosen, schedule, now);
    }

    static Planned Sent(Channel channel, NoticeEvent what, Chosen chosen, Schedule schedule, DateTimeOffset now)
    {
        var clock = new WallClock(schedule.Zone);
        var due = Due(clock, chosen.Cadence, schedule.Moment, Math.Min(Ticks(what.At), Ticks(now)), Ticks(now));
        var quietEnds = clock.QuietEnds(schedule.Quiet, due);
        if (quietEnds == due) return new Planned(channel, At(due), chosen.Locked ? Because.Locked : Usual(chosen.Cadence.Pace));
        var passes = schedule.UrgentMayPass && (what.Urgent || what.Kind.IsCritical());
        return passes ? new Planned(channel, At(due), Because.UrgentPassed) : new Planned(channel, At(quietEnds), Because.QuietHours);
    }

    static long Due(WallClock clock, Cadence cadence, TimeSpan moment, long happened, long now) => cadence.Pace switch
    {
        Pace.After => Math.Max(now, happened + (cadence.Minutes * TimeSpan.TicksPerMinute)),
        Pace.Quarterly => clock.NextMultiple(now, 15 * TimeSpan.TicksPerMinute),
        Pace.Hourly => clock.NextMultiple(now, TimeSpan.TicksPerHour),
        Pace.Daily => clock.NextTime(now, cadence.Minutes, null),
        Pace.Weekly => clock.NextTime(now, cadence.Minutes, cadence.Day),
        _ => Math.Max(now, happened + moment.Ticks),
    };

    static Because Usual(Pace pace) => pace switch { Pace.Instant => Because.Instant, Pace.After => Because.Unread, _ => Because.Digest };

    static bool TellsEssentials(Channel channel, IReadOnlyDictionary<Channel, Reach> reach) =>
        channel == Channel.Mail || (channel != Channel.Sms && Reached(reach, Channel.Mail) != Reach.Yes);

    static Reach Reached(IReadOnlyDictionary<Channel, Reach> reach, Channel channel) => reach.TryGetValue(channel, out var answer) ? answer : Reach.NotConfigured;

    static Planned Not(Channel channel, Because why) => new(channel, null, why);

    static long Ticks(DateTimeOffset instant) => instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    static DateTimeOffset At(long ticks) => new(ticks + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);
}
