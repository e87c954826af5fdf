using Parley.Client;

namespace Parley.Tests.Conversations;

/// <summary>Threads come to agents by themselves, where a team wants that.</summary>
public abstract class Assigning(World world) : Facts(world)
{
    /// <summary>A shop whose owner takes no threads, and two agents who do.</summary>
    sealed record Desk(Shop Shop, Actor Adam, Actor Nora);

    async Task<Desk> NewDeskAsync(string assign, int capacity = 20, int awayMinutes = 60)
    {
        var shop = await World.NewShopAsync();
        var desk = new Desk(shop, await World.NewAgentAsync(shop.VendorId), await World.NewAgentAsync(shop.VendorId, name: "Nora Next"));
        (await AwayAsync(shop.Agent, shop, shop.Agent.Id, true)).Must(200);
        (await shop.Agent.PutAsync($"v1/vendors/{shop.VendorId}/team/settings", new { assign, capacity, awayMinutes })).Must(200);
        return desk;
    }

    static Task<Answer> AwayAsync(Actor who, Shop shop, string person, bool away, DateTimeOffset? until = null) =>
        who.PutAsync($"v1/vendors/{shop.VendorId}/team/{person}/availability", until is null ? new { away } : new { away, until });

    async Task<Talk> AskAsync(Shop shop) => await shop.OpenAsync(await World.NewBuyerAsync(), "Is it there?");

    static async Task<string?> HolderAsync(Talk talk) => (string?)(await talk.Shop.Agent.ViewAsync(talk.Id)).Must(200).Json.At("filing.assignee")?["id"];

    static Task HasAsync(Talk talk, string? person) => Eventually.TrueAsync(async () => await HolderAsync(talk) == person, $"the thread is {person ?? "nobody"}'s");

    static async Task<string> SomebodyHasAsync(Talk talk)
    {
        await Eventually.TrueAsync(async () => await HolderAsync(talk) is not null, "somebody has the thread");
        return (await HolderAsync(talk))!;
    }

    [Fact]
    public async Task By_turns_everybody_gets_the_same_number()
    {
        var desk = await NewDeskAsync("round-robin");
        var holders = new List<string>();
        for (var i = 0; i < 6; i++) holders.Add(await SomebodyHasAsync(await AskAsync(desk.Shop)));
        Assert.Equal([3, 3], new[] { desk.Adam, desk.Nora }.Select(a => holders.Count(h => h == a.Id)));
        for (var i = 1; i < 6; i++) Assert.NotEqual(holders[i - 1], holders[i]);
    }

    [Fact]
    public async Task Who_owes_the_fewest_answers_gets_the_next_thread()
    {
        var desk = await NewDeskAsync("by-hand");
        for (var i = 0; i < 2; i++) await World.GiveAsync(await AskAsync(desk.Shop), desk.Adam.Id);
        (await desk.Shop.Agent.PutAsync($"v1/vendors/{desk.Shop.VendorId}/team/settings", new { assign = "least-busy" })).Must(200);
        for (var i = 0; i < 2; i++) await HasAsync(await AskAsync(desk.Shop), desk.Nora.Id);
    }

    [Fact]
    public async Task Nobody_gets_more_than_they_can_take_and_what_waits_is_given_when_there_is_room()
    {
        var desk = await NewDeskAsync("round-robin", capacity: 1);
        var (first, second) = (await AskAsync(desk.Shop), await AskAsync(desk.Shop));
        await SomebodyHasAsync(first);
        var holder = await SomebodyHasAsync(second);
        var third = await AskAsync(desk.Shop);
        await AskAsync((await NewDeskAsync("round-robin")).Shop); // time for another look
        Assert.Null(await HolderAsync(third));
        (await desk.Shop.Agent.SayAsync(second.Id, "It is")).Must(201);
        await HasAsync(third, holder);
    }

