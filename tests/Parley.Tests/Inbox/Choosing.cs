using Parley.Client;

namespace Parley.Tests.Inbox;

/// <summary>What a vendor's inbox offers to be narrowed to.</summary>
public abstract class Choosing(World world) : Facts(world)
{
    static async Task<List<(string Value, string? Title)>> ChoicesAsync(Actor who, string filter, string? q = null)
    {
        var found = (await who.GetAsync($"v1/inbox/choices?as={who.As}&filter={filter}{(q is null ? "" : $"&q={Uri.EscapeDataString(q)}")}")).Must(200).Json.Items();
        return [.. found.Select(i => (i.Get<string>("value"), (string?)i["title"]))];
    }

    static async Task<List<string>> ValuesAsync(Actor who, string filter, string? q = null) => (await ChoicesAsync(who, filter, q)).ConvertAll(c => c.Value);

    async Task<string> ListAsync(Shop shop, string title, SubjectKind kind = SubjectKind.Listing, Actor? buyer = null, string? state = null, Shop? with = null)
    {
        var id = Rig.World.NewId("thing");
        await World.Host.PutSubjectAsync(new Subject(kind, id, shop.VendorId, title)
        {
            BuyerId = buyer?.Id,
            State = state,
            Items = with is null ? [] : [new SubjectItem("A bowl", 1), new SubjectItem("A bell", 1) { VendorId = with.VendorId }],
        });
        return id;
    }

