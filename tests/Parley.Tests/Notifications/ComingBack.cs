using Parley.Notifications;

namespace Parley.Tests.Notifications;

/// <summary>A server whose second pause is long and whose third try is the last.</summary>
public abstract class PatientNotices(string kind) : NoticeWorld(kind)
{
    protected override IEnumerable<KeyValuePair<string, string>> More => base.More.Concat(new Dictionary<string, string>
    {
        ["Parley__Notices__PausesSeconds__0"] = "1", ["Parley__Notices__PausesSeconds__1"] = "3600", ["Parley__Notices__PausesSeconds__2"] = "3600", ["Parley__Notices__PausesSeconds__3"] = "3600",
    });
}

public sealed class PatientNoticesSqlite() : PatientNotices("sqlite");

public sealed class PatientNoticesPostgres() : PatientNotices("postgres");

/// <summary>A shop in which hardly anything happens: one mail waits, and the mail server is away for an hour.</summary>
public abstract class A_quiet_channel(PatientNotices world) : Facts(world)
{
    static readonly object Later = new { kind = "later", outcome = "unreachable" };

    [Fact]
    public async Task The_only_mail_that_waits_comes_within_a_minute_of_the_servers_return_and_is_not_given_up_before()
    {
        var talk = await world.NewReadersTalkAsync();
        world.Site.Answer = (_, _) => Task.FromResult(Later);
        (await talk.Vendor.SayAsync(talk.Id, "Is anybody there?")).Must(201);
        var ahead = TimeSpan.Zero;
        for (var tries = 2; tries <= 8; tries++) // beyond the last of the usual ones
        {
            await Eventually.TrueAsync(() => world.Site.To(talk.Buyer).Count() >= tries, $"it is tried {tries} times");
            var waits = await world.LoggedAsync(talk.Buyer, talk.Id, n => (string?)n["outcome"] == "unreachable" && n.Get<int>("attempts") <= 2 && n.Get<DateTimeOffset>("dueAt") - n.Get<DateTimeOffset>("triedAt") < TimeSpan.FromSeconds(60) && n.Get<DateTimeOffset>("dueAt") > DateTimeOffset.UtcNow + ahead, "it waits for less than a minute");
            Assert.Equal("waiting", waits.Get<string>("state"));
            await world.SetAsync(ahead += TimeSpan.FromSeconds(60));
        }
        world.Site.Answer = (_, _) => Task.FromResult<object>(new { kind = "delivered" });
        await world.SetAsync(ahead += TimeSpan.FromSeconds(60));
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "sent", "it is sent");
        await world.SetAsync(TimeSpan.Zero);
    }
}

public sealed class A_quiet_channel_on_sqlite(PatientNoticesSqlite world) : A_quiet_channel(world), IClassFixture<PatientNoticesSqlite>;

public sealed class A_quiet_channel_on_postgres(PatientNoticesPostgres world) : A_quiet_channel(world), IClassFixture<PatientNoticesPostgres>;

/// <summary>What a lane tells of a channel, by itself.</summary>
public sealed class Lanes_of_quiet_channels
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_channel_worked_since_a_time_when_anybody_was_served_after_it()
    {
        var lane = new Lane();
        Assert.False(lane.WorkedSince(Now));
        lane.Begin();
        lane.End(true, Now);
        Assert.Equal([true, true, false], new[] { Now.AddMinutes(-1), Now, Now.AddSeconds(1) }.Select(lane.WorkedSince));
        lane.Begin();
        lane.End(false, Now.AddMinutes(1));
        lane.Begin();
        lane.End(null, Now.AddMinutes(2));
        Assert.False(lane.WorkedSince(Now.AddSeconds(1)));
    }
}
