using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Parley.Client;
using Parley.Safety.Screening;

namespace Parley.Tests.Safety;

/// <summary>A server of a marketplace called Bazaar with a classifier of its own, in which a new buyer begins two threads an hour.</summary>
public class ShieldingWorld(string kind) : World(kind, new Dictionary<string, string>
{
    ["Parley__Safety__Marketplace"] = "Bazaar", ["Parley__Safety__NewThreadsPerHour"] = "2", ["Parley__Safety__VendorThreadsPerHour"] = "3", ["Parley__Callbacks__Secret"] = Market.AskingWorld.Shared,
    ["Parley__Callbacks__AllowPrivate"] = "true", ["Parley__Callbacks__ClassifierOnFailure"] = "match", ["Parley__Callbacks__ClassifierMilliseconds"] = "2000",
})
{
    public Receiver Judge { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string>> More => new Dictionary<string, string> { ["Parley__Callbacks__ClassifierUrl"] = $"{Judge.Address}/classify" };

    public override async ValueTask InitializeAsync()
    {
        Judge = await Receiver.StartAsync();
        Judge.Answer = async (heard, http) =>
        {
            var text = $"{heard.Json.At("data.text")}";
            if (text.Contains("silence", StringComparison.Ordinal)) http.Response.StatusCode = 500;
            else if (text.Contains("wicked", StringComparison.Ordinal)) await http.Response.WriteAsJsonAsync(new { match = true, reason = "wicked-words" });
            else http.Response.StatusCode = 204;
        };
        await base.InitializeAsync();
        (await HostClient.PutAsync("v1/policy", new
        {
            after = 0,
            policy = new { rules = new object[] { new { name = "posing", what = new[] { "lookalike" }, @do = "hold", harm = 90 }, new { name = "judge", what = new[] { "classifier" }, @do = "refuse" } } },
        })).Must(200);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Judge.DisposeAsync();
    }
}

public sealed class ShieldingSqlite() : ShieldingWorld("sqlite");

public sealed class ShieldingPostgres() : ShieldingWorld("postgres");

/// <summary>Who poses as the marketplace, who is too quick, and what a classifier of the operator's says.</summary>
public abstract class Shielding(ShieldingWorld world) : Facts(world)
{
    [Theory]
    [InlineData("Support", true)]
    [InlineData("Bazaar", true)]
    [InlineData("Bаzааr Support", true)] // with Cyrillic letters
    [InlineData("B4zaar Team", true)]
    [InlineData("ＢＡＺＡＡＲ Customer Service", true)]
    [InlineData("Kundenservice", true)]
    [InlineData("Bea Bazarova", false)]
    [InlineData("Sup Portland", false)]
    [InlineData("Parley Team", true)]
    [InlineData("P4rley Support", true)]
    [InlineData("Ann Parley", false)]
    [InlineData("Parley", false)] // some are called so
    public async Task A_name_like_the_marketplaces_own_is_noticed_however_it_is_written(string name, bool posing)
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync(name));
        (await buyer.PostAsync("v1/conversations", shop.Opening("Is it still there?"))).Must(posing ? 202 : 201);
    }

    [Theory]
    [InlineData("Support", "Clay & Co", true)]
    [InlineData("Parley Team", "Clay & Co", true)]
    [InlineData("Bazaar Helpdesk", "Clay & Co", true)]
    [InlineData("Adam Agent", "Bazaar Support", true)]
    [InlineData("Adam Agent", "Clay & Co", false)]
    public async Task Of_the_vendors_people_the_name_that_the_buyer_reads_is_looked_at_beside_the_shops(string name, string shopName, bool posing)
    {
        var shop = await World.NewShopAsync(shopName);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Is it still there?");
        var agent = await World.NewAgentAsync(shop.VendorId, name: name);
        (await agent.SayAsync(talk.Id, "Yes, it is")).Must(posing ? 202 : 201);
    }

    [Fact]
    public async Task The_people_of_a_new_vendor_begin_so_many_threads_an_hour_together_and_with_a_tier_as_many_as_they_need()
    {
        var shop = await World.NewShopAsync();
        var agents = new[] { shop.Agent, await World.NewAgentAsync(shop.VendorId) };
        var openings = new List<object>();
        for (var i = 0; i < 5; i++)
        {
            var buyer = await World.NewBuyerAsync();
            openings.Add(new { vendor = shop.VendorId, buyer = buyer.Id, subject = new { kind = "order", id = await shop.NewOrderAsync(buyer) }, message = Actor.Message("Your bowls are packed.") });
        }
        for (var i = 0; i < 3; i++) (await agents[i % 2].PostAsync("v1/conversations", openings[i])).Must(201);
        var no = (await agents[1].PostAsync("v1/conversations", openings[3])).MustRefuse(429, "too-many-new-threads");
        Assert.InRange(int.Parse(no.Headers["Retry-After"]), 1, 3600);
        (await agents[0].PostAsync("v1/conversations", openings[0])).Must(200); // it is there
        await World.Host.PutVendorAsync(new Vendor(shop.VendorId, shop.Name) { Tier = "gold" });
        await Eventually.TrueAsync(async () => (await agents[0].PostAsync("v1/conversations", openings[3])).Status is 201 or 200, "the tier is known");
        (await agents[1].PostAsync("v1/conversations", openings[4])).Must(201);
    }

    [Fact]
    public async Task Words_that_only_staff_could_say_with_a_way_out_beside_them_are_noticed()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "Your account will be suspended, they told me.")).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "Your account will be suspended. Go to www.bazaar-verify.com at once.")).Must(202);
    }

    [Fact]
    public async Task A_new_buyer_begins_a_few_threads_an_hour_and_goes_on_in_them()
    {
        var buyer = await World.NewBuyerAsync();
        var shops = new List<Shop>();
        for (var i = 0; i < 3; i++) shops.Add(await World.NewShopAsync());
        var first = await shops[0].OpenAsync(buyer, "Is it still there?");
        await shops[1].OpenAsync(buyer, "Is it still there?");
        var no = (await buyer.PostAsync("v1/conversations", shops[2].Opening("Is it still there?"))).MustRefuse(429, "too-many-new-threads");
        Assert.InRange(int.Parse(no.Headers["Retry-After"]), 1, 3600);
        (await buyer.PostAsync("v1/conversations", shops[0].Opening("And this one?"))).Must(201); // the thread is there
        (await buyer.SayAsync(first.Id, "Thank you")).Must(201);
    }

    [Fact]
    public void Trust_rises_with_what_somebody_did_before()
    {
        var start = DateTimeOffset.UnixEpoch;
        var record = new SenderRecord { PersonId = "x", FirstAt = start, HourAt = start, DayAt = start };
        Assert.Equal(1, record.TrustAt(start.AddDays(40)));
        record.Threads = 3;
        Assert.Equal((1, 4), (record.TrustAt(start.AddHours(23)), record.TrustAt(start.AddDays(1))));
        record.Threads = 20;
        Assert.Equal((4, 12), (record.TrustAt(start.AddDays(29)), record.TrustAt(start.AddDays(30))));
        var (now, taken) = (start.AddDays(31), 0);
        while (record.Take(now, 5) is null) taken++;
        Assert.Equal(60, taken);
        Assert.Equal(TimeSpan.FromHours(1), record.Take(now, 5));
        for (taken = 0; record.Take(now.AddHours(1), 5) is null;) taken++;
        for (; record.Take(now.AddHours(2), 5) is null;) taken++;
        Assert.Equal(120, taken);
        Assert.Equal(TimeSpan.FromHours(21), record.Take(now.AddHours(3), 5));
    }

    [Fact]
    public async Task A_classifier_of_ones_own_is_asked_and_the_policy_decides_what_its_match_and_its_silence_mean()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "fine words")).Must(201);
        Assert.Equal("classifier", (await talk.Buyer.SayAsync(talk.Id, "wicked words")).MustRefuse(422, "refused-by-policy").Get<string>("findings.0.kind"));
        (await talk.Buyer.SayAsync(talk.Id, "silence")).MustRefuse(422, "refused-by-policy");
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = "wicked words" })).Must(200); // a draft is shown to nobody
        Assert.Contains(world.Judge.All, h => $"{h.Json["type"]}" == "message.classify" && $"{h.Json.At("data.text")}" == "fine words" && $"{h.Json.At("data.from")}" == "buyer");
    }
}

