using Parley.Client;

namespace Parley.Tests.Safety;

public static class BlockSteps
{
    public static Task<Answer> BlockAsync(this Actor who, Guid thread) => who.PutAsync($"v1/conversations/{thread}/block");

    public static Task<Answer> UnblockAsync(this Actor who, Guid thread) => who.DeleteAsync($"v1/conversations/{thread}/block");

    public static Task<Answer> BlocksAsync(this Actor who, string query = "") => who.GetAsync($"v1/blocks?as={who.As}&{query}");
}

/// <summary>Either side of a thread may say that it takes no messages of the other. It holds at once, nobody is left guessing, and what the marketplace says comes all the same.</summary>
public abstract class BlockingEachOther(World world) : Facts(world)
{
    const string ByYou = "blocked-by-you", ByOther = "blocked-by-other";

    static object OnTopic(Talk talk) => new { vendor = talk.Shop.VendorId, topic = "other", message = Actor.Message("Hello again") };

    static async Task MustNotWriteAsync(Actor who, Guid thread, int own, int other, string code)
    {
        (await who.SayAsync(thread, "But")).MustRefuse(403, code);
        (await who.EditAsync(thread, own, "Never mind")).MustRefuse(403, code);
        (await who.PutAsync($"v1/conversations/{thread}/messages/{other}/reactions/like")).MustRefuse(403, code);
        (await who.PostAsync($"v1/conversations/{thread}/typing")).MustRefuse(403, code);
        (await who.CreateUploadAsync(thread, 9, "a.txt")).MustRefuse(403, code);
        (await who.ReadThreadAsync(thread)).Must(200);
        (await who.MarkReadAsync(thread, other)).Must(200);
        var view = (await who.ViewAsync(thread)).Must(200);
        Assert.Equal((false, "restricted", code == ByYou ? "by-you" : "by-other"), (view.Get<bool>("canWrite"), view.Get<string>("whyNot"), view.Get<string>("blocked")));
    }

