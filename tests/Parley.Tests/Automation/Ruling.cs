using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Parley.Automation;
using Parley.Client;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Automation;

/// <summary>A vendor's rules: kept, refused, tried, applied, logged.</summary>
public abstract class Ruling(World world) : Facts(world)
{
    static string Path(Actor actor, string rest = "") => $"v1/rules{rest}?as={actor.As}";

    static object Rule(string name, object act, object? when = null, string on = "message", bool stop = false, int? minutes = null) => new { name, on = new[] { on }, @do = new[] { act }, when, stop, minutes };

    static object Words(params string[] any) => new { fact = "words", @is = any };

    static async Task<Answer> PutAsync(Shop shop, params object[] rules) => await shop.Agent.PutAsync(Path(shop.Agent), new { version = (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200).Get<int>("version"), rules });

    async Task<Seat> SeatAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<Seat>().SingleAsync(s => s.ConversationId == thread && s.Party == PartyKind.Vendor);
    }

    static async Task<JsonNode[]> LogAsync(Shop shop, Guid thread) => (await shop.Agent.GetAsync(Path(shop.Agent, "/log") + $"&conversation={thread}")).Must(200).Json.Items();

    async Task WorkedOffAsync()
    {
        await using var db = World.Store.Open();
        var end = await db.Set<Fact>().MaxAsync(f => (long?)f.Id) ?? 0;
        await Eventually.TrueAsync(async () => await db.Set<FactWorkerState>().Where(w => w.Name == "rules").Select(w => w.Position).SingleOrDefaultAsync() >= end, "the facts were worked off", TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task The_total_of_an_order_of_several_vendors_is_no_value_to_either()
    {
        var (shop, other) = (await World.NewShopAsync(), await World.NewShopAsync());
        (await PutAsync(shop, Rule("dear", new { type = "priority", priority = "urgent" }, new { fact = "value", atLeast = 10_000, currency = "EUR" }))).Must(200);
        var (shared, own) = (await OpenAsync([new SubjectItem("A bowl", 1), new SubjectItem("A bell", 1) { VendorId = other.VendorId }]), await OpenAsync([new SubjectItem("A bowl", 1)]));
        await Eventually.TrueAsync(async () => (await SeatAsync(own)).Priority == Priority.Urgent, "the vendor's own order is urgent");
        await WorkedOffAsync();
        Assert.Equal(Priority.Normal, (await SeatAsync(shared)).Priority);

        async Task<Guid> OpenAsync(SubjectItem[] items)
        {
            var (buyer, id) = (await World.NewBuyerAsync(), Rig.World.NewId("order"));
            await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, id, shop.VendorId, "Things") { BuyerId = buyer.Id, State = "paid", Amount = new Money(99_000, "EUR"), PlacedAt = DateTimeOffset.UtcNow, Items = items });
            return (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id }, message = Actor.Message("Hello") })).Must(201).Get<Guid>("conversation.id");
        }
    }

    [Fact]
    public async Task Every_vendor_starts_with_rules_that_set_priority_and_show_why_and_can_switch_them_off()
    {
        var shop = await World.NewShopAsync();
        var start = (await shop.Agent.GetAsync(Path(shop.Agent))).Must(200);
        Assert.Equal(["dispute", "due-today", "high-value", "urgent-words"], start.Json.Items("rules").Select(r => r.Get<string>("standard")));
        var urgent = await shop.OpenAsync(await World.NewBuyerAsync(), "This is URGENT");
        await Eventually.TrueAsync(async () => await SeatAsync(urgent.Id) is { Priority: Priority.High, PriorityReason: "Words of urgency" }, "it is of high priority");
        var buyer = await World.NewBuyerAsync();
        var order = World.NewId("order");
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, order, shop.VendorId, "A vase") { BuyerId = buyer.Id, State = "paid", Amount = new Money(50_000, "EUR"), PlacedAt = DateTimeOffset.UtcNow });
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Hello") })).Must(201).Get<Guid>("conversation.id");
        await Eventually.TrueAsync(async () => await SeatAsync(thread) is { Priority: Priority.High, PriorityReason: "A high order value" }, "it is of high priority");
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), "disputed"));
        await Eventually.TrueAsync(async () => await SeatAsync(thread) is { Priority: Priority.Urgent, PriorityReason: "A dispute or a return" }, "it is urgent");
        (await buyer.SayAsync(thread, "And it is urgent")).Must(201);
        await WorkedOffAsync();
        Assert.Equal(Priority.Urgent, (await SeatAsync(thread)).Priority); // what every vendor starts with never lowers
        Assert.Equal(["A dispute or a return", "A high order value"], (await LogAsync(shop, thread)).Select(d => d.Get<string>("name")));

        var rules = start.Json["rules"]!.AsArray();
        rules[3]!["off"] = true;
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, rules })).Must(200);
        var calm = await shop.OpenAsync(await World.NewBuyerAsync(), "This is urgent, too");
        await WorkedOffAsync();
        Assert.Equal(Priority.Normal, (await SeatAsync(calm.Id)).Priority);
        Assert.True((await PutAsync(shop)).Must(200).Json.Items("rules").All(r => r.Get<bool>("off"))); // what is left out is off, and still there to be switched on
    }

    [Fact]
    public async Task What_arrives_today_on_the_vendors_calendar_is_of_high_priority()
    {
        var shop = await World.NewShopAsync();
        await World.Host.PutVendorAsync(new Vendor(shop.VendorId, shop.Name) { TimeZone = "Pacific/Kiritimati" });
        var buyer = await World.NewBuyerAsync();
        foreach (var (at, priority) in new[] { (DateTimeOffset.UtcNow, Priority.High), (DateTimeOffset.UtcNow.AddDays(2), Priority.Normal) })
        {
            var order = World.NewId("order");
            await World.Host.PutSubjectAsync(new Subject(SubjectKind.Order, order, shop.VendorId, "A vase") { BuyerId = buyer.Id, State = "shipped", PlacedAt = DateTimeOffset.UtcNow, Dates = [new SubjectDate("Delivery", at)] });
            var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Hello") })).Must(201).Get<Guid>("conversation.id");
            await WorkedOffAsync();
            Assert.Equal(priority, (await SeatAsync(thread)).Priority);
        }
    }

    [Fact]
    public async Task A_rule_acts_on_what_people_write_once_and_the_log_says_what_and_why()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId);
        var template = (await shop.Agent.PostAsync($"v1/templates?as={shop.Agent.As}", new { scope = "team", name = "T", variants = new[] { new { text = "We look into it, {{buyer.firstName}}." } } })).Must(201).Get<Guid>("id");
        (await PutAsync(shop,
            Rule("Give refunds to my colleague", new { type = "assign", to = colleague.Id }, Words("refund*")),
            Rule("Say so", new { type = "reply", template }, Words("refund*")),
            Rule("Tell me", new { type = "notify", to = shop.Agent.Id }, Words("refund*"), stop: true),
            Rule("Never", new { type = "archive" }))).Must(200);
        await using var mine = await shop.Agent.ListenAsync();
        await using var theirs = await colleague.ListenAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "I want a refund");
        await mine.HearAsync("rule-notice", n => n.Get<Guid>("conversationId") == talk.Id && n.Get<string>("name") == "Tell me");
        await WorkedOffAsync();
        Assert.Empty(theirs.All("rule-notice"));
        Assert.Equal((colleague.Id, Place.Inbox), ((await SeatAsync(talk.Id)).Assignee, (await SeatAsync(talk.Id)).Place));
        Assert.Equal(["I want a refund", "We look into it, Bea."], (await talk.Buyer.WholeThreadAsync(talk.Id)).Select(m => m.Text));
        var log = await LogAsync(shop, talk.Id);
        Assert.Equal(["Tell me", "Say so", "Give refunds to my colleague"], log.Select(d => d.Get<string>("name")));
        Assert.All(log, d => Assert.Equal(("rule", "one of the words is in the message", true), (d.Get<string>("kind"), d.Get<string>("why.0"), d.Get<bool>("acts.0.done"))));
        Assert.Single((await shop.Agent.GetAsync(Path(shop.Agent, "/log") + $"&rule={log[0].Get<Guid>("rule")}")).Must(200).Json.Items());

        await World.Store.Store.WriteAsync(async db => // heard again
        {
            await db.Set<Seat>().Where(s => s.ConversationId == talk.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Assignee, ""));
            db.Add(new Fact { Kind = FactKind.MessageSent, ConversationId = talk.Id, Seq = 1, Node = Guid.NewGuid(), At = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }, default);
        await WorkedOffAsync();
        Assert.Equal("", (await SeatAsync(talk.Id)).Assignee);
        Assert.Equal(2, (await talk.Buyer.WholeThreadAsync(talk.Id)).Count);
        Assert.Equal(3, (await LogAsync(shop, talk.Id)).Length);
    }

    [Fact]
    public async Task Labels_are_put_on_taken_off_and_asked_for()
    {
        var shop = await World.NewShopAsync();
        async Task<Guid> LabelAsync(string name) => (await shop.Agent.PostAsync($"v1/inbox/labels?as={shop.Agent.As}", new { name, colour = "red" })).Must(201).Get<Guid>("id");
        var (broken, money) = (await LabelAsync("Broken"), await LabelAsync("Money"));
        (await PutAsync(shop, Rule("Broken", new { type = "label", label = broken }, Words("broken")), Rule("Repaired", new { type = "unlabel", label = broken }, Words("repaired")),
            Rule("Money", new { type = "label", label = money }, new { all = new object[] { new { fact = "label", @is = new[] { broken } }, Words("money") } }))).MustRefuse(422, "contradictory-rules"); // a message may say both
        (await PutAsync(shop, Rule("Broken", new { type = "label", label = broken }, Words("broken"), stop: true), Rule("Repaired", new { type = "unlabel", label = broken }, Words("repaired")),
            Rule("Money", new { type = "label", label = money }, new { all = new object[] { new { fact = "label", @is = new[] { broken } }, Words("money") } }))).Must(200);
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "It is broken");
        await Eventually.TrueAsync(async () => (await LabelsAsync()).SetEquals([broken]), "it is labelled");
        (await talk.Buyer.SayAsync(talk.Id, "I want my money")).Must(201);
        await Eventually.TrueAsync(async () => (await LabelsAsync()).SetEquals([broken, money]), "it is labelled");
        (await talk.Buyer.SayAsync(talk.Id, "Now it is repaired")).Must(201);
        await Eventually.TrueAsync(async () => (await LabelsAsync()).SetEquals([money]), "the label is off");
        // What was done is written down right after it.
        await Eventually.TrueAsync(async () => (await LogAsync(shop, talk.Id)).Select(d => d.Get<string>("name")).SequenceEqual(["Repaired", "Money", "Broken"]), "the log names all three, the newest first");

        async Task<HashSet<Guid>> LabelsAsync()
        {
            await using var db = World.Store.Open();
            return await db.Set<ThreadLabel>().Where(l => l.ConversationId == talk.Id).Select(l => l.LabelId).ToHashSetAsync();
        }
    }

    [Fact]
    public async Task Rules_are_on_events_of_people_and_the_host_and_never_on_what_rules_did()
    {
        var shop = await World.NewShopAsync();
        var template = (await shop.Agent.PostAsync($"v1/templates?as={shop.Agent.As}", new { scope = "team", name = "T", variants = new[] { new { text = "loop" } } })).Must(201).Get<Guid>("id");
        (await PutAsync(shop, Rule("Loop", new { type = "reply", template }, new { fact = "side", @is = new[] { "vendor" } }), Rule("Change", new { type = "priority", priority = "low" }, new { fact = "state", @is = new[] { "packed" } }, "order-changed"),
            Rule("Again", new { type = "snooze", hours = 2 }, null, "reopened"), Rule("New", new { type = "assign", to = shop.Agent.Id }, null, "created"))).Must(200);
        var buyer = await World.NewBuyerAsync();
        var order = await shop.NewOrderAsync(buyer);
        var thread = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Hello") })).Must(201).Get<Guid>("conversation.id");
        await Eventually.TrueAsync(async () => (await SeatAsync(thread)).Assignee == shop.Agent.Id, "created");
        (await shop.Agent.SayAsync(thread, "Hello")).Must(201);
        await Eventually.TrueAsync(async () => (await buyer.WholeThreadAsync(thread)).Count == 3, "the rule answered the agent's message");
        foreach (var state in new[] { "packed", "shipped" }) await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), state)); // quickly after each other: each counts
        await Eventually.TrueAsync(async () => await SeatAsync(thread) is { Priority: Priority.Low, PriorityReason: "Change" }, "order changed");
        (await shop.Agent.PutAsync($"v1/conversations/{thread}/closure")).Must(200);
        (await buyer.DeleteAsync($"v1/conversations/{thread}/closure")).Must(200);
        await Eventually.TrueAsync(async () => await SeatAsync(thread) is { Place: Place.Snoozed, SnoozedUntil: not null }, "reopened");
        await WorkedOffAsync();
        Assert.Single(await buyer.WholeThreadAsync(thread), m => m.Text == "loop");
    }

    [Fact]
    public async Task A_rule_on_waiting_acts_once_on_each_wait()
    {
        var shop = await World.NewShopAsync();
        var template = (await shop.Agent.PostAsync($"v1/templates?as={shop.Agent.As}", new { scope = "team", name = "T", variants = new[] { new { text = "Sorry for the wait" } } })).Must(201).Get<Guid>("id");
        (await PutAsync(shop, Rule("Late", new { type = "priority", priority = "urgent" }, null, "waiting", minutes: 1), Rule("Sorry", new { type = "reply", template }, new { fact = "waiting", atLeast = 1 }, "waiting", minutes: 1), Rule("Later", new { type = "archive" }, null, "waiting", minutes: 60))).Must(200);
        var (late, fresh) = (await shop.OpenAsync(await World.NewBuyerAsync(), "Hello?"), await shop.OpenAsync(await World.NewBuyerAsync(), "Hello"));
        await OweSinceAsync(late.Id, DateTimeOffset.UtcNow.AddSeconds(-60));
        await Eventually.TrueAsync(async () => (await LogAsync(shop, late.Id)).Length == 2, "the rules acted", TimeSpan.FromSeconds(60));
        Assert.Equal((Priority.Urgent, "Late"), ((await SeatAsync(late.Id)).Priority, (await SeatAsync(late.Id)).PriorityReason));
        Assert.Equal("an answer is owed for 1 min", (await LogAsync(shop, late.Id))[0].Get<string>("why.0"));
        await OweSinceAsync(fresh.Id, DateTimeOffset.UtcNow.AddSeconds(-60)); // looked at after the other was looked at again
        await Eventually.TrueAsync(async () => (await LogAsync(shop, fresh.Id)).Length == 2, "the rules acted", TimeSpan.FromSeconds(60));
        Assert.Single(await late.Buyer.WholeThreadAsync(late.Id), m => m.Text == "Sorry for the wait");
        Assert.NotNull((await SeatAsync(late.Id)).OwesSince); // an auto message is no answer

        async Task OweSinceAsync(Guid thread, DateTimeOffset at)
        {
            var since = at.ToUnixTimeMilliseconds() * 1000;
            await World.Store.Store.WriteAsync(db => db.Set<Seat>().Where(s => s.ConversationId == thread && s.Party == PartyKind.Vendor).ExecuteUpdateAsync(s => s.SetProperty(x => x.OwesSince, since)), default);
        }
    }

    [Fact]
    public async Task A_dry_run_says_what_would_have_matched_and_changes_nothing()
    {
        var shop = await World.NewShopAsync();
        var talk = await shop.OpenAsync(await World.NewBuyerAsync(), "When does my bowl arrive?");
        foreach (var i in Enumerable.Range(0, 25)) (await talk.Buyer.SayAsync(talk.Id, $"Broken piece {i}")).Must(201);
        await shop.OpenAsync(await World.NewBuyerAsync(), "Hello");
        await WorkedOffAsync();
        var before = (await shop.Agent.ChangesAsync(0)).Must(200).Get<long>("feed");
        var run = (await shop.Agent.PostAsync(Path(shop.Agent, "/dry-run"), new { days = 30, rules = new[] { Rule("Broken", new { type = "archive" }, Words("brok*")), Rule("All", new { type = "priority", priority = "low" }), Rule("Wait", new { type = "archive" }, null, "waiting", minutes: 5) } })).Must(200);
        Assert.Equal((27, true), (run.Get<int>("messages"), run.Get<bool>("complete")));
        Assert.Equal([(25, 20), (27, 20), (0, 0)], run.Json.Items("rules").Select(r => (r.Get<int>("matches"), r.Items("examples").Length)));
        Assert.Equal((talk.Id, 26, "words: brok*", "archive"), (run.Get<Guid>("rules.0.examples.0.conversation"), run.Get<int>("rules.0.examples.0.seq"), run.Get<string>("rules.0.examples.0.why.0"), run.Get<string>("rules.0.examples.0.acts.0.type")));
        Assert.False(run.Get<bool>("rules.2.tried"));
        (await shop.Agent.PostAsync(Path(shop.Agent, "/dry-run"), new { days = 1 })).Must(200); // the rules as they are
        foreach (var bad in new object[] { new { days = 0 }, new { days = 31 }, new { rules = new[] { Rule("x", new { type = "x" }) } } }) (await shop.Agent.PostAsync(Path(shop.Agent, "/dry-run"), bad)).MustRefuse(400, "validation");
        await WorkedOffAsync();
        Assert.Equal(before, (await shop.Agent.ChangesAsync(0)).Must(200).Get<long>("feed"));
        Assert.Equal((Place.Inbox, Priority.Normal), ((await SeatAsync(talk.Id)).Place, (await SeatAsync(talk.Id)).Priority));
        Assert.Empty(await LogAsync(shop, talk.Id));
    }

    [Fact]
    public async Task The_list_is_put_as_a_whole_by_who_saw_it()
    {
        var shop = await World.NewShopAsync();
        var id = Guid.NewGuid();
        var body = new { version = 0, rules = new object[] { new { id, name = "One", on = new[] { "message" }, @do = new[] { new { type = "archive" } } }, Rule("Two", new { type = "priority", priority = "low" }) } };
        var put = (await shop.Agent.PutAsync(Path(shop.Agent), body)).Must(200);
        Assert.Equal((1, id, "One"), (put.Get<int>("version"), put.Get<Guid>("rules.0.id"), put.Get<string>("rules.0.name")));
        Assert.Equal(put.Body, (await shop.Agent.PutAsync(Path(shop.Agent), body)).Must(200).Body); // a retry
        (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 0, rules = Array.Empty<object>() })).MustRefuse(409, "changed-meanwhile");
        var turned = put.Json["rules"]!.AsArray().Reverse().Select(r => r!.DeepClone()).ToArray();
        var second = (await shop.Agent.PutAsync(Path(shop.Agent), new { version = 1, rules = turned })).Must(200);
        Assert.Equal(2, second.Get<int>("version"));
        Assert.Equal(["urgent-words", "high-value", "due-today", "dispute", null, null], second.Json.Items("rules").Select(r => (string?)r["standard"]));
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => shop.Agent.PutAsync(Path(shop.Agent), new { version = 2, rules = new[] { Rule($"R{i}", new { type = "archive" }) } })));
        Assert.Single(many, a => a.Status == 200);
        Assert.All(many.Where(a => a.Status != 200), a => a.MustRefuse(409, "changed-meanwhile"));
    }

    [Fact]
    public async Task Rules_that_cannot_be_meant_are_refused_whole_with_their_names()
    {
        var shop = await World.NewShopAsync();
        var archive = new { type = "archive" };
        var reader = await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly);
        object Deep(int depth) => depth == 0 ? new { fact = "side", @is = new[] { "buyer" } } : new { all = new[] { Deep(depth - 1) } };
        foreach (var bad in new object[]
        {
            Rule("bad", new { type = "assign", to = (await World.NewBuyerAsync()).Id }), Rule("bad", new { type = "assign", to = reader.Id }), Rule("bad", new { type = "notify" }), Rule("bad", new { type = "label", label = Guid.NewGuid() }),
            Rule("bad", new { type = "reply", template = Guid.NewGuid() }), Rule("bad", new { type = "delete" }), Rule("bad", new { type = "archive", to = shop.Agent.Id }), Rule("bad", new { type = "snooze", hours = -1 }), Rule("bad", new { type = "priority" }),
            Rule("bad", archive, new { fact = "moon", @is = new[] { "full" } }), Rule("bad", archive, new { fact = "words", @is = Array.Empty<string>() }), Rule("bad", archive, Words("...")), Rule("bad", archive, Words(new string('x', 61))),
            Rule("bad", archive, new { fact = "state", has = new[] { "a" } }), Rule("bad", archive, new { fact = "side", @is = new[] { "nobody" } }), Rule("bad", archive, new { fact = "value", atLeast = 5 }), Rule("bad", archive, new { fact = "value", atLeast = -5, currency = "EUR" }),
            Rule("bad", archive, new { fact = "buyer", @is = new[] { "x" } }), Rule("bad", archive, new { }), Rule("bad", archive, new { all = Array.Empty<object>() }), Rule("bad", archive, new { fact = "side", @is = new[] { "buyer" }, any = new[] { Words("x") } }),
            Rule("bad", archive, new { fact = "label", @is = new[] { Guid.NewGuid() } }), Rule("bad", archive, Deep(3)), Rule("bad", archive, new { any = Enumerable.Range(0, 21).Select(i => Words($"w{i}")) }), Rule("bad", archive, null, "sometimes"), Rule("bad", archive, null, "waiting"), Rule("bad", archive, minutes: 5),
            new { name = "bad", on = Array.Empty<string>(), @do = new[] { archive } }, new { name = "bad", on = new[] { "message" }, @do = Array.Empty<object>() }, new { name = "", on = new[] { "message" }, @do = new[] { archive } },
            new { name = "bad", on = new[] { "message" }, @do = new[] { archive }, standard = "of-mine" }, new { name = "bad", on = new[] { "message" }, @do = new[] { archive }, regex = ".*" },
        })
        {
            var refused = (await PutAsync(shop, Rule("good", archive), bad)).MustRefuse(400, "validation");
            if (refused.Body.Contains("The rule", StringComparison.Ordinal)) Assert.Contains("'bad'", refused.Get<string>("detail"), StringComparison.Ordinal);
        }
        Assert.Contains("'never'", (await PutAsync(shop, Rule("never", archive, new { all = new[] { new { fact = "state", @is = new[] { "a" } }, new { fact = "state", @is = new[] { "b" } } } }))).MustRefuse(422, "contradictory-rules").Get<string>("detail"), StringComparison.Ordinal);
        var both = (await PutAsync(shop, Rule("one", new { type = "assign", to = shop.Agent.Id }), Rule("other", new { type = "assign" }))).MustRefuse(422, "contradictory-rules");
        Assert.Contains("'one' and 'other'", both.Get<string>("detail"), StringComparison.Ordinal);
        (await PutAsync(shop, new { name = "self", on = new[] { "message" }, @do = new object[] { new { type = "archive" }, new { type = "snooze" } } })).MustRefuse(422, "contradictory-rules");
        (await PutAsync(shop, [.. Enumerable.Range(0, 201).Select(i => Rule($"R{i}", archive))])).MustRefuse(422, "too-many-rules");
        (await PutAsync(shop, [.. Enumerable.Range(0, 200).Select(i => Rule($"R{i}", archive, Words($"some{i}", $"words{i}*", $"and a phrase {i}")))])).Must(200);
        (await shop.Agent.PutAsync(Path(shop.Agent), "{\"version\":1,\"rules\":[" + new string(' ', 600_000) + "]}")).MustRefuse(413, "payload-too-large");
        var given = Guid.NewGuid();
        (await PutAsync(shop, new { id = given, name = "a", on = new[] { "message" }, @do = new[] { archive } }, new { id = given, name = "b", on = new[] { "message" }, @do = new[] { archive } })).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Neither_buyers_nor_strangers_see_anything_of_it()
    {
        var talk = await World.NewTalkAsync("This is urgent");
        await Eventually.TrueAsync(async () => (await SeatAsync(talk.Id)).Priority == Priority.High, "it is of high priority");
        foreach (var view in new[] { await talk.Buyer.ViewAsync(talk.Id), await talk.Buyer.InboxAsync(), await talk.Buyer.ChangesAsync(0) }) Assert.DoesNotContain("urgency", view.Must(200).Body, StringComparison.Ordinal);
        (await talk.Buyer.GetAsync("v1/rules?as=buyer")).MustRefuse(404, "not-found");
        (await talk.Buyer.GetAsync($"v1/rules?as={talk.Vendor.As}")).MustRefuse(404, "not-found");
        (await (await World.NewShopAsync()).Agent.GetAsync($"v1/rules/log?as={talk.Vendor.As}")).MustRefuse(404, "not-found");
        var reader = await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly);
        (await reader.GetAsync(Path(reader))).Must(200);
        (await reader.PutAsync(Path(reader), new { version = 0, rules = Array.Empty<object>() })).MustRefuse(403, "forbidden");
    }
}


public sealed class Ruling_on_sqlite(CommonSqlite world) : Ruling(world);

public sealed class Ruling_on_postgres(CommonPostgres world) : Ruling(world);
