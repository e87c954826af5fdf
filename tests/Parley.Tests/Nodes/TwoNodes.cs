using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Encryption;
using Parley.Storage;

namespace Parley.Tests.Nodes;

/// <summary>Two processes on one PostgreSQL behave as one server.</summary>
public sealed class Two_nodes(Two_nodes.Pair world) : Facts(world), IClassFixture<Two_nodes.Pair>
{

    public sealed class Pair() : World("postgres")
    {
        public ServerProcess Other { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Other = await SecondNodeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await Other.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    ServerProcess Other => ((Pair)World).Other;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.True(Other.Defects == 0, $"The second node met a defect:\n{Other.Tail()}");
    }

    [Fact]
    public async Task A_message_taken_by_one_node_reaches_a_window_on_the_other()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        (await talk.Buyer.SayAsync(talk.Id, "across")).Must(201);
        var push = await window.HearAsync("message", m => m.Get<int>("message.seq") == 2);
        Assert.Equal(("across", 2), (push.Get<string>("message.text"), push.Get<int>("unread")));
    }

    [Fact]
    public async Task What_is_said_on_one_node_is_found_on_the_other_and_an_erasure_holds_on_both()
    {
        var talk = await World.NewTalkAsync("a dotterel here");
        (await World.At(talk.Buyer, Other).SayAsync(talk.Id, "a dotterel there")).Must(201);
        var nodes = new[] { World.Server, Other };
        foreach (var who in nodes.SelectMany(n => new[] { World.At(talk.Vendor, n), World.At(talk.Buyer, n) })) await MustFindAsync(who, 2);
        (await World.HostClient.DeleteAsync($"v1/users/{talk.Buyer.Id}/words")).Must(204);
        foreach (var who in nodes.SelectMany(n => new[] { World.At(talk.Vendor, n), World.At(talk.Buyer, n) })) await MustFindAsync(who, 0);

        static Task MustFindAsync(Actor who, int hits) =>
            Eventually.TrueAsync(async () => (await who.GetAsync($"v1/search?as={who.As}&q=dotterel")).Must(200).Json.Items().Sum(i => i.Items("hits").Length) == hits, $"it is found {hits} times");
    }

