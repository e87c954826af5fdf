using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;
using Parley.Storage;
using Seat = Parley.Conversations.Seat;

namespace Parley.Tests.Inbox;

/// <summary>Where a vendor's team keeps its threads.</summary>
public abstract class Filing(World world) : Facts(world)
{
    static Task<Answer> ActAsync(Actor actor, object act, params Guid[] threads) => actor.PostAsync($"v1/inbox/acts?as={actor.As}", new { conversations = threads, act });

    static Task<Answer> UndoAsync(Actor actor, Answer acted) => actor.DeleteAsync($"v1/inbox/acts/{acted.Get<Guid>("undo")}?as={actor.As}");

    static async Task<Answer> RowAsync(Actor actor, Guid thread) => (await actor.ViewAsync(thread)).Must(200);

    static async Task<string> PlaceAsync(Actor actor, Guid thread) => (await RowAsync(actor, thread)).Get<string>("filing.place");

    static async Task<Guid> LabelAsync(Actor actor, string name) => (await actor.PostAsync($"v1/inbox/labels?as={actor.As}", new { name, colour = "teal" })).Must(201).Get<Guid>("id");

    static string? Shown(System.Text.Json.Nodes.JsonNode node, string path) => node.At(path) is { } value ? value is System.Text.Json.Nodes.JsonArray ? value.ToJsonString() : value.ToString() : null;

    [Fact]
    public async Task Every_act_is_done_shown_to_the_team_and_taken_back()
    {
        var talk = await World.NewTalkAsync();
        var (vendor, colleague) = (talk.Vendor, await World.NewAgentAsync(talk.Shop.VendorId, name: "Carla Colleague"));
        var label = await LabelAsync(vendor, "Wholesale");
        await using var window = await colleague.ListenAsync();
        var (later, heard) = (DateTimeOffset.UtcNow.AddHours(3), 0L);
        foreach (var (act, shown, value) in new (object, string, string?)[]
        {
            (new { type = "archive" }, "filing.place", "archived"),
            (new { type = "spam" }, "filing.place", "spam"),
            (new { type = "snooze", until = later }, "filing.place", "snoozed"),
            (new { type = "assign", agent = colleague.Id }, "filing.assignee.name", "Carla Colleague"),
            (new { type = "priority", level = "urgent" }, "filing.priority", "urgent"),
            (new { type = "addLabel", label }, "filing.labels", $"[\"{label}\"]"),
            (new { type = "noAnswerNeeded" }, "owesSince", null),
        })
        {
            var before = Shown((await RowAsync(vendor, talk.Id)).Json, shown);
            var acted = (await ActAsync(vendor, act, talk.Id)).Must(200);
            Assert.Equal((1, 0), (acted.Get<int>("acted"), acted.Json.Items("refused").Length));
            Assert.Equal(value, Shown((await RowAsync(vendor, talk.Id)).Json, shown));
            Assert.Equal(value, await HeardAsync(shown));
            Assert.Null((await ActAsync(vendor, act, talk.Id)).Must(200).Json.At("undo")); // it is so already
            var undone = (await UndoAsync(vendor, acted)).Must(200);
            Assert.Equal((1, 0), (undone.Get<int>("undone"), undone.Get<int>("left")));
            Assert.Equal(before, Shown((await RowAsync(vendor, talk.Id)).Json, shown));
            Assert.Equal(before, await HeardAsync(shown));
            (await UndoAsync(vendor, acted)).MustRefuse(404, "not-found");
        }
        await Ledger.MustBalanceAsync(World.Store, talk.Shop.VendorId);

        async Task<string?> HeardAsync(string shown)
        {
            var push = await window.HearAsync("conversation", c => c.Get<long>("feed") > heard);
            heard = push.Get<long>("feed");
            return Shown(push, $"conversation.{shown}");
        }
    }

    [Fact]
    public async Task Stars_and_marks_are_each_agents_own()
    {
        var talk = await World.NewTalkAsync();
        var colleague = await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly);
        var starred = (await ActAsync(colleague, new { type = "star" }, talk.Id)).Must(200);
        (await ActAsync(colleague, new { type = "markUnread" }, talk.Id)).Must(200);
        Assert.Equal((talk.Id, talk.Id), (await MarksAsync(colleague)).Single());
        Assert.Empty(await MarksAsync(talk.Vendor));
        Assert.Equal(1, (await UndoAsync(colleague, starred)).Must(200).Get<int>("undone"));
        (await ActAsync(colleague, new { type = "markRead" }, talk.Id)).Must(200);
        Assert.Empty(await MarksAsync(colleague));

