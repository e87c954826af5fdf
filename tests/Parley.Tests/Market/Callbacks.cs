using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Parley.Client;

namespace Parley.Tests.Market;

/// <summary>A server that asks the shop before a message is stored, and for the present data of subjects.</summary>
public abstract class AskingWorld(string kind, string onFailure) : World(kind)
{
    public const string Shared = "whsec_cGFybGV5IHRlc3RzIHNoYXJlIHRoaXMgc2VjcmV0ISE=";

    public Receiver Shop { get; private set; } = null!;

    /// <summary>What the shop answers to a question; null for 204.</summary>
    public Func<JsonNode, HttpContext, object?> Says { get; set; } = (_, _) => null;

    protected override IEnumerable<KeyValuePair<string, string>> More => new Dictionary<string, string>
    {
        ["Parley__Callbacks__SignOffUrl"] = $"{Shop.Address}/sign-off", ["Parley__Callbacks__SubjectUrl"] = $"{Shop.Address}/subject", ["Parley__Callbacks__Secret"] = Shared,
        ["Parley__Callbacks__AllowPrivate"] = "true", ["Parley__Callbacks__SignOffOnFailure"] = onFailure, ["Parley__Callbacks__FreshSeconds"] = "1", ["Parley__Callbacks__SignOffMilliseconds"] = "1000",
    };

    public override async ValueTask InitializeAsync()
    {
        Shop = await Receiver.StartAsync();
        Shop.Answer = async (heard, http) =>
        {
            if (Says(heard.Json, http) is { } answer) await http.Response.WriteAsJsonAsync(answer);
            else if (!http.Response.HasStarted && http.Response.StatusCode == 200) http.Response.StatusCode = 204;
        };
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Shop.DisposeAsync();
    }
}

public sealed class AskingSqlite() : AskingWorld("sqlite", "allow");

public sealed class AskingPostgres() : AskingWorld("postgres", "allow");

/// <summary>Its silence means no.</summary>
public sealed class StrictWorld() : AskingWorld("sqlite", "refuse");

public abstract class Asking_the_shop(AskingWorld world) : Facts(world)
{
    static bool IsOf(JsonNode asked, string text) => $"{asked["type"]}" == "message.before-send" && $"{asked.At("data.message.text")}" == text;

    void Refuse(string text, string? reason) => world.Says = (asked, _) => IsOf(asked, text) ? new { verdict = "refuse", reason } : null;

