using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>A server to which nobody else sends offers: its window would take them for variants.</summary>
public sealed class OffersSqlite() : World("sqlite");

/// <inheritdoc cref="OffersSqlite"/>
public sealed class OffersPostgres() : World("postgres");

/// <summary>One text that goes to many, spun a little for each, whoever sends it.</summary>
public abstract class OneToMany(World world) : Facts(world)
{
    public const string Offer = "Congratulations! You have won a FREE promotion package worth $1000. We boost your store to 10,000 visitors a day, guaranteed sales, best SEO price, act now and claim your discount today!!!";

    static readonly string[] Hello = ["Hello", "Hi there", "Dear seller", "Good day"], Us = ["our agency", "our team", "our studio", "our people"], Make = ["writes", "delivers", "makes", "produces"],
        Many = ["500", "800", "900", "1,200"], Price = ["half the price", "the best price", "a tiny price", "the lowest price"];

    /// <summary>Each number another.</summary>
    static string Spun(int n) =>
        $"{Hello[n % 4]}, {Us[n / 4 % 4]} {Make[n / 16 % 4]} product descriptions and newsletters for online stores, {Many[(n + n / 4) % 4]} happy clients already, professional translation into ten languages at {Price[(n * 3 + n / 16) % 4]}, buy one month and get another for free, order your bundle now!";

    /// <summary>What a shop might tell those who ordered, in the middle of the year.</summary>
    static string Sale(int n) => $"{Hello[n % 4]}, {(n % 2 == 0 ? "big" : "huge")} summer sale at our shop: buy now and get {20 + n} % discount on everything, free shipping, limited offer, best price guaranteed, order today before it ends!";

    [Fact]
    public async Task Forty_variants_by_forty_people_are_one_case_and_one_decision()
    {
        var shops = new List<Shop>();
        for (var i = 0; i < 8; i++) shops.Add(await World.NewShopAsync());
        Assert.Equal(40, Enumerable.Range(0, 40).Select(Spun).Distinct().Count());
        var sent = new Dictionary<Guid, string>();
        for (var i = 0; i < 40; i++)
        {
            var buyer = await World.NewBuyerAsync();
            sent.Add((await shops[i % 8].OpenAsync(buyer, Spun(i))).Id, buyer.Id);
        }
        var threads = sent.Keys.ToList();
        async Task<List<Flag>> FlagsAsync()
        {
            await using var db = World.Store.Open();
            return await db.Set<Flag>().Where(f => f.ConversationId != null && threads.Contains(f.ConversationId.Value)).ToListAsync();
        }
        await Eventually.TrueAsync(async () => (await FlagsAsync()).Count == 40, "all forty are flagged"); // the first ones too, of which nobody could know before the fourth
        var flags = await FlagsAsync();
        var id = Assert.Single(flags.Select(f => f.CaseId).Distinct());
        var moderator = World.NewOperator();
        (await moderator.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        var decided = (await moderator.DecideAsync(id, new { act = "warn", facts = "The same offer went to many sellers.", ground = "rule", reference = "Rule 3: no mass messages" })).Must(200);
        Assert.Equal(flags.Select(f => sent[f.ConversationId!.Value]).Order(), decided.Json.Items("decisions").Select(d => d.Get<string>("person")).Order());
    }

    [Fact]
    public async Task Who_says_once_what_somebody_else_tells_many_is_not_flagged_with_them()
    {
        const string Text = "Good day, could you make twenty bowls with a blue rim for the café that we open in spring, and how long would that take you? We would like to see some of your work first if that is possible.";
        var shops = new List<Shop>();
        for (var i = 0; i < 9; i++) shops.Add(await World.NewShopAsync()); // eight may be asked the same
        var once = (await shops[0].OpenAsync(await World.NewBuyerAsync(), Text)).Id;
        var buyer = await World.NewBuyerAsync();
        var often = new List<Guid>();
        foreach (var shop in shops) often.Add((await shop.OpenAsync(buyer, Text)).Id);
        await using var db = World.Store.Open();
        await Eventually.TrueAsync(async () => await db.Set<Flag>().CountAsync(f => f.Kind == "repeated" && f.ConversationId != null && often.Contains(f.ConversationId.Value)) == 9, "all of whoever tells it to many are flagged, the first ones too");
        Assert.False(await db.Set<Parley.Safety.Screening.ScreenedMessage>().AnyAsync(s => s.ConversationId == once));
    }

    [Fact]
    public async Task A_vendor_who_offers_the_same_to_many_is_noticed_and_who_tells_them_of_their_orders_is_not()
    {
        var shop = await World.NewShopAsync();
        var (offered, told) = (new List<Guid>(), new List<Guid>());
        for (var i = 0; i < 6; i++)
        {
            offered.Add(await OpenAsync(shop, Sale(i)));
            told.Add(await OpenAsync(shop, $"Good morning, the {i + 2} bowls that you ordered are packed and leave our workshop this afternoon."));
        }
        await using var db = World.Store.Open();
        var noted = (await db.Set<Parley.Safety.Screening.ScreenedMessage>().Where(s => offered.Contains(s.ConversationId) || told.Contains(s.ConversationId)).ToListAsync()).FindAll(s => s.FlagKind is "repeated" or "spam");
        Assert.DoesNotContain(noted, s => told.Contains(s.ConversationId));
        Assert.Superset(offered.Skip(3).ToHashSet(), noted.Select(s => s.ConversationId).ToHashSet());
        Assert.Single(noted.Where(s => offered.IndexOf(s.ConversationId) >= 3).Select(s => s.GroupKey).Distinct());
        Assert.All(noted.Where(s => offered.IndexOf(s.ConversationId) >= 3), s => Assert.Contains("\"repeated\"", s.Findings, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_vendor_answers_is_no_offer_to_many_however_often_it_is_said()
    {
        for (var (i, shop) = (0, await World.NewShopAsync()); i < 5; i++)
        {
            var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "Is it still there?");
            (await talk.Vendor.SayAsync(talk.Id, Sale(i))).Must(201);
            await using var db = World.Store.Open();
            Assert.False(await db.Set<Parley.Safety.Screening.ScreenedMessage>().AnyAsync(s => s.ConversationId == talk.Id));
        }
    }

    async Task<Guid> OpenAsync(Shop shop, string text)
    {
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        return (await shop.Agent.PostAsync("v1/conversations", new { vendor = shop.VendorId, buyer = buyer.Id, subject = new { kind = "order", id = order }, message = Actor.Message(text) })).Must(201).Get<Guid>("conversation.id");
    }
}

public sealed class OneToMany_on_sqlite(OffersSqlite world) : OneToMany(world), IClassFixture<OffersSqlite>;

public sealed class OneToMany_on_postgres(OffersPostgres world) : OneToMany(world), IClassFixture<OffersPostgres>;