    [Fact]
    public async Task Who_is_away_or_only_reads_gets_nothing_and_what_waits_is_given_when_somebody_is_back()
    {
        var desk = await NewDeskAsync("least-busy");
        await World.NewAgentAsync(desk.Shop.VendorId, AgentRole.ReadOnly);
        (await AwayAsync(desk.Adam, desk.Shop, desk.Adam.Id, true)).Must(200);
        (await AwayAsync(desk.Shop.Agent, desk.Shop, desk.Nora.Id, true, DateTimeOffset.UtcNow.AddHours(1))).Must(200);
        Assert.Equal(3, (await desk.Adam.GetAsync($"v1/vendors/{desk.Shop.VendorId}/team/availability")).Must(200).Json.Items().Length);
        var talk = await AskAsync(desk.Shop);
        var other = await NewDeskAsync("round-robin");
        await SomebodyHasAsync(await AskAsync(other.Shop)); // the worker has been here since
        Assert.Null(await HolderAsync(talk));
        (await AwayAsync(desk.Adam, desk.Shop, desk.Adam.Id, false)).Must(200);
        await HasAsync(talk, desk.Adam.Id);
    }

    [Fact]
    public async Task What_a_hand_gave_stays_and_what_the_machine_gave_goes_on_when_its_agent_stays_away()
    {
        var desk = await NewDeskAsync("least-busy", awayMinutes: 0);
        (await AwayAsync(desk.Nora, desk.Shop, desk.Nora.Id, true)).Must(200);
        var machines = await AskAsync(desk.Shop);
        await HasAsync(machines, desk.Adam.Id);
        var hands = await AskAsync(desk.Shop);
        await HasAsync(hands, desk.Adam.Id);
        await World.GiveAsync(hands, desk.Shop.Agent.Id); // the owner, who is away
        (await AwayAsync(desk.Nora, desk.Shop, desk.Nora.Id, false)).Must(200);
        (await AwayAsync(desk.Adam, desk.Shop, desk.Adam.Id, true)).Must(200);
        await HasAsync(machines, desk.Nora.Id);
        Assert.Equal(desk.Shop.Agent.Id, await HolderAsync(hands));
    }

    [Fact]
    public async Task What_an_agent_had_who_left_the_team_is_given_to_somebody_else()
    {
        var desk = await NewDeskAsync("by-hand");
        var talk = await AskAsync(desk.Shop);
        await World.GiveAsync(talk, desk.Adam.Id);
        (await desk.Shop.Agent.PutAsync($"v1/vendors/{desk.Shop.VendorId}/team/settings", new { assign = "round-robin" })).Must(200);
        await SomebodyHasAsync(await AskAsync(desk.Shop));
        Assert.Equal(desk.Adam.Id, await HolderAsync(talk));
        await World.Host.DeleteAgentAsync(desk.Shop.VendorId, desk.Adam.Id);
        await HasAsync(talk, desk.Nora.Id);
    }

    [Fact]
    public async Task While_the_vendor_is_closed_nothing_is_given()
    {
        var desk = await NewDeskAsync("round-robin");
        var hours = $"v1/vendors/{desk.Shop.VendorId}/hours";
        var day = DateTimeOffset.UtcNow;
        (await desk.Shop.Agent.PutAsync(hours, new { timeZone = "UTC", away = new { from = day.AddDays(-1), until = day.AddDays(1) } })).Must(200);
        var talk = await AskAsync(desk.Shop);
        await SomebodyHasAsync(await AskAsync((await NewDeskAsync("round-robin")).Shop));
        Assert.Null(await HolderAsync(talk));
        (await desk.Shop.Agent.PutAsync(hours, new { timeZone = "UTC" })).Must(200);
        await SomebodyHasAsync(talk);
    }

    /// <summary>Hours by a wall clock in UTC that hold now, or that do not.</summary>
    static object[] HoursThat(bool hold)
    {
        var now = DateTimeOffset.UtcNow;
        var days = new[] { now.AddDays(-1), now, now.AddDays(1) }.Select(d => d.DayOfWeek.ToString().ToLowerInvariant()).ToList();
        return hold
            ? [.. days.Select(day => new { day, from = "00:00", until = "24:00" })]
            : [new { day = now.AddDays(3).DayOfWeek.ToString().ToLowerInvariant(), from = "09:00", until = "17:00" }];
    }

    static Task<Answer> HoursAsync(Actor who, Shop shop, string person, params object[] weekly) => who.PutAsync($"v1/vendors/{shop.VendorId}/team/{person}/hours", new { weekly });

