using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Client;

namespace Parley.Tests.Market;

/// <summary>The host tells of people, vendors and subjects: singly and in bulk, free to repeat.</summary>
public abstract class Telling(World world) : Facts(world)
{
    [Fact]
    public async Task What_the_host_stored_it_reads_again_and_can_replace()
    {
        var id = Rig.World.NewId("user");
        var user = new User(id, "Jane O'Neil", "https://img.example/j.png", "pt-BR", "Europe/Lisbon", "jane@shop.example", "+351210000000");
        await World.Host.PutUserAsync(user);
        await World.Host.PutUserAsync(user);
        var kept = (await World.HostClient.GetAsync($"v1/users/{id}")).Must(200);
        Assert.Equal(("Jane O'Neil", "pt-BR", "jane@shop.example"), (kept.Get<string>("name"), kept.Get<string>("locale"), kept.Get<string>("email")));
        await World.Host.PutUserAsync(new User(id, "Jane Costa"));
        Assert.Null((await World.HostClient.GetAsync($"v1/users/{id}")).Json["email"]);
        (await World.HostClient.GetAsync("v1/users/nobody-of-this-name")).MustRefuse(404, "not-found");

        var shop = await World.NewShopAsync("Before");
        await World.Host.PutVendorAsync(new Vendor(shop.VendorId, "After"));
        Assert.Equal("After", (await World.HostClient.GetAsync($"v1/vendors/{shop.VendorId}")).Must(200).Get<string>("name"));
        Assert.Equal("owner", (await World.HostClient.GetAsync($"v1/vendors/{shop.VendorId}/agents")).Must(200).Get<string>("0.role"));
    }

