using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>What is due in quiet hours waits for their end. Quiet is what the person's wall clock shows.</summary>
public sealed class Quiet_hours
{
    const string Berlin = "Europe/Berlin", Nights = "mon-sun 22:00-08:00";

    [Theory]
    [InlineData(Berlin, Nights, "2026-11-29T21:59:59+01:00", "2026-11-29T21:59:59+01:00")]
    [InlineData(Berlin, Nights, "2026-11-29T22:00:00+01:00", "2026-11-30T08:00:00+01:00")]
    [InlineData(Berlin, Nights, "2026-11-30T07:59:59+01:00", "2026-11-30T08:00:00+01:00")]
    [InlineData(Berlin, Nights, "2026-11-30T08:00:00+01:00", "2026-11-30T08:00:00+01:00")] // the end is not part of it
    [InlineData(Berlin, "mon-fri 12:00-13:00", "2026-11-30T12:30:00+01:00", "2026-11-30T13:00:00+01:00")]
    [InlineData(Berlin, "mon-fri 12:00-13:00", "2026-11-29T12:30:00+01:00", "2026-11-29T12:30:00+01:00")] // Sunday
    // The day is that of the beginning.
    [InlineData(Berlin, "fri 22:00-08:00", "2026-11-28T07:00:00+01:00", "2026-11-28T08:00:00+01:00")] // Saturday morning
    [InlineData(Berlin, "fri 22:00-08:00", "2026-11-27T07:00:00+01:00", "2026-11-27T07:00:00+01:00")] // Friday morning
    [InlineData(Berlin, "sun 22:00-08:00", "2026-11-30T07:00:00+01:00", "2026-11-30T08:00:00+01:00")] // over the end of the week
    [InlineData(Berlin, "mon 22:00-08:00", "2026-11-30T07:00:00+01:00", "2026-11-30T07:00:00+01:00")]
    // Whole days: the same time twice is 24 hours.
    [InlineData(Berlin, "sat-sun 00:00-00:00", "2026-11-28T12:00:00+01:00", "2026-11-30T00:00:00+01:00")]
    [InlineData(Berlin, "sat 12:00-12:00", "2026-11-29T11:59:00+01:00", "2026-11-29T12:00:00+01:00")]
    [InlineData(Berlin, "sat 12:00-12:00", "2026-11-28T11:59:00+01:00", "2026-11-28T11:59:00+01:00")]
    // The end of one inside another, or where another begins, goes on.
    [InlineData(Berlin, "mon-sun 22:00-08:00, mon-sun 08:00-09:00", "2026-11-29T23:00:00+01:00", "2026-11-30T09:00:00+01:00")]
    [InlineData(Berlin, "mon-sun 22:00-08:00, mon-sun 06:00-10:00, mon-sun 09:30-11:00", "2026-11-29T23:00:00+01:00", "2026-11-30T11:00:00+01:00")]
    [InlineData(Berlin, "mon-sun 22:00-08:00, mon-sun 23:00-01:00", "2026-11-29T23:30:00+01:00", "2026-11-30T08:00:00+01:00")] // one inside the other
    [InlineData(Berlin, "fri 18:00-00:00, sat-sun 00:00-00:00, mon 00:00-08:00", "2026-11-27T19:00:00+01:00", "2026-11-30T08:00:00+01:00")]
    [InlineData(Berlin, "mon-sat 00:00-00:00", "2026-11-30T00:00:00+01:00", "2026-12-06T00:00:00+01:00")] // six days
    // Set forward over the end, the beginning, or all of it.
    [InlineData(Berlin, "mon-sun 22:00-02:30", "2026-03-28T23:00:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData(Berlin, Nights, "2026-03-28T23:00:00+01:00", "2026-03-29T08:00:00+02:00")]
    [InlineData(Berlin, "mon-sun 02:30-04:00", "2026-03-29T03:00:00+02:00", "2026-03-29T04:00:00+02:00")]
    [InlineData(Berlin, "mon-sun 02:15-02:45", "2026-03-29T01:59:59+01:00", "2026-03-29T01:59:59+01:00")]
    [InlineData(Berlin, "mon-sun 02:15-02:45", "2026-03-29T03:00:00+02:00", "2026-03-29T03:00:00+02:00")]
    // Set back: what the clock shows twice is quiet twice, and the first end is an end.
    [InlineData(Berlin, "mon-sun 22:00-02:30", "2026-10-24T23:00:00+02:00", "2026-10-25T02:30:00+02:00")]
    [InlineData(Berlin, "mon-sun 22:00-02:30", "2026-10-25T02:10:00+01:00", "2026-10-25T02:30:00+01:00")]
    [InlineData(Berlin, "mon-sun 22:00-03:00", "2026-10-25T02:30:00+02:00", "2026-10-25T03:00:00+01:00")]
    [InlineData(Berlin, Nights, "2026-10-24T23:00:00+02:00", "2026-10-25T08:00:00+01:00")]
    [InlineData("Australia/Lord_Howe", "mon-sun 22:00-01:45", "2026-04-05T01:00:00+11:00", "2026-04-05T01:45:00+11:00")]
    [InlineData("Australia/Lord_Howe", "mon-sun 22:00-01:45", "2026-04-05T01:35:00+10:30", "2026-04-05T01:45:00+10:30")]
    [InlineData("Australia/Lord_Howe", "mon-sun 22:00-02:10", "2026-10-04T01:00:00+10:30", "2026-10-04T02:30:00+11:00")]
    [InlineData("America/New_York", Nights, "2026-03-07T23:00:00-05:00", "2026-03-08T08:00:00-04:00")]
    [InlineData("Asia/Kathmandu", Nights, "2026-11-29T17:00:00Z", "2026-11-30T08:00:00+05:45")] // 22:45 there
    [InlineData("Africa/Casablanca", "mon-sun 22:00-02:30", "2026-03-21T23:00:00+00:00", "2026-03-22T03:00:00+01:00")]
    [InlineData("Pacific/Apia", "thu 22:00-08:00", "2011-12-29T23:00:00-10:00", "2011-12-31T00:00:00+14:00")] // the Friday on which it would end was not
    public void Hold_what_is_due_in_them_until_they_end(string zone, string quiet, string due, string sent)
    {
        var schedule = Ask.In(zone, quiet) with { Moment = TimeSpan.Zero };
        var planned = Ask.Plan(Ask.Event(due), Ask.Chosen("instant"), schedule);
        Assert.Equal(Ask.At(sent), planned.Due);
        Assert.Equal(due == sent ? Because.Instant : Because.QuietHours, planned.Because);
    }

    [Theory]
    [InlineData("after:10", "2026-11-29T21:55:00+01:00", "2026-11-30T08:00:00+01:00", Because.QuietHours)]
    [InlineData("after:10", "2026-11-29T21:45:00+01:00", "2026-11-29T21:55:00+01:00", Because.Unread)]
    [InlineData("after:600", "2026-11-29T22:30:00+01:00", "2026-11-30T08:30:00+01:00", Because.Unread)] // only when it is due counts
    [InlineData("hourly", "2026-11-29T21:30:00+01:00", "2026-11-30T08:00:00+01:00", Because.QuietHours)]
    [InlineData("daily:07:00", "2026-11-29T12:00:00+01:00", "2026-11-30T08:00:00+01:00", Because.QuietHours)]
    [InlineData("daily:08:00", "2026-11-29T12:00:00+01:00", "2026-11-30T08:00:00+01:00", Because.Digest)]
    [InlineData("weekly:tue:23:00", "2026-11-29T12:00:00+01:00", "2026-12-02T08:00:00+01:00", Because.QuietHours)]
    public void Hold_whatever_was_chosen(string cadence, string now, string due, Because because) =>
        Assert.Equal(new Planned(Channel.Mail, Ask.At(due), because), Ask.Plan(Ask.Event(now), Ask.Chosen(cadence), Ask.In(Berlin, Nights)));

    [Theory]
    [InlineData(NoticeKind.Message, true, true, Because.UrgentPassed)]
    [InlineData(NoticeKind.Message, true, false, Because.QuietHours)]
    [InlineData(NoticeKind.Message, false, true, Because.QuietHours)]
    [InlineData(NoticeKind.OrderAtRisk, false, true, Because.UrgentPassed)] // critical is urgent
    [InlineData(NoticeKind.Dispute, true, false, Because.QuietHours)]
    [InlineData(NoticeKind.Essential, false, true, Because.QuietHours)]
    public void Let_the_urgent_pass_where_it_may(NoticeKind kind, bool urgent, bool may, Because because)
    {
        var planned = Ask.Plan(Ask.Event("2026-11-29T23:00:00+01:00", kind, urgent), Ask.Chosen("instant"), Ask.In(Berlin, Nights, may), Channel.Browser);
        Assert.Equal(because, planned.Because);
        Assert.Equal(Ask.At(because == Because.UrgentPassed ? "2026-11-29T23:00:15+01:00" : "2026-11-30T08:00:00+01:00"), planned.Due);
    }

    [Fact]
    public void That_never_end_end_all_the_same()
    {
        // Settings refuse them; should some be there, a notice waits for the end of one.
        var always = new QuietSpan(new HashSet<DayOfWeek>(Enum.GetValues<DayOfWeek>()), new NodaTime.LocalTime(6, 0), new NodaTime.LocalTime(6, 0));
        var planned = Ask.Plan(Ask.Event("2026-11-29T23:00:00+01:00"), Ask.Chosen("instant"), Ask.In(Berlin) with { Quiet = [always] });
        Assert.Equal(new Planned(Channel.Mail, Ask.At("2026-11-30T06:00:00+01:00"), Because.QuietHours), planned);
    }
}
