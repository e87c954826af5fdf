using System.Text.Json.Nodes;
using Parley.Client;

namespace Parley.Tests.Inbox;

/// <summary>A vendor team's folders, their orders, filters and counts.</summary>
public abstract class Foldering(World world) : Facts(world)
{
    static readonly string[] Folders = ["needs", "unread", "mine", "unassigned", "mentions", "starred", "snoozed", "all", "archived", "spam"];

    static async Task ActAsync(Actor actor, object act, params Guid[] threads) => (await actor.PostAsync($"v1/inbox/acts?as={actor.As}", new { conversations = threads, act })).Must(200);

    static async Task<List<JsonNode>> RowsAsync(Actor who, string query)
    {
        var all = new List<JsonNode>();
        for (string? cursor = null; ;)
        {
            var page = (await who.InboxAsync($"{query}&cursor={cursor}")).Must(200);
            all.AddRange(page.Json.Items());
            cursor = (string?)page.Json["cursor"];
            if (cursor is null) return all;
            Assert.True(all.Count < 1000, "paging never ends");
        }
    }

    static async Task<List<Guid>> IdsAsync(Actor who, string query) => (await RowsAsync(who, query)).ConvertAll(r => r.Get<Guid>("id"));

    static async Task<JsonNode> CountsAsync(Actor who) => (await who.GetAsync($"v1/inbox/folders?as={who.As}")).Must(200).Json;

