using Microsoft.EntityFrameworkCore;
using Parley.Client;

namespace Parley.Tests.Automation;

/// <summary>A team's templates: kept, found, rendered, and never sent unfilled.</summary>
public abstract class Templating(World world) : Facts(world)
{
    static object Body(string text, string name = "Greeting", string scope = "team", string? shortcut = null, string? folder = null, string[]? topics = null, Guid? id = null, int? version = null) =>
        version is null
            ? new { scope, name, variants = new[] { new { text } }, shortcut, folder, topics, id }
            : new { version, scope, name, variants = new[] { new { text } }, shortcut, folder, topics };

    static string Path(Actor actor, string rest = "") => $"v1/templates{(rest.Contains('?') ? rest + "&" : rest + "?")}as={actor.As}";

    static async Task<Guid> AddAsync(Actor actor, object body) => (await actor.PostAsync(Path(actor), body)).Must(201).Get<Guid>("id");

    static async Task<string[]> NamesAsync(Actor actor, string query = "") => [.. (await actor.GetAsync(Path(actor, $"?{query}"))).Must(200).Json.Items().Select(i => i.Get<string>("name"))];

    static Task<Answer> RenderAsync(Actor actor, Guid template, Guid conversation, object? blanks = null) => actor.PostAsync(Path(actor, $"/{template}/render"), new { conversation, blanks });

    static Task<Answer> PreviewAsync(Actor actor, string text, Guid conversation) => actor.PostAsync(Path(actor, "/preview"), new { text, conversation });

