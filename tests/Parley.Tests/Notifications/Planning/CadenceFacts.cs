using Parley.Notifications;
using Parley.Plumbing;

namespace Parley.Tests.Notifications;

/// <summary>How often a person wants to hear, as it is written.</summary>
public sealed class Cadences
{
    [Theory]
    [InlineData("off")]
    [InlineData("instant")]
    [InlineData("after:1")]
    [InlineData("after:10")]
    [InlineData("after:1440")]
    [InlineData("quarterly")]
    [InlineData("hourly")]
    [InlineData("daily:00:00")]
    [InlineData("daily:09:05")]
    [InlineData("daily:23:59")]
    [InlineData("weekly:mon:09:00")]
    [InlineData("weekly:sun:23:59")]
    public void What_is_read_is_written_the_same(string text) => Assert.Equal(text, Cadence.Read(text, "cadence").ToString());

    [Fact]
    public void What_is_written_is_read_the_same()
    {
        List<Cadence> all = [Cadence.Off, Cadence.Instant, new(Pace.Quarterly), new(Pace.Hourly)];
        all.AddRange(Enumerable.Range(1, Cadence.MostMinutes).Select(Cadence.After));
        all.AddRange(Enumerable.Range(0, 1440).Select(m => new Cadence(Pace.Daily, m)));
        all.AddRange(Enum.GetValues<DayOfWeek>().SelectMany(day => Enumerable.Range(0, 1440).Select(m => new Cadence(Pace.Weekly, m, day))));
        foreach (var cadence in all) Assert.Equal(cadence, Cadence.Read(cadence.ToString(), "cadence"));
        Assert.Equal(all.Count, all.Select(c => c.ToString()).Distinct().Count());
        Assert.All(all, cadence => Assert.InRange(cadence.ToString().Length, 1, 20)); // the column is as wide
    }

    [Theory]
    [InlineData(null, "must be off")]
    [InlineData("", "must be off")]
    [InlineData("Off", "must be off")]
    [InlineData("off ", "must be off")]
    [InlineData("off:", "must be off")]
    [InlineData("instant:5", "must be off")]
    [InlineData("after", "must be off")]
    [InlineData("monthly", "must be off")]
    [InlineData("after:", "whole minutes")]
    [InlineData("after:0", "whole minutes")]
    [InlineData("after:-5", "whole minutes")]
    [InlineData("after:+5", "whole minutes")]
    [InlineData("after:010", "whole minutes")]
    [InlineData("after:1.5", "whole minutes")]
    [InlineData("after:1441", "whole minutes")]
    [InlineData("after:99999999999999999999", "whole minutes")]
    [InlineData("after:٥", "whole minutes")]
    [InlineData("daily", "must be off")]
    [InlineData("daily:9:00", "a time from 00:00")]
    [InlineData("daily:24:00", "a time from 00:00")]
    [InlineData("daily:09:60", "a time from 00:00")]
    [InlineData("daily:09:00:00", "must be off")]
    [InlineData("daily: 9:00", "a time from 00:00")]
    [InlineData("daily:٠٩:٠٠", "a time from 00:00")]
    [InlineData("weekly:09:00", "must be off")]
    [InlineData("weekly:Mon:09:00", "a day after")]
    [InlineData("weekly:monday:09:00", "a day after")]
    [InlineData("weekly::09:00", "a day after")]
    [InlineData("weekly:mon:25:00", "after the day")]
    public void What_is_no_spelling_is_refused_by_name(string? text, string says)
    {
        var refusal = Assert.Throws<RefusedException>(() => Cadence.Read(text, "choices[3].cadence")).Refusal;
        Assert.Equal(("validation", 400), (refusal.Code, refusal.Status));
        Assert.StartsWith("'choices[3].cadence' must", refusal.Sentence);
        Assert.Contains(says, refusal.Sentence);
        Assert.Equal(["choices[3].cadence"], refusal.Errors!.Keys);
    }

    [Theory]
    [InlineData("{}", "quiet[0].days")]
    [InlineData("""{"days":[],"from":"22:00","to":"08:00"}""", "quiet[0].days")]
    [InlineData("""{"days":["mo"],"from":"22:00","to":"08:00"}""", "quiet[0].days")]
    [InlineData("""{"days":["mon","mon"],"from":"22:00","to":"08:00"}""", "quiet[0].days")]
    [InlineData("""{"days":["mon"],"from":"24:00","to":"08:00"}""", "quiet[0].from")]
    [InlineData("""{"days":["mon"],"from":"22:00"}""", "quiet[0].to")]
    [InlineData("""{"days":["mon","tue","wed","thu","fri","sat","sun"],"from":"00:00","to":"00:00"}""", "quiet")]
    [InlineData("""{"days":["mon","tue","wed","thu","fri","sat","sun"],"from":"08:00","to":"07:50"}""", "quiet")] // 70 minutes a week are too few
    public void Quiet_hours_that_say_nothing_or_never_end_are_refused(string json, string field)
    {
        var time = System.Text.Json.JsonSerializer.Deserialize<QuietTime>(json, System.Text.Json.JsonSerializerOptions.Web)!;
        var refusal = Assert.Throws<RefusedException>(() => QuietHours.Read([time], "quiet")).Refusal;
        Assert.Equal([field], refusal.Errors!.Keys);
    }

    [Fact]
    public void Quiet_hours_are_written_as_they_were_read()
    {
        QuietTime[] times = [new(["mon", "tue", "fri"], "22:00", "08:00"), new(["sat", "sun"], "00:00", "00:00"), new(["wed"], "12:30", "13:15")];
        Assert.Equivalent(times, QuietHours.Write(QuietHours.Read(times, "quiet")), strict: true);
        Assert.Throws<RefusedException>(() => QuietHours.Read([.. Enumerable.Repeat(times[2], QuietHours.Most + 1)], "quiet"));
    }
}
