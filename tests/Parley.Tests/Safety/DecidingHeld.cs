using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Storage;

namespace Parley.Tests.Safety;

/// <summary>A message in review is looked at, on record, let through or refused with reasons; no decision leaves it behind.</summary>
public abstract class DecidingHeld(HoldingWorld world) : Facts(world)
{
    const string Told = "You offered an animal that cannot be sold here.";

    static object Act(string act, string? held = null, int? hours = null) => new { act, facts = Told, ground = "rule", reference = "Rule 4: animals", hours, held };

    /// <summary>A buyer's message in review, and whoever has its case.</summary>
    async Task<(Talk Talk, Operators.Operator Moderator, Guid Case, Guid Client)> CaseAsync()
    {
        var talk = await World.NewTalkAsync();
        var client = Guid.NewGuid();
        (await talk.Buyer.SayAsync(talk.Id, "a zebra", client)).Must(202);
        var moderator = World.NewOperator();
        return (talk, moderator, await moderator.ClaimAsync(talk.Id), client);
    }

    static async Task<System.Text.Json.Nodes.JsonNode[]> HeldByAsync(Actor author, Guid thread) => (await author.GetAsync($"v1/conversations/{thread}/held")).Must(200).Json.Items();

    static async Task<System.Text.Json.Nodes.JsonNode[]> StatementsAsync(Actor person) => (await person.GetAsync("v1/decisions")).Must(200).Json.Items();

    async Task<Operators.Operator> AppealedAsync(Talk talk, Guid statement)
    {
        (await talk.Buyer.PostAsync($"v1/decisions/{statement}/appeal", new { words = "It is made of wood" })).Must(200);
        return World.NewOperator();
    }

