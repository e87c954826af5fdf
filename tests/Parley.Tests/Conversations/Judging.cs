using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Tests.Conversations;

/// <summary>What an obligation comes to, by hand.</summary>
public sealed class Judging
{
    static readonly Target Day = new(TimeSpan.FromHours(24), TimeSpan.FromHours(24));

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    static Timetable Hours(params Stretch[] outages) => new(
        [(DateTimeOffset.UnixEpoch, CheckedHours.Read(new HoursBody("Etc/UTC", [.. Enumerable.Range(0, 5).Select(d => new WeeklyHours((Weekday)d, "09:00", "17:00"))], [new Holiday("St Andrew's Day", "2026-11-30")])))], outages);

    static Stretch Down(string from, string until) => new(At(from).UtcTicks, At(until).UtcTicks);

    static Judgement Of(string since, string end, Ending how = Ending.Answer, Timetable? hours = null, bool spam = false, ContestOutcome? outcome = null) =>
        Judgement.Of(At(since), At(end), how, hours ?? Hours(), Day.First, spam, outcome);

    [Fact]
    public void A_weekend_and_a_holiday_are_pauses_and_not_the_vendors_fault()
    {
        var judged = Of("2026-11-27T16:00Z", "2026-12-01T10:30Z"); // Friday afternoon to Tuesday morning
        Assert.Equal((Verdict.Within, TimeSpan.FromHours(2.5), At("2026-11-27T16:00Z")), (judged.Verdict, judged.OpenTime, judged.Start));
        Assert.Equal([(PauseReason.Closed, null), (PauseReason.Holiday, "St Andrew's Day"), (PauseReason.Closed, null)], judged.Pauses.Select(p => (p.Reason, p.Name)));
        Assert.Equal(At("2026-12-01T10:30Z") - At("2026-11-27T16:00Z") - judged.OpenTime, TimeSpan.FromTicks(judged.Pauses.Sum(p => p.Span.Length)));
    }

    [Fact]
    public void Twenty_four_open_hours_are_three_working_days_to_the_moment()
    {
        Assert.Equal(Verdict.Within, Of("2026-12-01T09:00Z", "2026-12-03T17:00Z").Verdict);
        Assert.Equal(Verdict.Within, Of("2026-12-01T09:00Z", "2026-12-04T09:00Z").Verdict); // the night counts nothing
        Assert.Equal(Verdict.Missed, Of("2026-12-01T09:00Z", "2026-12-04T09:00:01Z").Verdict);
    }

    [Fact]
    public void What_was_written_in_an_outage_begins_with_its_end_and_one_on_the_way_is_a_pause()
    {
        var hours = Hours(Down("2026-12-01T10:00Z", "2026-12-01T12:00Z"), Down("2026-12-01T14:00Z", "2026-12-01T14:30Z"));
        var judged = Of("2026-12-01T11:00Z", "2026-12-01T15:00Z", hours: hours);
        Assert.Equal((At("2026-12-01T12:00Z"), TimeSpan.FromHours(2.5)), (judged.Start, judged.OpenTime));
        Assert.Equal([PauseReason.Outage], judged.Pauses.Select(p => p.Reason));
        Assert.Equal(TimeSpan.Zero, Of("2026-12-01T11:00Z", "2026-12-01T11:30Z", hours: hours).OpenTime); // answered while the rest was still down
    }

    [Fact]
    public void Farewells_spam_and_what_was_excluded_are_left_out_however_late()
    {
        Assert.Equal((Verdict.LeftOut, LeftOut.NoAnswerNeeded), Short(Of("2026-12-01T09:00Z", "2026-12-30T09:00Z", Ending.NoAnswerNeeded)));
        Assert.Equal((Verdict.LeftOut, LeftOut.Spam), Short(Of("2026-12-01T09:00Z", "2026-12-30T09:00Z", spam: true)));
        Assert.Equal((Verdict.LeftOut, LeftOut.Spam), Short(Of("2026-12-01T09:00Z", "2026-12-01T09:10Z", Ending.Spam)));
        Assert.Equal((Verdict.LeftOut, LeftOut.Contested), Short(Of("2026-12-01T09:00Z", "2026-12-30T09:00Z", outcome: ContestOutcome.Excluded)));
        Assert.Equal((Verdict.Missed, LeftOut.No), Short(Of("2026-12-01T09:00Z", "2026-12-30T09:00Z", outcome: ContestOutcome.Kept)));
        Assert.Equal((Verdict.Within, LeftOut.No), Short(Of("2026-12-01T09:00Z", "2026-12-01T09:10Z", Ending.Card)));
        Assert.Equal((Verdict.Within, LeftOut.No), Short(Of("2026-12-01T09:00Z", "2026-12-01T09:10Z", Ending.Dispute)));

        static (Verdict, LeftOut) Short(Judgement j) => (j.Verdict, j.Because);
    }

    [Fact]
    public void Hours_published_later_do_not_change_what_was_before_them()
    {
        var (before, after) = (CheckedHours.Read(new HoursBody("Etc/UTC", [new(Weekday.Tuesday, "09:00", "17:00")])), CheckedHours.Read(new HoursBody("Etc/UTC", [new(Weekday.Tuesday, "09:00", "10:00")])));
        var hours = new Timetable([(At("2026-01-01T00:00Z"), before), (At("2026-12-01T12:00Z"), after)], []);
        var judged = Judgement.Of(At("2026-12-01T09:00Z"), At("2026-12-01T16:00Z"), Ending.Answer, hours, Day.Next, false, null);
        Assert.Equal(TimeSpan.FromHours(3), judged.OpenTime); // nine to twelve, then the new hours are over for today
    }

    [Fact]
    public void A_thread_makes_the_ledger_that_its_happenings_say()
    {
        Happening[] thread =
        [
            Said(1, PartyKind.Vendor), Said(2, PartyKind.Buyer), Said(3, PartyKind.Buyer), Said(4, PartyKind.Vendor, MessageKind.Auto), Said(5, PartyKind.Platform, MessageKind.System),
            Said(6, PartyKind.Vendor), Said(7, PartyKind.Vendor), Said(8, PartyKind.Buyer), Said(8, PartyKind.Vendor) with { Act = Ending.NoAnswerNeeded }, Said(9, PartyKind.Buyer),
        ];
        Assert.Equal([(2, 6, Ending.Answer), (8, 8, Ending.NoAnswerNeeded), (9, 0, null)], Owed.In(thread).Select(o => (o.OpenedSeq, o.ClosedSeq, o.How)));

        static Happening Said(int seq, PartyKind party, MessageKind kind = MessageKind.Text) => new(seq, party, kind, DateTimeOffset.UnixEpoch.AddMinutes(seq), $"{party}");
    }
}
