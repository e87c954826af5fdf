using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Conversations;

namespace Parley.Tests.Conversations;

/// <summary>Double threads become one, and threads are put where they belong.</summary>
public abstract class Merging(World world) : Facts(world)
{
    /// <summary>Two threads of one buyer and vendor: the older one about the listing, the newer one on a topic.</summary>
    sealed record Double(Shop Shop, Actor Buyer, Talk Older, Talk Newer);

    async Task<Double> NewDoubleAsync()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var older = await shop.OpenAsync(buyer, "Is it still there?");
        return new Double(shop, buyer, older, await TopicAsync(shop, buyer, "delivery", "Hello? Is it?"));
    }

    static async Task<Talk> TopicAsync(Shop shop, Actor buyer, string topic, string text) =>
        new(shop, buyer, shop.Agent, (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic, message = Actor.Message(text) })).Must(201).Get<Guid>("conversation.id"));

    static Task<Answer> MergeAsync(Actor who, Talk from, Talk into) => who.PostAsync($"v1/conversations/{from.Id}/merge", new { into = into.Id });

    static Task<Answer> UndoAsync(Actor who, Talk from) => who.DeleteAsync($"v1/conversations/{from.Id}/merge");

    static Task<Answer> MoveAsync(Actor who, Guid id, object body) => who.PostAsync($"v1/conversations/{id}/move", body);

    [Fact]
    public async Task A_merged_thread_is_closed_and_both_threads_say_where_the_other_is()
    {
        var (_, buyer, older, newer) = await NewDoubleAsync();
        var merged = (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        Assert.Equal(older.Id, merged.Get<Guid>("id"));
        foreach (var side in new[] { buyer, newer.Vendor })
        {
            var view = (await side.ViewAsync(newer.Id)).Must(200);
            Assert.Equal(("closed", "merged", older.Id), (view.Get<string>("state"), view.Get<string>("whyNot"), view.Get<Guid>("mergedInto")));
            Assert.True((await side.ViewAsync(older.Id)).Get<bool>("canWrite"));
            var (there, here) = ((await side.ReadThreadAsync(newer.Id)).Json.Items()[^1], (await side.ReadThreadAsync(older.Id)).Json.Items()[^1]);
            Assert.Equal(("conversation-merged", older.Id), (there.Get<string>("event.type"), there.Get<Guid>("event.data.into")));
            Assert.Equal(("conversation-merged-here", newer.Id), (here.Get<string>("event.type"), here.Get<Guid>("event.data.from")));
            Assert.Contains("Hello? Is it?", (await side.ReadThreadAsync(newer.Id)).Body, StringComparison.Ordinal); // it stays as evidence
        }
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
    }

    [Fact]
    public async Task Merging_again_or_many_times_at_once_is_merging_once()
    {
        var (_, _, older, newer) = await NewDoubleAsync();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MergeAsync(newer.Vendor, newer, older))), a => a.Must(200));
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        Assert.Equal(2, (await newer.Vendor.ReadThreadAsync(newer.Id)).Json.Items().Length);
        Assert.Equal(2, (await newer.Vendor.ReadThreadAsync(older.Id)).Json.Items().Length);
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
    }

    [Fact]
    public async Task What_was_unread_and_owed_counts_in_the_other_thread_and_is_read_and_answered_there()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        (await newer.Vendor.SayAsync(older.Id, "It is.")).Must(201); // nothing is owed or unread there any more
        (await newer.Vendor.MarkReadAsync(older.Id, 2)).Must(200);
        (await buyer.MarkReadAsync(older.Id, 2)).Must(200);
        (await buyer.SayAsync(newer.Id, "Anybody?")).Must(201);
        var owed = (await newer.Vendor.ViewAsync(newer.Id)).Get<string>("owesSince");
        Assert.Equal((1, 2), await UnreadAsync());

        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        var (source, target) = (await newer.Vendor.ViewAsync(newer.Id), await newer.Vendor.ViewAsync(older.Id));
        Assert.Equal((0, 2), (source.Get<int>("unread"), target.Get<int>("unread")));
        Assert.Equal((null, owed), ((string?)source.Json["owesSince"], target.Get<string>("owesSince")));
        Assert.Equal((1, 2), await UnreadAsync());
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);

        (await newer.Vendor.MarkReadAsync(older.Id, 99)).Must(200);
        Assert.Equal((0, 0), await UnreadAsync());
        (await newer.Vendor.SayAsync(older.Id, "Here I am")).Must(201);
        Assert.Null((await newer.Vendor.ViewAsync(older.Id)).Json["owesSince"]);
        (await newer.Vendor.MarkReadAsync(newer.Id, 99)).Must(200); // also looked at where they were written: nothing is counted twice
        Assert.Equal((0, 0), await UnreadAsync());
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);

        async Task<(int, int)> UnreadAsync()
        {
            var counts = (await shop.Agent.CountsAsync()).Must(200);
            return (counts.Get<int>("conversations"), counts.Get<int>("messages"));
        }
    }

    [Fact]
    public async Task The_older_of_two_debts_stays()
    {
        var (_, _, older, newer) = await NewDoubleAsync();
        var since = (await older.Vendor.ViewAsync(older.Id)).Get<string>("owesSince");
        (await MergeAsync(older.Vendor, older, newer)).Must(200);
        Assert.Equal(since, (await older.Vendor.ViewAsync(newer.Id)).Get<string>("owesSince"));
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
    }

    [Fact]
    public async Task Who_has_the_merged_thread_has_the_other_unless_somebody_has_it_already()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        var (adam, nora) = (await World.NewAgentAsync(shop.VendorId), await World.NewAgentAsync(shop.VendorId));
        await World.GiveAsync(newer, adam.Id);
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        Assert.Equal(adam.Id, await AssigneeAsync(older.Id));
        var third = await TopicAsync(shop, buyer, "question", "And?");
        await World.GiveAsync(third, nora.Id);
        (await MergeAsync(newer.Vendor, third, older)).Must(200);
        Assert.Equal(adam.Id, await AssigneeAsync(older.Id));
        (await UndoAsync(newer.Vendor, newer)).Must(200);
        Assert.Equal("", await AssigneeAsync(older.Id));
    }

    [Fact]
    public async Task Labels_and_each_agents_star_go_with_a_thread()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        var nora = await World.NewAgentAsync(shop.VendorId);
        var labels = new List<Guid>();
        foreach (var name in new[] { "Fragile", "Late" }) labels.Add((await shop.Agent.PostAsync($"v1/inbox/labels?as={shop.Agent.As}", new { id = Guid.NewGuid(), name, colour = "red" })).Must(201).Get<Guid>("id"));
        await ActAsync(shop.Agent, newer, new { type = "addLabel", label = labels[0] });
        await ActAsync(shop.Agent, newer, new { type = "addLabel", label = labels[1] });
        await ActAsync(shop.Agent, older, new { type = "addLabel", label = labels[1] });
        await ActAsync(nora, newer, new { type = "star" });
        await ActAsync(shop.Agent, newer, new { type = "priority", level = "urgent" });
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        var filing = (await shop.Agent.ViewAsync(older.Id)).Must(200).Json["filing"]!;
        Assert.Equal(labels.Order(), filing.Items("labels").Select(l => l.GetValue<Guid>()).Order());
        Assert.Equal(("urgent", "inbox"), (filing.Get<string>("priority"), filing.Get<string>("place")));
        Assert.Equal("archived", (await shop.Agent.ViewAsync(newer.Id)).Get<string>("filing.place"));
        Assert.Contains(older.Id, (await nora.GetAsync($"v1/inbox/marks?as={nora.As}")).Must(200).Json.Items("starred").Select(s => s.GetValue<Guid>()));
        Assert.Empty((await shop.Agent.GetAsync($"v1/inbox/marks?as={shop.Agent.As}")).Json.Items("starred"));
        Assert.DoesNotContain("urgent", (await buyer.ViewAsync(older.Id)).Body, StringComparison.Ordinal);

        static async Task ActAsync(Actor who, Talk talk, object act) =>
            Assert.Equal(1, (await who.PostAsync($"v1/inbox/acts?as={who.As}", new { conversations = new[] { talk.Id }, act })).Must(200).Get<int>("acted"));
    }

    [Fact]
    public async Task A_later_message_into_a_merged_thread_is_told_where_to_go_and_opening_it_again_leads_there()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        foreach (var side in new[] { buyer, newer.Vendor })
            Assert.Equal(older.Id, (await side.SayAsync(newer.Id, "still here")).MustRefuse(409, "conversation-merged").Get<Guid>("into"));
        Assert.Equal(older.Id, (await buyer.DeleteAsync($"v1/conversations/{newer.Id}/closure")).MustRefuse(409, "conversation-merged").Get<Guid>("into"));
        var opened = (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "delivery", message = Actor.Message("again") })).Must(201);
        Assert.Equal((older.Id, "again"), (opened.Get<Guid>("conversation.id"), opened.Get<string>("message.text")));
        Assert.Equal(older.Id, (await buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&topic=delivery")).Must(200).Get<Guid>("id"));
        // Merged on in its turn, the way leads on.
        var third = await TopicAsync(shop, buyer, "question", "And?");
        (await MergeAsync(newer.Vendor, older, third)).Must(200);
        Assert.Equal(third.Id, (await buyer.SayAsync(newer.Id, "still here")).MustRefuse(409, "conversation-merged").Get<Guid>("into"));
        Assert.Equal(third.Id, (await buyer.GetAsync($"v1/contact?subject=listing:{shop.ListingId}")).Must(200).Get<Guid>("conversationId"));
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
    }

    [Fact]
    public async Task Within_a_day_a_merge_is_undone_and_everything_is_as_it_was()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        (await newer.Vendor.MarkReadAsync(older.Id, 1)).Must(200);
        var (newerOwed, olderOwed) = ((await newer.Vendor.ViewAsync(newer.Id)).Get<string>("owesSince"), (await newer.Vendor.ViewAsync(older.Id)).Get<string>("owesSince"));
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        Assert.All(await Task.WhenAll(UndoAsync(newer.Vendor, newer), UndoAsync(newer.Vendor, newer)), a => a.Must(200));
        var (source, target) = (await newer.Vendor.ViewAsync(newer.Id), await newer.Vendor.ViewAsync(older.Id));
        Assert.Equal(("open", true, 1, newerOwed), (source.Get<string>("state"), source.Get<bool>("canWrite"), source.Get<int>("unread"), source.Get<string>("owesSince")));
        Assert.Equal((0, olderOwed), (target.Get<int>("unread"), target.Get<string>("owesSince")));
        Assert.Null(source.Json["mergedInto"]);
        foreach (var talk in new[] { older, newer }) Assert.Equal("merge-undone", (await buyer.ReadThreadAsync(talk.Id)).Json.Items()[^1].Get<string>("event.type"));
        (await buyer.SayAsync(newer.Id, "apart again")).Must(201);
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
        (await MergeAsync(newer.Vendor, newer, older)).Must(200); // and once more
        (await UndoAsync(newer.Vendor, older)).Must(200); // which was never merged
        Assert.Equal("closed", (await buyer.ViewAsync(newer.Id)).Get<string>("state"));
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
        Assert.Equal(2, (await shop.Agent.InboxAsync()).Json.Items().Length);
    }

    [Fact]
    public async Task What_was_read_and_answered_meanwhile_stays_so_when_a_merge_is_undone()
    {
        var (_, _, older, newer) = await NewDoubleAsync();
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        (await newer.Vendor.MarkReadAsync(older.Id, 99)).Must(200);
        (await newer.Vendor.SayAsync(older.Id, "Yes, both times")).Must(201);
        (await UndoAsync(newer.Vendor, newer)).Must(200);
        foreach (var talk in new[] { older, newer })
        {
            var view = (await newer.Vendor.ViewAsync(talk.Id)).Must(200);
            Assert.Equal((0, null), (view.Get<int>("unread"), (string?)view.Json["owesSince"]));
        }
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
    }

    [Fact]
    public async Task After_a_day_a_merge_stays()
    {
        var (_, _, older, newer) = await NewDoubleAsync();
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        var long_ = DateTimeOffset.UtcNow.AddHours(-25);
        await World.Store.Store.WriteAsync(db => db.Set<Merge>().Where(m => m.ConversationId == newer.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.At, long_)), default);
        (await UndoAsync(newer.Vendor, newer)).MustRefuse(409, "merge-final");
        Assert.Equal("closed", (await newer.Vendor.ViewAsync(newer.Id)).Get<string>("state"));
    }

    [Fact]
    public async Task A_merge_that_cannot_be_meant_is_refused_and_nothing_is_half_done()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        var (other, stranger) = (await shop.OpenAsync(await World.NewBuyerAsync("Otto Other"), "me too"), await World.NewTalkAsync());
        (await MergeAsync(newer.Vendor, newer, newer)).MustRefuse(400, "validation");
        (await MergeAsync(newer.Vendor, newer, other)).MustRefuse(422, "not-mergeable"); // another buyer
        (await MergeAsync(newer.Vendor, newer, stranger)).MustRefuse(404, "not-found"); // another vendor
        (await newer.Vendor.PostAsync($"v1/conversations/{newer.Id}/merge", new { into = Guid.NewGuid() })).MustRefuse(404, "not-found");
        (await MergeAsync(buyer, newer, older)).MustRefuse(403, "forbidden");
        (await MergeAsync(await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly), newer, older)).MustRefuse(403, "forbidden");
        (await MergeAsync(stranger.Vendor, newer, older)).MustRefuse(404, "not-found");

        (await newer.Vendor.PutAsync($"v1/conversations/{older.Id}/closure")).Must(200);
        (await MergeAsync(newer.Vendor, newer, older)).MustRefuse(409, "conversation-closed");
        (await newer.Vendor.DeleteAsync($"v1/conversations/{older.Id}/closure")).Must(200);
        foreach (var frozen in new[] { older, newer })
        {
            (await World.HostClient.PutAsync($"v1/conversations/{frozen.Id}/freeze", new { reason = "a look" })).Must(204);
            (await MergeAsync(newer.Vendor, newer, older)).MustRefuse(409, "conversation-frozen");
            (await World.HostClient.DeleteAsync($"v1/conversations/{frozen.Id}/freeze")).Must(204);
        }
        var view = (await newer.Vendor.ViewAsync(newer.Id)).Must(200);
        Assert.Equal(("open", 1), (view.Get<string>("state"), view.Get<int>("unread")));
        Assert.Null(view.Json["mergedInto"]);

        var third = await TopicAsync(shop, buyer, "question", "And?");
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        Assert.Equal(older.Id, (await MergeAsync(newer.Vendor, third, newer)).MustRefuse(409, "conversation-merged").Get<Guid>("into")); // into a merged one
        (await MergeAsync(newer.Vendor, older, newer)).MustRefuse(409, "conversation-merged"); // in a circle
        (await MergeAsync(newer.Vendor, newer, third)).MustRefuse(409, "conversation-merged"); // elsewhere
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
    }

    [Fact]
    public async Task Of_two_merges_against_each_other_at_once_one_is_done()
    {
        for (var round = 0; round < 5; round++)
        {
            var (_, _, older, newer) = await NewDoubleAsync();
            var answers = await Task.WhenAll(MergeAsync(newer.Vendor, newer, older), MergeAsync(newer.Vendor, older, newer));
            Assert.Equal([200, 409], answers.Select(a => a.Status).Order());
            await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
        }
    }

    [Fact]
    public async Task A_buyers_message_at_the_moment_of_the_merge_is_stored_before_it_or_told_where_to_go()
    {
        for (var round = 0; round < 5; round++)
        {
            var (_, buyer, older, newer) = await NewDoubleAsync();
            var says = Enumerable.Range(0, 6).Select(i => buyer.SayAsync(newer.Id, $"{i}")).ToList();
            (await MergeAsync(newer.Vendor, newer, older)).Must(200);
            foreach (var said in await Task.WhenAll(says))
                if (said.Status != 201) said.MustRefuse(409, "conversation-merged");
            var stored = (await buyer.ReadThreadAsync(newer.Id)).Json.Items().Count(m => (string?)m["kind"] == "text");
            Assert.Equal(stored + 1, (await newer.Vendor.ViewAsync(older.Id)).Get<int>("unread"));
            await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
        }
    }

    [Fact]
    public async Task A_window_hears_of_a_merge_and_misses_no_number()
    {
        var (_, buyer, older, newer) = await NewDoubleAsync();
        await using var window = await buyer.ListenAsync();
        var from = (await buyer.InboxAsync()).Get<long>("feed");
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        await window.HearAsync("message", m => m.Get<Guid>("conversationId") == older.Id && m.Get<string>("message.event.type") == "conversation-merged-here");
        await window.HearAsync("conversation", c => c.Get<Guid>("conversation.id") == newer.Id && c.At("conversation.mergedInto") is not null);
        Assert.Equal([from + 1, from + 2, from + 3, from + 4], window.Heard.Where(h => h.Target is "message" or "conversation").Select(h => h.Push.Get<long>("feed")).Order());
    }

    [Fact]
    public async Task A_moved_thread_is_about_something_else_and_says_from_what_to_what()
    {
        var (shop, buyer, _, newer) = await NewDoubleAsync();
        var order = await shop.NewOrderAsync(buyer);
        var moved = (await MoveAsync(newer.Vendor, newer.Id, new { subject = new { kind = "order", id = order } })).Must(200);
        Assert.Equal(order, moved.Get<string>("subject.id"));
        Assert.Null(moved.Json["topic"]);
        (await MoveAsync(newer.Vendor, newer.Id, new { subject = new { kind = "order", id = order } })).Must(200); // so already
        var line = (await buyer.ReadThreadAsync(newer.Id)).Json.Items()[^1];
        Assert.Equal(("conversation-moved", "delivery", "order", order), (line.Get<string>("event.type"), line.Get<string>("event.data.from.topic"), line.Get<string>("event.data.to.kind"), line.Get<string>("event.data.to.id")));
        Assert.Equal(2, line.Get<int>("seq"));
        // The thread is found where it is now, and what it was about is free again.
        Assert.Equal(newer.Id, (await buyer.GetAsync($"v1/contact?subject=order:{order}")).Must(200).Get<Guid>("conversationId"));
        Assert.NotEqual(newer.Id, (await TopicAsync(shop, buyer, "delivery", "a new one")).Id);
        Assert.Equal("return", (await MoveAsync(newer.Vendor, newer.Id, new { topic = "return" })).Must(200).Get<string>("topic"));
        await Ledger.MustBalanceAsync(World.Store, newer.Shop.VendorId);
    }

    [Fact]
    public async Task A_thread_does_not_move_where_one_is_already_nor_to_what_is_not_theirs()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        var (foreign, elsewhere) = (await shop.NewOrderAsync(await World.NewBuyerAsync("Otto Other")), await World.NewShopAsync("Elsewhere"));
        object Listing(string id) => new { subject = new { kind = "listing", id } };
        Assert.Equal(older.Id, (await MoveAsync(newer.Vendor, newer.Id, Listing(shop.ListingId))).MustRefuse(409, "conversation-exists").Get<Guid>("into"));
        (await MoveAsync(newer.Vendor, newer.Id, new { subject = new { kind = "order", id = foreign } })).MustRefuse(404, "not-found");
        (await MoveAsync(newer.Vendor, newer.Id, Listing(elsewhere.ListingId))).MustRefuse(404, "not-found");
        (await MoveAsync(newer.Vendor, newer.Id, Listing("never-issued"))).MustRefuse(404, "not-found");
        (await MoveAsync(newer.Vendor, newer.Id, new { topic = "gossip" })).MustRefuse(400, "validation");
        (await MoveAsync(newer.Vendor, newer.Id, new { })).MustRefuse(400, "validation");
        (await MoveAsync(newer.Vendor, newer.Id, new { topic = "question", subject = new { kind = "listing", id = shop.ListingId } })).MustRefuse(400, "validation");
        (await MoveAsync(buyer, newer.Id, new { topic = "question" })).MustRefuse(403, "forbidden");
        (await MoveAsync(await World.NewAgentAsync(shop.VendorId, AgentRole.ReadOnly), newer.Id, new { topic = "question" })).MustRefuse(403, "forbidden");
        (await MoveAsync(elsewhere.Agent, newer.Id, new { topic = "question" })).MustRefuse(404, "not-found");
        (await World.HostClient.PutAsync($"v1/conversations/{newer.Id}/freeze", new { reason = "a look" })).Must(204);
        (await MoveAsync(newer.Vendor, newer.Id, new { topic = "question" })).MustRefuse(409, "conversation-frozen");
        (await World.HostClient.DeleteAsync($"v1/conversations/{newer.Id}/freeze")).Must(204);
        (await MergeAsync(newer.Vendor, newer, older)).Must(200);
        (await MoveAsync(newer.Vendor, newer.Id, new { topic = "question" })).MustRefuse(409, "conversation-merged");
        Assert.Equal("delivery", (await buyer.ViewAsync(newer.Id)).Get<string>("topic"));
    }

    [Fact]
    public async Task Of_two_threads_that_move_to_the_same_place_at_once_one_arrives()
    {
        var (shop, buyer, older, newer) = await NewDoubleAsync();
        var order = await shop.NewOrderAsync(buyer);
        var answers = await Task.WhenAll(new[] { older, newer }.Select(t => MoveAsync(t.Vendor, t.Id, new { subject = new { kind = "order", id = order } })));
        Assert.Equal([200, 409], answers.Select(a => a.Status).Order());
        answers.Single(a => a.Status == 409).MustRefuse(409, "conversation-exists");
    }

    async Task<string> AssigneeAsync(Guid id)
    {
        await using var db = World.Store.Open();
        return await db.Set<Seat>().Where(s => s.ConversationId == id && s.Party == Parley.Storage.PartyKind.Vendor).Select(s => s.Assignee).SingleAsync();
    }
}

public sealed class Merging_on_sqlite(CommonSqlite world) : Merging(world);

public sealed class Merging_on_postgres(CommonPostgres world) : Merging(world);