    [Fact]
    public async Task What_the_shop_refuses_is_not_stored_and_its_author_reads_why()
    {
        var talk = await World.NewTalkAsync();
        Refuse("Ring the bell", "No phone calls, please.");
        var refused = (await talk.Buyer.SayAsync(talk.Id, "Ring the bell")).MustRefuse(422, "refused-by-marketplace");
        Assert.Equal("No phone calls, please.", refused.Get<string>("detail"));
        (await talk.Vendor.SayAsync(talk.Id, "Ring the bell")).MustRefuse(422, "refused-by-marketplace");
        (await talk.Buyer.SayAsync(talk.Id, "Then write me")).Must(201);
        Assert.Equal(["Is it still there?", "Then write me"], (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/messages")).Must(200).Json.Items().Select(m => m.Get<string>("text")));
    }

    [Fact]
    public async Task The_shop_is_asked_signed_once_a_message_with_all_it_needs()
    {
        var talk = await World.NewTalkAsync("first words");
        (await talk.Vendor.SayAsync(talk.Id, "second words")).Must(201);
        var opening = Assert.Single(world.Shop.All, h => IsOf(h.Json, "first words"));
        Assert.Null(opening.Json.At("data.conversation.id"));
        Assert.Equal((talk.Shop.VendorId, talk.Buyer.Id, talk.Shop.ListingId, "buyer", talk.Buyer.Id), (opening.Json.Get<string>("data.conversation.vendor"), opening.Json.Get<string>("data.conversation.buyer"), opening.Json.Get<string>("data.conversation.subject.id"), opening.Json.Get<string>("data.message.from"), opening.Json.Get<string>("data.message.author")));
        var second = Assert.Single(world.Shop.All, h => IsOf(h.Json, "second words"));
        Assert.Equal((talk.Id, "listing", "vendor"), (second.Json.Get<Guid>("data.conversation.id"), second.Json.Get<string>("data.conversation.subject.kind"), second.Json.Get<string>("data.message.from")));
        Assert.True(new ParleyWebhooks(AskingWorld.Shared).Verify(second.Id, second.Timestamp, second.Signature, second.Body));
    }

    [Fact]
    public async Task A_refused_opening_opens_nothing_and_a_refused_edit_changes_nothing()
    {
        var shop = await World.NewShopAsync();
        var buyer = await World.NewBuyerAsync();
        Refuse("forbidden words", null);
        (await buyer.PostAsync("v1/conversations", shop.Opening("forbidden words"))).MustRefuse(422, "refused-by-marketplace");
        Assert.Empty((await buyer.GetAsync("v1/inbox")).Must(200).Json.Items());
        var talk = await shop.OpenAsync(buyer, "fine words");
        (await buyer.PutAsync($"v1/conversations/{talk.Id}/messages/1/text", new { text = "forbidden words" })).MustRefuse(422, "refused-by-marketplace");
        Assert.Equal("fine words", (await buyer.GetAsync($"v1/conversations/{talk.Id}/messages")).Must(200).Get<string>("items.0.text"));
    }

    [Fact]
    public async Task A_retry_has_its_first_result_whatever_the_shop_thinks_by_then()
    {
        var talk = await World.NewTalkAsync();
        var id = Guid.NewGuid();
        (await talk.Buyer.SayAsync(talk.Id, "once allowed", id)).Must(201);
        Refuse("once allowed", "Not any more.");
        Assert.Equal(2, (await talk.Buyer.SayAsync(talk.Id, "once allowed", id)).Must(200).Get<int>("seq"));
        (await talk.Buyer.SayAsync(talk.Id, "once allowed")).MustRefuse(422, "refused-by-marketplace");
    }

    [Fact]
    public async Task A_card_follows_the_shop_and_stays_as_it_was_when_the_shop_is_away()
    {
        var talk = await World.NewTalkAsync();
        world.Says = (asked, _) => $"{asked["type"]}" == "subject.wanted" && $"{asked.At("data.id")}" == talk.Shop.ListingId
            ? new { vendor = talk.Shop.VendorId, title = "A green bowl, glazed", state = "reserved" } : null;
        (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}")).Must(200);
        await Eventually.TrueAsync(async () => (await TitleAsync(talk)).Contains("glazed", StringComparison.Ordinal), "the card is what the shop says");
        world.Says = (asked, http) =>
        {
            if ($"{asked["type"]}" == "subject.wanted") http.Response.StatusCode = 503;
            return null;
        };
        await Task.Delay(1100, TestContext.Current.CancellationToken); // what is known is stale by then
        Assert.Equal("A green bowl, glazed", await TitleAsync(talk));
    }

    [Fact]
    public async Task What_a_template_says_is_as_fresh_as_the_shop()
    {
        var talk = await World.NewTalkAsync();
        world.Says = (asked, _) => $"{asked["type"]}" == "subject.wanted" && $"{asked.At("data.id")}" == talk.Shop.ListingId
            ? new { vendor = talk.Shop.VendorId, title = "A blue bowl", attributes = new { shelf = "7b" } } : null;
        await Task.Delay(1100, TestContext.Current.CancellationToken); // opening it asked once
        var said = (await talk.Vendor.PostAsync($"v1/templates/preview?as={talk.Vendor.As}", new { text = "{{listing.title}} lies on {{subject.attr.shelf}}.", conversation = talk.Id })).Must(200);
        Assert.Equal("A blue bowl lies on 7b.", said.Get<string>("text"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"vendor\":\"somebody-else\",\"title\":\"Mine now\"}")]
    [InlineData("{\"title\":7}")]
    public async Task An_answer_that_is_none_changes_nothing(string answer)
    {
        var talk = await World.NewTalkAsync();
        var asked = new TaskCompletionSource();
        world.Says = (question, http) =>
        {
            if ($"{question["type"]}" != "subject.wanted" || $"{question.At("data.id")}" != talk.Shop.ListingId) return null;
            http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer)).AsTask().Wait();
            asked.TrySetResult();
            return null;
        };
        await Eventually.TrueAsync(async () => { await TitleAsync(talk); return asked.Task.IsCompleted; }, "the shop is asked");
        await Eventually.TrueAsync(() => World.Server.Tail().Contains("cannot be used", StringComparison.Ordinal), "the log says so");
        Assert.Equal("A green bowl", await TitleAsync(talk));
    }

    static async Task<string> TitleAsync(Talk talk) => (await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}")).Must(200).Get<string>("subject.title");
}

public sealed class Asking_the_shop_on_sqlite(AskingSqlite world) : Asking_the_shop(world), IClassFixture<AskingSqlite>;

public sealed class Asking_the_shop_on_postgres(AskingPostgres world) : Asking_the_shop(world), IClassFixture<AskingPostgres>;

/// <summary>In a world of its own: for ten seconds after it nobody is asked there.</summary>
public sealed class A_shop_that_fails(AskingSqlite world) : Facts(world), IClassFixture<AskingSqlite>
{
    [Fact]
    public async Task Without_an_answer_messages_are_sent_and_the_shop_is_soon_left_alone()
    {
        var talk = await World.NewTalkAsync();
        var asked = 0;
        world.Says = (question, http) =>
        {
            if ($"{question["type"]}" != "message.before-send") return null;
            Interlocked.Increment(ref asked);
            http.Response.StatusCode = 500;
            return null;
        };
        for (var i = 0; i < 12; i++) (await talk.Buyer.SayAsync(talk.Id, $"words {i}")).Must(201);
        Assert.InRange(asked, 5, 6);
        var health = (await World.Anyone(World.Tokens.For("olivia", operatorRole: "analyst")).GetAsync("health/detail")).Must(200).Json["parts"]!.AsArray().Single(p => p!.Get<string>("part") == "callbacks")!;
        Assert.False(health.Get<bool>("healthy"));
        Assert.Contains("messages are sent without", health.Get<string>("says"), StringComparison.Ordinal);
    }
}

/// <summary>Where the shop's silence means no, nothing is stored without its word.</summary>
public sealed class A_shop_whose_silence_means_no(StrictWorld world) : Facts(world), IClassFixture<StrictWorld>
{
    public static readonly TheoryData<string> Troubles = ["hangs", "500", "redirects", "says nothing", "no verdict", "breaks off"];

    [Theory, MemberData(nameof(Troubles))]
    public async Task Without_its_word_the_author_is_asked_to_try_again(string trouble)
    {
        world.Says = (_, _) => null;
        var talk = await World.NewTalkAsync();
        world.Says = (asked, http) =>
        {
            if ($"{asked["type"]}" != "message.before-send") return null;
            switch (trouble)
            {
                case "hangs": http.RequestAborted.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)); break;
                case "500": http.Response.StatusCode = 500; break;
                case "redirects": (http.Response.StatusCode, http.Response.Headers.Location) = (302, "http://127.0.0.1:1/"); break;
                case "no verdict": return new { verdict = "perhaps" };
                case "breaks off": http.Abort(); break;
                default: http.Response.StatusCode = 202; break;
            }
            return null;
        };
        (await talk.Buyer.SayAsync(talk.Id, "words")).MustRefuse(503, "unavailable");
        world.Says = (_, _) => null;
        (await talk.Buyer.SayAsync(talk.Id, "words")).Must(201);
    }
}
