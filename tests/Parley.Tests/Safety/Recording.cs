using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>What the policy does to a message by itself is a decision on record: its author reads why, a person looks at it again, and what was done is undone.</summary>
public abstract class Recording(MaskingWorld world) : Facts(world)
{
    const string Whole = "Here it is: +44 7911 123456, thanks", Seen = "Here it is: •••••, thanks";

    static async Task<System.Text.Json.Nodes.JsonNode[]> StatementsAsync(Actor person) => (await person.GetAsync("v1/decisions")).Must(200).Json.Items();

    static async Task<System.Text.Json.Nodes.JsonNode> StatementAsync(Actor person)
    {
        await Eventually.TrueAsync(async () => (await StatementsAsync(person)).Length == 1, "it is on record");
        return (await StatementsAsync(person))[0];
    }

    async Task<Operators.Operator> ReversedAsync(Talk talk, Guid statement)
    {
        (await talk.Buyer.PostAsync($"v1/decisions/{statement}/appeal", new { words = "That is the number of a shelf" })).Must(200);
        var other = World.NewOperator();
        var id = await other.ClaimAsync(talk.Id);
        Assert.Equal(("parley", "That is the number of a shelf"), ((await other.Asks.GetAsync($"v1/cases/{id}")).Must(200).Get<string>("appeal.decidedBy"), (await other.Asks.GetAsync($"v1/cases/{id}")).Get<string>("appeal.words")));
        (await other.DecideAsync(id, new { act = "reverse", facts = "We have looked, and it is one." })).Must(200);
        return other;
    }

    [Fact]
    public async Task What_is_hidden_is_on_record_for_its_author_alone_and_a_person_shows_it_again()
    {
        var talk = await World.NewTalkAsync();
        Assert.True((await talk.Buyer.SayAsync(talk.Id, Whole)).Must(201).Get<bool>("masked"));
        var statement = await StatementAsync(talk.Buyer);
        Assert.Equal(("mask-text", true, true, "rule", "later (policy 1)", 1, 2), (statement.Get<string>("act"), statement.Get<bool>("foundByMachine"), statement.Get<bool>("decidedByMachine"), statement.Get<string>("ground"), statement.Get<string>("reference"), statement.Get<int>("policy"), statement.Get<int>("seq")));
        Assert.Equal(["phone"], statement.Items("found").Select(f => (string)f!));
        Assert.Contains("The other side sees it hidden", statement.Get<string>("facts"), StringComparison.Ordinal);
        Assert.DoesNotContain("7911", statement.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["appeal", "out-of-court", "court"], statement.Items("redress").Select(r => (string)r!));
        Assert.True(statement.Get<DateTimeOffset>("appealUntil") > DateTimeOffset.UtcNow.AddDays(183));
        Assert.Empty((await talk.Vendor.GetAsync($"v1/decisions?vendor={talk.Shop.VendorId}")).Must(200).Json.Items());
        Assert.Equal((Seen, null), ((await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Get<string>("items.1.text"), (await talk.Vendor.ReadThreadAsync(talk.Id)).Json.At("items.1.masked")));
        Assert.DoesNotContain((await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items(), m => m["event"] is not null); // the other side is told nothing of it
        await using (var db = World.Store.Open()) Assert.Empty(await db.Set<Fact>().Where(f => f.Kind == FactKind.AlertRaised && f.ConversationId == talk.Id).ToListAsync()); // nor is anybody mailed

        await ReversedAsync(talk, statement.Get<Guid>("id"));
        await Eventually.TrueAsync(async () => (await talk.Vendor.WholeThreadAsync(talk.Id))[1].Text == Whole, "the other side reads it");
        Assert.Null((await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200).Json.At("items.1.masked"));
        Assert.Contains((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "decision-undone");
        Assert.Equal((false, "We have looked, and it is one."), ((await StatementAsync(talk.Buyer)).Get<bool>("upheld"), (await StatementAsync(talk.Buyer)).Get<string>("appealFacts")));
        (await talk.Buyer.EditAsync(talk.Id, 2, "Or +44 7911 654321")).Must(200); // other words are another matter
        Assert.Equal("Or •••••", (await talk.Vendor.WholeThreadAsync(talk.Id))[1].Text);
    }

    [Fact]
    public async Task A_retry_and_another_edit_make_no_second_record_and_a_clean_message_none()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.SayAsync(talk.Id, "Good morning")).Must(201);
        var id = Guid.NewGuid();
        (await talk.Buyer.SayAsync(talk.Id, Whole, id)).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, Whole, id)).Must(200);
        Assert.Equal(3, (await StatementAsync(talk.Buyer)).Get<int>("seq"));
        (await talk.Buyer.EditAsync(talk.Id, 3, "Or +44 7911 654321")).Must(200);
        (await talk.Buyer.EditAsync(talk.Id, 2, "Good morning from +44 7911 654321")).Must(200);
        await Eventually.TrueAsync(async () => (await StatementsAsync(talk.Buyer)).Length >= 2, "the edit is on record");
        Assert.Equal([2, 3], (await StatementsAsync(talk.Buyer)).Select(s => s.Get<int>("seq")));
    }

    [Fact]
    public async Task What_is_laid_aside_is_on_record_and_comes_back_when_a_person_says_so()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var talk = await shop.OpenAsync(buyer, "Do you sell an okapi?");
        Assert.Equal(talk.Id, (await shop.Agent.InboxAsync("folder=spam")).Must(200).Get<Guid>("items.0.id"));
        var statement = await StatementAsync(buyer);
        Assert.Equal(("quarantine", true, "aside (policy 1)"), (statement.Get<string>("act"), statement.Get<bool>("decidedByMachine"), statement.Get<string>("reference")));
        Assert.StartsWith("Nobody here sells an okapi. The conversation was laid", statement.Get<string>("facts"), StringComparison.Ordinal);
        await ReversedAsync(talk, statement.Get<Guid>("id"));
        await Eventually.TrueAsync(async () => (await shop.Agent.InboxAsync()).Must(200).Json.Items().Any(i => i.Get<Guid>("id") == talk.Id), "it lies in the inbox");
        Assert.Empty((await shop.Agent.InboxAsync("folder=spam")).Must(200).Json.Items());
    }

    [Fact]
    public async Task No_person_does_by_hand_what_only_the_policy_does()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "unwanted", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        var id = await moderator.ClaimAsync(talk.Id);
        foreach (var act in new[] { "mask-text", "quarantine" }) (await moderator.DecideAsync(id, new { act, facts = "Because we would like it so.", reference = "Rule 1" })).MustRefuse(400, "validation");
    }
}

public sealed class Recording_on_sqlite(MaskingSqlite world) : Recording(world), IClassFixture<MaskingSqlite>;

public sealed class Recording_on_postgres(MaskingPostgres world) : Recording(world), IClassFixture<MaskingPostgres>;
