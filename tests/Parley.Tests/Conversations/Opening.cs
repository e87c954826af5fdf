using Parley.Client;

namespace Parley.Tests.Conversations;

/// <summary>Who may start which thread, and that starting it twice finds the one that exists.</summary>
public abstract class Opening(World world) : Facts(world)
{
    [Fact]
    public async Task The_same_thread_opened_32_times_at_once_is_one_thread_with_every_message()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => buyer.PostAsync("v1/conversations", shop.Opening($"{i}"))));
        Assert.All(answers, a => a.Must(201));
        var id = Assert.Single(answers.Select(a => a.Get<Guid>("conversation.id")).Distinct());
        Assert.Equal(Enumerable.Range(1, 32), (await buyer.WholeThreadAsync(id)).Select(m => m.Seq));
        Assert.Single((await buyer.InboxAsync()).Json.Items());
    }

    [Fact]
    public async Task Opening_again_with_the_same_message_stores_nothing_more()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var client = Guid.NewGuid();
        var first = (await buyer.PostAsync("v1/conversations", shop.Opening("Hi", client))).Must(201);
        var again = (await buyer.PostAsync("v1/conversations", shop.Opening("Hi", client))).Must(200);
        Assert.Equal(first.Get<Guid>("conversation.id"), again.Get<Guid>("conversation.id"));
        Assert.Equal(1, again.Get<int>("message.seq"));
        Assert.Equal(1, again.Get<int>("conversation.lastSeq"));
    }

    [Fact]
    public async Task Each_subject_and_topic_has_a_thread_of_its_own()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        var ids = new List<Guid>
        {
            (await buyer.PostAsync("v1/conversations", shop.Opening("listing"))).Must(201).Get<Guid>("conversation.id"),
            (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("order") })).Must(201).Get<Guid>("conversation.id"),
            (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "delivery", message = Actor.Message("topic") })).Must(201).Get<Guid>("conversation.id"),
            (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, message = Actor.Message("general") })).Must(201).Get<Guid>("conversation.id"),
        };
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[1], (await buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&subject=order:{order}")).Must(200).Get<Guid>("id"));
        Assert.Equal(ids[2], (await buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&topic=delivery")).Must(200).Get<Guid>("id"));
        Assert.Equal(4200, (await buyer.ViewAsync(ids[1])).Get<int>("subject.amount.minor"));
    }

    [Fact]
    public async Task A_vendors_agent_finds_the_thread_about_an_order_of_its_own_and_no_other()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        (await FindAsync(shop, $"order:{order}")).MustRefuse(404, "not-found"); // there is no thread yet
        var id = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("When?") })).Must(201).Get<Guid>("conversation.id");
        var found = (await FindAsync(shop, $"order:{order}")).Must(200);
        Assert.Equal((id, "vendor", 1, true), (found.Get<Guid>("id"), found.Get<string>("party"), found.Get<int>("unread"), found.Get<bool>("canWrite")));
        (await FindAsync(await World.NewShopAsync("Elsewhere"), $"order:{order}")).MustRefuse(404, "not-found");
        (await FindAsync(shop, $"listing:{shop.ListingId}")).MustRefuse(404, "not-found"); // a listing has many buyers
        (await shop.Agent.GetAsync($"v1/conversations/find?as={shop.Agent.As}")).MustRefuse(400, "validation");
        (await shop.Agent.GetAsync($"v1/conversations/find?as={shop.Agent.As}&vendor=another&subject=order:{order}")).MustRefuse(400, "validation");

        static Task<Answer> FindAsync(Shop shop, string subject) => shop.Agent.GetAsync($"v1/conversations/find?as={shop.Agent.As}&subject={subject}");
    }

    [Fact]
    public async Task A_vendor_may_write_first_about_an_order_of_its_own_within_the_window()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer, daysAgo: 89);
        var opened = (await FirstAsync(shop, buyer, order)).Must(201);
        Assert.Equal("vendor", opened.Get<string>("conversation.party"));
        Assert.Equal("vendor", (await buyer.InboxAsync()).Get<string>("items.0.last.author.party"));
    }

    [Fact]
    public async Task A_vendor_may_not_write_first_about_anything_else()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var stranger = await World.NewBuyerAsync("Sam Stranger");
        var other = await World.NewShopAsync("Other");
        (await FirstAsync(shop, buyer, await shop.NewOrderAsync(buyer, daysAgo: 91))).MustRefuse(403, "contact-not-allowed");
        (await FirstAsync(shop, stranger, await shop.NewOrderAsync(buyer))).MustRefuse(403, "contact-not-allowed");
        (await FirstAsync(shop, buyer, await other.NewOrderAsync(buyer))).MustRefuse(403, "contact-not-allowed");
        (await FirstAsync(shop, buyer, "no-such-order")).MustRefuse(403, "contact-not-allowed");
        (await shop.Agent.PostAsync("v1/conversations", new { vendor = shop.VendorId, buyer = buyer.Id, message = Actor.Message("cold") })).MustRefuse(403, "contact-not-allowed");
        (await shop.Agent.PostAsync("v1/conversations", new { vendor = shop.VendorId, buyer = buyer.Id, subject = new { kind = "listing", id = shop.ListingId }, message = Actor.Message("cold") }))
            .MustRefuse(403, "contact-not-allowed");
        Assert.Empty((await buyer.InboxAsync()).Json.Items());
    }

    [Fact]
    public async Task After_the_window_a_vendor_still_answers_in_the_thread_that_exists()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer, daysAgo: 400);
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("late question") })).Must(201);
        (await FirstAsync(shop, buyer, order)).Must(201);
    }

    [Fact]
    public async Task A_buyer_may_not_open_a_thread_about_what_is_not_theirs_or_not_there()
    {
        var shop = await World.NewShopAsync();
        var other = await World.NewShopAsync("Other");
        var buyer = await World.NewBuyerAsync();
        var foreign = await shop.NewOrderAsync(await World.NewBuyerAsync());
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = foreign }, message = Actor.Message("?") })).MustRefuse(404, "not-found");
        (await buyer.PostAsync("v1/conversations", new { vendor = other.VendorId, subject = new { kind = "listing", id = shop.ListingId }, message = Actor.Message("?") })).MustRefuse(404, "not-found");
        (await buyer.PostAsync("v1/conversations", new { vendor = "no-such-vendor", message = Actor.Message("?") })).MustRefuse(404, "not-found");
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "gossip", message = Actor.Message("?") })).MustRefuse(400, "validation");
        (await shop.Agent.PostAsync("v1/conversations", shop.Opening("to ourselves"))).MustRefuse(403, "contact-not-allowed");
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, buyer = shop.Agent.Id, message = Actor.Message("?") })).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task A_refused_first_message_opens_nothing()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        (await buyer.PostAsync("v1/conversations", shop.Opening("   "))).MustRefuse(400, "validation");
        (await buyer.PostAsync("v1/conversations", shop.Opening("no id", Guid.Empty))).MustRefuse(400, "validation");
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "listing", id = shop.ListingId }, message = new { clientMessageId = Guid.NewGuid(), text = "x", replyTo = 7 } }))
            .MustRefuse(400, "validation");
        (await buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&subject=listing:{shop.ListingId}")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task A_listing_that_is_gone_stays_as_a_title_and_opens_no_new_thread()
    {
        var talk = await World.NewTalkAsync();
        await World.Host.DeleteSubjectAsync(SubjectKind.Listing, talk.Shop.ListingId);
        var card = (await talk.Buyer.ViewAsync(talk.Id)).Must(200);
        Assert.Equal(("A green bowl", true), (card.Get<string>("subject.title"), card.Get<bool>("subject.gone")));
        (await talk.Buyer.SayAsync(talk.Id, "Is it sold?")).Must(201);
        var late = await World.NewBuyerAsync();
        (await late.PostAsync("v1/conversations", talk.Shop.Opening("?"))).MustRefuse(404, "not-found");
    }

    static Task<Answer> FirstAsync(Shop shop, Actor buyer, string order) =>
        shop.Agent.PostAsync("v1/conversations", new { vendor = shop.VendorId, buyer = buyer.Id, subject = new { kind = "order", id = order }, message = Actor.Message("About your order") });
}

public sealed class Opening_on_sqlite(CommonSqlite world) : Opening(world);

public sealed class Opening_on_postgres(CommonPostgres world) : Opening(world);
