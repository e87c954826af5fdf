using Microsoft.EntityFrameworkCore;
using Parley.Automation;
using Parley.Client;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Automation;

/// <summary>What a vendor's machine answers by itself.</summary>
public abstract class Auto_replying(World world) : Facts(world)
{
    static string Path(Actor actor) => $"v1/auto-replies?as={actor.As}";

    static async Task SetAsync(Shop shop, params object[] replies) => (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, replies })).Must(200);

    static object First(string text = "Thank you, {{buyer.firstName}}. We answer soon.") => new { kind = "first-message", text };

    async Task<List<(int Seq, string? Text)>> AutosAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return [.. (await db.Set<Message>().Where(m => m.ConversationId == thread && m.Kind == MessageKind.Auto).OrderBy(m => m.Seq).ToListAsync()).Select(m => (m.Seq, (string?)null))];
    }

    static async Task<System.Text.Json.Nodes.JsonNode> AutoAsync(Actor buyer, Guid thread)
    {
        System.Text.Json.Nodes.JsonNode? found = null;
        await Eventually.TrueAsync(async () => (found = (await buyer.ReadThreadAsync(thread)).Must(200).Json.Items().FirstOrDefault(m => m.Get<string>("kind") == "auto")) is not null, "the machine answered");
        return found!;
    }

    /// <summary>Everything told so far has been worked off.</summary>
    async Task WorkedOffAsync()
    {
        await using var db = World.Store.Open();
        var end = await db.Set<Fact>().MaxAsync(f => (long?)f.Id) ?? 0;
        await Eventually.TrueAsync(async () => await db.Set<FactWorkerState>().Where(w => w.Name == "auto-replies").Select(w => w.Position).SingleOrDefaultAsync() >= end, "the facts were worked off", TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task The_first_message_is_answered_by_machine_within_seconds_as_news_for_the_buyer_and_no_answer()
    {
        var shop = await World.NewShopAsync();
        await SetAsync(shop, First());
        var buyer = await World.NewBuyerAsync();
        await using var live = await buyer.ListenAsync();
        var talk = await shop.OpenAsync(buyer, "Is it still there?");
        var auto = await AutoAsync(buyer, talk.Id);
        Assert.Equal(("Thank you, Bea. We answer soon.", "vendor", 2), (auto.Get<string>("text"), auto.Get<string>("author.party"), auto.Get<int>("seq")));
        Assert.Null(auto.At("author.agentName"));
        await live.HearAsync("message", m => m.Get<string>("message.kind") == "auto");
        Assert.Equal(1, (await buyer.ViewAsync(talk.Id)).Must(200).Get<int>("unread"));
        var theirs = (await shop.Agent.ViewAsync(talk.Id)).Must(200);
        Assert.NotNull(theirs.Json.At("owesSince")); // a machine settles no debt
        Task<Answer> LogAsync() => shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&conversation={talk.Id}");
        await Eventually.TrueAsync(async () => (await LogAsync()).Must(200).Json.Items().Length == 1, "it is written down");
        var log = (await LogAsync()).Must(200);
        Assert.Equal(("auto-reply", "first-message", true), (log.Get<string>("items.0.kind"), log.Get<string>("items.0.name"), log.Get<bool>("items.0.acts.0.done")));
        Assert.DoesNotContain("Thank you", log.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_gets_one_reply_a_day_however_much_is_written_and_however_often_the_fact_is_heard()
    {
        var shop = await World.NewShopAsync();
        await SetAsync(shop, new { kind = "topic:delivery", text = "About deliveries" }, First("First"));
        var buyer = await World.NewBuyerAsync();
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "delivery", message = Actor.Message("Where is it?") })).Must(201).Get<Guid>("conversation.id");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => buyer.SayAsync(thread, $"Hello {i}")));
        Assert.Equal("About deliveries", (await AutoAsync(buyer, thread)).Get<string>("text")); // the topic comes before the first message
        await using var db = World.Store.Open();
        await World.Store.Store.WriteAsync(async write =>
        {
            foreach (var seq in new[] { 1, 2 }) write.Add(new Fact { Kind = FactKind.MessageSent, ConversationId = thread, Seq = seq, Node = Guid.NewGuid(), At = DateTimeOffset.UtcNow });
            await write.SaveChangesAsync();
        }, default);
        await WorkedOffAsync();
        Assert.Single(await AutosAsync(thread));
        Assert.Single(await db.Set<Deed>().Where(d => d.ConversationId == thread).ToListAsync());
    }

    [Fact]
    public async Task Away_comes_before_closed_and_closed_before_all_else_by_the_hours_that_were_published()
    {
        var shop = await World.NewShopAsync();
        await SetAsync(shop, First("First"), new { kind = "topic:question", text = "Topic" }, new { kind = "outside-hours", text = "Closed" }, new { kind = "away", text = "Away" });
        var hours = $"v1/vendors/{shop.VendorId}/hours";
        var tomorrow = DateTimeOffset.UtcNow.AddDays(2).DayOfWeek.ToString().ToLowerInvariant(); // open, but not now
        (await shop.Agent.PutAsync(hours, new { timeZone = "Europe/Paris", weekly = new[] { new { day = tomorrow, from = "09:00", until = "10:00" } } })).Must(200);
        Assert.Equal("Closed", (await AskAsync()).Get<string>("text"));
        (await shop.Agent.PutAsync(hours, new { timeZone = "Europe/Paris", away = new { from = DateTimeOffset.UtcNow.AddHours(-1) } })).Must(200);
        Assert.Equal("Away", (await AskAsync()).Get<string>("text"));
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 1, replies = new[] { First("First"), new { kind = "outside-hours", text = "Closed" } } })).Must(200);
        Assert.Equal("Closed", (await AskAsync()).Get<string>("text")); // away is closed, too
        (await shop.Agent.PutAsync(hours, new { timeZone = "Europe/Paris" })).Must(200);
        Assert.Equal("First", (await AskAsync()).Get<string>("text"));

        async Task<System.Text.Json.Nodes.JsonNode> AskAsync()
        {
            var buyer = await World.NewBuyerAsync();
            var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "question", message = Actor.Message("Hello?") })).Must(201).Get<Guid>("conversation.id");
            return await AutoAsync(buyer, thread);
        }
    }

    [Fact]
    public async Task Nothing_is_answered_but_a_persons_message_as_it_is_written()
    {
        var shop = await World.NewShopAsync();
        await SetAsync(shop, First("Hello {{buyer.firstName}}"), new { kind = "topic:question", text = "Q" });
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        var written = (await shop.Agent.PostAsync("v1/conversations", new { vendor = shop.VendorId, buyer = buyer.Id, subject = new { kind = "order", id = order }, message = Actor.Message("Your order is ready") })).Must(201).Get<Guid>("conversation.id");
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), "shipped")); // an event
        var imported = await World.NewBuyerAsync();
        var line = System.Text.Json.JsonSerializer.Serialize(new
        {
            type = "conversation", vendor = shop.VendorId, buyer = imported.Id, topic = "question",
            messages = new[] { new { clientMessageId = Guid.NewGuid(), from = "buyer", text = "Long ago", at = DateTimeOffset.UtcNow.AddSeconds(-2) } },
        });
        (await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", line + "\n", "application/x-ndjson")).Must(200);
        await WorkedOffAsync();
        Assert.Empty(await AutosAsync(written));
        var old = (await imported.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&topic=question")).Must(200).Get<Guid>("id");
        Assert.Equal(1, (await imported.ViewAsync(old)).Get<int>("lastSeq"));
        (await buyer.SayAsync(written, "Thanks")).Must(201); // the buyer's first in this thread
        Assert.Equal("Hello Bea", (await AutoAsync(buyer, written)).Get<string>("text"));
    }

    [Fact]
    public async Task Agents_of_other_teams_who_buy_are_people_like_others_and_two_machines_never_talk_to_each_other()
    {
        var (one, other) = (await World.NewShopAsync(), await World.NewShopAsync("Elsewhere"));
        await SetAsync(one, First("One"));
        await SetAsync(other, First("Other"));
        var asBuyer = World.Person(other.Agent.Id, other.Agent.Name, "buyer");
        var talk = await one.OpenAsync(asBuyer, "Do you deliver to us?");
        Assert.Equal("One", (await AutoAsync(asBuyer, talk.Id)).Get<string>("text"));
        await WorkedOffAsync();
        Assert.Equal(2, (await asBuyer.ViewAsync(talk.Id)).Must(200).Get<int>("lastSeq"));
    }

    [Fact]
    public async Task Closed_frozen_and_spam_threads_are_left_alone()
    {
        var shop = await World.NewShopAsync();
        var talks = new[] { await shop.OpenAsync(await World.NewBuyerAsync(), "a"), await shop.OpenAsync(await World.NewBuyerAsync(), "b"), await shop.OpenAsync(await World.NewBuyerAsync(), "c") };
        await WorkedOffAsync();
        await SetAsync(shop, new { kind = "topic:other", text = "x" }, new { kind = "first-message", text = "First" });
        await World.Store.Store.WriteAsync(async db =>
        {
            var spam = talks[0].Id;
            await db.Set<Seat>().Where(s => s.ConversationId == spam && s.Party == PartyKind.Vendor).ExecuteUpdateAsync(s => s.SetProperty(x => x.Place, Place.Spam));
            foreach (var talk in talks) db.Add(new Fact { Kind = FactKind.MessageSent, ConversationId = talk.Id, Seq = 1, Node = Guid.NewGuid(), At = DateTimeOffset.UtcNow });
            await db.Set<Conversation>().Where(c => c.Id == talks[1].Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConversationState.Closed));
            await db.Set<Conversation>().Where(c => c.Id == talks[2].Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ConversationState.Frozen));
            await db.SaveChangesAsync();
        }, default);
        await WorkedOffAsync();
        foreach (var talk in talks) Assert.Empty(await AutosAsync(talk.Id));
    }

    [Fact]
    public async Task What_cannot_be_filled_in_is_not_sent_and_the_log_says_why()
    {
        var shop = await World.NewShopAsync();
        var template = (await shop.Agent.PostAsync($"v1/templates?as={shop.Agent.As}", new { scope = "team", name = "T", variants = new object[] { new { text = "Bestellung {{order.id}}", locale = "de" }, new { text = "Order {{order.id}}" } } })).Must(201).Get<Guid>("id");
        await SetAsync(shop, new { kind = "first-message", template });
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "About the bowl");
        System.Text.Json.Nodes.JsonNode? deed = null;
        await Eventually.TrueAsync(async () => (deed = (await shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&conversation={talk.Id}")).Must(200).Json.Items().FirstOrDefault()) is not null, "the log says so");
        Assert.Equal((false, "'order.id' has no value here.", template.ToString()), (deed!.Get<bool>("acts.0.done"), deed!.Get<string>("acts.0.problem"), deed!.Get<string>("acts.0.to")));
        Assert.Empty(await AutosAsync(talk.Id));
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, "Bea") { Locale = "de-AT" });
        var order = await shop.NewOrderAsync(talk.Buyer);
        var thread = (await talk.Buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Hallo") })).Must(201).Get<Guid>("conversation.id");
        Assert.Equal($"Bestellung {order}", (await AutoAsync(talk.Buyer, thread)).Get<string>("text")); // in the buyer's language
        (await shop.Agent.DeleteAsync($"v1/templates/{template}?as={shop.Agent.As}")).Must(204);
        var late = await shop.OpenAsync(await World.NewBuyerAsync(), "And now?");
        await Eventually.TrueAsync(async () => (await shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&conversation={late.Id}")).Must(200).Body.Contains("The template was deleted.", StringComparison.Ordinal), "the log says so");
    }

    [Fact]
    public async Task They_are_put_as_a_whole_by_who_saw_them_and_taken_away()
    {
        var shop = await World.NewShopAsync();
        Assert.Equal(0, (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Get<int>("version"));
        var body = new { version = 0, replies = new object[] { First(), new { kind = "away", text = "Away", off = true }, new { kind = "outside-hours", text = "Closed" } } };
        var put = (await shop.Agent.PutAsync(Path(shop.Agent), body)).Must(200);
        Assert.Equal((1, 3), (put.Get<int>("version"), put.Json.Items("replies").Length));
        Assert.Equal(put.Body, (await shop.Agent.PutAsync(Path(shop.Agent), body)).Must(200).Body); // a retry
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, replies = new[] { First("Other") } })).MustRefuse(409, "changed-meanwhile");
        Assert.Equal(2, (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 1, replies = new[] { First("Other") } })).Must(200).Get<int>("version"));
        (await shop.Agent.DeleteAsync(Path(shop.Agent))).Must(204);
        (await shop.Agent.DeleteAsync(Path(shop.Agent))).Must(204);
        Assert.Equal(0, (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Get<int>("version"));
        var reader = await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly);
        (await reader.GetAsync(Path(reader))).Must(200);
        (await reader.PutAsync(Path(reader), body)).MustRefuse(403, "forbidden");
        (await (await World.NewBuyerAsync()).GetAsync("v1/auto-replies?as=buyer")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_whole()
    {
        var shop = await World.NewShopAsync();
        var own = (await shop.Agent.PostAsync($"v1/templates?as={shop.Agent.As}", new { scope = "me", name = "T", variants = new[] { new { text = "x" } } })).Must(201).Get<Guid>("id");
        var theirs = await World.NewShopAsync();
        var foreign = (await theirs.Agent.PostAsync($"v1/templates?as={theirs.Agent.As}", new { scope = "team", name = "T", variants = new[] { new { text = "x" } } })).Must(201).Get<Guid>("id");
        foreach (var bad in new object[]
        {
            new { kind = "first-message" }, new { kind = "first-message", text = "x", template = own }, new { kind = "first-message", template = own }, new { kind = "first-message", template = foreign },
            new { kind = "first-message", template = Guid.NewGuid() }, new { kind = "always", text = "x" }, new { kind = "topic:unheard-of", text = "x" }, new { kind = "", text = "x" }, new { kind = "away", text = "" },
            new { kind = "away", text = "No. {{?number}}" }, new { kind = "away", text = "x", language = "de" }, new { kind = "away", text = new string('x', 5001) },
        }) (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, replies = new[] { First(), bad } })).MustRefuse(400, "validation");
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, replies = new[] { First(), First("y") } })).MustRefuse(400, "validation");
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, replies = new object?[] { null } })).MustRefuse(400, "validation");
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, replies = new[] { new { kind = "away", text = "{{buyer.nmae}}" } } })).MustRefuse(400, "invalid-template");
        Assert.Equal(0, (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Get<int>("version"));
        (await shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&conversation=x")).MustRefuse(400, "validation");
        (await shop.Agent.GetAsync($"v1/rules/log?as={shop.Agent.As}&cursor=x")).MustRefuse(400, "invalid-cursor");
    }
}

public sealed class Auto_replying_on_sqlite(CommonSqlite world) : Auto_replying(world);

public sealed class Auto_replying_on_postgres(CommonPostgres world) : Auto_replying(world);
