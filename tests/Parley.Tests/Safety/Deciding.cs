using Microsoft.EntityFrameworkCore;
using Parley.Safety;

namespace Parley.Tests.Safety;

/// <summary>Every restriction explains itself, holds at once, ends by itself, and can be appealed to somebody else.</summary>
public abstract class Deciding(World world) : Facts(world)
{
    const string Told = "You asked for payment outside of the marketplace.";

    static object Act(string act, int? hours = null) => hours is null ? new { act, facts = Told, ground = "rule", reference = "Rule 7: payments" } : new { act, facts = Told, ground = "rule", reference = "Rule 7: payments", hours };

    /// <summary>A buyer who was reported, and whoever has the case.</summary>
    async Task<(Talk Talk, Operators.Operator Moderator, Guid Case)> CaseAsync()
    {
        var talk = await World.NewTalkAsync("Pay me outside");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        return (talk, moderator, await moderator.ClaimAsync(talk.Id));
    }

    async Task<(Talk Talk, Operators.Operator Moderator, System.Text.Json.Nodes.JsonNode Statement)> DecidedAsync(string act, int? hours = null)
    {
        var (talk, moderator, id) = await CaseAsync();
        (await moderator.DecideAsync(id, Act(act, hours))).Must(200);
        return (talk, moderator, Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items()));
    }

    [Fact]
    public async Task Nothing_is_decided_without_a_statement_of_reasons()
    {
        var (talk, moderator, id) = await CaseAsync();
        foreach (var (body, field) in new (object, string)[]
        {
            (new { act = "suspend" }, "facts"), (new { act = "warn", facts = "Too short", reference = "Rule 1" }, "facts"), (new { act = "warn", facts = Told }, "reference"), (new { act = "mute", facts = Told, reference = "Rule 1" }, "hours"),
            (new { act = "warn", facts = Told, reference = "Rule 1", hours = 4 }, "hours"), (new { act = "mute", facts = Told, reference = "Rule 1", hours = 0 }, "hours"), (new { act = "uphold", facts = Told }, "act"), (new { facts = Told }, "act"),
        })
            Assert.Contains(field, (await moderator.DecideAsync(id, body)).MustRefuse(400, "validation").Json["errors"]!.AsObject().Select(e => e.Key));
        Assert.Empty((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items());
        (await talk.Buyer.SayAsync(talk.Id, "still here")).Must(201);
    }

    [Fact]
    public async Task The_person_concerned_reads_why_and_nobody_else_does()
    {
        var (talk, _, statement) = await DecidedAsync("mute", 24);
        Assert.Equal(("mute", Told, "rule", "Rule 7: payments", "report", false, false), (statement.Get<string>("act"), statement.Get<string>("facts"), statement.Get<string>("ground"), statement.Get<string>("reference"), statement.Get<string>("source"), statement.Get<bool>("foundByMachine"), statement.Get<bool>("decidedByMachine")));
        Assert.Equal(["appeal", "out-of-court", "court"], statement.Items("redress").Select(r => (string)r!));
        Assert.True(statement.Get<DateTimeOffset>("appealUntil") > DateTimeOffset.UtcNow.AddDays(183));
        Assert.Equal(24, (statement.Get<DateTimeOffset>("until") - statement.Get<DateTimeOffset>("at")).TotalHours);
        Assert.Empty((await talk.Vendor.GetAsync("v1/decisions")).Must(200).Json.Items());
        Assert.Empty((await talk.Vendor.GetAsync($"v1/decisions?vendor={talk.Shop.VendorId}")).Must(200).Json.Items());
        Assert.DoesNotContain(statement.Get<string>("id"), (await talk.Vendor.GetAsync("v1/decisions")).Body, StringComparison.Ordinal);
        var thread = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200);
        Assert.Equal("decision-made", thread.Json.Items()[^1].Get<string>("event.type"));
        Assert.DoesNotContain("payment outside", thread.Body, StringComparison.Ordinal); // what it is about is for the person concerned
        Assert.Equal("acted", (await talk.Vendor.GetAsync("v1/reports")).Must(200).Get<string>("items.0.outcome"));
    }

    [Fact]
    public async Task A_thread_that_was_closed_by_decision_stays_closed_until_the_decision_is_undone()
    {
        var (talk, _, statement) = await DecidedAsync("close-thread");
        await Eventually.TrueAsync(async () => (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<string>("state") == "closed", "it is closed");
        foreach (var side in new[] { talk.Buyer, talk.Vendor }) (await side.DeleteAsync($"v1/conversations/{talk.Id}/closure")).MustRefuse(403, "closed-by-decision");
        (await talk.Buyer.PostAsync($"v1/decisions/{statement.Get<Guid>("id")}/appeal", new { words = "It was a misunderstanding." })).Must(200);
        var other = World.NewOperator();
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "The words meant something else entirely." })).Must(200);
        await Eventually.TrueAsync(async () => (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<string>("state") == "open", "it is open again");
        (await talk.Buyer.SayAsync(talk.Id, "Thank you")).Must(201);
    }

    [Fact]
    public async Task A_muted_buyer_reads_on_but_does_not_write_anywhere_until_it_ends()
    {
        var (talk, _, statement) = await DecidedAsync("mute", 24);
        var other = await World.NewShopAsync();
        (await talk.Buyer.SayAsync(talk.Id, "But")).MustRefuse(403, "muted");
        (await talk.Buyer.PostAsync("v1/conversations", other.Opening("Hello"))).MustRefuse(403, "muted");
        (await talk.Buyer.EditAsync(talk.Id, 1, "Never mind")).MustRefuse(403, "muted");
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/typing")).MustRefuse(403, "muted");
        (await talk.Buyer.CreateUploadAsync(talk.Id, 9, "a.txt")).MustRefuse(403, "muted");
        (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200);
        Assert.Equal((false, "restricted"), ((await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<bool>("canWrite"), (await talk.Buyer.ViewAsync(talk.Id)).Get<string>("whyNot")));
        (await talk.Vendor.SayAsync(talk.Id, "Hello")).Must(201);
        var id = statement.Get<Guid>("id");
        await World.Store.Store.WriteAsync(async db =>
        {
            await db.Set<Sanction>().Where(s => s.DecisionId == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Until, DateTimeOffset.UtcNow.AddSeconds(-1)));
            await Sanctions.CountChangeAsync(db, default);
        }, default);
        await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "Back")).Status == 201, "it ends by itself");
    }

    [Fact]
    public async Task Who_may_not_open_threads_goes_on_in_those_that_are_there()
    {
        var (talk, _, _) = await DecidedAsync("pause-threads", 24);
        (await talk.Buyer.SayAsync(talk.Id, "I go on")).Must(201);
        Assert.Equal(talk.Id, (await talk.Buyer.PostAsync("v1/conversations", talk.Shop.Opening("From the page of the listing"))).Must(201).Get<Guid>("conversation.id"));
        (await talk.Buyer.PostAsync("v1/conversations", (await World.NewShopAsync()).Opening("Hello"))).MustRefuse(403, "threads-paused");
    }

    [Fact]
    public async Task A_suspension_cuts_open_windows_within_five_seconds()
    {
        var (talk, moderator, id) = await CaseAsync();
        await using var window = await talk.Buyer.ListenAsync();
        (await moderator.DecideAsync(id, Act("suspend"))).Must(200);
        await window.ClosedAsync().WaitAsync(TimeSpan.FromSeconds(5));
        (await talk.Buyer.SayAsync(talk.Id, "But")).MustRefuse(403, "account-suspended");
        (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200);
        (await talk.Buyer.GetAsync("v1/decisions")).Must(200);
    }

    [Fact]
    public async Task A_blocked_pair_does_not_write_to_each_other_and_both_write_to_others()
    {
        var (talk, _, _) = await DecidedAsync("block-pair");
        (await talk.Buyer.SayAsync(talk.Id, "But")).MustRefuse(403, "pair-blocked");
        (await talk.Vendor.SayAsync(talk.Id, "But")).MustRefuse(403, "pair-blocked");
        (await talk.Buyer.PostAsync("v1/conversations", new { vendor = talk.Shop.VendorId, topic = "other", message = Actor.Message("Hello") })).MustRefuse(403, "pair-blocked");
        await (await World.NewShopAsync()).OpenAsync(talk.Buyer, "Hello");
        await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "Hello");
    }

    [Theory]
    [InlineData("close-thread", "closed", "conversation-closed")]
    [InlineData("freeze-thread", "frozen", "conversation-frozen")]
    public async Task A_thread_is_closed_or_frozen_with_the_decision(string act, string state, string refusal)
    {
        var (talk, _, _) = await DecidedAsync(act);
        Assert.Equal(state, (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<string>("state"));
        (await talk.Vendor.SayAsync(talk.Id, "But")).MustRefuse(409, refusal);
    }

    [Fact]
    public async Task A_false_alarm_restricts_nobody_and_the_reporter_learns_that_nothing_was_found()
    {
        var (talk, moderator, id) = await CaseAsync();
        (await moderator.DecideAsync(id, new { act = "no-violation" })).Must(200);
        Assert.Equal("no-violation", (await talk.Vendor.GetAsync("v1/reports")).Must(200).Get<string>("items.0.outcome"));
        Assert.Empty((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items());
        (await talk.Buyer.SayAsync(talk.Id, "Hello")).Must(201);
        Assert.DoesNotContain((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items(), m => m.Get<string>("kind") == "system");
    }

    [Fact]
    public async Task The_person_concerned_appeals_and_another_moderator_undoes_it()
    {
        var (talk, moderator, statement) = await DecidedAsync("mute", 720);
        var path = $"v1/decisions/{statement.Get<Guid>("id")}/appeal";
        (await talk.Vendor.PostAsync(path, new { words = "They deserve it" })).MustRefuse(404, "not-found"); // not theirs
        (await talk.Buyer.PostAsync($"v1/decisions/{Guid.NewGuid()}/appeal", new { words = "Why" })).MustRefuse(404, "not-found");
        (await talk.Buyer.PostAsync(path, new { words = " " })).MustRefuse(400, "validation");
        var appealed = (await talk.Buyer.PostAsync(path, new { words = "It was a joke, and I paid here" })).Must(200);
        Assert.Equal(["out-of-court", "court"], appealed.Json.Items("redress").Select(r => (string)r!));
        (await talk.Buyer.PostAsync(path, new { words = "Once more" })).MustRefuse(409, "appealed-already");
        var id = await moderator.CaseOfAsync(talk.Id);
        (await moderator.Asks.PutAsync($"v1/cases/{id}/claim")).MustRefuse(403, "own-matter"); // never the same one
        var other = World.NewOperator();
        Assert.Equal(id, await other.ClaimAsync(talk.Id));
        var view = (await other.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        Assert.Equal(("It was a joke, and I paid here", moderator.Id, "mute"), (view.Get<string>("appeal.words"), view.Get<string>("appeal.decidedBy"), view.Get<string>("appeal.decision.act")));
        (await other.DecideAsync(id, Act("mute", 1))).MustRefuse(400, "validation");
        (await other.DecideAsync(id, new { act = "reverse" })).MustRefuse(400, "validation"); // this, too, is explained
        (await other.DecideAsync(id, new { act = "reverse", facts = "The payment was made here, as you said." })).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "Thank you")).Must(201);
        var now = Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items());
        Assert.Equal((false, "The payment was made here, as you said."), (now.Get<bool>("upheld"), now.Get<string>("appealFacts")));
        Assert.Contains((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "decision-undone");
        Assert.Equal("no-violation", (await talk.Vendor.GetAsync("v1/reports")).Must(200).Get<string>("items.0.outcome")); // whoever reported learns that it does not stand
    }

    [Fact]
    public async Task A_thread_that_two_decisions_froze_stays_frozen_when_one_is_undone()
    {
        var (talk, _, first) = await DecidedAsync("freeze-thread");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var second = World.NewOperator();
        (await second.DecideAsync(await second.ClaimAsync(talk.Id), Act("freeze-thread"))).Must(200);
        (await talk.Buyer.PostAsync($"v1/decisions/{first.Get<Guid>("id")}/appeal", new { words = "It was a joke" })).Must(200);
        var other = World.NewOperator();
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "We believe that it was a joke." })).Must(200);
        Assert.Contains((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "decision-undone");
        Assert.Equal("frozen", (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<string>("state"));
    }

    [Fact]
    public async Task What_the_host_froze_and_thawed_long_ago_does_not_keep_a_thread_frozen()
    {
        var (talk, moderator, id) = await CaseAsync();
        (await World.HostClient.PutAsync($"v1/conversations/{talk.Id}/freeze", new { reason = "A look in spring" })).Must(204);
        (await World.HostClient.DeleteAsync($"v1/conversations/{talk.Id}/freeze")).Must(204);
        (await moderator.DecideAsync(id, Act("freeze-thread"))).Must(200);
        Assert.Equal("frozen", (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<string>("state"));
        var statement = (await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items().Single(s => s["endedAt"] is null);
        (await talk.Buyer.PostAsync($"v1/decisions/{statement.Get<Guid>("id")}/appeal", new { words = "It was a joke" })).Must(200);
        var other = World.NewOperator();
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "We believe that it was a joke." })).Must(200);
        await Eventually.TrueAsync(async () => (await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<string>("state") == "open", "it is open again");
    }

    [Fact]
    public async Task What_the_host_freezes_is_on_record_for_both_sides_and_either_may_have_it_undone()
    {
        var talk = await World.NewTalkAsync();
        for (var i = 0; i < 2; i++) (await World.HostClient.PutAsync($"v1/conversations/{talk.Id}/freeze", new { reason = "The bank asked us to wait", reference = "Rule 9: payments", automated = false })).Must(204);
        Assert.Equal("The bank asked us to wait", Assert.Single((await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "conversation-frozen").Get<string>("event.data.reason"));
        var vendors = $"v1/decisions?vendor={talk.Shop.VendorId}";
        foreach (var statement in new[] { Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items()), Assert.Single((await talk.Vendor.GetAsync(vendors)).Must(200).Json.Items()) })
            Assert.Equal(("freeze-thread", "The bank asked us to wait", "Rule 9: payments", "host", false, false), (statement.Get<string>("act"), statement.Get<string>("facts"), statement.Get<string>("reference"), statement.Get<string>("source"), statement.Get<bool>("foundByMachine"), statement.Get<bool>("decidedByMachine")));
        var concerned = (await talk.Vendor.GetAsync(vendors)).Must(200).Get<Guid>("items.0.id");
        (await talk.Vendor.PostAsync($"v1/decisions/{concerned}/appeal", new { words = "The bank asked for nothing" })).Must(200);
        var other = World.NewOperator();
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "The bank had nothing against it." })).Must(200);
        await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "On we go")).Status == 201, "it is thawed");
        await Eventually.TrueAsync(async () => (await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.At("items.0.endedAt") is not null, "it is over for the other side as well");
        var log = (await World.NewOperator("analyst").AuditAsync($"about=conversation {talk.Id}")).Must(200).Json.Items();
        Assert.Single(log, e => e.Get<string>("what") == "thread-frozen" && e.Get<string>("role") == "host");
    }

    [Fact]
    public async Task The_people_in_a_conversation_that_was_read_for_a_case_are_told_a_day_after_it_was_decided()
    {
        var (talk, moderator, id) = await CaseAsync();
        for (var i = 0; i < 2; i++) (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        async Task<CaseReading> ReadingAsync()
        {
            await using var db = World.Store.Open();
            return await db.Set<CaseReading>().SingleAsync(r => r.CaseId == id);
        }
        Assert.Equal(talk.Id, (await ReadingAsync()).ConversationId);
        Assert.InRange((await ReadingAsync()).TellAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromDays(89), TimeSpan.FromDays(90)); // at the latest, should nobody ever decide
        (await moderator.DecideAsync(id, new { act = "no-violation" })).Must(200);
        Assert.InRange((await ReadingAsync()).TellAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task An_appeal_that_fails_leaves_the_decision_and_says_why()
    {
        var (talk, _, statement) = await DecidedAsync("mute", 24);
        (await talk.Buyer.PostAsync($"v1/decisions/{statement.Get<Guid>("id")}/appeal", new { words = "Unfair" })).Must(200);
        var other = World.NewOperator();
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "uphold", facts = "We looked again and see it as before." })).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "But")).MustRefuse(403, "muted");
        Assert.True(Assert.Single((await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items()).Get<bool>("upheld"));
    }

    [Fact]
    public async Task After_six_months_it_is_too_late_to_appeal()
    {
        var (talk, _, statement) = await DecidedAsync("warn");
        var id = statement.Get<Guid>("id");
        await World.Store.Store.WriteAsync(db => db.Set<Decision>().Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.AppealUntil, DateTimeOffset.UtcNow.AddSeconds(-1))), default);
        (await talk.Buyer.PostAsync($"v1/decisions/{id}/appeal", new { words = "Late" })).MustRefuse(409, "appeal-over");
    }

    [Fact]
    public async Task A_thread_that_the_dying_server_did_not_get_to_freeze_is_frozen_later()
    {
        var (talk, _, statement) = await DecidedAsync("freeze-thread");
        var id = statement.Get<Guid>("id");
        (await World.HostClient.DeleteAsync($"v1/conversations/{talk.Id}/freeze")).Must(204);
        await World.Store.Store.WriteAsync(db => db.Set<Decision>().Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.PendingSince, DateTimeOffset.UtcNow.AddMinutes(-1))), default);
        await Eventually.TrueAsync(async () =>
        {
            await using var db = World.Store.Open();
            return await db.Set<Decision>().AnyAsync(d => d.Id == id && d.PendingSince == null);
        }, "what was left over is done");
        Assert.Single((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "conversation-frozen"); // its line was there already
    }

    [Fact]
    public async Task Moderators_see_their_own_entries_and_analysts_the_whole_log()
    {
        var (_, moderator, _) = await DecidedAsync("warn");
        Assert.All((await moderator.AuditAsync()).Must(200).Json.Items(), e => Assert.Equal(moderator.Id, e.Get<string>("who")));
        (await moderator.AuditAsync("who=somebody-else")).MustRefuse(403, "forbidden");
        var decided = (await World.NewOperator("analyst").AuditAsync($"who={moderator.Id}")).Must(200).Json.Items();
        Assert.Contains(decided, e => e.Get<string>("what") == "case-decided" && e.Get<string>("reason").StartsWith("warn, Rule 7", StringComparison.Ordinal));
    }
}

public sealed class Deciding_on_sqlite(CommonSqlite world) : Deciding(world);

public sealed class Deciding_on_postgres(CommonPostgres world) : Deciding(world);
