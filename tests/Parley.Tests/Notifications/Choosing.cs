namespace Parley.Tests.Notifications;

/// <summary>Everybody chooses what they hear of, by which way and when, within what the marketplace leaves to them.</summary>
public abstract class Choosing_notices(NoticeWorld world) : Facts(world)
{
    static readonly object[] None = [];

    [Fact]
    public async Task A_role_shows_what_holds_and_what_was_chosen_takes_the_place_of_the_usual()
    {
        var buyer = await world.NewReaderAsync(timeZone: "Europe/Paris");
        var shown = (await buyer.GetAsync("v1/notices/preferences")).Must(200);
        Assert.Equal(("buyer", "Europe/Paris", true, true, false), (shown.Get<string>("as"), shown.Get<string>("timeZoneNow"), shown.Get<bool>("urgentMayPass"), shown.Get<bool>("textInMail"), shown.Get<bool>("textInPush")));
        Assert.Equal(["message", "order-at-risk", "dispute", "appointment", "essential"], shown.Json["kinds"]!.AsArray().Select(k => (string)k!));
        Assert.Equal(("instant", "default"), Of(shown, "message", "mail"));
        Assert.Equal(("off", "default"), Of(shown, "message", "sms"));
        Assert.Equal(("instant", "locked"), Of(shown, "essential", "mail"));
        Assert.Equal(["yes", "yes", "yes", "no-address"], shown.Json.Items("channels").Select(c => c.Get<string>("reach")));

        var put = (await buyer.PutAsync("v1/notices/preferences?as=buyer", new
        {
            choices = new object[] { new { kind = "message", channel = "mail", cadence = "daily:09:00" }, new { kind = "message", channel = "sms", cadence = "off" }, new { kind = "essential", channel = "mail", cadence = "instant" } },
            quiet = new[] { new { days = new[] { "fri", "sat" }, from = "22:00", to = "08:00" } }, timeZone = "America/Lima", urgentMayPass = false, textInMail = false, textInPush = true,
        })).Must(200);
        Assert.Equal(("daily:09:00", "own"), Of(put, "message", "mail"));
        Assert.Equal(("off", "default"), Of(put, "message", "sms"));
        Assert.Equal(("22:00", "America/Lima", false, true), (put.Get<string>("quiet.0.from"), put.Get<string>("timeZoneNow"), put.Get<bool>("textInMail"), put.Get<bool>("textInPush")));
        Assert.Equal(put.Body, (await buyer.GetAsync("v1/notices/preferences?as=buyer")).Must(200).Body);
        var cleared = (await buyer.PutAsync("v1/notices/preferences", new { choices = None, quiet = None })).Must(200);
        Assert.Equal(("instant", "default"), Of(cleared, "message", "mail"));
        Assert.Empty(cleared.Json.Items("quiet"));
    }

    [Fact]
    public async Task What_a_person_chose_as_a_buyer_says_nothing_about_them_as_a_vendors()
    {
        var shop = await World.NewShopAsync();
        await Noticing.ChooseAsync(shop.Agent, "message", "mail", "weekly:mon:09:00");
        await Noticing.ChooseAsync(World.Person(shop.Agent.Id, shop.Agent.Name, "buyer"), "message", "mail", "hourly");
        var vendors = (await shop.Agent.GetAsync($"v1/notices/preferences?as={shop.Agent.As}")).Must(200);
        Assert.Equal(("weekly:mon:09:00", "own"), Of(vendors, "message", "mail"));
        Assert.Equal(9, vendors.Json["kinds"]!.AsArray().Count);
        Assert.Equal(["buyer", shop.Agent.As], vendors.Json["roles"]!.AsArray().Select(r => (string)r!));
    }

    [Fact]
    public async Task Bad_choices_are_refused_and_change_nothing()
    {
        var buyer = await world.NewReaderAsync();
        var good = new { kind = "message", channel = "mail", cadence = "hourly" };
        foreach (var choices in new object[][]
        {
            [good, good], [new { kind = "mention", channel = "mail", cadence = "hourly" }], [new { kind = "message", channel = "mail", cadence = "after:0" }],
            [new { kind = "essential", channel = "mail", cadence = "off" }], [new { kind = "message", channel = "pigeon", cadence = "off" }],
        })
            (await buyer.PutAsync("v1/notices/preferences", new { choices, quiet = None })).MustRefuse(400, "validation");
        (await buyer.PutAsync("v1/notices/preferences", new { choices = new[] { good }, quiet = new[] { new { days = new[] { "someday" }, from = "22:00", to = "08:00" } } })).MustRefuse(400, "validation");
        (await buyer.PutAsync("v1/notices/preferences", new { choices = new[] { good }, quiet = None, timeZone = "Mars/Olympus" })).MustRefuse(400, "validation");
        (await buyer.PutAsync("v1/notices/preferences", new { choices = new[] { good } })).MustRefuse(400, "validation");
        (await buyer.GetAsync("v1/notices/preferences?as=vendor:never-issued")).MustRefuse(404, "not-found");
        Assert.Equal(("instant", "default"), Of((await buyer.GetAsync("v1/notices/preferences")).Must(200), "message", "mail"));
    }