    [Fact]
    public async Task A_note_reaches_the_team_on_the_other_node_and_the_buyer_on_neither()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        await using var buyer = await World.At(talk.Buyer, Other).ListenAsync();
        var feed = (await talk.Vendor.InboxAsync()).Must(200).Get<long>("feed");
        var id = Guid.CreateVersion7();
        var both = await Task.WhenAll(talk.Vendor.NoteAsync(talk.Id, "for us", id), World.At(talk.Vendor, Other).NoteAsync(talk.Id, "for us", id));
        Assert.Equal([200, 201], both.Select(a => a.Status).Order());
        (await talk.Vendor.NoteAsync(talk.Id, "across")).Must(201);
        var push = await window.HearAsync("note", n => n.Get<string>("note.text") == "across");
        Assert.Equal(feed + 2, push.Get<long>("feed"));
        (await talk.Vendor.SayAsync(talk.Id, "for you")).Must(201);
        await buyer.HearAsync("message"); // it would have been told after the notes
        Assert.DoesNotContain(buyer.Heard, h => h.Target is "note" or "conversation");
    }

    [Fact]
    public async Task A_new_label_is_told_to_the_team_on_the_other_node()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        (await talk.Vendor.PostAsync($"v1/inbox/labels?as={talk.Vendor.As}", new { name = "Fragile", colour = "red" })).Must(201);
        await window.HearAsync("desk", d => d.Get<string>("what") == "labels");
    }

    [Fact]
    public async Task Agents_who_see_only_what_is_theirs_see_it_so_on_the_other_node_and_at_once()
    {
        var talk = await World.NewTalkAsync();
        var mine = await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "for Adam");
        var adam = World.At(await World.NewAgentAsync(talk.Shop.VendorId), Other);
        await World.GiveAsync(mine, adam.Id);
        (await adam.ViewAsync(talk.Id)).Must(200);
        var before = await adam.ListenAsync();
        await talk.Shop.SeeOwnAsync();
        await before.ClosedAsync(); // the other node heard of it
        await before.DisposeAsync();
        (await adam.ViewAsync(talk.Id)).MustRefuse(404, "not-found");
        await using var window = await adam.ListenAsync();
        (await talk.Buyer.SayAsync(talk.Id, "not for Adam")).Must(201);
        (await mine.Buyer.SayAsync(mine.Id, "for Adam")).Must(201);
        await window.HearAsync("message", m => m.Get<Guid>("conversationId") == mine.Id);
        await window.HearAsync("feed");
        await World.GiveAsync(mine, "");
        Assert.Equal(mine.Id, (await window.HearAsync("gone")).Get<Guid>("conversationId"));
        Assert.DoesNotContain(window.Heard, h => h.Push.ToJsonString().Contains($"{talk.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_in_a_thread_through_one_node_is_seen_by_the_team_on_the_other()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        await using var buyer = await World.At(talk.Buyer, Other).ListenAsync();
        await Eventually.TrueAsync(async () =>
        {
            (await talk.Vendor.HereAsync(talk.Id, "writing")).Must(204); // repeated until the nodes know of each other
            return window.All("here").Any(h => h.Items("agents").Any(a => a.Get<string>("doing") == "writing"));
        }, "the other node shows who writes");
        Assert.Single((await World.At(talk.Vendor, Other).ViewAsync(talk.Id)).Must(200).Json.Items("here"));
        (await talk.Vendor.HereAsync(talk.Id, "left")).Must(204);
        await window.HearAsync("here", h => h.Items("agents").Length == 0);
        Assert.Empty(buyer.All("here"));
    }

    [Fact]
    public async Task Of_two_agents_who_answer_through_two_nodes_at_once_exactly_one_is_heard()
    {
        var talk = await World.NewTalkAsync();
        var there = World.At(await World.NewAgentAsync(talk.Shop.VendorId), Other);
        for (var seen = 1; seen <= 20; seen++)
        {
            var round = seen;
            var answers = await Task.WhenAll(talk.Vendor.AnswerAsync(talk.Id, $"round {round}", round), there.AnswerAsync(talk.Id, $"round {round}", round));
            Assert.Equal([201, 409], answers.Select(a => a.Status).Order());
            answers.Single(a => a.Status == 409).MustRefuse(409, "answered-meanwhile");
        }
        await Ledger.MustBalanceAsync(World.Store);
    }

    [Fact]
    public async Task Of_two_agents_who_take_the_same_thread_through_two_nodes_at_once_one_has_it_and_both_windows_say_who()
    {
        var talk = await World.NewTalkAsync();
        Actor[] agents = [await World.NewAgentAsync(talk.Shop.VendorId), World.At(await World.NewAgentAsync(talk.Shop.VendorId), Other)];
        await using var here = await agents[0].ListenAsync();
        await using var there = await agents[1].ListenAsync();
        var answers = await Task.WhenAll(agents.Select(a =>
            a.PostAsync($"v1/inbox/acts?as={a.As}", new { conversations = new[] { talk.Id }, act = new { type = "assign", agent = a.Id, ifAssignee = (string?)null } })));
        var got = Assert.Single(answers.Zip(agents), a => a.First.Must(200).Get<int>("acted") == 1).Second;
        Assert.Equal("taken-meanwhile", Assert.Single(answers, a => a.Get<int>("acted") == 0).Get<string>("refused.0.type"));
        foreach (var window in new[] { here, there })
            await window.HearAsync("conversation", c => c.Get<Guid>("conversation.id") == talk.Id && c.At("conversation.filing.assignee.id")?.GetValue<string>() == got.Id);
    }

    [Fact]
    public async Task A_message_reaches_the_other_node_even_if_its_own_dies_right_after_the_acknowledgement()
    {
        var third = await World.SecondNodeAsync();
        var talk = await World.NewTalkAsync();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        (await World.At(talk.Buyer, third).SayAsync(talk.Id, "my last words")).Must(201);
        await third.KillAsync();
        await window.HearAsync("message", m => m.Get<string>("message.text") == "my last words");
    }

    [Fact]
    public async Task Sends_through_both_nodes_at_once_get_one_contiguous_order()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 5; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), "first"));
        var buyersElsewhere = talks.ConvertAll(t => World.At(t.Buyer, Other));
        var sends = Enumerable.Range(0, 300).Select(i => i % 2 == 0
            ? talks[i % 5].Vendor.SayAsync(talks[i % 5].Id, $"here {i}")
            : buyersElsewhere[i % 5].SayAsync(talks[i % 5].Id, $"there {i}")).ToArray();
        Assert.All(await Task.WhenAll(sends), a => a.Must(201)); // a deadlock would answer 503
        foreach (var talk in talks)
        {
            var here = await talk.Buyer.WholeThreadAsync(talk.Id);
            Assert.Equal(Enumerable.Range(1, here.Count), here.Select(m => m.Seq));
            Assert.Equal(here, await World.At(talk.Vendor, Other).WholeThreadAsync(talk.Id));
        }
        await Ledger.MustBalanceAsync(World.Store);
    }

    [Fact]
    public async Task The_same_message_sent_to_both_nodes_at_once_is_stored_once()
    {
        var talk = await World.NewTalkAsync();
        var there = World.At(talk.Buyer, Other);
        var client = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? talk.Buyer : there).SayAsync(talk.Id, "once", client)));
        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers, a => Assert.Equal(2, a.Get<int>("seq")));
    }

    [Fact]
    public async Task The_same_thread_opened_on_both_nodes_at_once_is_one()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var there = World.At(buyer, Other);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? buyer : there).PostAsync("v1/conversations", shop.Opening($"{i}"))));
        Assert.Single(answers.Select(a => a.Must(201).Get<Guid>("conversation.id")).Distinct());
    }

    [Fact]
    public async Task A_wrapping_key_rotated_under_two_nodes_is_taken_up_by_both()
    {
        var talk = await World.NewTalkAsync("before");
        (await Tool.ParleyAsync(World.Environment(), "key", "rotate")).Done();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        (await talk.Buyer.SayAsync(talk.Id, "after")).Must(201);
        await window.HearAsync("message", m => m.Get<string>("message.text") == "after");
        var fresh = await World.NewTalkAsync("of a new author");
        Assert.Equal("of a new author", (await World.At(fresh.Vendor, Other).WholeThreadAsync(fresh.Id)).Single().Text);
    }

    [Fact]
    public async Task A_fact_that_cannot_be_told_is_logged_and_the_nodes_go_on()
    {
        var (broken, whole) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        await using var db = World.Store.Open();
        var author = db.Set<AuthorKey>().Where(k => k.Author == broken.Buyer.Id);
        var wrapper = (await author.SingleAsync()).WrappedBy;
        await author.ExecuteUpdateAsync(s => s.SetProperty(k => k.WrappedBy, "nobody"));
        await using var blind = await World.At(broken.Vendor, Other).ListenAsync();
        await using var window = await World.At(whole.Vendor, Other).ListenAsync();
        db.Add(new Fact { Kind = FactKind.MessageSent, ConversationId = broken.Id, Seq = 1, Node = Guid.NewGuid(), At = DateTimeOffset.UtcNow });
        await db.SaveChangesAsync();
        await Eventually.TrueAsync(() => Other.Log.Any(l => l.Contains("could not be told", StringComparison.Ordinal)), "the other node says that it could not tell the fact");
        await author.ExecuteUpdateAsync(s => s.SetProperty(k => k.WrappedBy, wrapper));
        (await whole.Buyer.SayAsync(whole.Id, "we go on")).Must(201);
        await window.HearAsync("message", m => m.Get<string>("message.text") == "we go on");
    }

    [Fact]
    public async Task Edits_reads_and_closings_reach_the_other_node()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        (await talk.Buyer.EditAsync(talk.Id, 1, "edited")).Must(200);
        await window.HearAsync("message", m => m.Get<int>("message.revision") == 1);
        (await talk.Vendor.MarkReadAsync(talk.Id, 1)).Must(200);
        await Eventually.TrueAsync(() => window.Heard.Any(h => h.Target is "read" && h.Push.Get<int>("readSeq") == 1 || h.Target == "conversation" && h.Push.Get<int>("conversation.readSeq") == 1), "the read mark arrives");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        await window.HearAsync("message", c => c.Get<string>("conversation.state") == "closed");
    }

    [Fact]
    public async Task An_agent_removed_on_one_node_is_out_on_the_other_and_their_window_closes()
    {
        var talk = await World.NewTalkAsync();
        var agent = World.At(await World.NewAgentAsync(talk.Shop.VendorId), Other);
        (await agent.ViewAsync(talk.Id)).Must(200); // the other node now remembers the membership
        await using var window = await agent.ListenAsync();
        await World.Host.DeleteAgentAsync(talk.Shop.VendorId, agent.Id);
        await window.ClosedAsync();
        await Eventually.TrueAsync(async () => (await agent.ViewAsync(talk.Id)).Status == 404, "the removed agent meets 404");
        Assert.Equal(404, (await agent.SayAsync(talk.Id, "?")).Status);
    }

    [Fact]
    public async Task A_person_removed_on_one_node_is_out_on_the_other()
    {
        var talk = await World.NewTalkAsync();
        var buyer = World.At(talk.Buyer, Other);
        (await buyer.ViewAsync(talk.Id)).Must(200);
        await using var window = await buyer.ListenAsync();
        await World.Host.DeleteUserAsync(buyer.Id);
        await window.ClosedAsync();
        await Eventually.TrueAsync(async () => (await buyer.ViewAsync(talk.Id)).Status == 401, "the removed person meets 401");
    }

    [Fact]
    public async Task A_new_person_and_a_new_name_are_known_on_the_other_node()
    {
        var talk = await World.NewTalkAsync();
        var vendor = World.At(talk.Vendor, Other);
        Assert.Equal("Bea Buyer", (await vendor.InboxAsync()).Must(200).Get<string>("items.0.with.name"));
        await World.Host.PutUserAsync(new User(talk.Buyer.Id, "Bea Baker"));
        await Eventually.TrueAsync(async () => (await vendor.InboxAsync()).Get<string>("items.0.with.name") == "Bea Baker", "the new name is shown");
    }

    [Fact]
    public async Task Typing_at_one_node_is_shown_at_the_other_to_everybody_but_the_one_who_types()
    {
        var talk = await World.NewTalkAsync();
        await using var vendor = await World.At(talk.Vendor, Other).ListenAsync();
        await using var own = await World.At(talk.Buyer, Other).ListenAsync();
        await Eventually.TrueAsync(async () =>
        {
            (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/typing")).Must(204);
            return vendor.All("typing").Any();
        }, "typing is shown");
        var typing = vendor.All("typing").First();
        Assert.Equal((talk.Id, "buyer", "Bea Buyer"), (typing.Get<Guid>("conversationId"), typing.Get<string>("party"), typing.Get<string>("name")));
        Assert.Empty(own.All("typing"));
    }

    [Fact]
    public async Task Somebody_who_comes_to_one_node_is_online_at_the_other_until_they_go()
    {
        var talk = await World.NewTalkAsync();
        var vendor = World.At(talk.Vendor, Other);
        await using var window = await vendor.ListenAsync();
        var visit = await talk.Buyer.ListenAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && p.Get<bool>("online"));
        Assert.True((await vendor.ViewAsync(talk.Id)).Get<bool>("with.online"));
        await visit.DisposeAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && !p.Get<bool>("online"), TimeSpan.FromSeconds(25));
        Assert.False((await vendor.ViewAsync(talk.Id)).Get<bool>("with.online"));
    }

    [Fact]
    public async Task A_node_that_starts_later_learns_who_is_online_and_one_that_ends_takes_its_people_with_it()
    {
        var talk = await World.NewTalkAsync();
        await using var here = await talk.Buyer.ListenAsync();
        await using var third = await World.SecondNodeAsync();
        var vendor = World.At(talk.Vendor, third);
        await Eventually.TrueAsync(async () => (await vendor.ViewAsync(talk.Id)).Get<bool>("with.online"), "the new node shows the buyer as online");
        await using var there = await vendor.ListenAsync();
        await here.HearAsync("presence", p => p.Get<string>("id") == talk.Shop.VendorId && p.Get<bool>("online"));
        Assert.Equal(0, await third.StopAsync());
        await here.HearAsync("presence", p => p.Get<string>("id") == talk.Shop.VendorId && !p.Get<bool>("online"), TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task The_unread_numbers_are_told_at_the_other_node_too()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await World.At(talk.Vendor, Other).ListenAsync();
        (await talk.Buyer.SayAsync(talk.Id, "two")).Must(201);
        await window.HearAsync("counts", c => c.Get<int>("messages") == 2);
    }
}

