using Microsoft.EntityFrameworkCore;
using Parley.Client;
using Parley.Safety.Screening;

namespace Parley.Tests.Safety;

/// <summary>What the policy that comes with it does to messages, whichever way they come.</summary>
public abstract class Screening(World world) : Facts(world)
{
    const string Number = "+44 7911 123456";

    [Fact]
    public async Task A_telephone_number_at_an_inquiry_is_coached_and_nothing_is_stored()
    {
        var talk = await World.NewTalkAsync();
        var text = $"Call me on {Number} please";
        var no = (await talk.Buyer.SayAsync(talk.Id, text)).MustRefuse(422, "coached");
        var found = no.Json.Items("findings").Single(f => f.Get<int>("length") == Number.Length);
        Assert.Equal(("phone", "paid", "contact-after-payment", Number), (found.Get<string>("kind"), found.Get<string>("allowedFrom"), found.Get<string>("rule"), text.Substring(found.Get<int>("start"), found.Get<int>("length"))));
        Assert.Contains("parcel-number", found.Items("exemptions").Select(e => e.GetValue<string>()));
        Assert.Contains("once the order is paid", found.Get<string>("message"), StringComparison.Ordinal);
        Assert.Equal(0, no.Get<int>("policy"));
        Assert.Single(await talk.Vendor.WholeThreadAsync(talk.Id));
        (await talk.Vendor.SayAsync(talk.Id, $"No, you call {Number}")).MustRefuse(422, "coached");
        (await talk.Buyer.SayAsync(talk.Id, found.Get<string>("suggestion"))).Must(201);
    }