    [Fact]
    public async Task A_buyer_blocks_a_vendor_in_all_their_threads_and_both_are_told_why_they_cannot_write()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "It is")).Must(201);
        var second = (await talk.Buyer.PostAsync("v1/conversations", OnTopic(talk))).Must(201).Get<Guid>("conversation.id");
        Assert.Null((await talk.Buyer.ViewAsync(talk.Id)).Must(200).Json.At("blocked"));
        for (var i = 0; i < 2; i++) Assert.Equal(("by-you", false), ((await talk.Buyer.BlockAsync(talk.Id)).Must(200).Get<string>("blocked"), (await talk.Buyer.ViewAsync(second)).Must(200).Get<bool>("canWrite")));
        await MustNotWriteAsync(talk.Buyer, talk.Id, 1, 2, ByYou);
        await MustNotWriteAsync(talk.Vendor, talk.Id, 2, 1, ByOther);
        (await talk.Vendor.SayAsync(second, "But")).MustRefuse(403, ByOther);
        (await talk.Buyer.PostAsync("v1/conversations", new { vendor = talk.Shop.VendorId, topic = "delivery", message = Actor.Message("And this?") })).MustRefuse(403, ByYou);
        var order = await talk.Shop.NewOrderAsync(talk.Buyer);
        (await talk.Vendor.PostAsync("v1/conversations", new { buyer = talk.Buyer.Id, subject = new { kind = "order", id = order }, message = Actor.Message("About your order") })).MustRefuse(403, ByOther);
        await (await World.NewShopAsync()).OpenAsync(talk.Buyer, "Hello"); // others are nobody's business
        await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "Hello");

        for (var i = 0; i < 2; i++) Assert.Null((await talk.Buyer.UnblockAsync(second)).Must(200).Json.At("blocked"));
        (await talk.Buyer.SayAsync(talk.Id, "Here I am")).Must(201);
        (await talk.Vendor.SayAsync(second, "So am I")).Must(201);
    }

    [Fact]
    public async Task Each_sides_block_stands_by_itself_and_ones_own_is_told_first()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "It is")).Must(201);
        (await talk.Vendor.BlockAsync(talk.Id)).Must(200);
        await MustNotWriteAsync(talk.Vendor, talk.Id, 2, 1, ByYou);
        await MustNotWriteAsync(talk.Buyer, talk.Id, 1, 2, ByOther);
        Assert.Equal("by-other", (await talk.Buyer.UnblockAsync(talk.Id)).Must(200).Get<string>("blocked")); // another's is not theirs to undo
        Assert.Equal("by-you", (await talk.Buyer.BlockAsync(talk.Id)).Must(200).Get<string>("blocked"));
        (await talk.Buyer.SayAsync(talk.Id, "But")).MustRefuse(403, ByYou);
        Assert.Equal("by-other", (await talk.Vendor.UnblockAsync(talk.Id)).Must(200).Get<string>("blocked"));
        (await talk.Vendor.SayAsync(talk.Id, "But")).MustRefuse(403, ByOther);
        Assert.Null((await talk.Buyer.UnblockAsync(talk.Id)).Must(200).Json.At("blocked"));
        foreach (var side in new[] { talk.Buyer, talk.Vendor }) (await side.SayAsync(talk.Id, "Let us talk")).Must(201);
    }

    [Fact]
    public async Task What_the_order_says_comes_all_the_same_and_machines_say_nothing_for_the_vendor()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var template = (await shop.Agent.PostAsync($"v1/templates?as={shop.Agent.As}", new { scope = "team", name = "T", variants = new[] { new { text = "It is on its way." } } })).Must(201).Get<Guid>("id");
        (await shop.Agent.PutAsync($"v1/scheduled-messages?as={shop.Agent.As}", new { version = 0, messages = new[] { new { name = "Shipped", template, state = "shipped" } } })).Must(200);
        var order = await shop.NewOrderAsync(buyer);
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Hello") })).Must(201).Get<Guid>("conversation.id");
        (await buyer.BlockAsync(thread)).Must(200);
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), "shipped"));
        await Eventually.TrueAsync(async () => (await buyer.ReadThreadAsync(thread)).Must(200).Json.Items().Any(m => m.Get<string>("kind") == "system"), "the order's news is in the thread");
        await Eventually.TrueAsync(async () => (await shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&conversation={thread}")).Must(200).Json.Items().Any(d => d.Get<string>("kind") == "scheduled" && !d.Get<bool>("acts.0.done")), "the team reads that it was not said", TimeSpan.FromSeconds(40));
        Assert.DoesNotContain((await buyer.ReadThreadAsync(thread)).Must(200).Json.Items(), m => m.Get<string>("kind") == "auto");
    }

    [Fact]
    public async Task What_is_the_teams_own_goes_on()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.BlockAsync(talk.Id)).Must(200);
        (await talk.Vendor.NoteAsync(talk.Id, "They want no more messages")).Must(201);
        Assert.Equal(1, (await talk.Vendor.PostAsync($"v1/inbox/acts?as={talk.Vendor.As}", new { conversations = new[] { talk.Id }, act = new { type = "archive" } })).Must(200).Get<int>("acted"));
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        (await talk.Buyer.DeleteAsync($"v1/conversations/{talk.Id}/closure")).MustRefuse(403, ByYou);
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 1 })).Must(201);
    }

    [Fact]
    public async Task For_a_vendor_whoever_may_answer_blocks_and_any_of_them_takes_it_back()
    {
        var talk = await World.NewTalkAsync();
        var (colleague, reader) = (await World.NewAgentAsync(talk.Shop.VendorId, name: "Cora Colleague"), await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly));
        (await reader.BlockAsync(talk.Id)).MustRefuse(403, "forbidden");
        (await colleague.BlockAsync(talk.Id)).Must(200);
        (await reader.UnblockAsync(talk.Id)).MustRefuse(403, "forbidden");
        (await talk.Vendor.SayAsync(talk.Id, "But")).MustRefuse(403, ByYou);
        Assert.Equal("by-you", (await reader.ViewAsync(talk.Id)).Must(200).Get<string>("blocked"));
        var listed = Assert.Single((await reader.BlocksAsync()).Must(200).Json.Items());
        Assert.Equal((talk.Buyer.Id, "Bea Buyer", talk.Id, colleague.Id, "Cora Colleague"), (listed.Get<string>("with.id"), listed.Get<string>("with.name"), listed.Get<Guid>("conversation"), listed.Get<string>("by.id"), listed.Get<string>("by.name")));
        Assert.Empty((await talk.Buyer.BlocksAsync()).Must(200).Json.Items());
        (await talk.Vendor.UnblockAsync(talk.Id)).Must(200);
        Assert.Empty((await talk.Vendor.BlocksAsync()).Must(200).Json.Items());
    }

    [Fact]
    public async Task For_strangers_there_is_nothing_to_block()
    {
        var (talk, stranger) = (await World.NewTalkAsync(), await World.NewBuyerAsync());
        foreach (var ask in new Func<Guid, Task<Answer>>[] { stranger.BlockAsync, stranger.UnblockAsync })
            Assert.Equal((await ask(Guid.NewGuid())).MustRefuse(404, "not-found").Bare, (await ask(talk.Id)).MustRefuse(404, "not-found").Bare);
        (await stranger.GetAsync($"v1/blocks?as=vendor:{talk.Shop.VendorId}")).MustRefuse(404, "not-found");
        (await talk.Buyer.SayAsync(talk.Id, "Hello?")).Must(201);
    }

    [Fact]
    public async Task Whom_one_blocks_is_listed_newest_first_page_by_page()
    {
        var buyer = await World.NewBuyerAsync();
        var talks = new List<Talk>();
        foreach (var name in new[] { "One", "Two", "Three" }) talks.Add(await (await World.NewShopAsync(name)).OpenAsync(buyer, "Hello"));
        foreach (var talk in talks) (await buyer.BlockAsync(talk.Id)).Must(200);
        (await buyer.UnblockAsync(talks[0].Id)).Must(200);
        (await buyer.BlockAsync(talks[0].Id)).Must(200); // anew, so it is the newest
        var first = (await buyer.BlocksAsync("limit=2")).Must(200);
        Assert.Equal(["One", "Three"], first.Json.Items().Select(b => b.Get<string>("with.name")));
        var rest = (await buyer.BlocksAsync($"limit=2&cursor={first.Get<string>("cursor")}")).Must(200);
        var last = Assert.Single(rest.Json.Items());
        Assert.Equal(("Two", talks[1].Id), (last.Get<string>("with.name"), last.Get<Guid>("conversation")));
        Assert.Null(rest.Json.At("cursor"));
        Assert.Null(last.At("by"));
        (await talks[0].Vendor.BlocksAsync($"cursor={first.Get<string>("cursor")}")).MustRefuse(400, "invalid-cursor");
    }

    [Fact]
    public async Task Who_sees_only_what_is_theirs_finds_only_what_was_done_there()
    {
        var talk = await World.NewTalkAsync();
        var other = await talk.Shop.OpenAsync(await World.NewBuyerAsync("Theo Theirs"), "Hello");
        foreach (var one in new[] { talk, other }) (await talk.Vendor.BlockAsync(one.Id)).Must(200);
        var agent = await World.NewAgentAsync(talk.Shop.VendorId);
        (await talk.Vendor.PostAsync($"v1/inbox/acts?as={talk.Vendor.As}", new { conversations = new[] { other.Id }, act = new { type = "assign", agent = agent.Id } })).Must(200);
        await talk.Shop.SeeOwnAsync();
        await Eventually.TrueAsync(async () => (await agent.BlocksAsync()).Must(200).Json.Items() is [var only] && only.Get<string>("with.name") == "Theo Theirs", "they find theirs only");
        Assert.Equal(2, (await talk.Vendor.BlocksAsync()).Must(200).Json.Items().Length); // an owner sees all
    }

    [Fact]
    public async Task Of_who_left_nothing_stays_and_whose_words_were_erased_is_named_no_more()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId, name: "Cora Colleague");
        (await colleague.SayAsync(talk.Id, "Please stop")).Must(201);
        (await colleague.BlockAsync(talk.Id)).Must(200);
        (await World.HostClient.DeleteAsync($"v1/users/{colleague.Id}/words")).Must(204);
        await Eventually.TrueAsync(async () => (await talk.Vendor.BlocksAsync()).Must(200).Json.Items() is [var only] && only.At("by") is null, "nobody is named");
        (await talk.Vendor.SayAsync(talk.Id, "But")).MustRefuse(403, ByYou); // it is the vendor's, and stands
        await World.Host.DeleteUserAsync(talk.Buyer.Id);
        await Eventually.TrueAsync(async () => (await talk.Vendor.BlocksAsync()).Must(200).Json.Items().Length == 0, "nothing is left");
        await Eventually.TrueAsync(async () => (await talk.Vendor.ViewAsync(talk.Id)).Must(200).Json.At("blocked") is null, "nor remembered");
    }
}

public sealed class BlockingEachOther_on_sqlite(CommonSqlite world) : BlockingEachOther(world);

public sealed class BlockingEachOther_on_postgres(CommonPostgres world) : BlockingEachOther(world);
