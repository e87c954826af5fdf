using Parley.Client;

namespace Parley.Tests.Safety;

/// <summary>A server whose policy hides telephone numbers from the other side until the order is paid, and lays first words of an okapi aside.</summary>
public class MaskingWorld(string kind) : World(kind)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await HostClient.PutAsync("v1/policy", new
        {
            after = 0,
            policy = new
            {
                rules = new object[] { new { name = "later", what = new[] { "phone" }, @do = "mask", stages = new[] { "inquiry", "offer", "ordered" } }, new { name = "aside", what = new[] { "beasts" }, @do = "allow", quarantine = true, say = "Nobody here sells an okapi." } },
                lists = new object[] { new { name = "beasts", words = new[] { "okapi" } } },
            },
        })).Must(200);
    }
}

public sealed class MaskingSqlite() : MaskingWorld("sqlite");

public sealed class MaskingPostgres() : MaskingWorld("postgres");

/// <summary>Sent and kept whole; the other side reads the place hidden, wherever it reads, until a stage allows it.</summary>
public abstract class Masking(MaskingWorld world) : Facts(world)
{
    const string Whole = "Here it is: +44 7911 123456, thanks", Seen = "Here it is: •••••, thanks";

    async Task<(Shop Shop, Actor Buyer, string Order, Guid Thread)> OrderedAsync()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var order = await shop.NewOrderAsync(buyer, state: "ordered");
        var opened = await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("Hello") });
        return (shop, buyer, order, opened.Must(201).Get<Guid>("conversation.id"));
    }

    [Fact]
    public async Task The_author_reads_it_whole_and_the_other_side_hidden_wherever_it_reads()
    {
        var (shop, buyer, _, thread) = await OrderedAsync();
        await using var window = await shop.Agent.ListenAsync();
        await using var own = await buyer.ListenAsync();
        Assert.Equal(Whole, (await buyer.SayAsync(thread, Whole)).Must(201).Get<string>("text"));
        Assert.Equal(Seen, (await window.HearAsync("message", m => m.Get<int>("message.seq") == 2)).Get<string>("message.text"));
        Assert.Equal(Whole, (await own.HearAsync("message", m => m.Get<int>("message.seq") == 2)).Get<string>("message.text"));
        Assert.Equal(Seen, (await shop.Agent.WholeThreadAsync(thread))[1].Text);
        Assert.Equal(Whole, (await buyer.WholeThreadAsync(thread))[1].Text);
        Assert.Equal(Seen, (await shop.Agent.InboxAsync()).Must(200).Get<string>("items.0.last.text"));
        Assert.Equal(Whole, (await buyer.InboxAsync()).Must(200).Get<string>("items.0.last.text"));
        var reply = (await shop.Agent.ReplyAsync(thread, "I shall", 2)).Must(201);
        Assert.Equal(Seen, reply.Get<string>("replyTo.text"));
        Assert.Equal(Whole, (await own.HearAsync("message", m => m.Get<int>("message.seq") == 3)).Get<string>("message.replyTo.text"));
        Assert.Equal(Seen, (await shop.Agent.ReadThreadAsync(thread)).Get<string>("items.2.replyTo.text"));
        await Eventually.TrueAsync(async () => (await buyer.GetAsync($"v1/search?as=buyer&q=7911")).Must(200).Json.Items().Length == 1, "its author finds it");
        Assert.Empty((await shop.Agent.GetAsync($"v1/search?as={shop.Agent.As}&q=7911")).Must(200).Json.Items());
        await Eventually.TrueAsync(async () => (await shop.Agent.GetAsync($"v1/search?as={shop.Agent.As}&q=thanks")).Must(200) is var found && found.Json.Items().Length == 1 && !found.Body.Contains("7911 123456", StringComparison.Ordinal), "the other side finds the rest of it");
    }

    [Fact]
    public async Task Once_the_stage_allows_it_the_other_side_reads_it_whole()
    {
        var (shop, buyer, order, thread) = await OrderedAsync();
        (await buyer.SayAsync(thread, Whole)).Must(201);
        Assert.Equal(Seen, (await shop.Agent.WholeThreadAsync(thread))[1].Text);
        (await World.HostClient.PostAsync($"v1/subjects/order/{order}/changes", new { id = Guid.NewGuid(), state = "paid" })).Must(202);
        await Eventually.TrueAsync(async () => (await shop.Agent.WholeThreadAsync(thread))[1].Text == Whole, "it is shown");
        (await buyer.SayAsync(thread, "or +44 7911 654321")).Must(201);
        Assert.Equal("or +44 7911 654321", (await shop.Agent.WholeThreadAsync(thread))[^1].Text);
    }

    [Fact]
    public async Task An_edit_is_hidden_as_well_and_a_retry_has_its_first_result()
    {
        var (shop, buyer, _, thread) = await OrderedAsync();
        var id = Guid.NewGuid();
        (await buyer.SayAsync(thread, Whole, id)).Must(201);
        Assert.Equal(Whole, (await buyer.SayAsync(thread, Whole, id)).Must(200).Get<string>("text"));
        Assert.Equal("Or +44 7911 654321", (await buyer.EditAsync(thread, 2, "Or +44 7911 654321")).Must(200).Get<string>("text"));
        Assert.Equal("Or •••••", (await shop.Agent.WholeThreadAsync(thread))[1].Text);
        Assert.Equal("mask", (await buyer.PostAsync($"v1/conversations/{thread}/draft-check", new { text = Whole })).Must(200).Get<string>("verdict"));
    }
}

public sealed class Masking_on_sqlite(MaskingSqlite world) : Masking(world), IClassFixture<MaskingSqlite>;

public sealed class Masking_on_postgres(MaskingPostgres world) : Masking(world), IClassFixture<MaskingPostgres>;
