using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Automation;
using Parley.Client;

namespace Parley.Tests.Automation;

/// <summary>What templates were used for, and which are offered because of it.</summary>
public abstract class Using(World world) : Facts(world)
{
    static async Task<Guid> KeepAsync(Actor actor, string name, string text = "Certainly.", string scope = "team", params string[] topics) =>
        (await actor.PostAsync($"v1/templates?as={actor.As}", new { scope, name, variants = new[] { new { text } }, topics })).Must(201).Get<Guid>("id");

    static Task<Answer> SayAsync(Actor actor, Guid conversation, Guid? id, params Guid[] templates) =>
        actor.PostAsync($"v1/conversations/{conversation}/messages", new { clientMessageId = id ?? Guid.NewGuid(), text = "Certainly.", templates });

    static async Task<int> UsesAsync(Actor actor, Guid template) => (await actor.GetAsync($"v1/templates/{template}?as={actor.As}")).Must(200).Get<int>("uses");

    static async Task<string[]> OfferedAsync(Actor actor, Guid conversation) =>
        [.. (await actor.GetAsync($"v1/conversations/{conversation}/quick-replies")).Must(200).Json.Items().Select(i => i.Get<string>("name"))];

    static async Task UseAsync(Actor actor, Guid conversation, Guid template, int times)
    {
        var before = await UsesAsync(actor, template);
        for (var i = 0; i < times; i++) (await SayAsync(actor, conversation, null, template)).Must(201);
        await Eventually.TrueAsync(async () => await UsesAsync(actor, template) == before + times, "the uses were counted");
    }