    [Fact]
    public async Task A_muted_thread_is_silent_says_why_once_and_speaks_again()
    {
        var talk = await world.NewReadersTalkAsync();
        var path = $"v1/conversations/{talk.Id}/notices";
        Assert.True((await talk.Buyer.PutAsync(path, new { mute = true })).Must(200).Get<bool>("muted"));
        (await talk.Vendor.SayAsync(talk.Id, "One")).Must(201);
        var chosen = (await talk.Buyer.GetAsync("v1/notices/threads")).Must(200).Json.Items().Single();
        Assert.Equal((talk.Id, true, 4), (chosen.Get<Guid>("conversation"), chosen.Get<bool>("muted"), chosen.Items("choices").Length));
        var logged = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("channel") == "mail", "the log says why not");
        Assert.Equal(("not-sent", "off", "Not sent: this is turned off."), (logged.Get<string>("state"), logged.Get<string>("because"), logged.Get<string>("says")));
        (await talk.Buyer.DeleteAsync(path)).Must(204);
        Assert.False((await talk.Buyer.GetAsync(path)).Must(200).Get<bool>("muted"));
        (await talk.Vendor.SayAsync(talk.Id, "Two")).Must(201);
        await world.Site.MailAsync(talk.Buyer, talk.Id, 3);
        (await talk.Buyer.PutAsync(path, new { choices = new[] { new { channel = "mail", cadence = "hourly" } } })).Must(200);
        Assert.Equal("hourly", (await talk.Buyer.GetAsync(path)).Must(200).Get<string>("choices.0.cadence"));
        (await talk.Buyer.PutAsync(path, new { mute = true, choices = new[] { new { channel = "mail", cadence = "hourly" } } })).MustRefuse(400, "validation");
        (await talk.Buyer.PutAsync(path, new { mute = false })).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task No_words_leave_the_house_where_somebody_does_not_want_that()
    {
        var talk = await world.NewReadersTalkAsync();
        (await talk.Buyer.PutAsync("v1/notices/preferences", new { choices = None, quiet = None, textInMail = false })).Must(200);
        (await talk.Vendor.SayAsync(talk.Id, "canary of the mail")).Must(201);
        var mail = await world.Site.MailAsync(talk.Buyer, talk.Id, 2);
        Assert.Null(mail.Threads[0].At("messages.0.text"));
        Assert.DoesNotContain("canary", mail.Parcel.ToJsonString(), StringComparison.Ordinal);
        Assert.True((await World.Store.DumpAsync()).AsSpan().IndexOf("canary of the mail"u8) < 0);
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_and_is_nobody_elses()
    {
        var buyer = await world.NewReaderAsync();
        for (var i = 0; i < 5; i++)
        {
            var talk = await (await World.NewShopAsync()).OpenAsync(buyer, "Hello");
            (await talk.Vendor.SayAsync(talk.Id, "Hello")).Must(201);
        }
        await Eventually.TrueAsync(async () => (await world.LogAsync(buyer)).Length == 5, "all are planned");
        var seen = new HashSet<Guid>();
        for (var cursor = ""; ;)
        {
            var page = (await buyer.GetAsync($"v1/notices?limit=2&cursor={cursor}")).Must(200);
            foreach (var item in page.Json.Items()) Assert.True(seen.Add(item.Get<Guid>("id")));
            if ((string?)page.Json["cursor"] is not { } next) break;
            cursor = next;
        }
        Assert.Equal(5, seen.Count);
        Assert.Empty((await (await world.NewReaderAsync()).GetAsync("v1/notices")).Must(200).Json.Items());
        Assert.Equal(5, (await World.HostClient.GetAsync($"v1/users/{buyer.Id}/notices")).Must(200).Json.Items().Length);
        (await World.HostClient.GetAsync("v1/users/never-issued/notices")).MustRefuse(404, "not-found");
    }

    static (string Cadence, string By) Of(Answer preferences, string kind, string channel)
    {
        var choice = preferences.Json.Items("choices").Single(c => c.Get<string>("kind") == kind && c.Get<string>("channel") == channel);
        return (choice.Get<string>("cadence"), choice.Get<string>("by"));
    }
}

public sealed class Choosing_notices_on_sqlite(NoticeSqlite world) : Choosing_notices(world), IClassFixture<NoticeSqlite>;

public sealed class Choosing_notices_on_postgres(NoticePostgres world) : Choosing_notices(world), IClassFixture<NoticePostgres>;
