using Parley.Client;

namespace Parley.Tests.Conversations;

/// <summary>Agents who see only what is theirs, where the vendor wants that.</summary>
public abstract class SeeingOwn(World world) : Facts(world)
{
    /// <summary>A team whose agents see their own: one thread is Adam's, one is Nora's, one is nobody's.</summary>
    sealed record Desk(Shop Shop, Actor Adam, Actor Nora, Talk Adams, Talk Noras, Talk Nobodys);

    async Task<Desk> NewDeskAsync(bool unassigned = false, AgentRole role = AgentRole.Agent)
    {
        var shop = await World.NewShopAsync();
        var (adam, nora) = (await World.NewAgentAsync(shop.VendorId), await World.NewAgentAsync(shop.VendorId, AgentRole.Agent, "Nora Next"));
        var talks = new List<Talk>();
        foreach (var word in new[] { "for Adam", "for Nora", "for whoever" }) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync($"Bea {word}"), $"Words {word}"));
        await World.GiveAsync(talks[0], adam.Id);
        await World.GiveAsync(talks[1], nora.Id);
        if (role != AgentRole.Agent) await World.Host.PutAgentAsync(new Agent(shop.VendorId, adam.Id, role)); // what they had, they have
        await shop.SeeOwnAsync(unassigned);
        return new Desk(shop, adam, nora, talks[0], talks[1], talks[2]);
    }

    static Guid[] Ids(Answer page) => [.. page.Must(200).Json.Items().Select(i => i.Get<Guid>("id")).Order()];

    static Guid[] Ids(params Talk[] talks) => [.. talks.Select(t => t.Id).Order()];

    [Fact]
    public async Task A_new_team_sees_everything_and_only_an_owner_changes_that()
    {
        var talk = await World.NewTalkAsync();
        var (agent, reader) = (await World.NewAgentAsync(talk.Shop.VendorId), await World.NewAgentAsync(talk.Shop.VendorId, AgentRole.ReadOnly));
        var settings = $"v1/vendors/{talk.Shop.VendorId}/team/settings";
        foreach (var one in new[] { talk.Vendor, agent, reader })
            Assert.Equal(("all", false), ((await one.GetAsync(settings)).Must(200).Get<string>("visibility"), (await one.GetAsync(settings)).Get<bool>("unassigned")));
        foreach (var one in new[] { agent, reader }) (await one.PutAsync(settings, new { visibility = "own" })).MustRefuse(403, "forbidden");
        foreach (var one in new[] { talk.Buyer, (await World.NewShopAsync("Elsewhere")).Agent })
        {
            (await one.GetAsync(settings)).MustRefuse(404, "not-found");
            (await one.PutAsync(settings, new { visibility = "own" })).MustRefuse(404, "not-found");
        }
        (await talk.Vendor.PutAsync(settings, new { visibility = "some" })).MustRefuse(400, "validation");
        (await agent.ViewAsync(talk.Id)).Must(200); // nothing was changed
        Assert.Equal(("own", true), ((await talk.Vendor.PutAsync(settings, new { visibility = "own", unassigned = true })).Must(200).Get<string>("visibility"), (await agent.GetAsync(settings)).Get<bool>("unassigned")));
    }

    [Theory]
    [InlineData(AgentRole.Agent)]
    [InlineData(AgentRole.ReadOnly)]
    public async Task What_is_not_theirs_is_in_no_page_count_or_change(AgentRole role)
    {
        var desk = await NewDeskAsync(role: role);
        foreach (var query in new[] { "", "folder=unread", "sort=counterpart", "folder=unread&sort=counterpart" }) Assert.Equal(Ids(desk.Adams), Ids(await desk.Adam.InboxAsync(query)));
        Assert.Equal(1, (await desk.Adam.CountsAsync()).Must(200).Get<int>("conversations"));
        Assert.Equal([0, 1], (await desk.Adam.GetAsync("v1/me")).Must(200).Json.Items("roles").Select(r => r.Get<int>("unread")));
        var since = (await desk.Adam.InboxAsync()).Get<long>("feed");
        foreach (var talk in new[] { desk.Adams, desk.Noras, desk.Nobodys }) (await talk.Buyer.SayAsync(talk.Id, "more")).Must(201);
        var changes = await desk.Adam.ChangesAsync(since);
        Assert.Equal(Ids(desk.Adams), Ids(changes));
        Assert.Empty(changes.Json.Items("gone"));
        Assert.Equal(since + 3, changes.Get<long>("feed"));
        Assert.Equal(Ids(desk.Adams, desk.Noras, desk.Nobodys), Ids(await desk.Shop.Agent.InboxAsync())); // the owner
        Assert.Equal(3, (await desk.Shop.Agent.CountsAsync()).Get<int>("conversations"));
    }

    [Fact]
    public async Task A_page_of_what_is_theirs_goes_on_where_the_last_one_ended()
    {
        var desk = await NewDeskAsync();
        var mine = new List<Talk> { desk.Adams };
        for (var i = 0; i < 6; i++)
        {
            var talk = await desk.Shop.OpenAsync(await World.NewBuyerAsync($"Bea {i}"), $"{i}");
            await World.GiveAsync(talk, i % 2 == 0 ? desk.Adam.Id : desk.Nora.Id);
            if (i % 2 == 0) mine.Add(talk);
        }
        foreach (var sort in new[] { "time", "counterpart" })
        {
            var seen = new List<Guid>();
            string? cursor = "";
            do
            {
                var page = (await desk.Adam.InboxAsync($"sort={sort}&limit=2&cursor={cursor}")).Must(200);
                seen.AddRange(page.Json.Items().Select(i => i.Get<Guid>("id")));
                cursor = (string?)page.Json["cursor"];
            }
            while (cursor is not null);
            Assert.Equal(Ids([.. mine]), seen.Order());
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task What_is_not_theirs_does_not_exist_for_them_on_any_route()
    {
        var desk = await NewDeskAsync();
        (await desk.Nora.NoteAsync(desk.Noras.Id, "between us")).Must(201);
        var order = await desk.Shop.NewOrderAsync(desk.Noras.Buyer);
        var ordered = (await desk.Noras.Buyer.PostAsync("v1/conversations", new { subject = new { kind = "order", id = order }, message = Actor.Message("When?") })).Must(201).Get<Guid>("conversation.id");
        foreach (var id in new[] { desk.Noras.Id, desk.Nobodys.Id, ordered })
        {
            foreach (var (method, path, body) in Everything)
            {
                var answer = await desk.Adam.SendAsync(new HttpMethod(method), $"v1/conversations/{id}{path}", body);
                var never = await desk.Adam.SendAsync(new HttpMethod(method), $"v1/conversations/{Guid.NewGuid()}{path}", body);
                answer.MustRefuse(404, "not-found");
                Assert.Equal(never.Bare, answer.Bare);
            }
            (await desk.Adam.PutAsync($"v1/inbox/mentions/seen?as={desk.Adam.As}", new { conversation = id })).MustRefuse(404, "not-found");
            (await desk.Adam.PostAsync($"v1/templates/preview?as={desk.Adam.As}", new { text = "Hello", conversation = id })).MustRefuse(404, "not-found");
        }
        (await desk.Adam.GetAsync($"v1/conversations/find?as={desk.Adam.As}&subject=order:{order}")).MustRefuse(404, "not-found");
        (await desk.Adam.PostAsync("v1/conversations", new { subject = new { kind = "order", id = order }, buyer = desk.Noras.Buyer.Id, message = Actor.Message("me too") })).MustRefuse(404, "not-found");
        foreach (var one in new[] { desk.Shop.Agent, desk.Nora }) (await one.ViewAsync(desk.Noras.Id)).Must(200);
        (await desk.Adam.SayAsync(desk.Adams.Id, "I am here for you")).Must(201);
    }

    static readonly (string Method, string Path, object? Body)[] Everything =
    [
        ("GET", "", null), ("GET", "/messages", null), ("POST", "/messages", Actor.Message("mine")), ("PUT", "/messages/1/text", new { text = "edited" }), ("DELETE", "/messages/1", null),
        ("PUT", "/messages/1/reactions/like", null), ("DELETE", "/messages/1/reactions/like", null), ("PUT", "/read", new { seq = 1 }), ("POST", "/typing", null),
        ("POST", "/presence", new { doing = "reading" }), ("PUT", "/closure", null), ("DELETE", "/closure", null), ("GET", "/notes", null), ("POST", "/notes", Actor.Note("mine")), ("GET", "/quick-replies", null),
    ];

    [Fact]
    public async Task Where_the_vendor_wants_it_agents_also_see_what_nobody_has_yet()
    {
        var desk = await NewDeskAsync(unassigned: true);
        Assert.Equal(Ids(desk.Adams, desk.Nobodys), Ids(await desk.Adam.InboxAsync()));
        Assert.Equal(2, (await desk.Adam.CountsAsync()).Get<int>("conversations"));
        (await desk.Adam.ViewAsync(desk.Nobodys.Id)).Must(200);
        (await desk.Adam.ViewAsync(desk.Noras.Id)).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task The_ledger_of_answers_shows_them_what_is_theirs()
    {
        var desk = await NewDeskAsync();
        foreach (var talk in new[] { desk.Adams, desk.Noras }) (await desk.Shop.Agent.SayAsync(talk.Id, "Here you are")).Must(201);
        var ledger = $"v1/vendors/{desk.Shop.VendorId}/obligations";
        var all = (await desk.Shop.Agent.GetAsync(ledger)).Must(200).Json.Items();
        Assert.Equal(2, all.Length);
        var mine = (await desk.Adam.GetAsync(ledger)).Must(200).Json.Items();
        Assert.Equal([desk.Adams.Id], mine.Select(o => o.Get<Guid>("conversationId")));
        foreach (var entry in all)
            (await desk.Adam.GetAsync($"{ledger}/{entry.Get<string>("id")}")).Must(entry.Get<Guid>("conversationId") == desk.Adams.Id ? 200 : 404);
    }

    [Fact]
    public async Task Who_is_named_in_a_note_reads_that_thread_and_answers_in_notes_only()
    {
        var desk = await NewDeskAsync();
        (await desk.Nora.NoteAsync(desk.Noras.Id, "Adam, do you know this one?", null, desk.Adam.Id)).Must(201);
        var view = (await desk.Adam.ViewAsync(desk.Noras.Id)).Must(200);
        Assert.Equal((false, "read-only"), (view.Get<bool>("canWrite"), view.Get<string>("whyNot")));
        Assert.Equal("Words for Nora", (await desk.Adam.ReadThreadAsync(desk.Noras.Id)).Must(200).Get<string>("items.0.text"));
        Assert.Equal(Ids(desk.Noras), Ids(await desk.Adam.InboxAsync("folder=mentions")));
        Assert.Equal(Ids(desk.Adams), Ids(await desk.Adam.InboxAsync()));
        (await desk.Adam.SayAsync(desk.Noras.Id, "Let me")).MustRefuse(403, "forbidden");
        (await desk.Adam.PutAsync($"v1/conversations/{desk.Noras.Id}/closure")).MustRefuse(403, "forbidden");
        (await desk.Adam.NoteAsync(desk.Noras.Id, "I do")).Must(201);
        var since = (await desk.Adam.InboxAsync()).Get<long>("feed");
        (await desk.Noras.Buyer.SayAsync(desk.Noras.Id, "And?")).Must(201);
        Assert.Equal(Ids(desk.Noras), Ids(await desk.Adam.ChangesAsync(since)));
    }

    [Fact]
    public async Task A_read_only_agent_who_is_named_reads_and_writes_no_notes()
    {
        var desk = await NewDeskAsync(role: AgentRole.ReadOnly);
        (await desk.Nora.NoteAsync(desk.Noras.Id, "look", null, desk.Adam.Id)).Must(201);
        (await desk.Adam.ViewAsync(desk.Noras.Id)).Must(200);
        (await desk.Adam.NoteAsync(desk.Noras.Id, "I do")).MustRefuse(403, "forbidden");
    }

    [Fact]
    public async Task No_push_about_what_is_not_theirs_reaches_them_and_none_about_theirs_is_lost()
    {
        var desk = await NewDeskAsync();
        await using var window = await desk.Adam.ListenAsync();
        await using var owner = await desk.Shop.Agent.ListenAsync();
        var from = (await desk.Adam.InboxAsync()).Get<long>("feed");
        foreach (var talk in new[] { desk.Noras, desk.Nobodys })
        {
            (await talk.Buyer.SayAsync(talk.Id, "more")).Must(201);
            (await talk.Buyer.EditAsync(talk.Id, 1, "better")).Must(200);
            (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/typing")).Must(204);
            (await desk.Shop.Agent.HereAsync(talk.Id, "reading")).Must(204);
            (await desk.Shop.Agent.NoteAsync(talk.Id, "between us")).Must(201);
            (await desk.Shop.Agent.MarkReadAsync(talk.Id, 2)).Must(200);
            (await desk.Shop.Agent.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
            await owner.HearAsync("here", h => h.Get<Guid>("conversationId") == talk.Id);
        }
        (await desk.Adams.Buyer.SayAsync(desk.Adams.Id, "to Adam")).Must(201);
        (await desk.Adams.Buyer.PostAsync($"v1/conversations/{desk.Adams.Id}/typing")).Must(204);
        (await desk.Shop.Agent.NoteAsync(desk.Adams.Id, "good work")).Must(201);
        await window.HearAsync("note", n => n.Get<Guid>("conversationId") == desk.Adams.Id);
        await window.HearAsync("counts", c => c.Get<int>("messages") == 2); // of two of his own, not of the six
        Assert.Contains(window.All("typing"), t => t.Get<Guid>("conversationId") == desk.Adams.Id);
        foreach (var hidden in new[] { desk.Noras, desk.Nobodys })
            Assert.DoesNotContain(window.Heard, h => h.Push.ToJsonString().Contains($"{hidden.Id}", StringComparison.Ordinal));
        // Numbers without a gap, or the page would ask what it missed after each.
        var upTo = (await desk.Adam.InboxAsync()).Get<long>("feed");
        var numbers = window.Heard.Where(h => h.Target is "message" or "read" or "conversation" or "note" or "feed").Select(h => h.Push.Get<long>("feed")).Order();
        Assert.Equal(Enumerable.Range(0, (int)(upTo - from)).Select(i => from + 1 + i), numbers);
        Assert.Equal(3, owner.All("typing").Count());
    }

    [Fact]
    public async Task A_buyers_coming_is_told_to_those_who_see_a_thread_with_them()
    {
        var desk = await NewDeskAsync();
        await using var window = await desk.Adam.ListenAsync();
        await using var owner = await desk.Shop.Agent.ListenAsync();
        await using var hers = await desk.Noras.Buyer.ListenAsync();
        await owner.HearAsync("presence", p => p.Get<string>("id") == desk.Noras.Buyer.Id);
        await using var his = await desk.Adams.Buyer.ListenAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == desk.Adams.Buyer.Id);
        Assert.DoesNotContain(window.All("presence"), p => p.Get<string>("id") == desk.Noras.Buyer.Id);
    }

    [Fact]
    public async Task A_thread_that_goes_to_somebody_else_leaves_the_ones_window_and_comes_to_the_others()
    {
        var desk = await NewDeskAsync();
        await using var adams = await desk.Adam.ListenAsync();
        await using var noras = await desk.Nora.ListenAsync();
        await World.GiveAsync(desk.Adams, desk.Nora.Id);
        Assert.Equal(desk.Adams.Id, (await adams.HearAsync("gone")).Get<Guid>("conversationId"));
        Assert.Equal(desk.Nora.Id, (await noras.HearAsync("conversation", c => c.Get<Guid>("conversation.id") == desk.Adams.Id)).Get<string>("conversation.filing.assignee.id"));
        await adams.HearAsync("counts", c => c.Get<int>("conversations") == 0);
        await World.GiveAsync(desk.Nobodys, desk.Nora.Id); // Adam never saw it: he hears a number
        await adams.HearAsync("feed");
        Assert.Single(adams.All("gone"));
        Assert.Empty(adams.All("conversation"));
        Assert.Empty(noras.All("gone"));
    }

    [Fact]
    public async Task Who_catches_up_learns_which_threads_came_and_which_left()
    {
        var desk = await NewDeskAsync();
        var since = (await desk.Adam.InboxAsync()).Get<long>("feed");
        await World.GiveAsync(desk.Adams, desk.Nora.Id);
        await World.GiveAsync(desk.Noras, desk.Adam.Id);
        await World.GiveAsync(desk.Nobodys, desk.Nora.Id);
        var adams = (await desk.Adam.ChangesAsync(since)).Must(200);
        Assert.Equal(Ids(desk.Noras), Ids(adams));
        Assert.Equal([desk.Adams.Id], adams.Json.Items("gone").Select(g => g.GetValue<Guid>()));
        var noras = (await desk.Nora.ChangesAsync(since)).Must(200);
        Assert.Equal(Ids(desk.Adams, desk.Nobodys), Ids(noras));
        Assert.Equal([desk.Noras.Id], noras.Json.Items("gone").Select(g => g.GetValue<Guid>()));
        await World.GiveAsync(desk.Adams, desk.Adam.Id); // there and back is nothing that left
        Assert.Empty((await desk.Adam.ChangesAsync(since)).Json.Items("gone"));
        Assert.Empty((await desk.Shop.Agent.ChangesAsync(since)).Json.Items("gone"));
    }

    [Fact]
    public async Task When_it_is_changed_who_sees_what_the_teams_windows_come_back_and_load_anew()
    {
        var desk = await NewDeskAsync();
        var window = await desk.Adam.ListenAsync();
        var since = (await desk.Adam.InboxAsync()).Get<long>("feed");
        await desk.Shop.SeeOwnAsync(unassigned: true);
        await window.ClosedAsync();
        await window.DisposeAsync();
        Assert.True((await desk.Adam.ChangesAsync(since)).Must(200).Get<bool>("reset"));
        var feed = (await desk.Adam.InboxAsync()).Get<long>("feed");
        Assert.False((await desk.Adam.ChangesAsync(feed)).Must(200).Get<bool>("reset"));
        await using var calm = await desk.Adam.ListenAsync();
        await desk.Shop.SeeOwnAsync(unassigned: true); // so already: nobody is disturbed
        Assert.Equal(feed, (await desk.Adam.InboxAsync()).Get<long>("feed"));
        Assert.False((await desk.Adam.ChangesAsync(feed)).Get<bool>("reset"));
    }

    [Fact]
    public async Task An_agent_who_writes_first_has_the_new_thread()
    {
        var desk = await NewDeskAsync();
        var order = await desk.Shop.NewOrderAsync(desk.Noras.Buyer);
        var opened = (await desk.Adam.PostAsync("v1/conversations", new { subject = new { kind = "order", id = order }, buyer = desk.Noras.Buyer.Id, message = Actor.Message("Packed") })).Must(201);
        var id = opened.Get<Guid>("conversation.id");
        (await desk.Adam.ViewAsync(id)).Must(200);
        (await desk.Nora.ViewAsync(id)).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task What_an_agents_device_holds_counts_as_delivered_for_what_they_see_only()
    {
        var desk = await NewDeskAsync();
        await Eventually.TrueAsync(async () =>
        {
            (await desk.Adam.ReceivedAsync((await desk.Adam.InboxAsync()).Get<long>("feed"))).Must(204);
            return (await desk.Adams.Buyer.ViewAsync(desk.Adams.Id)).Get<int>("theirDeliveredSeq") == 1;
        }, "the buyer sees that it was delivered");
        Assert.Equal(0, (await desk.Noras.Buyer.ViewAsync(desk.Noras.Id)).Get<int>("theirDeliveredSeq"));
        Assert.Equal(0, (await desk.Nobodys.Buyer.ViewAsync(desk.Nobodys.Id)).Get<int>("theirDeliveredSeq"));
    }
}

public sealed class Seeing_own_on_sqlite(CommonSqlite world) : SeeingOwn(world);

public sealed class Seeing_own_on_postgres(CommonPostgres world) : SeeingOwn(world);