/// <summary>Two processes that start at once where there was nothing: one key, one store, and both serve.</summary>
public abstract class FirstStart(string kind)
{
    [Fact]
    public async Task Two_first_starts_at_once_lose_no_key()
    {
        var world = new World(kind);
        await world.Store.CreateAsync();
        var nodes = new[] { new ServerProcess(world.Environment()), new ServerProcess(world.Environment()) };
        await Task.WhenAll(nodes.Select(n => n.StartAsync()));
        var key = await world.NewKeyAsync("market:write");
        foreach (var node in nodes) await OpenAsync(world, node, key);
        foreach (var node in nodes) await node.RestartAsync();
        foreach (var node in nodes)
        {
            var inbox = (await world.Anyone(world.Tokens.For("agent"), node).GetAsync("v1/inbox?as=vendor:shop")).Must(200);
            Assert.Equal(nodes.Select(n => $"said at {n.Port}").Order(), inbox.Json["items"]!.AsArray().Select(i => i!.Get<string>("last.text")).Order());
        }
        foreach (var node in nodes) await node.DisposeAsync();
    }

    static async Task OpenAsync(World world, ServerProcess node, string key)
    {
        var host = world.Anyone(key, node);
        foreach (var id in new[] { "agent", $"buyer-{node.Port}" }) (await host.PutAsync($"v1/users/{id}", new { name = "Somebody" })).Must(204);
        (await host.PutAsync("v1/vendors/shop", new { name = "Shop" })).Must(204);
        (await host.PutAsync("v1/vendors/shop/agents/agent", new { role = "owner" })).Must(204);
        var opening = new { vendor = "shop", topic = "question", message = Actor.Message($"said at {node.Port}") };
        (await world.Anyone(world.Tokens.For($"buyer-{node.Port}"), node).PostAsync("v1/conversations", opening)).Must(201);
    }
}

public sealed class First_start_on_sqlite() : FirstStart("sqlite");

public sealed class First_start_on_postgres() : FirstStart("postgres");