    async Task<(Shop Shop, List<Talk> Talks)> InboxAsync(int threads)
    {
        var (shop, talks) = (await World.NewShopAsync(), new List<Talk>());
        for (var i = 0; i < threads; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync($"Buyer {i % 4}"), $"{i}"));
        return (shop, talks);
    }

    [Fact]
    public async Task Every_folder_holds_what_belongs_there_and_its_count_says_how_many()
    {
        var (shop, talks) = await InboxAsync(12);
        var (me, colleague, ids) = (shop.Agent, await World.NewAgentAsync(shop.VendorId), talks.ConvertAll(t => t.Id));
        await ActAsync(me, new { type = "assign", agent = me.Id }, ids[0], ids[1]);
        await ActAsync(me, new { type = "assign", agent = colleague.Id }, ids[2]);
        await ActAsync(me, new { type = "archive" }, ids[3]);
        await ActAsync(me, new { type = "snooze" }, ids[4]);
        await ActAsync(me, new { type = "spam" }, ids[5]);
        await ActAsync(me, new { type = "star" }, ids[5], ids[6]);
        (await colleague.NoteAsync(ids[3], "look", null, me.Id)).Must(201);
        foreach (var id in ids.Skip(7)) (await me.MarkReadAsync(id, 1)).Must(200);
        await ActAsync(me, new { type = "markUnread" }, ids[7]);
        (await me.SayAsync(ids[8], "answered")).Must(201);
        await ActAsync(me, new { type = "noAnswerNeeded" }, ids[9]);
        (await me.PutAsync($"v1/conversations/{ids[10]}/closure")).Must(200);

        await MustHoldAsync(me, "needs", [0, 1, 2, 6, 7, 11]);
        await MustHoldAsync(me, "unread", [0, 1, 2, 6, 7]);
        await MustHoldAsync(colleague, "unread", [0, 1, 2, 6]);
        await MustHoldAsync(me, "mine", [0, 1]);
        await MustHoldAsync(colleague, "mine", [2]);
        await MustHoldAsync(me, "unassigned", [6, 7, 8, 9, 10, 11]);
        await MustHoldAsync(me, "mentions", [3]);
        await MustHoldAsync(me, "starred", [5, 6]);
        await MustHoldAsync(colleague, "starred", []);
        await MustHoldAsync(me, "snoozed", [4]);
        await MustHoldAsync(me, "archived", [3]);
        await MustHoldAsync(me, "spam", [5]);
        await MustHoldAsync(me, "all", [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
        Assert.Equal(await IdsAsync(me, "folder=needs"), (await me.GetAsync($"v1/inbox?as={me.As}")).Must(200).Json.Items().Select(r => r.Get<Guid>("id")));

        // What the marketplace froze cannot be answered; once thawed it is owed as long as before.
        (await World.HostClient.PutAsync($"v1/conversations/{ids[1]}/freeze", new { reason = "Under review" })).Must(204);
        await MustHoldAsync(me, "needs", [0, 2, 6, 7, 11]);
        await Ledger.MustBalanceAsync(World.Store, shop.VendorId);
        (await World.HostClient.DeleteAsync($"v1/conversations/{ids[1]}/freeze")).Must(204);
        await MustHoldAsync(me, "needs", [0, 1, 2, 6, 7, 11]);
        Assert.Equal(Of(0, 1, 2, 6, 7, 11), await IdsAsync(me, "folder=needs"));

        List<Guid> Of(params int[] places) => [.. places.Select(i => ids[i])];

        async Task MustHoldAsync(Actor who, string folder, int[] expected)
        {
            foreach (var sort in new[] { "time", "waiting", "priority", "counterpart" })
                Assert.Equal(expected.Select(i => ids[i]).Order(), (await IdsAsync(who, $"folder={folder}&sort={sort}&limit=2")).Order());
            // The same through the filters, which is another way of reading it.
            Assert.Equal(expected.Select(i => ids[i]).Order(), (await IdsAsync(who, $"folder={folder}&from=2001-01-01T00:00:00Z&limit=3")).Order());
            Assert.Equal(expected.Length, (await CountsAsync(who)).Get<int>(folder));
        }
    }

    [Fact]
    public async Task Orders_are_what_they_say_page_by_page()
    {
        var (shop, talks) = await InboxAsync(9);
        var (me, ids) = (shop.Agent, talks.ConvertAll(t => t.Id));
        await ActAsync(me, new { type = "priority", level = "urgent" }, ids[1], ids[4]);
        await ActAsync(me, new { type = "priority", level = "high" }, ids[2]);
        await ActAsync(me, new { type = "priority", level = "low" }, ids[8]);
        (await me.SayAsync(ids[0], "answered")).Must(201);
        (await talks[3].Buyer.SayAsync(ids[3], "still waiting")).Must(201); // newest now, and owed as long as before
        Assert.Equal(Of(1, 2, 3, 4, 5, 6, 7, 8), await IdsAsync(me, "folder=needs&limit=3"));
        Assert.Equal(Of(3, 0, 8, 7, 6, 5, 4, 2, 1), await IdsAsync(me, "folder=all&sort=time&limit=2"));
        Assert.Equal(Of(1, 2, 3, 4, 5, 6, 7, 8, 0), await IdsAsync(me, "folder=all&sort=waiting&limit=2"));
        Assert.Equal(Of(4, 1, 2, 3, 0, 7, 6, 5, 8), await IdsAsync(me, "folder=all&sort=priority&limit=2"));
        Assert.Equal(Of(4, 1, 2, 3, 7, 6, 5, 8), await IdsAsync(me, "folder=needs&sort=priority&limit=4"));
        Assert.Equal(Of(3, 8, 7, 6, 5, 4, 2, 1), await IdsAsync(me, "folder=needs&sort=time&limit=3"));

        List<Guid> Of(params int[] places) => [.. places.Select(i => ids[i])];
    }

    [Fact]
    public async Task Filters_narrow_and_combine()
    {
        var shop = await World.NewShopAsync();
        var (me, german) = (shop.Agent, await World.NewBuyerAsync("Greta German"));
        await World.Host.PutUserAsync(new User(german.Id, "Greta German") { Locale = "DE-at" });
        var listing = await shop.OpenAsync(german, "about the bowl");
        var order = await shop.NewOrderAsync(german, state: "paid");
        var ordered = (await german.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("about the order") })).Must(201).Get<Guid>("conversation.id");
        var general = (await (await World.NewBuyerAsync()).PostAsync("v1/conversations", new { vendor = shop.VendorId, message = Actor.Message("hello") })).Must(201).Get<Guid>("conversation.id");
        var other = await shop.OpenAsync(await World.NewBuyerAsync(), "also about the bowl");
        var label = (await me.PostAsync($"v1/inbox/labels?as={me.As}", new { name = "Wholesale", colour = "teal" })).Must(201).Get<Guid>("id");
        await ActAsync(me, new { type = "addLabel", label }, listing.Id, general);
        await ActAsync(me, new { type = "priority", level = "high" }, ordered, general);
        await ActAsync(me, new { type = "assign", agent = me.Id }, listing.Id, ordered);
        (await me.SayAsync(other.Id, "answered")).Must(201);

        await MustFindAsync($"subject=listing:{shop.ListingId}", listing.Id, other.Id);
        await MustFindAsync("kind=order", ordered);
        await MustFindAsync("kind=general", general);
        await MustFindAsync("orderState=paid", ordered);
        await MustFindAsync("orderState=shipped");
        await MustFindAsync($"label={label}", listing.Id, general);
        await MustFindAsync("priority=high", ordered, general);
        await MustFindAsync("priority=normal", listing.Id, other.Id);
        await MustFindAsync($"assignee={me.Id}", listing.Id, ordered);
        await MustFindAsync("assignee=nobody", general, other.Id);
        await MustFindAsync("language=de", listing.Id, ordered);
        await MustFindAsync("waitingOver=0", listing.Id, ordered, general);
        await MustFindAsync("waitingOver=5");
        await MustFindAsync("to=2001-01-01T00:00:00Z");
        await MustFindAsync($"from=2001-01-01T00:00:00Z&to={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(1).ToString("O"))}", listing.Id, ordered, general, other.Id);
        await MustFindAsync($"kind=listing&language=de&label={label}&assignee={me.Id}&priority=normal&waitingOver=0&from=2001-01-01T00:00:00Z", listing.Id);
        await MustFindAsync($"kind=order&label={label}");
        await World.Host.ChangeSubjectAsync(SubjectKind.Order, order, new SubjectChange(Guid.NewGuid(), "shipped"));
        await MustFindAsync("orderState=shipped", ordered);
        Assert.Empty(await IdsAsync(me, "folder=archived&kind=order"));
        Assert.Equal([listing.Id], await IdsAsync(me, $"folder=needs&label={label}&assignee={me.Id}"));

        async Task MustFindAsync(string filter, params Guid[] expected)
        {
            foreach (var sort in new[] { "time", "waiting", "priority", "counterpart" }) Assert.Equal(expected.Order(), (await IdsAsync(me, $"folder=all&sort={sort}&limit=1&{filter}")).Order());
        }
    }

    [Fact]
    public async Task Paging_while_threads_are_filed_and_answered_loses_none_that_stays()
    {
        var (shop, talks) = await InboxAsync(24);
        var (me, ids) = (shop.Agent, talks.ConvertAll(t => t.Id));
        using var stop = new CancellationTokenSource();
        var others = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await ActAsync(me, new { type = i % 2 == 0 ? "archive" : "restore" }, ids[i % 4]);
                (await talks[4 + (i % 4)].Buyer.SayAsync(ids[4 + (i % 4)], $"more {i}")).Must(201); // newer, and owed since the same moment
            }
        });
        for (var round = 0; round < 5; round++)
        {
            var (needs, pressing) = (await IdsAsync(me, "folder=needs&limit=3"), await IdsAsync(me, "folder=all&sort=priority&limit=3"));
            Assert.Equal(needs.Count, needs.Distinct().Count());
            Assert.Superset(ids.Skip(4).ToHashSet(), needs.ToHashSet());
            Assert.Equal(pressing.Count, pressing.Distinct().Count());
            Assert.Superset(ids.Skip(8).ToHashSet(), pressing.ToHashSet());
        }
        await stop.CancelAsync();
        await others;
    }

    [Fact]
    public async Task After_a_storm_of_acts_and_messages_every_count_is_what_the_pages_hold()
    {
        var (shop, talks) = await InboxAsync(10);
        var (me, ids) = (shop.Agent, talks.ConvertAll(t => t.Id));
        var acts = new object[]
        {
            new { type = "archive" }, new { type = "restore" }, new { type = "spam" }, new { type = "snooze" }, new { type = "noAnswerNeeded" }, new { type = "assign", agent = me.Id },
            new { type = "assign", agent = (string?)null }, new { type = "star" }, new { type = "unstar" }, new { type = "markUnread" }, new { type = "markRead" },
        };
        var random = new Random(11);
        var steps = Enumerable.Range(0, 80).Select(i => (Act: acts[random.Next(acts.Length)], Talk: talks[random.Next(talks.Count)], Kind: random.Next(4))).ToList();
        await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (step, _) =>
        {
            if (step.Kind == 0) (await step.Talk.Buyer.SayAsync(step.Talk.Id, "b")).Must(201);
            else if (step.Kind == 1) (await me.SayAsync(step.Talk.Id, "v")).Must(201);
            else await ActAsync(me, step.Act, step.Talk.Id);
        });
        var counts = await CountsAsync(me);
        foreach (var folder in Folders) Assert.Equal((folder, (await IdsAsync(me, $"folder={folder}")).Count), (folder, counts.Get<int>(folder)));
        await Ledger.MustBalanceAsync(World.Store, shop.VendorId);
    }

    [Fact]
    public async Task An_agent_who_sees_only_what_is_theirs_finds_and_counts_only_that()
    {
        var (shop, talks) = await InboxAsync(5);
        var agent = await World.NewAgentAsync(shop.VendorId);
        await ActAsync(shop.Agent, new { type = "assign", agent = agent.Id }, talks[0].Id, talks[1].Id);
        await shop.SeeOwnAsync();
        foreach (var query in new[] { "folder=needs", "folder=all", "folder=all&sort=priority", "folder=all&sort=waiting", "folder=all&sort=counterpart", "folder=mine", "folder=unread", "folder=all&kind=listing", "folder=needs&sort=time" })
            Assert.Equal(new[] { talks[0].Id, talks[1].Id }.Order(), (await IdsAsync(agent, $"{query}&limit=1")).Order());
        Assert.Empty(await IdsAsync(agent, "folder=unassigned"));
        var counts = await CountsAsync(agent);
        Assert.Equal((2, 2, 2, 0, 2), (counts.Get<int>("needs"), counts.Get<int>("all"), counts.Get<int>("mine"), counts.Get<int>("unassigned"), counts.Get<int>("unread")));
    }

    [Fact]
    public async Task Views_are_each_ones_own_or_the_teams()
    {
        var shop = await World.NewShopAsync();
        var (me, colleague, reader) = (shop.Agent, await World.NewAgentAsync(shop.VendorId), await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly));
        var query = new Dictionary<string, string> { ["folder"] = "needs", ["sort"] = "waiting", ["priority"] = "urgent" };
        var own = (await SaveAsync(me, "Mine, urgent", false, query)).Must(201).Get<Guid>("id");
        var shared = (await SaveAsync(me, "Orders", true, new() { ["folder"] = "all", ["kind"] = "order" })).Must(201).Get<Guid>("id");
        Assert.Equal(own, (await SaveAsync(me, "MINE, URGENT", false, query)).Must(200).Get<Guid>("id")); // saved anew
        (await SaveAsync(reader, "My own", false, query)).Must(201);
        (await SaveAsync(reader, "Everybody's", true, query)).MustRefuse(403, "forbidden");
        Assert.Equal(["MINE, URGENT", "Orders"], await NamesAsync(me));
        Assert.Equal(["Orders"], await NamesAsync(colleague));
        Assert.Equal("urgent", (await me.GetAsync($"v1/inbox/views?as={me.As}")).Must(200).Get<string>("items.0.query.priority"));
        (await colleague.DeleteAsync($"v1/inbox/views/{own}?as={me.As}")).Must(204); // not there, for them
        (await reader.DeleteAsync($"v1/inbox/views/{shared}?as={me.As}")).MustRefuse(403, "forbidden");
        (await colleague.DeleteAsync($"v1/inbox/views/{shared}?as={me.As}")).Must(204);
        Assert.Equal(["MINE, URGENT"], await NamesAsync(me));
        foreach (var bad in new Dictionary<string, string>[] { new() { ["folder"] = "attic" }, new() { ["cursor"] = "x" }, new() { ["priority"] = "extreme" }, new() { ["surprise"] = "1" } })
            (await SaveAsync(me, "Bad", false, bad)).MustRefuse(400, "validation");
        (await SaveAsync(me, " ", false, query)).MustRefuse(400, "validation");
        (await SaveAsync((await shop.OpenAsync(await World.NewBuyerAsync(), "?")).Buyer, "A buyer's", false, query)).MustRefuse(404, "not-found");

        static Task<Answer> SaveAsync(Actor who, string name, bool team, Dictionary<string, string> query) => who.PostAsync($"v1/inbox/views?as={who.As}", new { name, team, query });

        static async Task<string[]> NamesAsync(Actor who) => [.. (await who.GetAsync($"v1/inbox/views?as={who.As}")).Must(200).Json.Items().Select(v => v.Get<string>("name"))];
    }

    [Fact]
    public async Task The_team_hears_at_once_of_other_labels_and_views_and_nobody_else_of_ones_own()
    {
        var talk = await World.NewTalkAsync();
        var (me, colleague) = (talk.Vendor, await World.NewAgentAsync(talk.Shop.VendorId));
        await using var mine = await me.ListenAsync();
        await using var theirs = await colleague.ListenAsync();
        await using var buyers = await talk.Buyer.ListenAsync();
        var query = new Dictionary<string, string> { ["folder"] = "needs" };
        (await me.PostAsync($"v1/inbox/views?as={me.As}", new { name = "My own", team = false, query })).Must(201);
        await mine.HearAsync("desk", d => d.Get<string>("what") == "views");
        (await me.PostAsync($"v1/inbox/labels?as={me.As}", new { name = "Fragile", colour = "red" })).Must(201);
        await theirs.HearAsync("desk", d => d.Get<string>("what") == "labels");
        Assert.DoesNotContain(theirs.All("desk"), d => d.Get<string>("what") == "views");
        (await me.PostAsync($"v1/inbox/views?as={me.As}", new { name = "Ours", team = true, query })).Must(201);
        await theirs.HearAsync("desk", d => d.Get<string>("what") == "views");
        Assert.Empty(buyers.All("desk"));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused()
    {
        var talk = await World.NewTalkAsync();
        foreach (var query in new[]
        {
            "folder=attic", "sort=colour", "subject=bowl", "subject=planet:1", "kind=planet", "kind=order&subject=listing:1", "label=x", "priority=extreme", "assignee=a%20b", "language=klingon",
            "waitingOver=-1", "waitingOver=1e3", "waitingOver=99999999", "from=yesterday", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "orderState=", "hasAttachment=perhaps",
            $"subject=listing:{new string('9', 4000)}", $"topic={new string('t', 4000)}",
        })
            (await talk.Vendor.InboxAsync(query)).MustRefuse(400, "validation");
        (await talk.Vendor.InboxAsync("topic=%00")).MustRefuse(400, "invalid-character");
        foreach (var query in new[] { "folder=needs", "folder=spam", "sort=waiting", "label=" + Guid.NewGuid(), "priority=high" })
            (await talk.Buyer.InboxAsync(query)).MustRefuse(400, "validation");
        (await talk.Buyer.GetAsync("v1/inbox/folders?as=buyer")).MustRefuse(404, "not-found");
        var cursor = (await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "?"), (await talk.Vendor.InboxAsync("folder=needs&limit=1")).Must(200).Get<string>("cursor")).Item2;
        (await talk.Vendor.InboxAsync($"folder=needs&limit=1&cursor={cursor}")).Must(200);
        (await talk.Vendor.InboxAsync($"folder=needs&limit=1&kind=listing&cursor={cursor}")).MustRefuse(400, "invalid-cursor");
        (await (await World.NewAgentAsync(talk.Shop.VendorId)).InboxAsync($"folder=needs&limit=1&cursor={cursor}")).MustRefuse(400, "invalid-cursor");
    }
}

public sealed class Foldering_on_sqlite(CommonSqlite world) : Foldering(world);

public sealed class Foldering_on_postgres(CommonPostgres world) : Foldering(world);
