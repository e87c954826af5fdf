using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>Which choice holds, what is not sent and the one reason that is told for it.</summary>
public sealed class What_holds
{
    const string Now = "2026-11-29T12:00:00Z";
    static readonly Schedule Plain = Ask.In("Etc/UTC");
    static readonly Guid Other = Guid.Parse("22222222-2222-7222-8222-222222222222");

    /// <summary>Choices as <c>*</c> for any, <c>kind</c>, <c>thread</c>, <c>thread+kind</c>, <c>otherkind</c> and <c>otherthread</c>, each with how many minutes.</summary>
    static Choice[] Of(string choices, Channel channel = Channel.Mail) =>
        [.. choices.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('=') is [var what, var cadence] ? Of(what, cadence, channel) : throw new FormatException(c))];

    static Choice Of(string what, string cadence, Channel channel) => new(
        what.EndsWith("otherkind", StringComparison.Ordinal) ? NoticeKind.Mention : what.EndsWith("kind", StringComparison.Ordinal) ? NoticeKind.Message : null,
        what.StartsWith("otherthread", StringComparison.Ordinal) ? Other : what.StartsWith("thread", StringComparison.Ordinal) ? Ask.Thread : null,
        channel,
        int.TryParse(cadence, out var minutes) ? Cadence.After(minutes) : Cadence.Read(cadence, "cadence"));

    [Theory]
    [InlineData("*=1 kind=2 thread=3 thread+kind=4", "", "", 4)]
    [InlineData("thread+kind=4 thread=3 kind=2 *=1", "", "", 4)] // their order says nothing
    [InlineData("*=1 kind=2 thread=3", "", "", 3)]
    [InlineData("*=1 kind=2", "", "", 2)]
    [InlineData("*=1", "", "", 1)]
    [InlineData("*=1 otherkind=2 otherthread=3 thread+otherkind=4 otherthread+kind=5", "", "", 1)]
    [InlineData("*=1", "kind=2 thread+kind=4", "", 1)] // one's own before the most specific default
    [InlineData("", "*=1 kind=2", "", 2)]
    [InlineData("otherkind=3", "*=1 kind=2", "", 2)]
    [InlineData("thread+kind=4", "thread+kind=5", "*=6", 6)] // locked before all
    [InlineData("thread+kind=4", "", "*=6 kind=7", 7)]
    [InlineData("thread+kind=4", "", "otherkind=7", 4)]
    [InlineData("", "", "", 10)] // nobody chose: mailed when unread after ten minutes
    public void The_most_specific_choice(string own, string defaults, string locked, int minutes)
    {
        var planned = Ask.Plan(Ask.Event(Now), new Preferences(Of(own), Of(defaults), Of(locked)), Plain);
        Assert.Equal(Ask.At(Now).AddMinutes(minutes), planned.Due);
        Assert.Equal(locked.Length > 0 && minutes != 4 ? Because.Locked : Because.Unread, planned.Because);
    }

    [Theory]
    [InlineData(NoticeKind.Message, "thread=off", Because.Off)]
    [InlineData(NoticeKind.Answer, "thread=off", Because.Off)]
    [InlineData(NoticeKind.Dispute, "thread=off", Because.Unread)]
    [InlineData(NoticeKind.OrderAtRisk, "thread=off *=instant", Because.Instant)]
    [InlineData(NoticeKind.Appointment, "thread=5", Because.Unread)]
    [InlineData(NoticeKind.Dispute, "*=off", Because.Off)] // a role that is off is off
    public void A_muted_thread_is_silent_but_for_what_is_critical(NoticeKind kind, string own, Because because) =>
        Assert.Equal(because, Ask.Plan(Ask.Event(Now, kind), new Preferences(Of(own), [], []), Plain).Because);

    [Fact]
    public void What_is_critical_is_off_in_a_thread_by_its_own_name() =>
        Assert.Equal(Because.Off, Ask.Plan(Ask.Event(Now, NoticeKind.Dispute), new Preferences([new Choice(NoticeKind.Dispute, Ask.Thread, Channel.Mail, Cadence.Off)], [], []), Plain).Because);

    [Fact]
    public void A_choice_for_one_channel_is_none_for_another()
    {
        var planned = Planner.Plan(Ask.Event(Now), new Preferences(Of("*=off", Channel.Browser), [], []), Plain, new Whereabouts(false), Ask.Everywhere, Ask.At(Now));
        Assert.Equal([Channel.Browser, Channel.Mobile, Channel.Mail, Channel.Sms], planned.Select(p => p.Channel));
        Assert.Equal([Because.Off, Because.Instant, Because.Unread, Because.NotCritical], planned.Select(p => p.Because));
        Assert.Equal([true, false, false, true], planned.Select(p => p.Due is null));
    }

    [Theory]
    // Each row takes one reason away from the one before, from the first to the last.
    [InlineData(Reach.NotConfigured, "*=off", true, Because.NotConfigured)]
    [InlineData(Reach.AddressOff, "*=off", true, Because.Off)]
    [InlineData(Reach.NoAddress, "*=instant", true, Because.NoAddress)]
    [InlineData(Reach.AddressOff, "*=instant", true, Because.AddressOff)]
    [InlineData(Reach.Yes, "*=instant", true, Because.Looking)]
    [InlineData(Reach.Yes, "*=instant", false, Because.Instant)]
    public void One_reason_is_told_in_a_fixed_order(Reach reach, string own, bool looking, Because because)
    {
        var planned = Ask.Plan(Ask.Event(Now), new Preferences(Of(own, Channel.Browser), [], []), Plain, Channel.Browser, looking, new Dictionary<Channel, Reach> { [Channel.Browser] = reach });
        Assert.Equal(because, planned.Because);
        Assert.Equal(because != Because.Instant, planned.Due is null);
    }

    [Fact]
    public void A_channel_of_which_nothing_is_said_is_not_set_up() =>
        Assert.All(Planner.Plan(Ask.Event(Now), Ask.Chosen("instant"), Plain, new Whereabouts(false), new Dictionary<Channel, Reach>(), Ask.At(Now)), p => Assert.Equal(Because.NotConfigured, p.Because));

    [Theory]
    [InlineData(NoticeKind.Message, Channel.Browser, "instant", Because.Looking)]
    [InlineData(NoticeKind.Mention, Channel.Mobile, "instant", Because.Looking)]
    [InlineData(NoticeKind.Message, Channel.Browser, "after:5", Because.Unread)] // a page may be open with nobody before it
    [InlineData(NoticeKind.Message, Channel.Mail, "instant", Because.Instant)]
    [InlineData(NoticeKind.Message, Channel.Mail, "daily:09:00", Because.Digest)]
    [InlineData(NoticeKind.Dispute, Channel.Browser, "instant", Because.Instant)]
    [InlineData(NoticeKind.Essential, Channel.Mobile, "instant", Because.Instant)]
    public void Who_looks_is_not_pushed_what_they_see(NoticeKind kind, Channel channel, string cadence, Because because) =>
        Assert.Equal(because, Ask.Plan(Ask.Event(Now, kind), Ask.Chosen(cadence), Plain, channel, looking: true).Because);

    [Theory]
    [InlineData(NoticeKind.Message, "", "*=instant", "", Because.NotCritical)]
    [InlineData(NoticeKind.Message, "*=instant", "", "", Because.NotCritical)]
    [InlineData(NoticeKind.Message, "thread=instant", "", "", Because.NotCritical)]
    [InlineData(NoticeKind.Message, "kind=instant", "", "", Because.Instant)]
    [InlineData(NoticeKind.Message, "thread+kind=after:10", "", "", Because.Unread)]
    [InlineData(NoticeKind.Message, "", "kind=instant", "", Because.NotCritical)] // the operator's default is nobody's wish
    [InlineData(NoticeKind.Message, "", "", "kind=instant", Because.Locked)]
    [InlineData(NoticeKind.Message, "kind=off", "", "", Because.Off)]
    [InlineData(NoticeKind.Essential, "*=instant", "", "", Because.NotCritical)]
    [InlineData(NoticeKind.Essential, "*=off", "", "", Because.Off)]
    [InlineData(NoticeKind.OrderAtRisk, "", "", "", Because.Instant)]
    [InlineData(NoticeKind.Dispute, "*=instant", "", "", Because.Instant)]
    [InlineData(NoticeKind.Appointment, "*=off", "", "", Because.Off)]
    public void Text_messages_are_for_critical_kinds_and_those_named(NoticeKind kind, string own, string defaults, string locked, Because because) =>
        Assert.Equal(because, Ask.Plan(Ask.Event(Now, kind), new Preferences(Of(own, Channel.Sms), Of(defaults, Channel.Sms), Of(locked, Channel.Sms)), Plain, Channel.Sms).Because);

    [Theory]
    [InlineData(NoticeKind.Dispute, "daily:09:00", Because.Instant)]
    [InlineData(NoticeKind.Appointment, "weekly:mon:09:00", Because.Instant)]
    [InlineData(NoticeKind.OrderAtRisk, "hourly", Because.Instant)]
    [InlineData(NoticeKind.Essential, "quarterly", Because.Instant)]
    [InlineData(NoticeKind.Dispute, "after:30", Because.Unread)] // a wait is not a digest
    [InlineData(NoticeKind.Dispute, "off", Because.Off)]
    [InlineData(NoticeKind.Answer, "daily:09:00", Because.Digest)]
    public void What_is_critical_waits_for_no_digest(NoticeKind kind, string cadence, Because because) =>
        Assert.Equal(because, Ask.Plan(Ask.Event(Now, kind), Ask.Chosen(cadence), Plain).Because);

    [Theory]
    [InlineData(Reach.Yes, Because.Off, Because.Off, Because.Locked, Because.Off)]
    [InlineData(Reach.NoAddress, Because.Locked, Because.Locked, Because.NoAddress, Because.Off)]
    [InlineData(Reach.AddressOff, Because.Locked, Because.Locked, Because.AddressOff, Because.Off)]
    [InlineData(Reach.NotConfigured, Because.Locked, Because.Locked, Because.NotConfigured, Because.Off)]
    public void What_is_essential_is_told_by_mail_or_else_pushed_whoever_turned_it_off(Reach mail, Because browser, Because mobile, Because mailed, Because sms)
    {
        var reach = new Dictionary<Channel, Reach>(Ask.Everywhere) { [Channel.Mail] = mail };
        foreach (var preferences in new[] { Ask.Chosen("off"), new Preferences([], Ask.Chosen("off").Own, []), new Preferences([], [], Ask.Chosen("off").Own) })
            Assert.Equal([browser, mobile, mailed, sms], Planner.Plan(Ask.Event(Now, NoticeKind.Essential), preferences, Plain, new Whereabouts(false), reach, Ask.At(Now)).Select(p => p.Because));
    }
}