public sealed class Shielding_on_sqlite(ShieldingSqlite world) : Shielding(world), IClassFixture<ShieldingSqlite>;

public sealed class Shielding_on_postgres(ShieldingPostgres world) : Shielding(world), IClassFixture<ShieldingPostgres>;

/// <summary>A server whose classifier hears every message and answers none until it is let.</summary>
public sealed class SilentJudgeWorld() : World("sqlite", new Dictionary<string, string> { ["Parley__Callbacks__Secret"] = Market.AskingWorld.Shared, ["Parley__Callbacks__AllowPrivate"] = "true" })
{
    public Receiver Judge { get; private set; } = null!;

    public TaskCompletionSource Let { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> More => new Dictionary<string, string> { ["Parley__Callbacks__ClassifierUrl"] = $"{Judge.Address}/classify" };

    public override async ValueTask InitializeAsync()
    {
        Judge = await Receiver.StartAsync();
        Judge.Answer = async (_, http) =>
        {
            await Let.Task;
            http.Response.StatusCode = 204;
        };
        await base.InitializeAsync();
        (await HostClient.PutAsync("v1/policy", new { after = 0, policy = new { rules = new object[] { new { name = "judge", what = new[] { "classifier" }, @do = "refuse" } } } })).Must(200);
    }

    public override async ValueTask DisposeAsync()
    {
        Let.TrySetResult();
        await base.DisposeAsync();
        await Judge.DisposeAsync();
    }
}

/// <summary>A classifier that does not answer.</summary>
public sealed class A_silent_classifier(SilentJudgeWorld world) : Facts(world), IClassFixture<SilentJudgeWorld>
{
    [Fact]
    public async Task Is_not_waited_for_and_its_silence_finds_nothing_unless_that_is_wished()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "fine words")).Must(201); // while the classifier has it still
        Assert.False(world.Let.Task.IsCompleted);
        Assert.Contains(world.Judge.All, h => $"{h.Json.At("data.text")}" == "fine words");
    }
}