    [Fact]
    public async Task A_message_counts_its_templates_once_however_often_it_is_sent()
    {
        var talk = await World.NewTalkAsync();
        var (one, two, elsewhere) = (await KeepAsync(talk.Vendor, "one"), await KeepAsync(talk.Vendor, "two"), await KeepAsync((await World.NewShopAsync()).Agent, "elsewhere"));
        var personal = await KeepAsync(await World.NewAgentAsync(talk.Shop.VendorId), "a colleague's own", scope: "me");
        var id = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SayAsync(talk.Vendor, talk.Id, id, one, one, elsewhere, personal, Guid.NewGuid())));
        Assert.Single(answers, a => a.Status == 201);
        await Eventually.TrueAsync(async () => await UsesAsync(talk.Vendor, one) == 1, "the use was counted");
        (await SayAsync(talk.Vendor, talk.Id, id, one)).Must(200);
        (await SayAsync(talk.Vendor, talk.Id, null, two, one)).Must(201);
        await Eventually.TrueAsync(async () => await UsesAsync(talk.Vendor, two) == 1, "the later message was counted, and all before it");
        Assert.Equal(2, await UsesAsync(talk.Vendor, one));
        await using var db = World.Store.Open();
        Assert.False(await db.Set<TemplateTotal>().AnyAsync(t => t.TemplateId == elsewhere || t.TemplateId == personal));
        Assert.Equal(3, await db.Set<TemplateSend>().CountAsync(s => s.ConversationId == talk.Id));
        Assert.Equal("one", (await talk.Vendor.GetAsync($"v1/templates?as={talk.Vendor.As}&conversation={talk.Id}&limit=1")).Must(200).Get<string>("items.0.name")); // most used first
    }

    [Fact]
    public async Task Only_a_vendor_names_templates_and_ten_at_the_most()
    {
        var talk = await World.NewTalkAsync();
        (await SayAsync(talk.Buyer, talk.Id, null, Guid.NewGuid())).MustRefuse(400, "validation");
        (await SayAsync(talk.Vendor, talk.Id, null, [.. Enumerable.Range(0, 11).Select(_ => Guid.NewGuid())])).MustRefuse(400, "validation");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/messages", new { clientMessageId = Guid.NewGuid(), text = "x", templates = new[] { "nonsense" } })).MustRefuse(400, "validation");
        (await SayAsync(talk.Vendor, talk.Id, null, [.. Enumerable.Range(0, 10).Select(_ => Guid.NewGuid())])).Must(201);
    }

    [Fact]
    public async Task A_use_is_answered_when_the_buyer_writes_again()
    {
        var talk = await World.NewTalkAsync();
        var (answered, unanswered) = (await KeepAsync(talk.Vendor, "answered"), await KeepAsync(talk.Vendor, "unanswered"));
        await UseAsync(talk.Vendor, talk.Id, answered, 1);
        (await talk.Buyer.SayAsync(talk.Id, "Thank you, and one more thing")).Must(201);
        await UseAsync(talk.Vendor, talk.Id, unanswered, 1);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var settle = new SettleUses(World.Store.Store, clock, NullLogger<SettleUses>.Instance);
        foreach (var look in new[] { TimeSpan.FromMinutes(11), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(14) })
        {
            clock.Advance(look);
            while (await settle.RunAsync(default) > 0) { }
        }
        Assert.Equal(0, await settle.RunAsync(default));
        Assert.Equal((1, 1), await FiguresAsync(answered));
        Assert.Equal((1, 0), await FiguresAsync(unanswered));
        await using var db = World.Store.Open();
        Assert.True(await db.Set<TemplateSend>().Where(s => s.ConversationId == talk.Id).AllAsync(s => s.Settled));

        async Task<(int, int)> FiguresAsync(Guid id)
        {
            var template = (await talk.Vendor.GetAsync($"v1/templates/{id}?as={talk.Vendor.As}")).Must(200);
            return (template.Get<int>("uses"), template.Get<int>("answered"));
        }
    }

    [Fact]
    public async Task The_three_most_likely_are_offered_and_only_those_that_are_ready()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer, state: "shipped");
        var aboutOrder = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Where?") })).Must(201).Get<Guid>("conversation.id");
        var aboutListing = (await shop.OpenAsync(buyer, "Still there?")).Id;
        Assert.Empty(await OfferedAsync(shop.Agent, aboutOrder));
        await KeepAsync(shop.Agent, "no reason");
        var used = await KeepAsync(shop.Agent, "used here");
        var usedMore = await KeepAsync(shop.Agent, "used more", "No. {{order.id}}");
        await KeepAsync(shop.Agent, "for shipped orders", topics: ["shipped", "order"]);
        await KeepAsync(shop.Agent, "blank", "Parcel {{?number}}", topics: ["shipped", "order"]);
        await KeepAsync(shop.Agent, "missing", "{{booking.id}}", topics: ["shipped", "order"]);
        await KeepAsync(shop.Agent, "for listings", topics: "listing");
        Assert.Equal(["for shipped orders"], await OfferedAsync(shop.Agent, aboutOrder));
        await UseAsync(shop.Agent, aboutOrder, used, 1);
        await UseAsync(shop.Agent, aboutOrder, usedMore, 3);
        Assert.Equal(["for shipped orders", "used more", "used here"], await OfferedAsync(shop.Agent, aboutOrder));
        Assert.Equal(["for listings"], await OfferedAsync(shop.Agent, aboutListing));
        var replies = (await (await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly)).GetAsync($"v1/conversations/{aboutOrder}/quick-replies")).Must(200);
        Assert.Equal($"No. {order}", replies.Get<string>("items.1.text"));
        Assert.Equal(usedMore, replies.Get<Guid>("items.1.template"));
        await using var db = World.Store.Open();
        await db.Set<TemplateUse>().Where(u => u.VendorId == shop.VendorId && u.TemplateId == used).ExecuteUpdateAsync(s => s.SetProperty(u => u.Day, u => u.Day - 91));
        Assert.Equal(["for shipped orders", "used more"], await OfferedAsync(shop.Agent, aboutOrder));
        await UseAsync(shop.Agent, aboutOrder, usedMore, 1);
        Assert.False(await db.Set<TemplateUse>().AnyAsync(u => u.VendorId == shop.VendorId && u.TemplateId == used)); // too old, and gone with the next use
    }

    [Fact]
    public async Task Two_nodes_count_what_each_of_them_stored()
    {
        if (World.Store.Kind == "sqlite") return; // one process has the file
        var talk = await World.NewTalkAsync();
        var id = await KeepAsync(talk.Vendor, "shared");
        await using var second = await World.SecondNodeAsync();
        var there = World.At(talk.Vendor, second);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => (await SayAsync(i % 2 == 0 ? talk.Vendor : there, talk.Id, null, id)).Must(201)));
        await Eventually.TrueAsync(async () => await UsesAsync(talk.Vendor, id) == 20, "all were counted");
    }
}

public sealed class Using_on_sqlite(CommonSqlite world) : Using(world);

public sealed class Using_on_postgres(CommonPostgres world) : Using(world);
