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

public sealed class Assigning_on_sqlite(SqliteWorld world) : Assigning(world), IClassFixture<SqliteWorld>;

public sealed class Assigning_on_postgres(PostgresWorld world) : Assigning(world), IClassFixture<PostgresWorld>;