    [Fact]
    public async Task A_template_is_kept_once_changed_by_who_saw_it_deleted_and_restored()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId, name: "Carla Colleague");
        var id = Guid.CreateVersion7();
        var body = Body("Hello {{buyer.firstName|there}}", shortcut: "Hello-1", folder: "Greetings", topics: ["Shipping", "order"], id: id);
        var made = (await shop.Agent.PostAsync(Path(shop.Agent), body)).Must(201);
        Assert.Equal(("team", "hello-1", "Greetings", 1, true), (made.Get<string>("scope"), made.Get<string>("shortcut"), made.Get<string>("folder"), made.Get<int>("version"), made.Get<bool>("editable")));
        Assert.Equal(["shipping", "order"], made.Json.Items("topics").Select(t => (string)t!));
        Assert.Equal(made.Body, (await shop.Agent.PostAsync(Path(shop.Agent), body)).Must(200).Body);
        (await shop.Agent.PostAsync(Path(shop.Agent), Body("Another", id: id))).MustRefuse(422, "template-id-reused");
        (await colleague.PostAsync(Path(colleague), body)).MustRefuse(422, "template-id-reused");

        var changed = (await colleague.PutAsync(Path(colleague, $"/{id}"), Body("Hi", "Short", version: 1))).Must(200);
        Assert.Equal((2, "Short", "Carla Colleague"), (changed.Get<int>("version"), changed.Get<string>("name"), changed.Get<string>("changedBy.name")));
        Assert.Equal(changed.Body, (await colleague.PutAsync(Path(colleague, $"/{id}"), Body("Hi", "Short", version: 1))).Must(200).Body); // it is so already
        (await shop.Agent.PutAsync(Path(shop.Agent, $"/{id}"), Body("Hi!", "Mine", version: 1))).MustRefuse(409, "changed-meanwhile");
        Assert.Equal(changed.Body, (await shop.Agent.GetAsync(Path(shop.Agent, $"/{id}"))).Must(200).Body);

        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{id}"))).Must(204);
        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{id}"))).Must(204);
        (await shop.Agent.GetAsync(Path(shop.Agent, $"/{id}"))).MustRefuse(404, "not-found");
        (await shop.Agent.PutAsync(Path(shop.Agent, $"/{id}"), Body("Hi", version: 2))).MustRefuse(404, "not-found");
        Assert.Empty(await NamesAsync(shop.Agent));
        Assert.Equal("Short", (await colleague.PostAsync(Path(colleague, $"/{id}/restore"))).Must(200).Get<string>("name"));
        Assert.Equal("Short", (await colleague.PostAsync(Path(colleague, $"/{id}/restore"))).Must(200).Get<string>("name"));
        Assert.Equal(["Short"], await NamesAsync(shop.Agent));
    }

    [Fact]
    public async Task What_was_deleted_long_ago_is_gone()
    {
        var shop = await World.NewShopAsync();
        var (old, other) = (await AddAsync(shop.Agent, Body("old")), await AddAsync(shop.Agent, Body("other")));
        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{old}"))).Must(204);
        await using var db = World.Store.Open();
        await db.Set<Parley.Automation.Template>().Where(t => t.Id == old).ExecuteUpdateAsync(s => s.SetProperty(t => t.DeletedAt, DateTimeOffset.UtcNow.AddDays(-31)));
        (await shop.Agent.PostAsync(Path(shop.Agent, $"/{old}/restore"))).MustRefuse(404, "not-found");
        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{other}"))).Must(204);
        using var prune = new Parley.Automation.PruneTemplates(World.Store.Store, null!, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Parley.Automation.PruneTemplates>.Instance);
        await prune.PruneAsync(default);
        Assert.False(await db.Set<Parley.Automation.Template>().AnyAsync(t => t.Id == old));
        Assert.True(await db.Set<Parley.Automation.Template>().AnyAsync(t => t.Id == other));
    }

    [Fact]
    public async Task A_shortcut_is_ones_own_and_free_again_when_its_template_goes()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId);
        var first = await AddAsync(shop.Agent, Body("one", shortcut: "thanks"));
        (await colleague.PostAsync(Path(colleague), Body("two", shortcut: "THANKS"))).MustRefuse(409, "shortcut-taken");
        await AddAsync(colleague, Body("mine", scope: "me", shortcut: "thanks"));
        await AddAsync(shop.Agent, Body("mine too", scope: "me", shortcut: "thanks"));
        await AddAsync((await World.NewShopAsync()).Agent, Body("elsewhere", shortcut: "thanks"));
        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{first}"))).Must(204);
        var second = await AddAsync(shop.Agent, Body("two", shortcut: "thanks"));
        (await shop.Agent.PostAsync(Path(shop.Agent, $"/{first}/restore"))).MustRefuse(409, "shortcut-taken");
        (await shop.Agent.PutAsync(Path(shop.Agent, $"/{second}"), Body("two", shortcut: "شكرا", version: 1))).Must(200);
        (await shop.Agent.PostAsync(Path(shop.Agent, $"/{first}/restore"))).Must(200);
        foreach (var bad in new[] { "", "a b", "/x", new string('x', 41), "a\u0000" }) (await shop.Agent.PostAsync(Path(shop.Agent), Body("x", shortcut: bad))).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Shortcuts_and_the_limit_hold_when_all_write_at_once()
    {
        var shop = await World.NewShopAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => shop.Agent.PostAsync(Path(shop.Agent), Body($"text {i}", shortcut: "same"))));
        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a => a.MustRefuse(409, "shortcut-taken"));
        await using (var db = World.Store.Open())
        {
            var sample = await db.Set<Parley.Automation.Template>().SingleAsync(t => t.VendorId == shop.VendorId);
            for (var i = 0; i < 497; i++)
                db.Add(new Parley.Automation.Template
                {
                    VendorId = shop.VendorId, Id = Guid.NewGuid(), KeeperId = "", Scope = sample.Scope, Target = "", Name = $"No. {i:000}", Folder = "", Shortcut = null, Variants = sample.Variants, Topics = "", Files = "",
                    AuthorId = sample.AuthorId, CreatedAt = sample.CreatedAt, ChangedBy = sample.ChangedBy, ChangedAt = sample.ChangedAt,
                });
            await db.SaveChangesAsync();
        }
        answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => shop.Agent.PostAsync(Path(shop.Agent), Body($"more {i}"))));
        Assert.Equal(2, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => a.MustRefuse(422, "too-many-templates"));
        await AddAsync(shop.Agent, Body("my own", scope: "me"));
        var all = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = (await shop.Agent.GetAsync(Path(shop.Agent, $"?limit=100{cursor}"))).Must(200);
            all.AddRange(page.Json.Items().Select(i => i.Get<string>("id")));
            if (page.Json["cursor"] is not { } next) break;
            cursor = $"&cursor={next}";
        }
        Assert.Equal((501, 501), (all.Count, all.Distinct().Count()));
        (await shop.Agent.GetAsync(Path(shop.Agent, "?cursor=nonsense"))).MustRefuse(400, "invalid-cursor");
    }

    [Fact]
    public async Task Each_sees_their_own_the_teams_and_the_marketplaces_and_finds_them_without_accents()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId);
        var reader = await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly);
        await AddAsync(shop.Agent, Body("Merci für alles", "Größe", folder: "Shipping"));
        await AddAsync(shop.Agent, Body("private", "Private", scope: "me"));
        var supplied = Guid.NewGuid();
        (await World.HostClient.PutAsync($"v1/operator-templates/{supplied}", new { name = $"Supplied {supplied}", variants = new[] { new { text = "From {{vendor.name}}" } } })).Must(204);
        var ours = await NamesAsync(shop.Agent);
        Assert.Contains("Größe", ours);
        Assert.Contains("Private", ours);
        Assert.Contains($"Supplied {supplied}", ours);
        Assert.DoesNotContain("Private", await NamesAsync(colleague));
        Assert.Equal(["Größe"], await NamesAsync(colleague, "q=GRO%C3%9FE"));
        Assert.Equal(["Größe"], await NamesAsync(reader, "q=fur%20merci"));
        Assert.Equal(["Größe"], await NamesAsync(reader, "folder=Shipping"));
        Assert.Empty(await NamesAsync(reader, "q=fur%20nothing"));
        (await reader.GetAsync(Path(reader, $"?q={new string('x', 201)}"))).MustRefuse(400, "validation");
        Assert.False((await reader.GetAsync(Path(reader, "?q=merci"))).Must(200).Get<bool>("items.0.editable"));
        (await reader.PostAsync(Path(reader), Body("x"))).MustRefuse(403, "forbidden");
        (await shop.Agent.PutAsync(Path(shop.Agent, $"/{supplied}"), Body("mine", version: 1))).MustRefuse(403, "forbidden");
        (await shop.Agent.DeleteAsync(Path(shop.Agent, $"/{supplied}"))).MustRefuse(403, "forbidden");
        Assert.Equal("operator", (await shop.Agent.GetAsync(Path(shop.Agent, $"/{supplied}"))).Must(200).Get<string>("scope"));
        Assert.Contains((await World.HostClient.GetAsync("v1/operator-templates")).Must(200).Json.AsArray(), t => t!.Get<Guid>("id") == supplied && t!.Get<int>("version") == 1);
        (await World.HostClient.DeleteAsync($"v1/operator-templates/{supplied}")).Must(204);
        (await shop.Agent.GetAsync(Path(shop.Agent, $"/{supplied}"))).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task A_thread_is_offered_only_what_fits_it()
    {
        var talk = await World.NewTalkAsync();
        var (agent, listing) = (talk.Vendor, talk.Shop.ListingId);
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Listing, listing, talk.Shop.VendorId, "A green bowl") { Attributes = new Dictionary<string, string> { ["category"] = "Bowls" } });
        foreach (var scope in new[] { "team", $"listing:{listing}", "listing:another", "category:bowls", "category:plates" }) await AddAsync(agent, Body("x", scope, scope));
        Assert.Equal(["category:bowls", $"listing:{listing}", "team"], await NamesAsync(agent, $"conversation={talk.Id}&q=x"));
        Assert.Equal(5, (await NamesAsync(agent, "q=x")).Length);
        (await agent.GetAsync(Path(agent, $"?conversation={(await World.NewTalkAsync()).Id}"))).MustRefuse(404, "not-found");
        (await agent.GetAsync(Path(agent, "?conversation=nonsense"))).MustRefuse(404, "not-found");
        foreach (var bad in new[] { "", "all", "operator", "listing:", "category:two words" }) (await agent.PostAsync(Path(agent), Body("x", scope: bad))).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task A_template_speaks_the_buyers_language_with_what_the_marketplace_knows()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync("Jürgen Käufer");
        await World.Host.PutUserAsync(new User(buyer.Id, "Jürgen Käufer", Locale: "de-AT", TimeZone: "Europe/Vienna") { Attributes = new Dictionary<string, string> { ["tier"] = "gold" } });
        await World.Host.PutVendorAsync(new Vendor(shop.VendorId, shop.Name, Locale: "en", TimeZone: "Europe/Berlin") { Attributes = new Dictionary<string, string> { ["phone"] = "+49 30 1" } });
        var order = Rig.World.NewId("order");
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, order, shop.VendorId, "Two bowls")
        {
            BuyerId = buyer.Id,
            State = "shipped",
            PlacedAt = new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero),
            Amount = new Money(123456, "EUR"),
            Dates = [new SubjectDate("delivery", new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.Zero))],
            Attributes = new Dictionary<string, string> { ["size"] = "M" },
        });
        Assert.Equal("gold", (await World.Host.FindUserAsync(buyer.Id))!.Attributes!["tier"]);
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Wo?") })).Must(201).Get<Guid>("conversation.id");
        Assert.DoesNotContain("gold", (await shop.Agent.ViewAsync(thread)).Must(200).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("+49", (await buyer.ViewAsync(thread)).Must(200).Body, StringComparison.Ordinal);
        const string everything = "{{buyer.firstName}}, {{order.id}}, {{order.state}}, {{order.amount}}, {{order.placed}}, {{order.delivery}}, {{buyer.attr.tier}}, {{vendor.attr.phone}}, {{subject.attr.size}}, {{vendor.name}}, {{agent.name}}";
        var template = (await shop.Agent.PostAsync(Path(shop.Agent), new { scope = "team", name = "Where", variants = new[] { new { text = "In English", locale = (string?)"en" }, new { text = "De: " + everything, locale = (string?)"de" } } })).Must(201).Get<Guid>("id");
        var rendered = (await RenderAsync(shop.Agent, template, thread)).Must(200);
        Assert.Equal($"De: Jürgen, {order}, shipped, € 1.234,56, Dienstag, 24. November 2026, Freitag, 27. November 2026, gold, +49 30 1, M, Clay & Co, {shop.Agent.Name}", rendered.Get<string>("text").Replace('\u00a0', ' '));
        Assert.Equal(("de", true), (rendered.Get<string>("locale"), rendered.Get<bool>("sendable")));
        var sent = (await shop.Agent.SayAsync(thread, rendered.Get<string>("text"))).Must(201);
        Assert.Equal(rendered.Get<string>("text"), sent.Get<string>("text"));
    }

    [Fact]
    public async Task What_is_not_filled_in_is_shown_and_never_sent()
    {
        var talk = await World.NewTalkAsync();
        var template = await AddAsync(talk.Vendor, Body("Parcel {{?tracking number}} of {{order.id}}"));
        var rendered = (await RenderAsync(talk.Vendor, template, talk.Id)).Must(200);
        Assert.Equal((false, "order.id", "tracking number"), (rendered.Get<bool>("sendable"), rendered.Get<string>("missing.0.name"), rendered.Get<string>("blanks.0.name")));
        var (text, gap) = (rendered.Get<string>("text"), rendered.Json.At("blanks.0")!);
        Assert.Equal("{{?tracking number}}", text.Substring(gap.Get<int>("start"), gap.Get<int>("length")));
        var refused = (await talk.Vendor.SayAsync(talk.Id, text)).MustRefuse(422, "unfilled-template");
        Assert.Equal((7, 20), (refused.Get<int>("span.start"), refused.Get<int>("span.length")));
        var filled = (await RenderAsync(talk.Vendor, template, talk.Id, new Dictionary<string, string> { ["tracking number"] = "JD 1" })).Must(200);
        Assert.Equal(("Parcel JD 1 of {{order.id}}", 0), (filled.Get<string>("text"), filled.Json.Items("blanks").Length));
        (await talk.Vendor.SayAsync(talk.Id, filled.Get<string>("text"))).MustRefuse(422, "unfilled-template");
        var seq = (await talk.Vendor.SayAsync(talk.Id, "{{7*7}} is not ours")).Must(201).Get<int>("seq");
        (await talk.Vendor.EditAsync(talk.Id, seq, "but {{buyer.name}} is")).MustRefuse(422, "unfilled-template");
        (await talk.Buyer.SayAsync(talk.Id, "I write {{buyer.name}} as I like")).Must(201);
        foreach (var bad in new object[] { new { conversation = talk.Id, blanks = new Dictionary<string, string> { ["x"] = new('y', 501) } }, new { conversation = "x" }, new { conversation = talk.Id, more = 1 } })
            (await talk.Vendor.PostAsync(Path(talk.Vendor, $"/{template}/render"), bad)).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task A_vendor_who_writes_first_opens_nothing_with_an_unfilled_text()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        (await shop.Agent.PostAsync("v1/conversations", new { vendor = shop.VendorId, buyer = buyer.Id, subject = new { kind = "order", id = order }, message = Actor.Message("Dear {{buyer.name}}") })).MustRefuse(422, "unfilled-template");
        (await shop.Agent.GetAsync($"v1/conversations/find?as={shop.Agent.As}&subject=order:{order}")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task A_buyer_who_left_has_no_name_and_one_called_like_a_marker_breaks_nothing()
    {
        var shop = await World.NewShopAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync("{{order.id}} Jones"), "Hello");
        var rendered = (await PreviewAsync(shop.Agent, "Dear {{buyer.name}}", talk.Id)).Must(200);
        Assert.Equal(("Dear { {order.id}} Jones", true), (rendered.Get<string>("text"), rendered.Get<bool>("sendable")));
        (await shop.Agent.SayAsync(talk.Id, rendered.Get<string>("text"))).Must(201);
        await World.Host.DeleteUserAsync(talk.Buyer.Id);
        Assert.Equal("buyer.name", (await PreviewAsync(shop.Agent, "Dear {{buyer.name}}", talk.Id)).Must(200).Get<string>("missing.0.name"));
    }

    [Fact]
    public async Task A_broken_text_is_refused_with_its_place_and_nothing_is_kept()
    {
        var talk = await World.NewTalkAsync();
        var refused = (await talk.Vendor.PostAsync(Path(talk.Vendor), Body("Hello\n{{buyer.nmae}}"))).MustRefuse(400, "invalid-template");
        Assert.Equal("Line 2, column 1: There is no variable 'buyer.nmae'. Did you mean 'buyer.name'?", refused.Get<string>("detail"));
        Assert.Equal((6, 14), (refused.Get<int>("span.start"), refused.Get<int>("span.length")));
        Assert.NotNull(refused.Json["errors"]!["variants[0].text"]);
        (await PreviewAsync(talk.Vendor, "{{#if order}}", talk.Id)).MustRefuse(400, "invalid-template");
        (await talk.Vendor.PostAsync(Path(talk.Vendor), Body(string.Concat(Enumerable.Repeat("{{order.id}}", 400))))).MustRefuse(400, "invalid-template");
        (await talk.Vendor.PostAsync(Path(talk.Vendor), Body(string.Concat(Enumerable.Repeat("{{a}}", 10_000))))).MustRefuse(400, "validation"); // longer than 5,000
        (await PreviewAsync(talk.Vendor, string.Concat(Enumerable.Repeat($"{{{{order.id|{new string('x', 200)}}}}}", 20)) + new string('y', 600), talk.Id)).Must(200);
        foreach (var bad in new object[]
        {
            Body(""), Body("\u200b"), Body("a\u0000"), Body("x", name: ""), Body("x", name: new string('n', 81)), Body("x", folder: new string('f', 61)), Body("x", topics: ["two words"]), Body("x", topics: [.. Enumerable.Repeat("t", 11)]),
            new { scope = "team", name = "x", variants = Array.Empty<object>() }, new { scope = "team", name = "x", variants = new[] { new { text = "a", locale = "de" }, new { text = "b", locale = "DE" } } },
            new { scope = "team", name = "x", variants = new object?[] { null } }, new { scope = "team", name = "x" }, new { name = "x", variants = new[] { new { text = "a" } } },
        }) (await talk.Vendor.PostAsync(Path(talk.Vendor), bad)).Must(400);
        Assert.Empty(await NamesAsync(talk.Vendor, "q=x"));
    }

    [Fact]
    public async Task A_text_that_grows_too_long_is_refused_when_it_is_rendered()
    {
        var talk = await World.NewTalkAsync();
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, "Bea") { Attributes = new Dictionary<string, string> { ["long"] = new('x', 500) } });
        (await PreviewAsync(talk.Vendor, string.Concat(Enumerable.Repeat("{{buyer.attr.long}}", 10)), talk.Id)).Must(200);
        (await PreviewAsync(talk.Vendor, string.Concat(Enumerable.Repeat("{{buyer.attr.long}}", 11)), talk.Id)).MustRefuse(422, "template-too-long");
    }

    [Fact]
    public async Task Attributes_have_their_limits_and_go_with_the_person()
    {
        var buyer = await World.NewBuyerAsync();
        foreach (var bad in new[] { "{\"1a\":\"x\"}", "{\"a-b\":\"x\"}", "{\"\":\"x\"}", $"{{\"{new string('k', 41)}\":\"x\"}}", $"{{\"k\":\"{new string('v', 501)}\"}}", "{\"k\":null}", "{\"k\":1}", "{\"k\":{}}", "[]", $"{{{string.Join(',', Enumerable.Range(0, 51).Select(i => $"\"k{i}\":\"v\""))}}}" })
            (await World.HostClient.PutAsync($"v1/users/{buyer.Id}", $$"""{"name":"Bea","attributes":{{bad}}}""")).Must(400);
        (await World.HostClient.PutAsync($"v1/users/{buyer.Id}", """{"name":"Bea","attributes":{"b":"2","a":"1"}}""")).Must(204);
        await using var db = World.Store.Open();
        Assert.Equal("""{"a":"1","b":"2"}""", (await db.Set<Parley.Market.MarketPerson>().SingleAsync(p => p.Id == buyer.Id)).Attributes);
        await foreach (var progress in World.Host.SyncAsync(new SyncRow[] { new User(buyer.Id, "Bea") { Attributes = new Dictionary<string, string> { ["c"] = "3" } } }.ToAsyncEnumerable())) Assert.Equal(0, progress.Failed);
        Assert.Equal("3", (await World.Host.FindUserAsync(buyer.Id))!.Attributes!["c"]);
        await World.Host.DeleteUserAsync(buyer.Id);
        Assert.Null((await db.Set<Parley.Market.MarketPerson>().SingleAsync(p => p.Id == buyer.Id)).Attributes);
    }

    [Fact]
    public async Task The_variables_are_listed_with_an_explanation_and_an_example()
    {
        var shop = await World.NewShopAsync();
        var listed = (await shop.Agent.GetAsync(Path(shop.Agent, "/variables"))).Must(200).Json.AsArray();
        Assert.Contains(listed, v => v!.Get<string>("name") == "order.amount" && v!.Get<string>("explanation").Length > 0 && v!.Get<string>("example").Length > 0);
    }
}

public sealed class Templating_on_sqlite(SqliteWorld world) : Templating(world), IClassFixture<SqliteWorld>;

public sealed class Templating_on_postgres(PostgresWorld world) : Templating(world), IClassFixture<PostgresWorld>;