    [Fact]
    public async Task A_case_shows_the_words_and_what_was_found_in_them_to_whoever_has_it_and_the_look_is_on_record()
    {
        var (talk, moderator, id, _) = await CaseAsync();
        (await talk.Buyer.SayAsync(talk.Id, "and it is nice")).Must(202);
        var held = await world.HeldAsync(talk.Id);
        (await World.NewOperator().Asks.GetAsync($"v1/cases/{id}")).MustRefuse(409, "case-claimed");
        var view = (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        var shown = Assert.Single(view.Json.Items("held"));
        Assert.Equal((held, "a zebra", "in-review", "buyer", talk.Buyer.Id, 1), (shown.Get<Guid>("id"), shown.Get<string>("text"), shown.Get<string>("state"), shown.Get<string>("from"), shown.Get<string>("author"), shown.Get<int>("followers")));
        Assert.Equal((held, "look-first", 2, 5), (view.Get<Guid>("flags.0.held"), view.Get<string>("flags.0.findings.0.rule"), view.Get<int>("flags.0.findings.0.start"), view.Get<int>("flags.0.findings.0.length")));
        var log = (await moderator.AuditAsync()).Must(200);
        Assert.Contains(log.Json.Items(), e => e.Get<string>("what") == "case-read" && e.Get<string>("about") == $"conversation {talk.Id}" && e.Get<string>("reason") == $"case {id}: held message {held}");
        Assert.DoesNotContain("zebra", log.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release")]
    [InlineData("no-violation")]
    public async Task A_false_alarm_lets_it_through_and_what_waits_behind_it_in_order(string act)
    {
        var (talk, moderator, id, client) = await CaseAsync();
        (await talk.Buyer.SayAsync(talk.Id, "and it is nice")).Must(202);
        var decided = Assert.Single((await moderator.DecideAsync(id, new { act })).Must(200).Json.Items("decisions"));
        Assert.Equal((act, talk.Buyer.Id), (decided.Get<string>("act"), decided.Get<string>("person")));
        Assert.Equal(["Is it still there?", "a zebra", "and it is nice"], (await talk.Vendor.WholeThreadAsync(talk.Id)).Select(m => m.Text));
        Assert.Equal(client, (await talk.Vendor.WholeThreadAsync(talk.Id))[1].ClientId);
        Assert.Empty(await HeldByAsync(talk.Buyer, talk.Id));
        Assert.Empty(await StatementsAsync(talk.Buyer));
        Assert.Null(await moderator.FindAsync(talk.Id));
    }

    [Fact]
    public async Task One_that_is_refused_is_a_decision_its_author_reads_and_what_waited_behind_it_goes_on()
    {
        var (talk, moderator, id, client) = await CaseAsync();
        (await talk.Buyer.SayAsync(talk.Id, "and a horse")).Must(202);
        (await moderator.DecideAsync(id, new { act = "refuse-message" })).MustRefuse(400, "validation");
        (await moderator.DecideAsync(id, Act("refuse-message", "release"))).MustRefuse(400, "validation");
        (await moderator.DecideAsync(id, Act("refuse-message"))).Must(200);
        var statement = Assert.Single(await StatementsAsync(talk.Buyer));
        Assert.Equal(("refuse-message", Told, "Rule 4: animals", "held", true), (statement.Get<string>("act"), statement.Get<string>("facts"), statement.Get<string>("reference"), statement.Get<string>("source"), statement.Get<bool>("foundByMachine")));
        Assert.Equal(("refused", Told), (Assert.Single(await HeldByAsync(talk.Buyer, talk.Id)).Get<string>("state"), (await HeldByAsync(talk.Buyer, talk.Id))[0].Get<string>("reasons")));
        Assert.Equal(Told, (await talk.Buyer.SayAsync(talk.Id, "a zebra", client)).MustRefuse(422, "refused-after-review").Get<string>("detail"));
        var thread = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200);
        Assert.Equal([null, "and a horse"], thread.Json.Items().Skip(1).Select(m => m["text"]?.GetValue<string>()).OrderBy(t => t));
        Assert.Single(thread.Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "decision-made");
        Assert.DoesNotContain("zebra", thread.Body, StringComparison.Ordinal);
        await using var db = World.Store.Open();
        Assert.Single(await db.Set<Fact>().Where(f => f.Kind == FactKind.AlertRaised && f.ConversationId == talk.Id).ToListAsync()); // the notice, by mail as well
    }

    [Fact]
    public async Task An_appeal_that_succeeds_lets_the_message_through_after_all()
    {
        var (talk, moderator, id, client) = await CaseAsync();
        (await moderator.DecideAsync(id, Act("refuse-message"))).Must(200);
        var other = await AppealedAsync(talk, Assert.Single(await StatementsAsync(talk.Buyer)).Get<Guid>("id"));
        (await moderator.Asks.PutAsync($"v1/cases/{await moderator.CaseOfAsync(talk.Id)}/claim")).MustRefuse(403, "own-matter");
        var again = await other.ClaimAsync(talk.Id);
        var view = (await other.Asks.GetAsync($"v1/cases/{again}")).Must(200);
        Assert.Equal(("a zebra", "refused", moderator.Id), (view.Get<string>("held.0.text"), view.Get<string>("held.0.state"), view.Get<string>("held.0.decidedBy")));
        (await other.DecideAsync(again, new { act = "reverse", facts = "A wooden zebra is not an animal.", held = "release" })).MustRefuse(400, "validation");
        (await other.DecideAsync(again, new { act = "reverse", facts = "A wooden zebra is not an animal." })).Must(200);
        var sent = Assert.Single(await talk.Vendor.WholeThreadAsync(talk.Id), m => m.ClientId == client);
        Assert.Equal("a zebra", sent.Text);
        Assert.Empty(await HeldByAsync(talk.Buyer, talk.Id));
        Assert.False(Assert.Single(await StatementsAsync(talk.Buyer)).Get<bool>("upheld"));
    }

    [Fact]
    public async Task After_an_appeal_a_closed_thread_takes_it_no_more_and_its_author_reads_why()
    {
        var (talk, moderator, id, _) = await CaseAsync();
        (await moderator.DecideAsync(id, Act("refuse-message"))).Must(200);
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        var other = await AppealedAsync(talk, Assert.Single(await StatementsAsync(talk.Buyer)).Get<Guid>("id"));
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "A wooden zebra is not an animal." })).Must(200);
        var own = Assert.Single(await HeldByAsync(talk.Buyer, talk.Id));
        Assert.Equal(("refused", true), (own.Get<string>("state"), own.Get<string>("reasons").Contains("closed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_sanction_says_what_becomes_of_the_message_and_nothing_is_let_through_that_could_not_be_written()
    {
        var (talk, moderator, id, _) = await CaseAsync();
        foreach (var body in new[] { Act("mute", hours: 4), Act("warn"), Act("mute", "release", 4), Act("freeze-thread", "release"), Act("suspend", "release") })
            Assert.Contains("held", (await moderator.DecideAsync(id, body)).MustRefuse(400, "validation").Json["errors"]!.AsObject().Select(e => e.Key));
        (await moderator.DecideAsync(id, Act("mute", "refuse", 4))).Must(200);
        Assert.Equal(["mute", "refuse-message"], (await StatementsAsync(talk.Buyer)).Select(s => s.Get<string>("act")).Order());
        Assert.Equal(("refused", Told), ((await HeldByAsync(talk.Buyer, talk.Id))[0].Get<string>("state"), (await HeldByAsync(talk.Buyer, talk.Id))[0].Get<string>("reasons")));
        Assert.Single((await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Json.Items(), m => m["event"] is not null); // told once of both
    }

    [Fact]
    public async Task Who_is_warned_may_have_the_message_let_through()
    {
        var (talk, moderator, id, _) = await CaseAsync();
        (await moderator.DecideAsync(id, Act("warn", "release"))).Must(200);
        Assert.Contains(await talk.Vendor.WholeThreadAsync(talk.Id), m => m.Text == "a zebra");
        Assert.Equal("warn", Assert.Single(await StatementsAsync(talk.Buyer)).Get<string>("act"));
    }

    [Fact]
    public async Task A_thread_whose_only_message_is_refused_stays_unknown_to_the_other_side()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var thread = (await buyer.PostAsync("v1/conversations", shop.Opening("Do you sell a zebra?"))).Must(202).Get<Guid>("conversationId");
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(thread), Act("refuse-message"))).Must(200);
        Assert.Empty((await shop.Agent.InboxAsync()).Must(200).Json.Items());
        Assert.Equal("refuse-message", Assert.Single(await StatementsAsync(buyer)).Get<string>("act"));
    }

    [Fact]
    public async Task What_the_host_decides_ends_its_case_on_record()
    {
        var (talk, moderator, id, _) = await CaseAsync();
        var held = await world.HeldAsync(talk.Id);
        (await world.RefuseAsync(held, "Zebras are not sold here.")).Must(204);
        Assert.Null(await moderator.FindAsync(talk.Id));
        (await moderator.DecideAsync(id, Act("refuse-message"))).MustRefuse(409, "case-decided");
        var entry = Assert.Single((await World.NewOperator("analyst").AuditAsync($"about=case {id}")).Must(200).Json.Items(), e => e.Get<string>("what") == "case-settled");
        Assert.Equal($"held message {held}: refused", entry.Get<string>("reason"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_host_refuses_is_a_decision_with_reasons_that_a_person_may_undo(bool automated)
    {
        var talk = await World.NewTalkAsync();
        var client = Guid.NewGuid();
        (await talk.Buyer.SayAsync(talk.Id, "a zebra", client)).Must(202);
        var held = await world.HeldAsync(talk.Id);
        (await World.HostClient.PutAsync($"v1/held/{held}/refusal", automated ? new { reasons = "Zebras are not sold here." } : new { reasons = "Zebras are not sold here.", ground = "law", reference = "Washington Convention", automated })).Must(204);
        var statement = Assert.Single(await StatementsAsync(talk.Buyer));
        Assert.Equal(("refuse-message", "Zebras are not sold here.", automated ? "rule" : "law", true, automated), (statement.Get<string>("act"), statement.Get<string>("facts"), statement.Get<string>("ground"), statement.Get<bool>("foundByMachine"), statement.Get<bool>("decidedByMachine")));
        Assert.Matches(automated ? @"^look-first \(policy \d+\)$" : "^Washington Convention$", statement.Get<string>("reference"));
        Assert.Equal(statement.Get<Guid>("id"), (await HeldByAsync(talk.Buyer, talk.Id))[0].Get<Guid>("decision"));
        await using (var db = World.Store.Open()) Assert.Single(await db.Set<Fact>().Where(f => f.Kind == FactKind.AlertRaised && f.ConversationId == talk.Id).ToListAsync()); // told by mail as well
        Assert.Contains((await World.NewOperator("analyst").AuditAsync($"about=held message {held}")).Must(200).Json.Items(), e => e.Get<string>("what") == "held-refused" && e.Get<string>("role") == "host");
        var other = await AppealedAsync(talk, statement.Get<Guid>("id"));
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "A wooden zebra is not an animal." })).Must(200);
        Assert.Equal("a zebra", Assert.Single(await talk.Vendor.WholeThreadAsync(talk.Id), m => m.ClientId == client).Text);
    }

    [Fact]
    public async Task What_the_host_lets_through_is_on_record()
    {
        var (talk, _, _, _) = await CaseAsync();
        var held = await world.HeldAsync(talk.Id);
        (await world.ReleaseAsync(held)).Must(204);
        (await world.ReleaseAsync(held)).Must(204);
        var entry = Assert.Single((await World.NewOperator("analyst").AuditAsync($"about=held message {held}")).Must(200).Json.Items());
        Assert.Equal(("held-released", $"conversation {talk.Id}"), (entry.Get<string>("what"), entry.Get<string>("reason")));
        Assert.Empty(await StatementsAsync(talk.Buyer));
    }

    [Fact]
    public async Task A_case_that_is_about_more_stays_open_and_shows_what_the_host_did()
    {
        var (talk, moderator, id, _) = await CaseAsync();
        var held = await world.HeldAsync(talk.Id);
        Assert.Equal(id, await World.Store.Store.WriteAsync(db => new Parley.Safety.Flags(World.Store.Store, TimeProvider.System)
            .RaiseAsync(db, new Raise("report", talk.Id, 1, null, talk.Buyer.Id, PartyKind.Buyer, 60, $"held {held:N}", null, []), default), default));
        (await world.ReleaseAsync(held)).Must(204);
        var view = (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        Assert.Equal(("sent", 2, true), (view.Get<string>("held.0.state"), view.Get<int>("held.0.seq"), view.Get<string>("held.0.decidedBy").StartsWith("host:", StringComparison.Ordinal)));
        Assert.Contains("act", (await moderator.DecideAsync(id, Act("refuse-message"))).MustRefuse(400, "validation").Json["errors"]!.AsObject().Select(e => e.Key));
        Assert.Contains("held", (await moderator.DecideAsync(id, Act("warn", "refuse"))).MustRefuse(400, "validation").Json["errors"]!.AsObject().Select(e => e.Key));
        (await moderator.DecideAsync(id, Act("warn"))).Must(200);
    }
}

public sealed class DecidingHeld_on_sqlite(HoldingSqlite world) : DecidingHeld(world), IClassFixture<HoldingSqlite>;

public sealed class DecidingHeld_on_postgres(HoldingPostgres world) : DecidingHeld(world), IClassFixture<HoldingPostgres>;