    [Fact]
    public async Task A_new_name_is_shown_at_once()
    {
        var talk = await World.NewTalkAsync();
        Assert.Equal("Bea Buyer", (await talk.Vendor.InboxAsync()).Get<string>("items.0.with.name"));
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, "Bea Baker"));
        Assert.Equal("Bea Baker", (await talk.Vendor.InboxAsync()).Get<string>("items.0.with.name"));
    }

    [Fact]
    public async Task The_same_person_told_sixteen_times_at_once_is_one_person()
    {
        var id = Rig.World.NewId("user");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => World.HostClient.PutAsync($"v1/users/{id}", new { name = $"Name {i}" })));
        Assert.All(answers, a => a.Must(204));
        (await World.HostClient.GetAsync($"v1/users/{id}")).Must(200);
    }

    [Fact]
    public async Task Contact_data_of_one_side_never_reaches_the_other()
    {
        var shop = await World.NewShopAsync();
        var id = Rig.World.NewId("buyer");
        await World.Host.PutUserAsync(new User(id, "Priya", Email: "priya@private.example", Phone: "+4915112345678"));
        var talk = await shop.OpenAsync(World.Person(id, "Priya", "buyer"), "Hello");
        foreach (var answer in new[] { await talk.Vendor.ViewAsync(talk.Id), await talk.Vendor.InboxAsync(), await talk.Vendor.ReadThreadAsync(talk.Id), await talk.Buyer.GetAsync("v1/me") })
        {
            Assert.DoesNotContain("priya@private.example", answer.Must(200).Body, StringComparison.Ordinal);
            Assert.DoesNotContain("+4915112345678", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_removed_agent_is_out_at_once_and_their_window_closes_within_five_seconds()
    {
        var talk = await World.NewTalkAsync();
        var agent = await World.NewAgentAsync(talk.Shop.VendorId);
        (await agent.ViewAsync(talk.Id)).Must(200);
        await using var window = await agent.ListenAsync();
        await World.Host.DeleteAgentAsync(talk.Shop.VendorId, agent.Id);
        await window.ClosedAsync();
        (await agent.ViewAsync(talk.Id)).MustRefuse(404, "not-found");
        (await agent.SayAsync(talk.Id, "still me")).MustRefuse(404, "not-found");
        (await agent.InboxAsync()).MustRefuse(404, "not-found");
        await Assert.ThrowsAnyAsync<HttpRequestException>(agent.ListenAsync);
    }

    [Fact]
    public async Task A_removed_person_is_out_at_once_and_stays_as_a_name_in_their_threads()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Buyer.ListenAsync();
        await World.Host.DeleteUserAsync(talk.Buyer.Id);
        await window.ClosedAsync();
        (await talk.Buyer.ViewAsync(talk.Id)).MustRefuse(401, "unauthenticated");
        (await World.HostClient.GetAsync($"v1/users/{talk.Buyer.Id}")).MustRefuse(404, "not-found");
        Assert.Equal("Is it still there?", (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Get<string>("items.0.text"));
    }

    [Fact]
    public async Task An_agent_made_read_only_may_look_but_not_write()
    {
        var talk = await World.NewTalkAsync();
        var agent = await World.NewAgentAsync(talk.Shop.VendorId);
        (await agent.SayAsync(talk.Id, "hi")).Must(201);
        await World.Host.PutAgentAsync(new Agent(talk.Shop.VendorId, agent.Id, AgentRole.ReadOnly));
        (await agent.SayAsync(talk.Id, "hi again")).MustRefuse(403, "forbidden");
        var view = (await agent.ViewAsync(talk.Id)).Must(200);
        Assert.Equal((false, "read-only"), (view.Get<bool>("canWrite"), view.Get<string>("whyNot")));
    }

    [Fact]
    public async Task A_removed_vendor_has_no_team_any_more_and_its_buyers_keep_their_threads_to_read()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        (await talk.Vendor.InboxAsync()).Must(200);
        await World.Host.DeleteVendorAsync(talk.Shop.VendorId);
        await window.ClosedAsync();
        foreach (var answer in new[] { await talk.Vendor.InboxAsync(), await talk.Vendor.ViewAsync(talk.Id), await talk.Vendor.SayAsync(talk.Id, "still here") }) answer.MustRefuse(404, "not-found");
        Assert.DoesNotContain((await talk.Vendor.GetAsync("v1/me")).Must(200).Json.Items("roles"), r => r.Get<string>("as") == talk.Vendor.As);
        (await talk.Buyer.GetAsync($"v1/contact?subject=listing:{talk.Shop.ListingId}")).MustRefuse(404, "not-found");
        var view = (await talk.Buyer.ViewAsync(talk.Id)).Must(200);
        Assert.Equal((false, "left"), (view.Get<bool>("canWrite"), view.Get<string>("whyNot")));
        (await talk.Buyer.SayAsync(talk.Id, "Hello?")).MustRefuse(403, "contact-not-allowed");
        await World.Host.PutVendorAsync(new Vendor(talk.Shop.VendorId, "Back again"));
        (await talk.Vendor.SayAsync(talk.Id, "We are back")).Must(201);
    }

    [Fact]
    public async Task Nobody_writes_to_a_buyer_who_left_nor_about_an_order_that_was_removed()
    {
        var talk = await World.NewTalkAsync();
        var order = await talk.Shop.NewOrderAsync(talk.Buyer);
        var other = await World.NewBuyerAsync();
        var gone = await talk.Shop.NewOrderAsync(other);
        await World.Host.DeleteSubjectAsync(SubjectKind.Order, gone);
        await World.Host.DeleteUserAsync(talk.Buyer.Id);
        (await OpenAsync(order, talk.Buyer)).MustRefuse(403, "contact-not-allowed");
        (await OpenAsync(gone, other)).MustRefuse(403, "contact-not-allowed");
        (await talk.Vendor.SayAsync(talk.Id, "Are you there?")).MustRefuse(403, "contact-not-allowed");

        Task<Answer> OpenAsync(string id, Actor buyer) =>
            talk.Vendor.PostAsync("v1/conversations", new { vendor = talk.Shop.VendorId, buyer = buyer.Id, subject = new { kind = "order", id }, message = Actor.Message("About your order") });
    }

    [Fact]
    public async Task Changes_told_many_times_at_once_are_told_once_and_the_last_line_says_what_the_card_says()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        var id = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("When?") })).Must(201).Get<Guid>("conversation.id");
        var changes = Enumerable.Range(0, 6).Select(i => (Id: Guid.NewGuid(), State: $"step {i}")).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 48).Select(i => ChangeAsync(order, changes[i % 6].Id, changes[i % 6].State)));
        Assert.All(answers, a => a.Must(202));
        var thread = await buyer.WholeThreadAsync(id);
        Assert.Equal(7, thread.Count);
        var view = await buyer.ViewAsync(id);
        Assert.Equal(view.Get<string>("subject.state"), view.Get<string>("last.event.data.state"));
    }

    [Fact]
    public async Task A_list_with_a_hole_in_it_is_refused_and_a_sync_goes_on_after_it()
    {
        var (shop, buyer, order) = (await World.NewShopAsync(), await World.NewBuyerAsync(), Rig.World.NewId("order"));
        foreach (var list in new[] { "items", "dates" })
        {
            var refused = (await World.HostClient.SendAsync(HttpMethod.Put, $"v1/subjects/order/{order}", $$"""{"vendor":"{{shop.VendorId}}","buyer":"{{buyer.Id}}","title":"T","{{list}}":[null]}""")).MustRefuse(400, "validation");
            Assert.Contains(list, refused.Get<string>("detail"), StringComparison.Ordinal);
        }
        var answer = (await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", string.Join('\n',
            $$"""{"type":"subject","kind":"order","id":"{{order}}","vendor":"{{shop.VendorId}}","buyer":"{{buyer.Id}}","title":"T","items":[null]}""",
            $$"""{"type":"conversation","vendor":"{{shop.VendorId}}","buyer":"{{buyer.Id}}","messages":[null]}""",
            $$"""{"type":"user","id":"{{order}}-u","name":"After it"}"""), "application/x-ndjson")).Must(200);
        Assert.Equal(2, answer.Body.Split("\"line\":").Length - 1);
        (await World.HostClient.GetAsync($"v1/users/{order}-u")).Must(200);
    }

    [Fact]
    public async Task A_field_that_is_missing_or_unknown_is_called_by_its_name()
    {
        var talk = await World.NewTalkAsync();
        await MustSayAsync("""{"text":"x"}""", "'clientMessageId' is missing.");
        await MustSayAsync($$"""{"clientMessageId":"{{Guid.NewGuid()}}","text":"x","colour":"red"}""", "'colour' is not a field of this body.");
        await MustSayAsync($$"""{"clientMessageId":"{{Guid.NewGuid()}}","text":5}""", "'text' is of the wrong type.");

        async Task MustSayAsync(string body, string sentence) =>
            Assert.StartsWith(sentence, (await talk.Buyer.SendAsync(HttpMethod.Post, $"v1/conversations/{talk.Id}/messages", body)).MustRefuse(400, "validation").Get<string>("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_an_order_stands_inline_in_each_of_its_threads_and_its_retry_is_free()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        var id = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("When?") })).Must(201).Get<Guid>("conversation.id");
        await using var window = await buyer.ListenAsync();
        var (shipped, delivered) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(1, (await ChangeAsync(order, shipped, "shipped", "With the green van")).Must(202).Get<int>("conversations"));
        var told = await window.HearAsync("message");
        Assert.Equal(("subject-changed", "shipped", "paid", "With the green van"), (told.Get<string>("message.event.type"), told.Get<string>("message.event.data.state"),
            told.Get<string>("message.event.data.previous"), told.Get<string>("message.event.data.note")));
        (await ChangeAsync(order, shipped, "shipped", "With the green van")).Must(202);
        (await ChangeAsync(order, delivered, "delivered")).Must(202);
        (await ChangeAsync(order, shipped, "shipped", "With the green van")).Must(202); // a late retry tells nothing new
        Assert.Equal(3, (await buyer.ViewAsync(id)).Get<int>("lastSeq"));
        Assert.Equal("delivered", (await buyer.ViewAsync(id)).Get<string>("subject.state"));
        Assert.Equal(2, (await buyer.CountsAsync()).Get<int>("messages"));
        Assert.Equal(1, (await shop.Agent.CountsAsync()).Get<int>("messages")); // the vendor made it: no news to them
        (await ChangeAsync("no-such-order", Guid.NewGuid(), "x")).MustRefuse(404, "not-found");
        (await ChangeAsync(order, Guid.Empty, "x")).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task A_sync_takes_five_thousand_rows_and_reports_the_bad_ones_by_line()
    {
        var vendor = Rig.World.NewId("vendor");
        var rows = new List<string> { $$"""{"type":"vendor","id":"{{vendor}}","name":"Bulk"}""" };
        for (var i = 0; i < 2500; i++) rows.Add($$"""{"type":"user","id":"{{vendor}}-u{{i}}","name":"User {{i}}"}""");
        for (var i = 0; i < 2500; i++) rows.Add($$"""{"type":"subject","kind":"listing","id":"{{vendor}}-l{{i}}","vendor":"{{vendor}}","title":"Thing {{i}}"}""");
        var bad = new Dictionary<int, string>
        {
            [100] = "{", [200] = """{"type":"planet","id":"x"}""", [300] = $$"""{"type":"user","id":"{{vendor}}-bad","name":""}""",
            [400] = """{"type":"user","id":"x y","name":"z"}""", [500] = """{"type":"agent","vendor":"no-such","user":"nobody","role":"agent"}""",
            [600] = """{"type":"user","id":"twice","id":"twice","name":"z"}""", [700] = """[1]""", [800] = """{"id":"no type"}""",
            [900] = """{"type":"user","id":"u","name":"\ud800"}""", [1000] = """{"type":"user","id":"u\u0000","name":"x"}""",
        };
        foreach (var (line, row) in bad) rows[line - 1] = row;
        var answer = (await SyncAsync(string.Join('\n', rows))).Must(200);
        var lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(bad.Keys.Order(), lines.Where(l => l["line"] is not null).Select(l => l.Get<int>("line")).Order());
        Assert.All(lines.Where(l => l["line"] is not null), l => Assert.InRange(l.Get<int>("problem.status"), 400, 499));
        var last = lines[^1];
        Assert.Equal((5001 - bad.Count, bad.Count, true), (last.Get<int>("done"), last.Get<int>("failed"), last.Get<bool>("finished")));
        Assert.True(lines.Count(l => l["done"] is not null) > 2, "progress is told while it runs");
        Assert.Equal("User 2499", (await World.HostClient.GetAsync($"v1/users/{vendor}-u2499")).Must(200).Get<string>("name"));
        Assert.Equal("Thing 0", (await World.HostClient.GetAsync($"v1/subjects/listing/{vendor}-l0")).Must(200).Get<string>("title"));
    }

    [Fact]
    public async Task Sending_the_same_sync_again_changes_nothing()
    {
        var vendor = Rig.World.NewId("vendor");
        SyncRow[] rows =
        [
            new Vendor(vendor, "Twice"), new User($"{vendor}-agent", "Ann"), new User($"{vendor}-buyer", "Ben"), new Agent(vendor, $"{vendor}-agent", AgentRole.Agent),
            new PastConversation(vendor, $"{vendor}-buyer",
            [
                new PastMessage(Guid.NewGuid(), Side.Buyer, "Old question", DateTimeOffset.UtcNow.AddDays(-9)),
                new PastMessage(Guid.NewGuid(), Side.Vendor, "Old answer", DateTimeOffset.UtcNow.AddDays(-8)) { AgentId = $"{vendor}-agent" },
                new PastMessage(Guid.NewGuid(), Side.Vendor, "Anything else?", DateTimeOffset.UtcNow.AddDays(-8)) { AgentId = $"{vendor}-agent" },
            ]) { Topic = "question", ReadBy = new ReadMarks(2, 3) },
        ];
        for (var round = 0; round < 2; round++)
            await foreach (var progress in World.Host.SyncAsync(rows.ToAsyncEnumerable()))
                Assert.Empty(progress.Failures);
        var buyer = World.Person($"{vendor}-buyer", "Ben", "buyer");
        var row = (await buyer.InboxAsync()).Must(200).Json.Items().Single();
        Assert.Equal((3, 1, 2), (row.Get<int>("lastSeq"), row.Get<int>("unread"), row.Get<int>("readSeq")));
        Assert.Equal(["Old question", "Old answer", "Anything else?"], (await buyer.WholeThreadAsync(row.Get<Guid>("id"))).Select(m => m.Text));
        Assert.StartsWith($"{DateTimeOffset.UtcNow.AddDays(-8):yyyy-MM-dd}", row.Get<string>("at"), StringComparison.Ordinal);
        await Ledger.MustBalanceAsync(World.Store, vendor);
    }

    [Fact]
    public async Task A_sync_that_changes_nothing_tells_nobody_and_one_that_brings_somebody_back_does()
    {
        var shop = await World.NewShopAsync();
        var order = await shop.NewOrderAsync(await World.NewBuyerAsync("Same Name"));
        var user = Rig.World.NewId("user");
        SyncRow[] rows = [new User(user, "Back Again"), new Agent(shop.VendorId, user, AgentRole.Agent), new Subject(SubjectKind.Listing, order, shop.VendorId, "A listing with the order's id")];
        await SyncAsync(rows);
        var before = await FactsAsync(user, order);
        await SyncAsync(rows);
        Assert.Equal(before, await FactsAsync(user, order));
        await World.Host.DeleteUserAsync(user);
        await SyncAsync(rows);
        (await World.HostClient.GetAsync($"v1/users/{user}")).Must(200);
        Assert.True(await FactsAsync(user, order) > before);
        Assert.Equal("Two bowls", (await World.HostClient.GetAsync($"v1/subjects/order/{order}")).Must(200).Get<string>("title"));

        async Task SyncAsync(SyncRow[] some)
        {
            await foreach (var progress in World.Host.SyncAsync(some.ToAsyncEnumerable())) Assert.Empty(progress.Failures);
        }
    }

    [Fact]
    public async Task Changes_of_orders_can_come_with_a_sync_and_a_bad_one_is_an_error_of_its_line()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        var id = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("When?") })).Must(201).Get<Guid>("conversation.id");
        SyncRow[] rows =
        [
            new SubjectMoved(SubjectKind.Order, order, Guid.NewGuid(), "shipped", "With the green van"), new SubjectMoved(SubjectKind.Order, "no-such-order", Guid.NewGuid(), "shipped"),
            new SubjectMoved(SubjectKind.Order, order, Guid.Empty, "lost"), new SubjectMoved(SubjectKind.Order, order, Guid.NewGuid(), "delivered"),
        ];
        var failures = new List<SyncFailure>();
        await foreach (var progress in World.Host.SyncAsync(rows.ToAsyncEnumerable())) failures.AddRange(progress.Failures);
        Assert.Equal([2L, 3L], failures.Select(f => f.Line));
        var view = (await buyer.ViewAsync(id)).Must(200);
        Assert.Equal((3, "delivered"), (view.Get<int>("lastSeq"), view.Get<string>("subject.state")));
        Assert.Equal("With the green van", (await buyer.ReadThreadAsync(id)).Must(200).Get<string>("items.1.event.data.note"));
    }

    [Fact]
    public async Task What_the_client_library_takes_away_is_gone()
    {
        var shop = await World.NewShopAsync();
        var agent = await World.NewAgentAsync(shop.VendorId);
        var buyer = await World.NewBuyerAsync();
        SyncRow[] rows = [Deletion.OfAgent(shop.VendorId, agent.Id), Deletion.OfUser(buyer.Id), Deletion.OfSubject(SubjectKind.Listing, shop.ListingId)];
        await foreach (var progress in World.Host.SyncAsync(rows.ToAsyncEnumerable())) Assert.Empty(progress.Failures);
        (await agent.InboxAsync()).MustRefuse(404, "not-found");
        (await buyer.InboxAsync()).MustRefuse(401, "unauthenticated");
        (await World.HostClient.GetAsync($"v1/subjects/listing/{shop.ListingId}")).MustRefuse(404, "not-found");
    }

    [Theory]
    [InlineData("""{"type":"delete","of":"user","id":"a\u0000b"}""")]
    [InlineData("""{"type":"delete","of":"user","id":"\ud800"}""")]
    [InlineData("""{"type":"delete","of":"moon","id":"x"}""")]
    [InlineData("""{"type":"delete","of":"user","id":7}""")]
    [InlineData("""{"type":"conversation","vendor":"no-such","buyer":"nobody","messages":[]}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":{}}""")]
    [InlineData("null")]
    public async Task A_bad_row_of_any_kind_is_an_error_of_its_line_and_the_next_one_is_stored(string row)
    {
        var id = Rig.World.NewId("user");
        var answer = (await SyncAsync($$"""{{row}}{{"\n"}}{"type":"user","id":"{{id}}","name":"Next"}""")).Must(200);
        var lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(1, lines.Single(l => l["line"] is not null).Get<int>("line"));
        Assert.True(lines[^1].Get<bool>("finished"));
        (await World.HostClient.GetAsync($"v1/users/{id}")).Must(200);
    }

    [Fact]
    public async Task A_bad_topic_of_an_imported_thread_is_an_error_of_its_line()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        foreach (var topic in new[] { "a\\u0000b", new string('t', 3000), "no-such-topic" })
        {
            var row = $$"""{"type":"conversation","vendor":"{{shop.VendorId}}","buyer":"{{buyer.Id}}","topic":"{{topic}}","messages":[{"clientMessageId":"{{Guid.NewGuid()}}","from":"buyer","text":"x","at":"2020-01-01T00:00:00Z"}]}""";
            var answer = (await SyncAsync(row)).Must(200);
            Assert.Contains("\"line\":1", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":"x","email":"a@b@c"}""")]
    [InlineData("""{"name":"x","avatarUrl":"javascript:alert(1)"}""")]
    [InlineData("""{"name":"x","avatarUrl":"/relative.png"}""")]
    [InlineData("""{"name":"x","isAdmin":true}""")]
    public async Task A_malformed_person_is_refused(string body) =>
        (await World.HostClient.PutAsync($"v1/users/{Rig.World.NewId("user")}", body)).MustRefuse(400, "validation");

    [Fact]
    public async Task An_order_needs_a_known_vendor_and_its_buyer()
    {
        var shop = await World.NewShopAsync();
        var host = World.HostClient;
        (await host.PutAsync("v1/subjects/order/o1", new { vendor = shop.VendorId, title = "x" })).MustRefuse(400, "validation");
        (await host.PutAsync("v1/subjects/order/o1", new { vendor = shop.VendorId, buyer = "nobody", title = "x" })).MustRefuse(400, "validation");
        (await host.PutAsync("v1/subjects/listing/l1", new { vendor = "no-such", title = "x" })).MustRefuse(400, "validation");
        (await host.PutAsync("v1/subjects/planet/p1", new { vendor = shop.VendorId, title = "x" })).MustRefuse(400, "validation");
        (await host.PutAsync("v1/subjects/listing/l1", new { vendor = shop.VendorId, title = "x", amount = new { minor = 1, currency = "euro" } })).MustRefuse(400, "validation");
        (await host.PutAsync("v1/subjects/listing/l1", new { vendor = shop.VendorId, title = "x", items = new[] { new { title = "y", quantity = -1 } } })).MustRefuse(400, "validation");
    }

    async Task<int> FactsAsync(string user, string subject)
    {
        await using var db = World.Store.Open();
        return await db.Set<Parley.Storage.Fact>().CountAsync(f => f.Subject != null && (f.Subject.EndsWith(user) || f.Subject.EndsWith(subject)));
    }

    Task<Answer> ChangeAsync(string order, Guid id, string state, string? note = null) => World.HostClient.PostAsync($"v1/subjects/order/{order}/changes", new { id, state, note });

    Task<Answer> SyncAsync(string rows) => World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", Encoding.UTF8.GetBytes(rows), "application/x-ndjson");
}

public sealed class Telling_on_sqlite(CommonSqlite world) : Telling(world);

public sealed class Telling_on_postgres(CommonPostgres world) : Telling(world);