    [Fact]
    public async Task A_draft_is_told_the_same_and_leaves_no_trace()
    {
        var talk = await World.NewTalkAsync();
        var check = (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = $"Call me on {Number}" })).Must(200);
        Assert.Equal(("coach", "phone"), (check.Get<string>("verdict"), check.Get<string>("findings.0.kind")));
        Assert.Equal("allow", (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = "Is it blue?" })).Must(200).Get<string>("verdict"));
        Assert.Equal("allow", (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = "  " })).Must(200).Get<string>("verdict"));
        Assert.Equal("mask", (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = "4111 1111 1111 1111" })).Must(200).Get<string>("verdict"));
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = new string('x', 5001) })).MustRefuse(400, "validation");
        Assert.Single(await talk.Buyer.WholeThreadAsync(talk.Id));
        Assert.Empty(await NotedAsync(talk.Id));
    }

    [Fact]
    public async Task An_opening_that_is_coached_opens_nothing()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        (await buyer.PostAsync("v1/conversations", shop.Opening($"Call me on {Number}"))).MustRefuse(422, "coached");
        Assert.Equal("coach", (await buyer.PostAsync("v1/conversations/draft-check", new { text = $"Call me on {Number}", subject = new { kind = "listing", id = shop.ListingId } })).Must(200).Get<string>("verdict"));
        (await buyer.GetAsync($"v1/conversations/find?vendor={shop.VendorId}&subject=listing:{shop.ListingId}")).Must(404);
        Assert.Empty((await shop.Agent.InboxAsync()).Must(200).Json.Items());
    }

    [Fact]
    public async Task Who_says_that_it_is_a_parcels_number_sends_it_and_people_are_to_look()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.SayAsync(talk.Id, "What does the label say?")).Must(201);
        var id = Guid.NewGuid();
        var body = new { clientMessageId = id, text = $"On the label: {Number}", appeal = new { @as = "parcel-number", words = "it is on the label" } };
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", body)).Must(201);
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", body)).Must(200);
        Assert.Equal($"On the label: {Number}", (await talk.Vendor.WholeThreadAsync(talk.Id))[2].Text);
        var noted = Assert.Single(await NotedAsync(talk.Id));
        Assert.Equal(("appeal", id, 0), (noted.FlagKind, noted.ClientId, noted.Policy));
        Assert.Contains("parcel-number", noted.Findings, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await FlagAsync(talk.Id) is { Kind: "appeal", Seq: 3 }, "the flag is raised");
        var moderator = World.NewOperator();
        var view = (await moderator.Asks.GetAsync($"v1/cases/{await moderator.ClaimAsync(talk.Id)}")).Must(200);
        Assert.Contains(view.Json.Items("flags"), f => (string?)f["said"] == "it is on the label");
        Assert.True(noted.AppealWords is { Length: > 0 } sealedWords && sealedWords.AsSpan().IndexOf("label"u8) < 0);
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", new { clientMessageId = Guid.NewGuid(), text = "mail me: jane@mailbox.com", appeal = new { @as = "parcel-number" } })).MustRefuse(422, "coached");
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", new { clientMessageId = Guid.NewGuid(), text = "x", appeal = new { @as = "" } })).MustRefuse(400, "validation");
    }

    [Fact]
    public async Task Once_the_order_is_paid_numbers_and_addresses_are_allowed_and_paying_elsewhere_is_not()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var order = await shop.NewOrderAsync(buyer, state: "ordered");
        object Opening(string text) => new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message(text) };
        (await buyer.PostAsync("v1/conversations", Opening($"Ring me: {Number}"))).MustRefuse(422, "coached");
        (await World.HostClient.PostAsync($"v1/subjects/order/{order}/changes", new { id = Guid.NewGuid(), state = "paid" })).Must(202);
        var thread = (await buyer.PostAsync("v1/conversations", Opening($"Ring me: {Number}, 12 Old Mill Lane"))).Must(201).Get<Guid>("conversation.id");
        (await shop.Agent.SayAsync(thread, "I will; or write to shop@clayandco.com")).Must(201);
        var paying = (await buyer.SayAsync(thread, "Can I pay you directly via PayPal instead, outside of here?")).MustRefuse(422, "coached");
        Assert.Null(paying.Json.Items("findings")[0]["allowedFrom"]);
    }

    [Fact]
    public async Task A_number_in_pieces_is_noticed_at_its_last_piece()
    {
        var talk = await World.NewTalkAsync("my number is");
        (await talk.Buyer.SayAsync(talk.Id, "+44 79")).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "11 12 34 56")).MustRefuse(422, "coached");
        (await talk.Vendor.SayAsync(talk.Id, "11 12 34 56")).Must(201); // of somebody else it is nothing
        (await talk.Buyer.SayAsync(talk.Id, "11 12 34 56")).Must(201); // and now somebody spoke between
    }

    [Fact]
    public async Task A_card_number_reaches_neither_the_store_nor_the_other_side()
    {
        var talk = await World.NewTalkAsync();
        var id = Guid.NewGuid();
        Assert.Equal("take •••• •••• •••• 1111", (await talk.Buyer.SayAsync(talk.Id, "take 4111 1111 1111 1111", id)).Must(201).Get<string>("text"));
        Assert.Equal("take •••• •••• •••• 1111", (await talk.Buyer.SayAsync(talk.Id, "take 4111 1111 1111 1111", id)).Must(200).Get<string>("text"));
        Assert.Equal("or •••• •••• •••• 4444", (await talk.Buyer.EditAsync(talk.Id, 2, "or 5555 5555 5555 4444")).Must(200).Get<string>("text"));
        Assert.Equal("or •••• •••• •••• 4444", (await talk.Vendor.WholeThreadAsync(talk.Id))[1].Text);
        Assert.Empty((await talk.Vendor.GetAsync($"v1/search?as={talk.Vendor.As}&q=5555")).Must(200).Json.Items());
    }

    [Fact]
    public async Task The_orders_own_numbers_and_the_pages_of_its_listing_are_nothing()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var listing = $"0791112{Random.Shared.Next(1000, 9999)}";
        await World.Host.PutSubjectAsync(new Subject(SubjectKind.Listing, listing, shop.VendorId, "A bowl") { Url = "https://bazaar.com/bowl" });
        var opening = new { subject = new { kind = "listing", id = listing }, message = Actor.Message($"Is {listing} the one on https://bazaar.com/bowl ?") };
        (await buyer.PostAsync("v1/conversations", opening)).Must(201);
    }

    [Fact]
    public async Task Edits_are_screened_as_messages_are()
    {
        var talk = await World.NewTalkAsync("first");
        (await talk.Buyer.EditAsync(talk.Id, 1, $"Call {Number}")).MustRefuse(422, "coached");
        Assert.Equal("first", (await talk.Vendor.WholeThreadAsync(talk.Id))[0].Text);
    }

    [Fact]
    public async Task What_is_imported_comes_as_it_was_but_without_card_numbers()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var line = System.Text.Json.JsonSerializer.Serialize(new
        {
            type = "conversation", vendor = shop.VendorId, buyer = buyer.Id, topic = "question",
            messages = new[] { new { clientMessageId = Guid.NewGuid(), from = "buyer", text = $"Call {Number}, card 4111 1111 1111 1111", at = DateTimeOffset.UtcNow.AddDays(-1) } },
        });
        Assert.Contains("\"failed\":0", (await World.HostClient.SendAsync(HttpMethod.Post, "v1/sync", line + "\n", "application/x-ndjson")).Must(200).Body, StringComparison.Ordinal);
        var thread = (await buyer.InboxAsync()).Must(200).Get<Guid>("items.0.id");
        Assert.Equal($"Call {Number}, card •••• •••• •••• 1111", Assert.Single(await buyer.WholeThreadAsync(thread)).Text);
    }

    [Fact]
    public async Task Spam_at_first_contact_goes_to_the_vendors_spam_folder_and_is_flagged()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        const string Offer = "Congratulations! You have won a FREE promotion package worth $1000. We boost your store to 10,000 visitors a day, guaranteed sales, best SEO price, act now and claim your discount today!!!";
        var opened = (await buyer.PostAsync("v1/conversations", shop.Opening(Offer))).Must(201).Get<Guid>("conversation.id");
        Assert.Empty((await shop.Agent.InboxAsync("folder=needs")).Must(200).Json.Items());
        Assert.Equal(opened, (await shop.Agent.InboxAsync("folder=spam")).Must(200).Get<Guid>("items.0.id"));
        var noted = Assert.Single(await NotedAsync(opened));
        Assert.Contains(noted.FlagKind, new[] { "spam", "repeated" });
        await Eventually.TrueAsync(async () => await FlagAsync(opened) is { } flag && flag.Kind == noted.FlagKind && flag.Seq == 1 && flag.PersonId == buyer.Id, "the flag is raised");
    }

    async Task<Parley.Safety.Flag?> FlagAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<Parley.Safety.Flag>().SingleOrDefaultAsync(f => f.ConversationId == thread);
    }

    async Task<List<ScreenedMessage>> NotedAsync(Guid thread)
    {
        await using var db = World.Store.Open();
        return await db.Set<ScreenedMessage>().Where(s => s.ConversationId == thread).ToListAsync();
    }
}

public sealed class Screening_on_sqlite(CommonSqlite world) : Screening(world);

public sealed class Screening_on_postgres(CommonPostgres world) : Screening(world);
