using Parley.Client;

namespace Parley.Tests.Market;

/// <summary>A message goes to the vendor whom it concerns, also when an order is several vendors'.</summary>
public abstract class Routing(World world) : Facts(world)
{
    [Fact]
    public async Task A_thread_about_a_listing_or_an_order_goes_to_its_vendor_without_naming_one()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        foreach (var (kind, id) in new[] { ("listing", shop.ListingId), ("order", order) })
        {
            var opened = (await OpenAsync(buyer, new { subject = new { kind, id }, message = Actor.Message("Hello") })).Must(201);
            Assert.Equal(shop.VendorId, opened.Get<string>("conversation.vendor.id"));
            var named = (await OpenAsync(buyer, new { vendor = shop.VendorId, subject = new { kind, id }, message = Actor.Message("again") })).Must(201);
            Assert.Equal(opened.Get<Guid>("conversation.id"), named.Get<Guid>("conversation.id"));
            Assert.Equal(opened.Get<Guid>("conversation.id"), (await buyer.GetAsync($"v1/conversations/find?subject={kind}:{id}")).Must(200).Get<Guid>("id"));
        }
        var first = (await OpenAsync(shop.Agent, new { subject = new { kind = "order", id = order }, buyer = buyer.Id, message = Actor.Message("Packed") })).Must(201);
        Assert.Equal("vendor", first.Get<string>("conversation.party"));
    }

    [Fact]
    public async Task An_order_of_two_vendors_is_not_guessed_at_but_asked_about()
    {
        var cart = await NewCartAsync();
        foreach (var refused in new[]
        {
            await OpenAsync(cart.Buyer, new { subject = cart.Subject, message = Actor.Message("Where is it?") }),
            await cart.Buyer.GetAsync($"v1/contact?subject=order:{cart.Order}"),
            await cart.Buyer.GetAsync($"v1/conversations/find?subject=order:{cart.Order}"),
        })
        {
            var vendors = refused.MustRefuse(422, "choose-vendor").Json.Items("vendors");
            Assert.Equal([(cart.Clay.VendorId, "Clay & Co"), (cart.Wheels.VendorId, "Wheels")], vendors.Select(v => (v.Get<string>("id"), v.Get<string>("name"))));
            Assert.Equal([("bowl", "A bowl"), ("mug", "A mug")], vendors[0].Items("items").Select(i => (i.Get<string>("id"), i.Get<string>("title"))));
            Assert.Equal(["bell"], vendors[1].Items("items").Select(i => i.Get<string>("id")));
        }
        Assert.Empty((await cart.Buyer.InboxAsync()).Json.Items()); // nothing half done
    }

    [Fact]
    public async Task The_named_item_or_vendor_decides_and_each_vendor_has_a_thread_of_their_own()
    {
        var cart = await NewCartAsync();
        var mug = (await OpenAsync(cart.Buyer, new { subject = cart.Subject, item = "mug", message = Actor.Message("Is the mug blue?") })).Must(201);
        var bell = (await OpenAsync(cart.Buyer, new { subject = cart.Subject, item = "bell", message = Actor.Message("How loud?") })).Must(201);
        var clay = (await OpenAsync(cart.Buyer, new { vendor = cart.Clay.VendorId, subject = cart.Subject, message = Actor.Message("And the bowl?") })).Must(201);
        Assert.Equal((cart.Clay.VendorId, cart.Wheels.VendorId), (mug.Get<string>("conversation.vendor.id"), bell.Get<string>("conversation.vendor.id")));
        Assert.Equal(mug.Get<Guid>("conversation.id"), clay.Get<Guid>("conversation.id"));
        Assert.NotEqual(mug.Get<Guid>("conversation.id"), bell.Get<Guid>("conversation.id"));
        Assert.Equal(bell.Get<Guid>("conversation.id"), (await cart.Buyer.GetAsync($"v1/contact?subject=order:{cart.Order}&item=bell")).Must(200).Get<Guid>("conversationId"));
        Assert.Equal(3, mug.Json.Items("conversation.subject.items").Length); // it is all the buyer's
        Assert.Equal(9900, mug.Get<int>("conversation.subject.amount.minor"));
    }

    [Fact]
    public async Task Each_vendor_of_a_shared_order_sees_their_own_items_and_no_total_wherever_its_card_is_shown()
    {
        var cart = await NewCartAsync();
        foreach (var item in new[] { "mug", "bell" }) (await OpenAsync(cart.Buyer, new { subject = cart.Subject, item, message = Actor.Message("Hello") })).Must(201);
        foreach (var (shop, own, others) in new[] { (cart.Clay, "A bowl", "A bell"), (cart.Wheels, "A bell", "A bowl") })
        {
            var found = (await shop.Agent.GetAsync($"v1/conversations/find?as={shop.Agent.As}&subject=order:{cart.Order}")).Must(200);
            var id = found.Get<Guid>("id");
            var changes = await shop.Agent.ChangesAsync(0);
            var template = (await shop.Agent.PostAsync($"v1/templates/preview?as={shop.Agent.As}", new { text = "Total {{order.amount}}.", conversation = id })).Must(200);
            foreach (var answer in new[] { found, await shop.Agent.ViewAsync(id), await shop.Agent.InboxAsync(), changes, template })
            {
                Assert.DoesNotContain(others, answer.Must(200).Body, StringComparison.Ordinal);
                Assert.DoesNotContain("9900", answer.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("99.00", answer.Body, StringComparison.Ordinal);
            }
            Assert.Contains(own, found.Body, StringComparison.Ordinal);
            Assert.Equal(shop.VendorId, found.Get<string>("subject.vendorId"));
            Assert.Null(found.Json.At("subject.amount"));
        }
    }

    [Fact]
    public async Task What_is_pushed_to_a_vendor_of_a_shared_order_shows_nothing_of_the_others()
    {
        var cart = await NewCartAsync();
        await using var window = await cart.Wheels.Agent.ListenAsync();
        (await OpenAsync(cart.Buyer, new { subject = cart.Subject, item = "bell", message = Actor.Message("How loud?") })).Must(201);
        var push = await window.HearAsync("message");
        Assert.Equal("A bell", push.Get<string>("conversation.subject.items.0.title"));
        Assert.Single(push.Items("conversation.subject.items"));
        Assert.Null(push.At("conversation.subject.amount"));
    }

    [Fact]
    public async Task Either_vendor_of_a_shared_order_may_write_first_about_it_and_nobody_else()
    {
        var cart = await NewCartAsync();
        var stranger = await World.NewShopAsync("Elsewhere");
        foreach (var shop in new[] { cart.Clay, cart.Wheels })
            Assert.Equal(shop.VendorId, (await OpenAsync(shop.Agent, new { subject = cart.Subject, buyer = cart.Buyer.Id, message = Actor.Message("Packed") })).Must(201).Get<string>("conversation.vendor.id"));
        (await OpenAsync(stranger.Agent, new { subject = cart.Subject, buyer = cart.Buyer.Id, message = Actor.Message("cold") })).MustRefuse(404, "not-found");
        (await OpenAsync(stranger.Agent, new { vendor = stranger.VendorId, subject = cart.Subject, buyer = cart.Buyer.Id, message = Actor.Message("cold") })).MustRefuse(403, "contact-not-allowed");
        (await stranger.Agent.GetAsync($"v1/conversations/find?as={stranger.Agent.As}&subject=order:{cart.Order}")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task Whose_order_it_is_not_learns_nothing_of_its_vendors()
    {
        var cart = await NewCartAsync();
        var other = await World.NewBuyerAsync("Otto Other");
        foreach (var extra in new[] { "", "&item=bell", "&item=none", $"&vendor={cart.Clay.VendorId}", $"&vendor={cart.Clay.VendorId}&item=bell" })
            (await other.GetAsync($"v1/contact?subject=order:{cart.Order}{extra}")).MustRefuse(404, "not-found");
        (await OpenAsync(other, new { subject = cart.Subject, message = Actor.Message("?") })).MustRefuse(404, "not-found");
        (await OpenAsync(other, new { subject = cart.Subject, item = "bell", message = Actor.Message("?") })).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_opens_nothing()
    {
        var cart = await NewCartAsync();
        var stranger = await World.NewShopAsync("Elsewhere");
        (await OpenAsync(cart.Buyer, new { message = Actor.Message("?") })).MustRefuse(400, "validation");
        (await OpenAsync(cart.Buyer, new { item = "mug", message = Actor.Message("?") })).MustRefuse(400, "validation");
        (await OpenAsync(cart.Buyer, new { vendor = cart.Clay.VendorId, item = "mug", message = Actor.Message("?") })).MustRefuse(400, "validation");
        (await OpenAsync(cart.Buyer, new { subject = cart.Subject, item = "none", message = Actor.Message("?") })).MustRefuse(400, "validation");
        (await OpenAsync(cart.Buyer, new { vendor = cart.Clay.VendorId, subject = cart.Subject, item = "bell", message = Actor.Message("?") })).MustRefuse(400, "validation");
        (await OpenAsync(cart.Buyer, new { vendor = stranger.VendorId, subject = cart.Subject, message = Actor.Message("?") })).MustRefuse(404, "not-found");
        (await OpenAsync(cart.Buyer, new { subject = new { kind = "order", id = "never-issued" }, message = Actor.Message("?") })).MustRefuse(404, "not-found");
        (await OpenAsync(cart.Clay.Agent, new { subject = cart.Subject, buyer = cart.Buyer.Id, item = "mug", message = Actor.Message("?") })).MustRefuse(400, "validation");
        Assert.Empty((await cart.Buyer.InboxAsync()).Json.Items());
    }

    [Fact]
    public async Task An_item_of_an_unknown_vendor_or_with_anothers_id_is_refused_singly_and_in_a_sync()
    {
        var shop = await World.NewShopAsync();
        (await PutAsync(shop, new { title = "A bowl", quantity = 1, vendor = "nobody-of-this-name" })).MustRefuse(400, "validation");
        (await PutAsync(shop, new { title = "A bowl", quantity = 1, id = "one" }, new { title = "A mug", quantity = 1, id = "one" })).MustRefuse(400, "validation");
        (await PutAsync(shop, new { title = "A bowl", quantity = 1, id = "two words" })).MustRefuse(400, "validation");
        var rows = $$"""{"type":"subject","kind":"listing","id":"{{Rig.World.NewId("listing")}}","vendor":"{{shop.VendorId}}","title":"A set","items":[{"title":"A bowl","quantity":1,"vendor":"nobody-of-this-name"}]}""";
        var synced = await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", rows, "application/x-ndjson");
        Assert.Contains("\"failed\":1", synced.Must(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_who_has_left_is_not_offered()
    {
        var cart = await NewCartAsync();
        await World.Host.DeleteVendorAsync(cart.Wheels.VendorId);
        var refused = (await cart.Buyer.GetAsync($"v1/contact?subject=order:{cart.Order}")).MustRefuse(422, "choose-vendor");
        Assert.Equal([cart.Clay.VendorId], refused.Json.Items("vendors").Select(v => v.Get<string>("id")));
        (await cart.Buyer.GetAsync($"v1/contact?subject=order:{cart.Order}&item=bell")).MustRefuse(404, "not-found");
    }

    sealed record Cart(Actor Buyer, Shop Clay, Shop Wheels, string Order)
    {
        public object Subject => new { kind = "order", id = Order };
    }

    /// <summary>An order of a bowl and a mug of one vendor and a bell of another.</summary>
    async Task<Cart> NewCartAsync()
    {
        var (clay, wheels, buyer) = (await World.NewShopAsync(), await World.NewShopAsync("Wheels"), await World.NewBuyerAsync());
        var order = Rig.World.NewId("order");
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, order, clay.VendorId, "Three things")
        {
            BuyerId = buyer.Id,
            State = "paid",
            Amount = new Money(9900, "EUR"),
            PlacedAt = DateTimeOffset.UtcNow,
            Items =
            [
                new SubjectItem("A bowl", 1) { Id = "bowl" },
                new SubjectItem("A bell", 1) { Id = "bell", VendorId = wheels.VendorId },
                new SubjectItem("A mug", 2) { Id = "mug", VendorId = clay.VendorId },
            ],
        });
        return new Cart(buyer, clay, wheels, order);
    }

    static Task<Answer> OpenAsync(Actor who, object body) => who.PostAsync("v1/conversations", body);

    Task<Answer> PutAsync(Shop shop, params object[] items) =>
        World.HostClient.PutAsync($"v1/subjects/listing/{Rig.World.NewId("listing")}", new { vendor = shop.VendorId, title = "A set", items });
}

public sealed class Routing_on_sqlite(CommonSqlite world) : Routing(world);

public sealed class Routing_on_postgres(CommonPostgres world) : Routing(world);
