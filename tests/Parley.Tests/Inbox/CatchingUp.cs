using Microsoft.EntityFrameworkCore;
using Parley.Conversations;

namespace Parley.Tests.Inbox;

/// <summary>Feed numbers: a client that says "I have this much" gets exactly what changed since.</summary>
public abstract class CatchingUp(World world) : Facts(world)
{
    [Fact]
    public async Task A_listening_client_hears_every_feed_number_once_without_a_gap()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        var from = (await talk.Vendor.InboxAsync()).Get<long>("feed");
        for (var i = 0; i < 5; i++) (await talk.Buyer.SayAsync(talk.Id, $"{i}")).Must(201);
        (await talk.Buyer.EditAsync(talk.Id, 2, "edited")).Must(200);
        (await talk.Vendor.MarkReadAsync(talk.Id, 3)).Must(200);
        (await talk.Vendor.SayAsync(talk.Id, "answer")).Must(201);
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        var upTo = (await talk.Vendor.InboxAsync()).Get<long>("feed");
        var expected = Range(from, upTo);
        await Eventually.TrueAsync(() => Numbers(window).Count == expected.Count, $"the numbers {from + 1} to {upTo} were heard");
        Assert.Equal(expected, Numbers(window).Order());
    }

    [Fact]
    public async Task Changes_since_a_number_are_exactly_the_threads_that_changed()
    {
        var shop = await World.NewShopAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 6; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), $"{i}"));
        var since = (await shop.Agent.InboxAsync()).Get<long>("feed");
        Assert.Empty((await shop.Agent.ChangesAsync(since)).Must(200).Json.Items());

        (await talks[1].Buyer.SayAsync(talks[1].Id, "more")).Must(201);
        (await talks[3].Buyer.EditAsync(talks[3].Id, 1, "better")).Must(200);
        (await shop.Agent.MarkReadAsync(talks[4].Id, 1)).Must(200);
        var page = (await shop.Agent.ChangesAsync(since)).Must(200);
        Assert.Equal(new[] { talks[1].Id, talks[3].Id, talks[4].Id }.Order(), page.Json.Items().Select(r => r.Get<Guid>("id")).Order());
        Assert.Equal((false, false, since + 3), (page.Get<bool>("reset"), page.Get<bool>("more"), page.Get<long>("feed")));
        Assert.Equal("better", page.Json.Items().Single(r => r.Get<Guid>("id") == talks[3].Id).Get<string>("last.text"));
        Assert.Empty((await shop.Agent.ChangesAsync(page.Get<long>("feed"))).Json.Items());
    }

    [Fact]
    public async Task Changes_of_another_party_move_nothing_here()
    {
        var (mine, other) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        var since = (await mine.Buyer.InboxAsync()).Get<long>("feed");
        (await other.Buyer.SayAsync(other.Id, "elsewhere")).Must(201);
        var page = (await mine.Buyer.ChangesAsync(since)).Must(200);
        Assert.Equal(since, page.Get<long>("feed"));
        Assert.Empty(page.Json.Items());
    }

    [Fact]
    public async Task More_than_a_page_of_changes_comes_in_pages_until_all_is_there()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 130).Select(async i =>
        {
            var listing = Rig.World.NewId("listing");
            await World.Host.PutSubjectAsync(new Parley.Client.Subject(Parley.Client.SubjectKind.Listing, listing, shop.VendorId, $"Bowl {i}"));
            return (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "listing", id = listing }, message = Actor.Message("?") })).Must(201).Get<Guid>("conversation.id");
        }));
        var (since, found, pages) = (0L, new HashSet<Guid>(), 0);
        while (true)
        {
            var page = (await shop.Agent.ChangesAsync(since)).Must(200);
            Assert.False(page.Get<bool>("reset"));
            foreach (var row in page.Json.Items()) found.Add(row.Get<Guid>("id"));
            since = page.Get<long>("feed");
            pages++;
            if (!page.Get<bool>("more")) break;
        }
        Assert.Equal(opened.Order(), found.Order());
        Assert.True(pages > 1);
        Assert.Equal(130, since);
    }

    [Fact]
    public async Task A_number_from_the_future_or_long_ago_means_start_anew()
    {
        var talk = await World.NewTalkAsync();
        var feed = (await talk.Buyer.InboxAsync()).Get<long>("feed");
        Assert.True((await talk.Buyer.ChangesAsync(feed + 1)).Must(200).Get<bool>("reset"));
        Assert.True((await talk.Buyer.ChangesAsync(long.MaxValue)).Must(200).Get<bool>("reset"));
        await using var db = World.Store.Open();
        var key = $"b:{talk.Buyer.Id}";
        await db.Set<PartyFeed>().Where(p => p.Key == key).ExecuteUpdateAsync(s => s.SetProperty(p => p.Number, 5000).SetProperty(p => p.Floor, 1000));
        var old = (await talk.Buyer.ChangesAsync(999)).Must(200);
        Assert.Equal((true, 5000L), (old.Get<bool>("reset"), old.Get<long>("feed")));
        Assert.True((await talk.Buyer.ChangesAsync(2999)).Get<bool>("reset")); // more than is bearable to send one by one
        Assert.False((await talk.Buyer.ChangesAsync(3000)).Get<bool>("reset"));
        Assert.True((await (await World.NewBuyerAsync()).ChangesAsync(3)).Get<bool>("reset"));
        foreach (var since in new[] { "", "-1", "x", "1.5", "9223372036854775808" })
            (await talk.Buyer.GetAsync($"v1/inbox/changes?since={since}")).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Unread_counts_equal_the_rows_after_many_people_did_many_things_at_once()
    {
        var shop = await World.NewShopAsync();
        var colleague = await World.NewAgentAsync(shop.VendorId);
        var talks = new List<Talk>();
        for (var i = 0; i < 4; i++) talks.Add(await shop.OpenAsync(await World.NewBuyerAsync(), $"{i}"));
        var work = new List<Task<Answer>>();
        for (var round = 0; round < 15; round++)
            foreach (var talk in talks)
            {
                work.Add(talk.Buyer.SayAsync(talk.Id, $"round {round}"));
                work.Add((round % 2 == 0 ? shop.Agent : colleague).SayAsync(talk.Id, $"answer {round}"));
                if (round % 5 == 2) work.Add(shop.Agent.MarkReadAsync(talk.Id, round + 3));
                if (round % 5 == 4) work.Add(talk.Buyer.MarkReadAsync(talk.Id, round));
                if (round % 7 == 3) work.Add(talk.Vendor.ReceivedAsync(round));
            }
        Assert.All(await Task.WhenAll(work), a => Assert.InRange(a.Status, 200, 204));
        await Ledger.MustBalanceAsync(World.Store, shop.VendorId);
        var counts = (await shop.Agent.CountsAsync()).Must(200);
        await using var db = World.Store.Open();
        Assert.Equal(await Ledger.UnreadAsync(db, $"v:{shop.VendorId}"), counts.Get<int>("messages"));
    }

    [Fact]
    public async Task Received_turns_messages_to_delivered_and_never_back()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "two")).Must(201);
        var feed = (await talk.Vendor.InboxAsync()).Get<long>("feed");
        (await talk.Vendor.ReceivedAsync(feed)).Must(204);
        (await talk.Vendor.ReceivedAsync(1)).Must(204);
        (await talk.Vendor.ReceivedAsync(long.MaxValue)).Must(204);
        Assert.Equal(2, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("theirDeliveredSeq"));
        (await talk.Buyer.SayAsync(talk.Id, "three")).Must(201);
        Assert.Equal(2, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("theirDeliveredSeq"));
        (await talk.Vendor.ReceivedAsync((await talk.Vendor.InboxAsync()).Get<long>("feed"))).Must(204);
        Assert.Equal(3, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("theirDeliveredSeq"));
        (await talk.Vendor.ReceivedAsync(-1)).MustRefuse(400, "validation");
    }

    static List<long> Range(long from, long upTo) => [.. Enumerable.Range((int)from + 1, (int)(upTo - from)).Select(n => (long)n)];

    static List<long> Numbers(Listener window) => [.. window.Heard.Where(h => h.Push["feed"] is not null).Select(h => h.Push.Get<long>("feed"))];
}

public sealed class Catching_up_on_sqlite(CommonSqlite world) : CatchingUp(world);

public sealed class Catching_up_on_postgres(CommonPostgres world) : CatchingUp(world);
