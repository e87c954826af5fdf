using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Safety.Screening;

namespace Parley.Tests.Safety;

/// <summary>A server that takes thirteen messages of a new buyer in ten minutes, and asks the marketplace about each.</summary>
public class RatingWorld(string kind) : World(kind, new Dictionary<string, string>
{
    ["Parley__Safety__MessagesPerTenMinutes"] = "13", ["Parley__Callbacks__Secret"] = Market.AskingWorld.Shared, ["Parley__Callbacks__AllowPrivate"] = "true", ["Parley__Callbacks__SignOffOnFailure"] = "allow",
})
{
    public const int Most = 13, AnotherNode = Most / 6;

    public Receiver Shop { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string>> More => new Dictionary<string, string> { ["Parley__Callbacks__SignOffUrl"] = $"{Shop.Address}/sign-off" };

    public override async ValueTask InitializeAsync()
    {
        Shop = await Receiver.StartAsync();
        await base.InitializeAsync();
        (await HostClient.PutAsync("v1/policy", new { after = 0, policy = new { rules = new[] { new { name = "look-first", what = new[] { "beasts" }, @do = "hold" } }, lists = new[] { new { name = "beasts", words = new[] { "zebra" } } } } })).Must(200);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Shop.DisposeAsync();
    }

    /// <summary>Whether the marketplace was asked about this text.</summary>
    public bool WasAsked(string text) => Shop.All.Any(h => $"{h.Json.At("data.message.text")}" == text);

    /// <summary>How many of so many are taken; the first refusal ends it.</summary>
    public static async Task<(int Taken, Answer? Refusal)> WriteAsync(Actor author, Guid thread, int most)
    {
        for (var taken = 0; taken < most; taken++)
            if (await author.SayAsync(thread, "Thank you very much for the quick and friendly answer") is { Status: not 201 } no) return (taken, no);
        return (most, null);
    }
}

public sealed class RatingSqlite() : RatingWorld("sqlite");

public sealed class RatingPostgres() : RatingWorld("postgres");

/// <summary>How much one person may write in a short time.</summary>
public abstract class Rating(RatingWorld world) : Facts(world)
{
    [Fact]
    public async Task A_new_buyer_writes_so_much_over_all_threads_and_reads_when_it_ends()
    {
        var buyer = await World.NewBuyerAsync();
        var (one, two) = (await (await World.NewShopAsync()).OpenAsync(buyer, "Is it still there?"), await (await World.NewShopAsync()).OpenAsync(buyer, "Is it still there?"));
        var first = Guid.NewGuid();
        (await buyer.SayAsync(one.Id, "the first of them", first)).Must(201);
        Assert.Equal(4, (await RatingWorld.WriteAsync(buyer, one.Id, 4)).Taken);
        var (taken, no) = await RatingWorld.WriteAsync(buyer, two.Id, RatingWorld.Most);
        Assert.Equal(RatingWorld.Most - 7, taken); // two openings, one, four
        Assert.InRange(int.Parse(no!.MustRefuse(429, "too-many-messages").Headers["Retry-After"]), 1, 600);
        Assert.Matches("minute", no.Get<string>("detail"));
        (await buyer.SayAsync(one.Id, "the first of them", first)).Must(200); // a retry
        (await buyer.SayAsync(one.Id, "and so on")).MustRefuse(429, "too-many-messages");
        (await buyer.PostAsync($"v1/conversations/{one.Id}/draft-check", new { text = "and so on" })).Must(200);
        Assert.Equal(RatingWorld.Most + 1, (await RatingWorld.WriteAsync(one.Vendor, one.Id, RatingWorld.Most + 1)).Taken); // their people answer many
    }

    [Fact]
    public async Task Who_has_written_too_much_opens_nothing_and_the_marketplace_is_not_asked()
    {
        var talk = await World.NewTalkAsync();
        (await RatingWorld.WriteAsync(talk.Buyer, talk.Id, RatingWorld.Most)).Refusal!.MustRefuse(429, "too-many-messages");
        var (shop, text) = (await World.NewShopAsync(), $"Is bowl {Guid.NewGuid():N} there?");
        var began = await ThreadsAsync(talk.Buyer.Id);
        (await talk.Buyer.PostAsync("v1/conversations", shop.Opening(text))).MustRefuse(429, "too-many-messages");
        (await talk.Buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&subject=listing:{shop.ListingId}")).Must(404);
        Assert.Equal(began, await ThreadsAsync(talk.Buyer.Id));
        (await talk.Buyer.PostAsync("v1/conversations", talk.Shop.Opening(text))).MustRefuse(429, "too-many-messages"); // nor in one that is there
        Assert.False(world.WasAsked(text));
        (await (await World.NewBuyerAsync()).PostAsync("v1/conversations", shop.Opening(text))).Must(201);
        Assert.True(world.WasAsked(text));
    }

    async Task<int> ThreadsAsync(string person)
    {
        await using var db = World.Store.Open();
        return await db.Set<SenderRecord>().Where(s => s.PersonId == person).Select(s => s.Threads).SingleAsync();
    }

    [Fact]
    public async Task What_waits_behind_a_message_in_review_counts_as_well()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "Do you have a zebra?")).Must(202);
        var written = 2; // with the opening
        Answer answer;
        while ((answer = await talk.Buyer.SayAsync(talk.Id, "Thank you very much for the quick and friendly answer")).Status == 202 && written < 2 * RatingWorld.Most) written++;
        answer.MustRefuse(429, "too-many-messages");
        Assert.Equal(RatingWorld.Most, written);
    }

    [Fact]
    public async Task Whom_the_marketplace_trusts_writes_on()
    {
        var talk = await World.NewTalkAsync();
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, talk.Buyer.Name) { Attributes = new Dictionary<string, string> { ["trusted"] = "true" } });
        await World.Host.PutVendorAsync(new Vendor(talk.Shop.VendorId, talk.Shop.Name) { Tier = "gold" });
        Assert.Equal(RatingWorld.Most * 2, (await RatingWorld.WriteAsync(talk.Buyer, talk.Id, RatingWorld.Most * 2)).Taken);
        Assert.Equal(RatingWorld.Most * 6, (await RatingWorld.WriteAsync(talk.Vendor, talk.Id, RatingWorld.Most * 6)).Taken);
    }

    [Fact]
    public void More_is_taken_with_history_and_in_the_next_ten_minutes()
    {
        var start = DateTimeOffset.UnixEpoch.AddYears(50);
        var record = new SenderRecord { PersonId = "x", FirstAt = start, WindowAt = start };
        Assert.Equal((2, start.AddMinutes(10)), record.Write(10, start, start.AddMinutes(2), 12));
        Assert.Equal((0, start.AddMinutes(10)), record.Write(2, start, start.AddMinutes(3), 12));
        Assert.Equal((10, start.AddMinutes(21)), record.Write(2, start.AddMinutes(11), start.AddMinutes(11), 12));
        Assert.Equal(2, record.InWindow);
        (record.Threads, record.FirstAt) = (3, start.AddDays(-1));
        Assert.Equal((1, start.AddMinutes(21)), record.Write(45, start, start.AddMinutes(12), 12));
        Assert.Equal((0, start.AddMinutes(21)), record.Write(1, start, start.AddMinutes(12), 12));
    }
}

public sealed class Rating_on_sqlite(RatingSqlite world) : Rating(world), IClassFixture<RatingSqlite>;

public sealed class Rating_on_postgres(RatingPostgres world) : Rating(world), IClassFixture<RatingPostgres>
{
    [Fact]
    public async Task Another_node_knows_what_was_written_here()
    {
        await using var other = await World.SecondNodeAsync();
        var talk = await World.NewTalkAsync();
        var (taken, no) = await RatingWorld.WriteAsync(talk.Buyer, talk.Id, RatingWorld.Most);
        Assert.Equal(RatingWorld.Most - 1, taken); // the opening was one
        no!.MustRefuse(429, "too-many-messages");
        var there = await RatingWorld.WriteAsync(World.At(talk.Buyer, other), talk.Id, RatingWorld.Most);
        Assert.Equal(RatingWorld.AnotherNode, there.Taken);
        there.Refusal!.MustRefuse(429, "too-many-messages");
    }
}
