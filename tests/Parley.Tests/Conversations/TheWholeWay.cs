using System.Text.Json.Nodes;

namespace Parley.Tests.Conversations;

/// <summary>A buyer writes, a vendor answers: everything one conversation meets on its way.</summary>
public abstract class TheWholeWay(World world) : Facts(world)
{
    [Fact]
    public async Task A_message_reaches_the_other_window_live_and_the_answer_comes_back()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        await using var vendorWindow = await shop.Agent.ListenAsync();
        await using var buyerWindow = await buyer.ListenAsync();

        var talk = await shop.OpenAsync(buyer, "Is the green bowl still there?");
        var pushed = await vendorWindow.HearAsync("message");
        Assert.Equal("Is the green bowl still there?", pushed.Get<string>("message.text"));
        Assert.Equal(1, pushed.Get<int>("unread"));
        Assert.Equal("A green bowl", pushed.Get<string>("conversation.subject.title")); // the thread is new to this party, so its row comes along

        (await talk.Vendor.SayAsync(talk.Id, "It is!")).Must(201);
        var answered = await buyerWindow.HearAsync("message", m => m.Get<int>("message.seq") == 2);
        Assert.Equal("It is!", answered.Get<string>("message.text"));
        Assert.Equal("Clay & Co", answered.Get<string>("message.author.name"));
        Assert.Equal("Adam Agent", answered.Get<string>("message.author.agentName"));
        Assert.Null(answered.At("message.author.agentId")); // which agent it was is shown by name only
    }

    [Fact]
    public async Task The_author_sees_sent_then_delivered_then_read()
    {
        var talk = await World.NewTalkAsync();
        var row = (await talk.Buyer.ViewAsync(talk.Id)).Must(200);
        Assert.Equal((0, 0), (row.Get<int>("theirDeliveredSeq"), row.Get<int>("theirReadSeq")));

        await using var window = await talk.Buyer.ListenAsync();
        var feed = (await talk.Vendor.InboxAsync()).Must(200).Get<long>("feed");
        (await talk.Vendor.ReceivedAsync(feed)).Must(204);
        var delivered = await window.HearAsync("read", r => r.Get<int>("deliveredSeq") == 1);
        Assert.Equal("vendor", delivered.Get<string>("party"));
        Assert.Null(delivered["unread"]); // how much the other side has unread is its own affair
        row = (await talk.Buyer.ViewAsync(talk.Id)).Must(200);
        Assert.Equal((1, 0), (row.Get<int>("theirDeliveredSeq"), row.Get<int>("theirReadSeq")));

        (await talk.Vendor.MarkReadAsync(talk.Id, 1)).Must(200);
        await window.HearAsync("read", r => r.Get<int>("readSeq") == 1);
        row = (await talk.Buyer.ViewAsync(talk.Id)).Must(200);
        Assert.Equal((1, 1), (row.Get<int>("theirDeliveredSeq"), row.Get<int>("theirReadSeq")));
    }

    [Fact]
    public async Task Typing_is_shown_to_everybody_in_the_thread_but_the_one_who_types()
    {
        var talk = await World.NewTalkAsync();
        await using var buyerWindow = await talk.Buyer.ListenAsync();
        await using var vendorWindow = await talk.Vendor.ListenAsync();
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/typing")).Must(204);
        var typing = await vendorWindow.HearAsync("typing");
        Assert.Equal(("buyer", "Bea Buyer"), (typing.Get<string>("party"), typing.Get<string>("name")));
        (await talk.Vendor.SayAsync(talk.Id, "one after it")).Must(201);
        await buyerWindow.HearAsync("message"); // pushes of one party keep their order, so a typing would have come before
        Assert.Empty(buyerWindow.All("typing"));
    }

    [Fact]
    public async Task Whoever_talks_with_a_party_learns_that_it_comes()
    {
        var talk = await World.NewTalkAsync();
        await using var buyerWindow = await talk.Buyer.ListenAsync();
        Assert.False((await talk.Buyer.ViewAsync(talk.Id)).Get<bool>("with.online"));
        await using (await talk.Vendor.ListenAsync())
        {
            var news = await buyerWindow.HearAsync("presence", p => p.Get<bool>("online"));
            Assert.Equal(("vendor", talk.Shop.VendorId), (news.Get<string>("party"), news.Get<string>("id")));
            Assert.True((await talk.Buyer.ViewAsync(talk.Id)).Get<bool>("with.online"));
        }
        await Eventually.TrueAsync(async () => (await talk.Buyer.ViewAsync(talk.Id)).Json.At("with.lastSeenAt") is not null, "the vendor's last visit is shown");
    }

    [Fact]
    public async Task Unread_counts_follow_sending_and_reading()
    {
        var talk = await World.NewTalkAsync();
        for (var i = 0; i < 3; i++) (await talk.Buyer.SayAsync(talk.Id, $"and {i}")).Must(201);
        var counts = (await talk.Vendor.CountsAsync()).Must(200);
        Assert.Equal((1, 4), (counts.Get<int>("conversations"), counts.Get<int>("messages")));
        Assert.Equal((0, 0), ((await talk.Buyer.CountsAsync()).Get<int>("conversations"), (await talk.Buyer.CountsAsync()).Get<int>("messages")));

        var mark = (await talk.Vendor.MarkReadAsync(talk.Id, 2)).Must(200);
        Assert.Equal((2, 2), (mark.Get<int>("readSeq"), mark.Get<int>("unread")));
        mark = (await talk.Vendor.MarkReadAsync(talk.Id, 1)).Must(200);
        Assert.Equal((2, 2), (mark.Get<int>("readSeq"), mark.Get<int>("unread"))); // never backwards
        mark = (await talk.Vendor.MarkReadAsync(talk.Id, int.MaxValue)).Must(200);
        Assert.Equal((4, 0), (mark.Get<int>("readSeq"), mark.Get<int>("unread"))); // past the end means the end
        Assert.Equal(0, (await talk.Vendor.CountsAsync()).Get<int>("messages"));
        Assert.Equal(0, (await talk.Vendor.GetAsync("v1/me")).Json.Items("roles")[1].Get<int>("unread"));
    }

    [Fact]
    public async Task A_vendor_owes_an_answer_from_the_first_unanswered_message_on()
    {
        var talk = await World.NewTalkAsync();
        var since = (await talk.Vendor.ViewAsync(talk.Id)).Get<string>("owesSince");
        (await talk.Buyer.SayAsync(talk.Id, "Hello?")).Must(201);
        Assert.Equal(since, (await talk.Vendor.ViewAsync(talk.Id)).Get<string>("owesSince"));
        Assert.Null((await talk.Buyer.ViewAsync(talk.Id)).Json["owesSince"]);
        (await talk.Vendor.SayAsync(talk.Id, "Here I am.")).Must(201);
        Assert.Null((await talk.Vendor.ViewAsync(talk.Id)).Json["owesSince"]);
    }

    [Fact]
    public async Task A_reply_shows_what_it_answers_to()
    {
        var talk = await World.NewTalkAsync();
        var reply = (await talk.Vendor.ReplyAsync(talk.Id, "Yes, this one.", 1)).Must(201);
        Assert.Equal((1, "Is it still there?"), (reply.Get<int>("replyTo.seq"), reply.Get<string>("replyTo.text")));
        var page = (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200);
        Assert.Equal("Is it still there?", page.Get<string>("items.1.replyTo.text"));
        (await talk.Vendor.ReplyAsync(talk.Id, "To nothing", 99)).MustRefuse(400, "validation");
        (await talk.Vendor.ReplyAsync(talk.Id, "To nothing", 0)).MustRefuse(400, "validation");
        Assert.Equal(2, (await talk.Buyer.ViewAsync(talk.Id)).Get<int>("lastSeq"));
    }

    [Fact]
    public async Task A_thread_is_read_in_both_directions_page_by_page()
    {
        var talk = await World.NewTalkAsync("1");
        for (var i = 2; i <= 25; i++) (await talk.Buyer.SayAsync(talk.Id, $"{i}")).Must(201);
        var newest = (await talk.Vendor.ReadThreadAsync(talk.Id, "limit=10")).Must(200);
        Assert.Equal(Enumerable.Range(16, 10), Numbers(newest));
        Assert.True(newest.Get<bool>("hasBefore"));
        Assert.False(newest.Get<bool>("hasAfter"));
        var older = (await talk.Vendor.ReadThreadAsync(talk.Id, "limit=20&before=16")).Must(200);
        Assert.Equal(Enumerable.Range(1, 15), Numbers(older));
        Assert.False(older.Get<bool>("hasBefore"));
        Assert.True(older.Get<bool>("hasAfter"));
        var middle = (await talk.Vendor.ReadThreadAsync(talk.Id, "limit=5&after=10")).Must(200);
        Assert.Equal(Enumerable.Range(11, 5), Numbers(middle));
        Assert.Empty(Numbers((await talk.Vendor.ReadThreadAsync(talk.Id, "after=25")).Must(200)));
        (await talk.Vendor.ReadThreadAsync(talk.Id, "after=1&before=3")).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Everybody_knows_who_they_are_and_on_which_sides()
    {
        var shop = await World.NewShopAsync("Seven Hills");
        var me = (await shop.Agent.GetAsync("v1/me")).Must(200);
        Assert.Equal(shop.Agent.Id, me.Get<string>("id"));
        Assert.Equal(["buyer", $"vendor:{shop.VendorId}"], me.Json.Items("roles").Select(r => r.Get<string>("as")));
        Assert.Equal("Seven Hills", me.Get<string>("roles.1.name"));
        Assert.False(me.Get<bool>("operator"));
    }

    [Fact]
    public async Task The_answer_time_says_new_until_there_are_ten_answers()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        var time = (await buyer.GetAsync($"v1/vendors/{shop.VendorId}/answer-time")).Must(200);
        Assert.Equal(("new", 0), (time.Get<string>("label"), time.Get<int>("answers")));
        var contact = (await buyer.GetAsync($"v1/contact?subject=listing:{shop.ListingId}")).Must(200);
        Assert.Equal("new", contact.Get<string>("vendor.answerTime.label"));
        Assert.Null(contact.Json["conversationId"]);
        var talk = await shop.OpenAsync(buyer, "Hi");
        Assert.Equal(talk.Id, (await buyer.GetAsync($"v1/contact?subject=listing:{shop.ListingId}")).Get<Guid>("conversationId"));
    }

    static IEnumerable<int> Numbers(Answer page) => page.Json.Items().Select((JsonNode m) => m.Get<int>("seq"));
}

public sealed class The_whole_way_on_sqlite(CommonSqlite world) : TheWholeWay(world);

public sealed class The_whole_way_on_postgres(CommonPostgres world) : TheWholeWay(world);