    static async Task<Guid> AskAsync(Actor buyer, Shop shop, string kind, string id) =>
        (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind, id }, message = Actor.Message("about it") })).Must(201).Get<Guid>("conversation.id");

    [Fact]
    public async Task Subjects_that_somebody_wrote_about_are_offered_newest_first_and_found_by_parts_of_their_titles()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync());
        var (me, buyer) = (shop.Agent, await World.NewBuyerAsync());
        var cafe = await ListAsync(shop, "Café table, ÉBÈNE");
        var silent = await ListAsync(shop, "Café chair nobody asked about");
        var table = await ListAsync(shop, "A 100% oak_table");
        var order = await ListAsync(shop, "Order 1042", SubjectKind.Order, buyer, "paid");
        await AskAsync(buyer, shop, "listing", cafe);
        await AskAsync(buyer, shop, "order", order);
        await AskAsync(buyer, shop, "listing", table);
        await AskAsync(await World.NewBuyerAsync(), shop, "listing", cafe);
        await AskAsync(buyer, other, "listing", await ListAsync(other, "Café of others"));

        Assert.Equal([($"listing:{cafe}", "Café table, ÉBÈNE"), ($"listing:{table}", "A 100% oak_table"), ($"order:{order}", "Order 1042")], await ChoicesAsync(me, "subject"));
        Assert.Equal([$"listing:{cafe}"], await ValuesAsync(me, "subject", "cafe"));
        Assert.Equal([$"listing:{cafe}"], await ValuesAsync(me, "subject", "  ebène   TABL "));
        Assert.Equal([$"listing:{cafe}", $"listing:{table}"], await ValuesAsync(me, "subject", "table"));
        Assert.Equal([$"order:{order}"], await ValuesAsync(me, "subject", "042"));
        Assert.Equal([$"listing:{table}"], await ValuesAsync(me, "subject", "0% oak_"));
        Assert.Empty(await ValuesAsync(me, "subject", "c%f"));
        Assert.Empty(await ValuesAsync(me, "subject", "oak-table"));
        Assert.Empty(await ValuesAsync(me, "subject", silent));
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Listing, table, shop.VendorId, "A beech bench"));
        Assert.Equal([$"listing:{table}"], await ValuesAsync(me, "subject", "beech"));
        Assert.Empty(await ValuesAsync(me, "subject", "oak"));
        // What is offered narrows.
        foreach (var value in await ValuesAsync(me, "subject")) Assert.NotEmpty((await me.InboxAsync($"folder=all&subject={value}")).Must(200).Json.Items());
    }

    [Fact]
    public async Task What_is_older_than_the_newest_threads_is_found_by_its_title_and_an_order_of_several_vendors_by_its_id()
    {
        var (shop, first) = (await World.NewShopAsync(), await World.NewShopAsync());
        var (me, buyer) = (shop.Agent, await World.NewBuyerAsync());
        List<string> old = [];
        foreach (var title in new[] { "Zinc lantern", "An old lantern" })
        {
            old.Add(await ListAsync(shop, title));
            await AskAsync(buyer, shop, "listing", old[^1]);
        }
        var shared = await ListAsync(first, "Shared order", SubjectKind.Order, buyer, "paid", shop);
        await AskAsync(buyer, shop, "order", shared);
        Assert.Contains($"order:{shared}", await ValuesAsync(me, "subject", "shared"));
        for (var i = 0; i < 300; i++) await shop.OpenAsync(await World.NewBuyerAsync(), "about the bowl");

        Assert.Equal([$"listing:{shop.ListingId}"], await ValuesAsync(me, "subject"));
        Assert.Equal([$"listing:{old[1]}", $"listing:{old[0]}"], await ValuesAsync(me, "subject", "LANTERN"));
        Assert.Equal([$"order:{shared}"], await ValuesAsync(me, "subject", shared));
        Assert.Empty(await ValuesAsync(first.Agent, "subject", shared)); // nobody wrote to them about it
        for (var i = 0; i < 25; i++) await AskAsync(buyer, shop, "listing", await ListAsync(shop, $"Lantern {i}"));
        Assert.Equal(20, (await ValuesAsync(me, "subject", "lantern")).Distinct().Count());
        Assert.Equal([$"listing:{old[0]}"], await ValuesAsync(me, "subject", "lantern zinc"));
    }

    [Fact]
    public async Task States_are_those_of_orders_and_topics_those_that_were_written_about()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync());
        var (me, buyer) = (shop.Agent, await World.NewBuyerAsync());
        Assert.Empty(await ValuesAsync(me, "orderState"));
        Assert.Empty(await ValuesAsync(me, "topic"));
        foreach (var state in new[] { "shipped", "paid", "paid", "in-dispute" }) await AskAsync(buyer, shop, "order", await ListAsync(shop, "Order", SubjectKind.Order, buyer, state));
        await AskAsync(buyer, shop, "booking", await ListAsync(shop, "Course", SubjectKind.Booking, buyer, "confirmed"));
        await AskAsync(buyer, shop, "listing", await ListAsync(shop, "Bowl", state: "sold"));
        await AskAsync(buyer, other, "order", await ListAsync(other, "Order", SubjectKind.Order, buyer, "lost"));
        foreach (var (to, topic) in new[] { (shop, "return"), (shop, "delivery"), (other, "cooperation") })
            (await buyer.PostAsync("v1/conversations", new { vendor = to.VendorId, topic, message = Actor.Message("hello") })).Must(201);
        Assert.Equal(["confirmed", "in-dispute", "paid", "shipped"], await ValuesAsync(me, "orderState"));
        Assert.Equal(["delivery", "return"], await ValuesAsync(me, "topic"));
    }

    [Fact]
    public async Task Who_sees_only_their_own_threads_is_offered_nothing_of_the_others()
    {
        var shop = await World.NewShopAsync();
        var (buyer, anna, ben) = (await World.NewBuyerAsync(), await World.NewAgentAsync(shop.VendorId), await World.NewAgentAsync(shop.VendorId));
        var (hers, nobodys) = (await ListAsync(shop, "Order of hers", SubjectKind.Order, buyer, "lost"), await ListAsync(shop, "Order of nobody's", SubjectKind.Order, buyer, "paid"));
        var (mine, theirs) = (await AskAsync(buyer, shop, "order", hers), (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "return", message = Actor.Message("hello") })).Must(201).Get<Guid>("conversation.id"));
        await AskAsync(buyer, shop, "order", nobodys);
        await GiveAsync(mine, anna);
        await GiveAsync(theirs, anna);
        await shop.SeeOwnAsync();

        await MustBeOfferedAsync(anna, [$"order:{hers}"], ["lost"], ["return"]);
        await MustBeOfferedAsync(ben, [], [], []);
        await MustBeOfferedAsync(shop.Agent, [$"order:{hers}", $"order:{nobodys}"], ["lost", "paid"], ["return"]);
        (await anna.PostAsync($"v1/inbox/acts?as={anna.As}", new { conversations = new[] { mine }, act = new { type = "archive" } })).Must(200);
        await MustBeOfferedAsync(anna, [$"order:{hers}"], ["lost"], ["return"]);
        await shop.SeeOwnAsync(unassigned: true);
        await MustBeOfferedAsync(ben, [$"order:{nobodys}"], ["paid"], []);
        await GiveAsync(mine, ben);
        await MustBeOfferedAsync(ben, [$"order:{hers}", $"order:{nobodys}"], ["lost", "paid"], []);
        await MustBeOfferedAsync(anna, [$"order:{nobodys}"], ["paid"], ["return"]);

        async Task GiveAsync(Guid thread, Actor to) =>
            Assert.Equal(1, (await shop.Agent.PostAsync($"v1/inbox/acts?as={shop.Agent.As}", new { conversations = new[] { thread }, act = new { type = "assign", agent = to.Id } })).Must(200).Get<int>("acted"));

        async Task MustBeOfferedAsync(Actor who, string[] subjects, string[] states, string[] topics)
        {
            Assert.Equal(subjects.Order(), (await ValuesAsync(who, "subject")).Order());
            Assert.Equal(subjects.Order(), (await ValuesAsync(who, "subject", "order of")).Order());
            foreach (var id in new[] { hers, nobodys }) Assert.Equal(subjects.Where(s => s == $"order:{id}"), await ValuesAsync(who, "subject", id));
            Assert.Equal(states, await ValuesAsync(who, "orderState"));
            Assert.Equal(topics, await ValuesAsync(who, "topic"));
        }
    }

    [Fact]
    public async Task A_title_of_letters_that_fold_to_many_is_kept_and_found()
    {
        var shop = await World.NewShopAsync();
        foreach (var title in new[] { new string('ﷺ', 200), string.Concat(Enumerable.Repeat("🍵", 100)), "ŒUVRE " + new string('ß', 194) })
        {
            var id = await ListAsync(shop, title);
            await AskAsync(await World.NewBuyerAsync(), shop, "listing", id);
            Assert.Equal([$"listing:{id}"], await ValuesAsync(shop.Agent, "subject", title[..6]));
        }
        Assert.Single(await ValuesAsync(shop.Agent, "subject", "oeuvre"));
    }

    [Fact]
    public async Task What_cannot_be_chosen_from_is_refused()
    {
        var talk = await World.NewTalkAsync();
        foreach (var query in new[] { "", "filter=", "filter=assignee", "filter=subject&q=" + new string('x', 101), "filter=subject&q=a+b+c+d+e+f+g+h+i+j+k", "filter=topic&q=ret", "filter=orderState&q=paid" })
            (await talk.Vendor.GetAsync($"v1/inbox/choices?as={talk.Vendor.As}&{query}")).MustRefuse(400, "validation");
        (await talk.Vendor.GetAsync($"v1/inbox/choices?as={talk.Vendor.As}&filter=subject&q=%00")).MustRefuse(400, "invalid-character");
        (await talk.Buyer.GetAsync("v1/inbox/choices?as=buyer&filter=subject")).MustRefuse(404, "not-found");
        Assert.Equal([$"listing:{talk.Shop.ListingId}"], await ValuesAsync(talk.Vendor, "subject", " "));
    }
}

public sealed class Choosing_on_sqlite(CommonSqlite world) : Choosing(world);

public sealed class Choosing_on_postgres(CommonPostgres world) : Choosing(world);
