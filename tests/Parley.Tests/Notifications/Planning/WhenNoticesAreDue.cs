using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>The time of a notice, by the person's own wall clock: now, and when it is due.</summary>
public sealed class When_notices_are_due
{
    const string Berlin = "Europe/Berlin", NewYork = "America/New_York", LordHowe = "Australia/Lord_Howe", Kathmandu = "Asia/Kathmandu", Casablanca = "Africa/Casablanca";

    [Theory]
    // An ordinary day: Sunday, 29 November 2026.
    [InlineData(Berlin, "instant", "2026-11-29T14:00:00+01:00", "2026-11-29T14:00:15+01:00")]
    [InlineData(Berlin, "after:1", "2026-11-29T14:00:00+01:00", "2026-11-29T14:01:00+01:00")]
    [InlineData(Berlin, "after:1440", "2026-11-29T14:00:00+01:00", "2026-11-30T14:00:00+01:00")]
    [InlineData(Berlin, "quarterly", "2026-11-29T14:00:01+01:00", "2026-11-29T14:15:00+01:00")]
    [InlineData(Berlin, "quarterly", "2026-11-29T14:14:59+01:00", "2026-11-29T14:15:00+01:00")]
    [InlineData(Berlin, "quarterly", "2026-11-29T14:15:00+01:00", "2026-11-29T14:30:00+01:00")] // the moment itself belongs to the next
    [InlineData(Berlin, "quarterly", "2026-11-29T23:50:00+01:00", "2026-11-30T00:00:00+01:00")]
    [InlineData(Berlin, "hourly", "2026-11-29T14:00:00+01:00", "2026-11-29T15:00:00+01:00")]
    [InlineData(Berlin, "hourly", "2026-12-31T23:30:00+01:00", "2027-01-01T00:00:00+01:00")]
    [InlineData(Berlin, "daily:09:00", "2026-11-29T08:59:59+01:00", "2026-11-29T09:00:00+01:00")]
    [InlineData(Berlin, "daily:09:00", "2026-11-29T09:00:00+01:00", "2026-11-30T09:00:00+01:00")]
    [InlineData(Berlin, "daily:00:00", "2026-11-29T23:59:59+01:00", "2026-11-30T00:00:00+01:00")]
    [InlineData(Berlin, "daily:09:00", "2028-02-28T10:00:00+01:00", "2028-02-29T09:00:00+01:00")]
    [InlineData(Berlin, "weekly:mon:09:00", "2026-11-29T14:00:00+01:00", "2026-11-30T09:00:00+01:00")]
    [InlineData(Berlin, "weekly:mon:09:00", "2026-11-30T09:00:00+01:00", "2026-12-07T09:00:00+01:00")]
    [InlineData(Berlin, "weekly:sun:15:00", "2026-11-29T14:00:00+01:00", "2026-11-29T15:00:00+01:00")]
    [InlineData(Berlin, "weekly:sun:13:00", "2026-11-29T14:00:00+01:00", "2026-12-06T13:00:00+01:00")]
    [InlineData(Berlin, "weekly:sat:13:00", "2026-11-29T14:00:00+01:00", "2026-12-05T13:00:00+01:00")]
    // The person's day is not the server's.
    [InlineData("Pacific/Kiritimati", "daily:09:00", "2026-11-29T10:00:00Z", "2026-11-30T09:00:00+14:00")] // it is Monday 00:00 there
    [InlineData("Pacific/Niue", "daily:09:00", "2026-11-29T10:00:00Z", "2026-11-29T09:00:00-11:00")] // it is Saturday 23:00
    [InlineData("Pacific/Kiritimati", "weekly:mon:09:00", "2026-11-29T10:00:00Z", "2026-11-30T09:00:00+14:00")]
    [InlineData("Pacific/Niue", "weekly:sat:23:30", "2026-11-29T10:00:00Z", "2026-11-28T23:30:00-11:00")]
    [InlineData("Etc/UTC", "daily:09:00", "2026-11-29T10:00:00Z", "2026-11-30T09:00:00Z")]
    // Offsets of three quarters and of a half.
    [InlineData(Kathmandu, "hourly", "2026-11-29T10:00:00Z", "2026-11-29T16:00:00+05:45")] // 15:45 there
    [InlineData(Kathmandu, "quarterly", "2026-11-29T10:00:00Z", "2026-11-29T16:00:00+05:45")]
    [InlineData(Kathmandu, "daily:09:00", "2026-11-29T10:00:00Z", "2026-11-30T09:00:00+05:45")]
    [InlineData("Asia/Kolkata", "hourly", "2026-11-29T10:00:00Z", "2026-11-29T16:00:00+05:30")]
    [InlineData("Pacific/Chatham", "hourly", "2026-11-29T10:00:00Z", "2026-11-30T00:00:00+13:45")]
    // Set forward: Berlin has no 02:00 to 03:00 on 29 March 2026, New York none on 8 March.
    [InlineData(Berlin, "daily:02:30", "2026-03-28T12:00:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData(Berlin, "daily:02:30", "2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00")]
    [InlineData(Berlin, "daily:02:00", "2026-03-29T01:59:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData(Berlin, "daily:03:00", "2026-03-29T01:59:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData(Berlin, "daily:09:00", "2026-03-28T09:00:00+01:00", "2026-03-29T09:00:00+02:00")] // after 23 hours
    [InlineData(Berlin, "weekly:sun:02:30", "2026-03-25T12:00:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData(Berlin, "hourly", "2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData(Berlin, "quarterly", "2026-03-29T01:50:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData(Berlin, "after:60", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00")] // minutes that pass, not those that the clock shows
    [InlineData(NewYork, "daily:02:30", "2026-03-07T12:00:00-05:00", "2026-03-08T03:00:00-04:00")]
    [InlineData(NewYork, "daily:02:30", "2026-03-08T12:00:00-04:00", "2026-03-09T02:30:00-04:00")]
    // Set back: Berlin has it twice on 25 October 2026, New York 01:00 to 02:00 on 1 November.
    [InlineData(Berlin, "daily:02:30", "2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+02:00")]
    [InlineData(Berlin, "daily:02:30", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00")] // not a second time
    [InlineData(Berlin, "daily:02:30", "2026-10-25T02:10:00+01:00", "2026-10-26T02:30:00+01:00")]
    [InlineData(Berlin, "daily:03:00", "2026-10-25T02:59:00+02:00", "2026-10-25T03:00:00+01:00")]
    [InlineData(Berlin, "daily:09:00", "2026-10-24T09:00:00+02:00", "2026-10-25T09:00:00+01:00")] // after 25 hours
    [InlineData(Berlin, "weekly:sun:02:30", "2026-10-25T02:30:00+02:00", "2026-11-01T02:30:00+01:00")]
    [InlineData(Berlin, "hourly", "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00")] // each hour that the clock strikes
    [InlineData(Berlin, "hourly", "2026-10-25T02:00:00+01:00", "2026-10-25T03:00:00+01:00")]
    [InlineData(Berlin, "quarterly", "2026-10-25T02:50:00+02:00", "2026-10-25T02:00:00+01:00")]
    [InlineData(NewYork, "daily:01:30", "2026-10-31T12:00:00-04:00", "2026-11-01T01:30:00-04:00")]
    [InlineData(NewYork, "daily:01:30", "2026-11-01T01:10:00-05:00", "2026-11-02T01:30:00-05:00")]
    // By half an hour: Lord Howe has no 02:00 to 02:30 on 4 October 2026, and 01:30 to 02:00 twice on 5 April.
    [InlineData(LordHowe, "daily:02:15", "2026-10-03T12:00:00+10:30", "2026-10-04T02:30:00+11:00")]
    [InlineData(LordHowe, "daily:02:30", "2026-10-03T12:00:00+10:30", "2026-10-04T02:30:00+11:00")]
    [InlineData(LordHowe, "hourly", "2026-10-04T01:30:00+10:30", "2026-10-04T02:30:00+11:00")] // two o'clock is jumped over
    [InlineData(LordHowe, "hourly", "2026-10-04T02:30:00+11:00", "2026-10-04T03:00:00+11:00")]
    [InlineData(LordHowe, "daily:01:45", "2026-04-04T12:00:00+11:00", "2026-04-05T01:45:00+11:00")]
    [InlineData(LordHowe, "daily:01:45", "2026-04-05T01:35:00+10:30", "2026-04-06T01:45:00+10:30")]
    [InlineData(LordHowe, "quarterly", "2026-04-05T01:50:00+11:00", "2026-04-05T01:30:00+10:30")]
    [InlineData(LordHowe, "hourly", "2026-04-05T01:50:00+11:00", "2026-04-05T02:00:00+10:30")]
    // Around Ramadan: Casablanca goes back on 15 February 2026 at three and forward on 22 March at two.
    [InlineData(Casablanca, "daily:02:30", "2026-02-14T12:00:00+01:00", "2026-02-15T02:30:00+01:00")]
    [InlineData(Casablanca, "daily:02:30", "2026-02-15T02:10:00+00:00", "2026-02-16T02:30:00+00:00")]
    [InlineData(Casablanca, "daily:02:30", "2026-03-21T12:00:00+00:00", "2026-03-22T03:00:00+01:00")]
    [InlineData(Casablanca, "daily:09:00", "2026-03-21T12:00:00+00:00", "2026-03-22T09:00:00+01:00")]
    // Midnight itself is missing in Santiago on 6 September 2026, and comes twice, as 23:00 does, on 4 April.
    [InlineData("America/Santiago", "daily:00:00", "2026-09-05T12:00:00-04:00", "2026-09-06T01:00:00-03:00")]
    [InlineData("America/Santiago", "daily:23:30", "2026-04-04T12:00:00-03:00", "2026-04-04T23:30:00-03:00")]
    [InlineData("America/Santiago", "daily:23:30", "2026-04-04T23:10:00-04:00", "2026-04-05T23:30:00-04:00")]
    // Samoa went over the date line: 30 December 2011 was not.
    [InlineData("Pacific/Apia", "daily:09:00", "2011-12-29T10:00:00-10:00", "2011-12-31T00:00:00+14:00")]
    [InlineData("Pacific/Apia", "daily:09:00", "2011-12-31T00:00:00+14:00", "2011-12-31T09:00:00+14:00")]
    [InlineData("Pacific/Apia", "weekly:fri:09:00", "2011-12-28T10:00:00-10:00", "2011-12-31T00:00:00+14:00")]
    public void By_what_was_chosen(string zone, string cadence, string now, string due) => Assert.Equal(Ask.At(due), Ask.Plan(Ask.Event(now), Ask.Chosen(cadence), Ask.In(zone)).Due);

    [Theory]
    // Asked for late, as after a stop of the server: minutes count from the event, and nothing is due in the past.
    [InlineData("instant", "2026-11-29T14:00:00Z", "2026-11-29T14:00:05Z", "2026-11-29T14:00:15Z")]
    [InlineData("instant", "2026-11-29T14:00:00Z", "2026-11-29T15:00:00Z", "2026-11-29T15:00:00Z")]
    [InlineData("after:10", "2026-11-29T14:00:00Z", "2026-11-29T14:04:00Z", "2026-11-29T14:10:00Z")]
    [InlineData("after:10", "2026-11-29T14:00:00Z", "2026-11-29T15:00:00Z", "2026-11-29T15:00:00Z")]
    [InlineData("hourly", "2026-11-29T14:30:00Z", "2026-11-29T16:30:00Z", "2026-11-29T17:00:00Z")]
    // The clock was set back: an event of the future is one of now.
    [InlineData("instant", "2026-11-29T15:00:00Z", "2026-11-29T14:00:00Z", "2026-11-29T14:00:15Z")]
    [InlineData("after:10", "2026-11-29T15:00:00Z", "2026-11-29T14:00:00Z", "2026-11-29T14:10:00Z")]
    public void When_the_clock_and_the_event_disagree(string cadence, string happened, string now, string due) =>
        Assert.Equal(Ask.At(due), Ask.Plan(Ask.Event(happened), Ask.Chosen(cadence), Ask.In("Etc/UTC"), now: now).Due);

    [Fact]
    public void After_a_moment_of_the_operators_choosing()
    {
        var schedule = Ask.In("Etc/UTC") with { Moment = TimeSpan.FromSeconds(40) };
        Assert.Equal(Ask.At("2026-11-29T14:00:40Z"), Ask.Plan(Ask.Event("2026-11-29T14:00:00Z"), Ask.Chosen("instant"), schedule).Due);
    }
}