        async Task<List<(Guid Starred, Guid Unread)>> MarksAsync(Actor actor)
        {
            var marks = (await actor.GetAsync($"v1/inbox/marks?as={actor.As}")).Must(200);
            return [.. marks.Json.Items("starred").Select(i => (Guid)i!).Zip(marks.Json.Items("unread").Select(i => (Guid)i!))];
        }
    }

    [Fact]
    public async Task Of_two_agents_who_take_the_same_thread_at_once_one_has_it()
    {
        var talk = await World.NewTalkAsync();
        var agents = new[] { talk.Vendor, await World.NewAgentAsync(talk.Shop.VendorId), await World.NewAgentAsync(talk.Shop.VendorId) };
        var answers = await Task.WhenAll(agents.Select(a => ActAsync(a, new { type = "assign", agent = a.Id, ifAssignee = (string?)null }, talk.Id)));
        var got = Assert.Single(answers.Zip(agents), a => a.First.Must(200).Get<int>("acted") == 1).Second;
        Assert.Equal(got.Id, (await RowAsync(talk.Vendor, talk.Id)).Get<string>("filing.assignee.id"));
        Assert.All(answers.Where(a => a.Get<int>("acted") == 0), a => Assert.Equal(("taken-meanwhile", talk.Id), (a.Get<string>("refused.0.type"), a.Get<Guid>("refused.0.conversation"))));
        (await ActAsync(talk.Vendor, new { type = "assign", agent = (string?)null, ifAssignee = got.Id }, talk.Id)).Must(200);
        Assert.Null((await RowAsync(talk.Vendor, talk.Id)).Json.At("filing.assignee"));
    }

    [Fact]
    public async Task What_somebody_else_or_a_message_changed_since_is_not_taken_back()
    {
        var (one, two) = (await World.NewTalkAsync(), default(Talk));
        two = await one.Shop.OpenAsync(await World.NewBuyerAsync(), "And mine?");
        var colleague = await World.NewAgentAsync(one.Shop.VendorId);
        var archived = (await ActAsync(one.Vendor, new { type = "archive" }, one.Id, two.Id)).Must(200);
        (await two.Buyer.SayAsync(two.Id, "Hello?")).Must(201);
        Assert.Equal("inbox", await PlaceAsync(one.Vendor, two.Id));
        (await UndoAsync(colleague, archived)).MustRefuse(404, "not-found"); // it was not theirs
        var undone = (await UndoAsync(one.Vendor, archived)).Must(200);
        Assert.Equal((1, 1), (undone.Get<int>("undone"), undone.Get<int>("left")));
        var pressing = (await ActAsync(one.Vendor, new { type = "priority", level = "high" }, one.Id)).Must(200);
        (await ActAsync(colleague, new { type = "priority", level = "low" }, one.Id)).Must(200);
        Assert.Equal((0, 1), (await UndoAsync(one.Vendor, pressing)).Must(200) is var left ? (left.Get<int>("undone"), left.Get<int>("left")) : default);
        Assert.Equal(("low", "Adam Agent"), await RowAsync(one.Vendor, one.Id) is var row ? (row.Get<string>("filing.priority"), row.Get<string>("filing.priorityReason")) : default);
    }

    [Fact]
    public async Task A_snoozed_thread_comes_back_at_its_time_or_when_the_buyer_writes()
    {
        var (one, two) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        await using var window = await one.Vendor.ListenAsync();
        (await ActAsync(one.Vendor, new { type = "snooze", until = DateTimeOffset.UtcNow.AddSeconds(2) }, one.Id)).Must(200);
        await window.HearAsync("conversation", c => c.Get<string>("conversation.filing.place") == "snoozed");
        await window.HearAsync("conversation", c => c.Get<string>("conversation.filing.place") == "inbox" && c.Get<string>("conversation.filing.woken") == "time");
        (await ActAsync(one.Vendor, new { type = "archive" }, one.Id)).Must(200);
        Assert.Equal("no", (await RowAsync(one.Vendor, one.Id)).Get<string>("filing.woken"));
        (await ActAsync(two.Vendor, new { type = "snooze" }, two.Id)).Must(200);
        (await two.Vendor.SayAsync(two.Id, "I will look into it")).Must(201);
        Assert.Equal("snoozed", await PlaceAsync(two.Vendor, two.Id));
        (await two.Buyer.SayAsync(two.Id, "And?")).Must(201);
        (await two.Buyer.SayAsync(two.Id, "Hello?")).Must(201);
        Assert.Equal(("inbox", "message"), (await PlaceAsync(two.Vendor, two.Id), (await RowAsync(two.Vendor, two.Id)).Get<string>("filing.woken")));
        (await two.Vendor.SayAsync(two.Id, "It is here")).Must(201);
        Assert.Equal("no", (await RowAsync(two.Vendor, two.Id)).Get<string>("filing.woken"));
        (await ActAsync(two.Vendor, new { type = "archive" }, two.Id)).Must(200);
        (await two.Buyer.SayAsync(two.Id, "Thanks")).Must(201);
        Assert.Equal("no", (await RowAsync(two.Vendor, two.Id)).Get<string>("filing.woken")); // that one was not snoozed
    }

    [Fact]
    public async Task A_hundred_threads_are_filed_in_one_act_and_each_that_is_not_theirs_is_refused_alone()
    {
        var shop = await World.NewShopAsync();
        var threads = new List<Guid>();
        for (var i = 0; i < 20; i++) threads.Add((await shop.OpenAsync(await World.NewBuyerAsync(), $"Question {i}")).Id);
        var strangers = await World.NewTalkAsync();
        var acted = (await ActAsync(shop.Agent, new { type = "archive" }, [.. threads, strangers.Id, Guid.NewGuid()])).Must(200);
        Assert.Equal((20, 2), (acted.Get<int>("acted"), acted.Json.Items("refused").Length));
        Assert.All(acted.Json.Items("refused"), r => Assert.Equal("not-found", r!.Get<string>("type")));
        Assert.Equal("inbox", await PlaceAsync(strangers.Vendor, strangers.Id));
        Assert.Equal(20, (await UndoAsync(shop.Agent, acted)).Must(200).Get<int>("undone"));
        (await ActAsync(shop.Agent, new { type = "archive" })).MustRefuse(400, "validation");
        (await ActAsync(shop.Agent, new { type = "archive" }, [.. Enumerable.Range(0, 101).Select(_ => Guid.NewGuid())])).MustRefuse(400, "validation");
        await Ledger.MustBalanceAsync(World.Store, shop.VendorId);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_and_changes_nothing()
    {
        var talk = await World.NewTalkAsync();
        var stranger = await World.NewBuyerAsync();
        var readOnly = await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly);
        foreach (var (act, status, code) in new (object, int, string)[]
        {
            (new { type = "snooze", until = DateTimeOffset.UtcNow.AddMinutes(-1) }, 400, "validation"),
            (new { type = "snooze", until = DateTimeOffset.UtcNow.AddDays(400) }, 400, "validation"),
            (new { type = "assign", agent = stranger.Id }, 422, "not-assignable"),
            (new { type = "assign", agent = readOnly.Id }, 422, "not-assignable"),
            (new { type = "assign", agent = "nobody such" }, 400, "validation"),
            (new { type = "priority" }, 400, "validation"),
            (new { type = "priority", level = "extreme" }, 400, "validation"),
            (new { type = "addLabel" }, 400, "validation"),
            (new { type = "addLabel", label = Guid.NewGuid() }, 400, "validation"),
            (new { type = "explode" }, 400, "validation"),
            (new { type = "archive", surprise = 1 }, 400, "validation"),
        })
            (await ActAsync(talk.Vendor, act, talk.Id)).MustRefuse(status, code);
        (await ActAsync(readOnly, new { type = "archive" }, talk.Id)).MustRefuse(403, "forbidden");
        (await ActAsync(talk.Buyer, new { type = "archive" }, talk.Id)).MustRefuse(404, "not-found");
        var row = await RowAsync(talk.Vendor, talk.Id);
        Assert.Equal(("inbox", "normal", 0), (row.Get<string>("filing.place"), row.Get<string>("filing.priority"), row.Json.Items("filing.labels").Length));
    }

    [Fact]
    public async Task Labels_are_the_teams_each_word_once_and_what_is_deleted_is_off_all_threads()
    {
        var talk = await World.NewTalkAsync();
        var path = $"v1/inbox/labels?as={talk.Vendor.As}";
        var id = Guid.CreateVersion7();
        (await talk.Vendor.PostAsync(path, new { name = "Fragile", colour = "red", id })).Must(201);
        (await talk.Vendor.PostAsync(path, new { name = "Fragile", colour = "red", id })).Must(200);
        (await talk.Vendor.PostAsync(path, new { name = "FRAGILE", colour = "blue" })).MustRefuse(409, "label-exists");
        (await talk.Vendor.PostAsync(path, new { name = " ", colour = "blue" })).MustRefuse(400, "validation");
        (await talk.Vendor.PostAsync(path, new { name = "x", colour = "pink" })).MustRefuse(400, "validation");
        (await ActAsync(talk.Vendor, new { type = "addLabel", label = id }, talk.Id)).Must(200);
        Assert.Equal("Handle with care", (await talk.Vendor.PutAsync($"v1/inbox/labels/{id}?as={talk.Vendor.As}", new { name = "Handle with care", colour = "orange" })).Must(200).Get<string>("name"));
        Assert.Equal(["Handle with care"], (await talk.Vendor.GetAsync(path)).Must(200).Json.Items("items").Select(l => l.Get<string>("name")));
        (await talk.Vendor.DeleteAsync($"v1/inbox/labels/{id}?as={talk.Vendor.As}")).Must(204);
        Assert.Empty((await RowAsync(talk.Vendor, talk.Id)).Json.Items("filing.labels"));
    }

    [Fact]
    public async Task A_buyer_sees_and_hears_nothing_of_how_their_thread_is_filed()
    {
        var talk = await World.NewTalkAsync();
        var before = (await talk.Buyer.GetAsync("v1/inbox?as=buyer")).Must(200);
        await using var window = await talk.Buyer.ListenAsync();
        (await ActAsync(talk.Vendor, new { type = "priority", level = "low" }, talk.Id)).Must(200);
        (await ActAsync(talk.Vendor, new { type = "assign", agent = talk.Vendor.Id }, talk.Id)).Must(200);
        (await ActAsync(talk.Vendor, new { type = "archive" }, talk.Id)).Must(200);
        var after = (await talk.Buyer.GetAsync("v1/inbox?as=buyer")).Must(200);
        Assert.Equal((before.Get<long>("feed"), before.Body), (after.Get<long>("feed"), after.Body));
        Assert.Null(after.Json.At("items.0.filing"));
        (await talk.Vendor.SayAsync(talk.Id, "the next thing they hear")).Must(201);
        Assert.Equal("the next thing they hear", (await window.HearAsync("message")).Get<string>("message.text"));
        Assert.Empty(window.All("conversation"));
    }

    [Fact]
    public async Task A_storm_of_acts_and_messages_leaves_every_seat_as_its_conversation_says()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 6; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), "Hello"));
        var random = new Random(7);
        var acts = new object[] { new { type = "archive" }, new { type = "restore" }, new { type = "spam" }, new { type = "snooze" }, new { type = "noAnswerNeeded" }, new { type = "assign", agent = shop.Agent.Id }, new { type = "star" } };
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            var talk = talks[i % talks.Count];
            if (i % 3 == 0) (await talk.Buyer.SayAsync(talk.Id, $"b {i}")).Must(201);
            else if (i % 3 == 1) (await talk.Vendor.SayAsync(talk.Id, $"v {i}")).Must(201);
            else (await ActAsync(shop.Agent, acts[random.Next(acts.Length)], [.. talks.Select(t => t.Id)])).Must(200);
        }));
        await Ledger.MustBalanceAsync(World.Store, shop.VendorId);
        await using var db = World.Store.Open();
        Assert.Empty(await db.Set<Seat>().Where(s => s.Party == PartyKind.Buyer && (s.Place != Place.Inbox || s.Assignee != "")).ToListAsync());
    }
}

public sealed class Filing_on_sqlite(CommonSqlite world) : Filing(world);

public sealed class Filing_on_postgres(CommonPostgres world) : Filing(world);