    [Fact]
    public async Task Who_is_outside_of_their_own_hours_gets_nothing_and_what_waits_is_given_when_they_begin()
    {
        var desk = await NewDeskAsync("round-robin");
        (await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id, HoursThat(hold: false))).Must(200);
        (await HoursAsync(desk.Shop.Agent, desk.Shop, desk.Nora.Id, HoursThat(hold: true))).Must(200);
        for (var i = 0; i < 3; i++) await HasAsync(await AskAsync(desk.Shop), desk.Nora.Id);
        var off = (await HoursAsync(desk.Nora, desk.Shop, desk.Nora.Id, HoursThat(hold: false))).Must(200);
        Assert.Equal((false, false), (off.Get<bool>("working"), off.Get<bool>("away")));
        var talk = await AskAsync(desk.Shop);
        await SomebodyHasAsync(await AskAsync((await NewDeskAsync("round-robin")).Shop)); // the worker has been here since
        Assert.Null(await HolderAsync(talk));
        await World.GiveAsync(await AskAsync(desk.Shop), desk.Adam.Id); // by hand it goes to whom it goes
        (await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id, HoursThat(hold: true))).Must(200);
        await HasAsync(talk, desk.Adam.Id);
        (await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id)).Must(200);
        var list = (await desk.Nora.GetAsync($"v1/vendors/{desk.Shop.VendorId}/team/availability")).Must(200).Json.Items();
        Assert.Equal([(desk.Shop.Agent.Id, true, 0), (desk.Nora.Id, false, 1)], list.Select(a => (a.Get<string>("userId"), a.Get<bool>("away"), a.Items("weekly").Length)).OrderByDescending(a => a.Item2));
    }

    [Fact]
    public async Task Own_hours_are_by_the_vendors_wall_clock_and_do_not_open_a_closed_vendor()
    {
        var desk = await NewDeskAsync("round-robin");
        var (hours, now) = ($"v1/vendors/{desk.Shop.VendorId}/hours", DateTimeOffset.UtcNow);
        (await AwayAsync(desk.Nora, desk.Shop, desk.Nora.Id, true)).Must(200);
        (await desk.Shop.Agent.PutAsync(hours, new { timeZone = "Pacific/Kiritimati" })).Must(200); // fourteen hours ahead
        var there = now.AddHours(14);
        var (from, until) = (there.AddMinutes(-30), there.AddMinutes(30));
        var (start, end) = ((int)from.TimeOfDay.TotalMinutes, (int)from.TimeOfDay.TotalMinutes + 60);
        var own = new { day = from.DayOfWeek.ToString().ToLowerInvariant(), from = $"{start / 60:00}:{start % 60:00}", until = $"{end / 60:00}:{end % 60:00}" };
        Assert.True((await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id, own)).Must(200).Get<bool>("working"), until.ToString());
        await HasAsync(await AskAsync(desk.Shop), desk.Adam.Id);
        (await desk.Shop.Agent.PutAsync(hours, new { timeZone = "UTC" })).Must(200);
        var list = (await desk.Adam.GetAsync($"v1/vendors/{desk.Shop.VendorId}/team/availability")).Must(200).Json.Items();
        Assert.False(list.Single(a => a.Get<string>("userId") == desk.Adam.Id).Get<bool>("working"));
        (await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id, HoursThat(hold: true))).Must(200);
        (await desk.Shop.Agent.PutAsync(hours, new { timeZone = "UTC", away = new { from = now.AddDays(-1) } })).Must(200);
        var talk = await AskAsync(desk.Shop);
        await SomebodyHasAsync(await AskAsync((await NewDeskAsync("round-robin")).Shop));
        Assert.Null(await HolderAsync(talk));
    }

    [Fact]
    public async Task The_row_says_how_a_machine_came_to_give_it()
    {
        var desk = await NewDeskAsync("round-robin");
        var talk = await AskAsync(desk.Shop);
        var holder = await SomebodyHasAsync(talk);
        Assert.Equal("round-robin", await ReasonAsync());
        Assert.Null((await talk.Buyer.ViewAsync(talk.Id)).Must(200).Json["filing"]);
        var other = holder == desk.Adam.Id ? desk.Nora : desk.Adam;
        var acted = (await desk.Shop.Agent.PostAsync($"v1/inbox/acts?as={desk.Shop.Agent.As}", new { conversations = new[] { talk.Id }, act = new { type = "assign", agent = other.Id } })).Must(200);
        Assert.Null(await ReasonAsync());
        (await desk.Shop.Agent.DeleteAsync($"v1/inbox/acts/{acted.Get<Guid>("undo")}?as={desk.Shop.Agent.As}")).Must(200);
        Assert.Equal("round-robin", await ReasonAsync());
        (await desk.Shop.Agent.PutAsync($"v1/vendors/{desk.Shop.VendorId}/team/settings", new { assign = "by-hand" })).Must(200);
        var rule = new { name = "Glass is Nora's", on = new[] { "message" }, when = new { fact = "words", @is = new[] { "glass" } }, @do = new[] { new { type = "assign", to = desk.Nora.Id } } };
        (await desk.Shop.Agent.PutAsync($"v1/rules?as={desk.Shop.Agent.As}", new { version = 0, rules = new[] { rule } })).Must(200);
        talk = await desk.Shop.OpenAsync(await World.NewBuyerAsync(), "In glass?");
        await HasAsync(talk, desk.Nora.Id);
        Assert.Equal("Glass is Nora's", await ReasonAsync());

        async Task<string?> ReasonAsync() => (string?)(await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json.At("filing.assignReason");
    }

    [Fact]
    public async Task Own_hours_are_said_by_oneself_or_an_owner_and_make_sense()
    {
        var desk = await NewDeskAsync("by-hand");
        var stranger = await World.NewShopAsync("Elsewhere");
        (await HoursAsync(desk.Adam, desk.Shop, desk.Nora.Id)).MustRefuse(403, "forbidden");
        (await HoursAsync(stranger.Agent, desk.Shop, desk.Nora.Id)).MustRefuse(404, "not-found");
        (await HoursAsync(desk.Shop.Agent, desk.Shop, stranger.Agent.Id)).MustRefuse(404, "not-found");
        foreach (var bad in new object[] { new { day = "someday", from = "09:00", until = "10:00" }, new { day = "monday", from = "10:00", until = "09:00" }, new { day = "monday", from = "9", until = "10:00" }, new { day = "monday", from = "00:00", until = "48:00" }, "monday" })
            (await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id, bad)).MustRefuse(400, "validation");
        (await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id, new { day = "monday", from = "09:00", until = "12:00" }, new { day = "monday", from = "11:00", until = "13:00" })).MustRefuse(400, "validation");
        (await HoursAsync(desk.Adam, desk.Shop, desk.Adam.Id, [.. Enumerable.Range(0, 51).Select(i => (object)new { day = "monday", from = "09:00", until = "12:00" })])).MustRefuse(400, "validation");
        (await desk.Adam.PutAsync($"v1/vendors/{desk.Shop.VendorId}/team/{desk.Adam.Id}/hours", new { })).MustRefuse(400, "validation");
        Assert.Single((await desk.Adam.GetAsync($"v1/vendors/{desk.Shop.VendorId}/team/availability")).Must(200).Json.Items());
    }

    [Fact]
    public async Task Oneself_or_an_owner_says_who_is_away_and_nobody_else()
    {
        var desk = await NewDeskAsync("by-hand");
        var stranger = await World.NewShopAsync("Elsewhere");
        (await AwayAsync(desk.Adam, desk.Shop, desk.Nora.Id, true)).MustRefuse(403, "forbidden");
        (await AwayAsync(stranger.Agent, desk.Shop, desk.Nora.Id, true)).MustRefuse(404, "not-found");
        (await AwayAsync(desk.Shop.Agent, desk.Shop, stranger.Agent.Id, true)).MustRefuse(404, "not-found");
        (await AwayAsync(desk.Adam, desk.Shop, desk.Adam.Id, true, DateTimeOffset.UtcNow.AddMinutes(-1))).MustRefuse(400, "validation");
        (await AwayAsync(desk.Adam, desk.Shop, desk.Adam.Id, true, DateTimeOffset.UtcNow.AddDays(400))).MustRefuse(400, "validation");
        (await AwayAsync(desk.Adam, desk.Shop, desk.Adam.Id, false, DateTimeOffset.UtcNow.AddDays(1))).MustRefuse(400, "validation");
        foreach (var bad in new object[] { new { capacity = 0 }, new { capacity = 1001 }, new { awayMinutes = -1 }, new { assign = "at-random" } })
            (await desk.Shop.Agent.PutAsync($"v1/vendors/{desk.Shop.VendorId}/team/settings", bad)).MustRefuse(400, "validation");
    }
}

public sealed class Assigning_on_sqlite(CommonSqlite world) : Assigning(world);

public sealed class Assigning_on_postgres(CommonPostgres world) : Assigning(world);
