using System.Text.Json.Nodes;
using Parley.Client;
using Parley.Tests.Safety;

namespace Parley.Tests.Notifications;

/// <summary>What only the marketplace knows, and that presses: told until it was seen, is over or is taken back; and nothing is told between two who are kept apart.</summary>
public abstract class Alerting(NoticeWorld world) : Facts(world)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        world.Site.Answer = (_, _) => Task.FromResult<object>(new { kind = "delivered" });
        await world.SetAsync(TimeSpan.Zero);
    }

    Task<Answer> RaiseAsync(Talk talk, string kind = "appointment", string to = "buyer", Guid? id = null, DateTimeOffset? until = null) =>
        World.HostClient.PostAsync($"v1/conversations/{talk.Id}/alerts", until is null ? (object)new { id = id ?? Guid.NewGuid(), kind, to } : new { id = id ?? Guid.NewGuid(), kind, to, until });

    async Task<JsonNode> WaitsAsync(Actor person, Talk talk) => await world.LoggedAsync(person, talk.Id, n => n.Get<string>("channel") == "mail" && n.Get<string>("state") == "waiting" && n.Get<string>("kind") != "message", "it waits");

    async Task<JsonNode> CancelledAsync(Actor person, Talk talk, string outcome)
    {
        var logged = await world.LoggedAsync(person, talk.Id, n => n.Get<string>("channel") == "mail" && (string?)n["outcome"] == outcome, $"it is cancelled: {outcome}");
        Assert.Equal("cancelled", logged.Get<string>("state"));
        Assert.DoesNotContain(world.Site.To(person), h => h.Threads.Any(t => t.Get<string>("kind") != "message"));
        return logged;
    }

    [Fact]
    public async Task An_alert_that_its_reader_saw_in_the_thread_is_not_mailed_though_nothing_in_it_was_new()
    {
        var talk = await world.NewReadersTalkAsync();
        await Noticing.ChooseAsync(talk.Buyer, "appointment", "mail", "after:10");
        (await RaiseAsync(talk)).Must(202);
        await WaitsAsync(talk.Buyer, talk);
        (await talk.Vendor.MarkReadAsync(talk.Id, 1)).Must(200); // not by them
        await WaitsAsync(talk.Buyer, talk);
        (await talk.Buyer.MarkReadAsync(talk.Id, 1)).Must(200);
        Assert.Equal("Not sent: it was read before.", (await CancelledAsync(talk.Buyer, talk, "read")).Get<string>("says"));
        await world.SetAsync(TimeSpan.FromMinutes(11));
        (await RaiseAsync(talk, "dispute")).Must(202); // what comes after it is told
        await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(talk.Buyer) && h.Threads.Any(t => t.Get<string>("kind") == "dispute"), "the next one is told");
        Assert.DoesNotContain(world.Site.To(talk.Buyer), h => h.Threads.Any(t => t.Get<string>("kind") == "appointment"));
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("kind") == "dispute" && n.Get<string>("state") == "sent", "the log says so");
        (await talk.Buyer.MarkReadAsync(talk.Id, 1)).Must(200);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("kind") == "dispute" && n["openedAt"] is not null, "it was opened");
    }

    [Fact]
    public async Task What_one_of_a_team_saw_is_told_to_the_others_still()
    {
        var talk = await world.NewReadersTalkAsync();
        var other = await World.NewAgentAsync(talk.Shop.VendorId);
        foreach (var one in new[] { talk.Vendor, other })
        {
            await World.Host.PutUserAsync(new User(one.Id, one.Name) { Email = $"{one.Id}@shops.example" });
            await Noticing.ChooseAsync(one, "order-at-risk", "mail", "after:10");
        }
        (await RaiseAsync(talk, "order-at-risk", "vendor")).Must(202);
        foreach (var one in new[] { talk.Vendor, other }) await WaitsAsync(one, talk);
        (await talk.Vendor.MarkReadAsync(talk.Id, 1)).Must(200);
        await CancelledAsync(talk.Vendor, talk, "read");
        await world.SetAsync(TimeSpan.FromMinutes(11));
        await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(other) && h.Threads.Any(t => t.Get<string>("kind") == "order-at-risk"), "the other is told");
    }

    [Fact]
    public async Task An_alert_is_not_told_when_it_is_over()
    {
        var talk = await world.NewReadersTalkAsync();
        await Noticing.ChooseAsync(talk.Buyer, "appointment", "mail", "after:10");
        (await RaiseAsync(talk, until: DateTimeOffset.UtcNow.AddMinutes(5))).Must(202);
        await WaitsAsync(talk.Buyer, talk);
        await world.SetAsync(TimeSpan.FromMinutes(11));
        Assert.Equal("Not sent: it is too late for it.", (await CancelledAsync(talk.Buyer, talk, "over")).Get<string>("says"));
        (await RaiseAsync(talk, until: DateTimeOffset.UtcNow.AddMinutes(5))).MustRefuse(400, "validation"); // by the server's clock it has been
    }

    [Fact]
    public async Task An_alert_that_is_taken_back_is_not_told_also_when_it_was_raised_in_the_same_moment_and_no_other_is_touched()
    {
        var talk = await world.NewReadersTalkAsync();
        await Noticing.ChooseAsync(talk.Buyer, "appointment", "mail", "after:10");
        await Noticing.ChooseAsync(talk.Buyer, "appointment", "mail", "after:10");
        var (waited, quick) = (Guid.NewGuid(), Guid.NewGuid());
        (await RaiseAsync(talk, id: waited)).Must(202);
        await WaitsAsync(talk.Buyer, talk);
        (await World.HostClient.DeleteAsync($"v1/conversations/{talk.Id}/alerts/{Guid.NewGuid()}")).Must(204); // another's, or nobody's
        for (var i = 0; i < 2; i++) (await World.HostClient.DeleteAsync($"v1/conversations/{talk.Id}/alerts/{waited}")).Must(204);
        Assert.Equal("Not sent: the marketplace took it back.", (await CancelledAsync(talk.Buyer, talk, "withdrawn")).Get<string>("says"));

        var other = await world.NewReadersTalkAsync();
        await Noticing.ChooseAsync(other.Buyer, "appointment", "mail", "after:10");
        (await RaiseAsync(other, id: quick)).Must(202);
        (await World.HostClient.DeleteAsync($"v1/conversations/{other.Id}/alerts/{quick}")).Must(204);
        await CancelledAsync(other.Buyer, other, "withdrawn");
        (await RaiseAsync(other, id: quick)).Must(202); // it stays taken back
        (await RaiseAsync(other, "dispute")).Must(202);
        await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(other.Buyer) && h.Threads.Any(t => t.Get<string>("kind") == "dispute"), "others are told");
        Assert.Single(await world.LogAsync(other.Buyer, other.Id), n => n.Get<string>("kind") == "appointment" && n.Get<string>("channel") == "mail");
        (await World.HostClient.DeleteAsync($"v1/conversations/{Guid.NewGuid()}/alerts/{quick}")).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task A_muted_thread_is_silent_but_for_what_is_critical()
    {
        var talk = await world.NewReadersTalkAsync();
        Assert.True((await talk.Buyer.PutAsync($"v1/conversations/{talk.Id}/notices", new { mute = true })).Must(200).Get<bool>("muted"));
        (await talk.Vendor.SayAsync(talk.Id, "Chatter")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("kind") == "message" && n.Get<string>("because") == "off", "the log says why not");
        (await RaiseAsync(talk, "order-at-risk")).Must(202);
        var mail = await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(talk.Buyer), "what is critical is mailed");
        Assert.Equal("order-at-risk", mail.Threads.Single().Get<string>("kind"));
    }

    [Fact]
    public async Task What_waits_between_two_who_were_kept_apart_meanwhile_is_not_told()
    {
        var talk = await world.NewReadersTalkAsync();
        await Noticing.ChooseAsync(talk.Buyer, "message", "mail", "after:10");
        (await talk.Vendor.SayAsync(talk.Id, "Words before it")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        await DecideAsync(talk, new { act = "block-pair", facts = "They were asked to stop.", ground = "rule", reference = "House rules 4" });
        await world.SetAsync(TimeSpan.FromMinutes(11));
        var logged = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("kind") == "message" && n.Get<string>("state") == "cancelled", "it is cancelled");
        Assert.Equal(("pair-blocked", "Not sent: the marketplace keeps the two apart."), (logged.Get<string>("outcome"), logged.Get<string>("says")));
        Assert.DoesNotContain(world.Site.To(talk.Buyer), h => h.Tells(talk.Id, 2));
    }

    [Fact]
    public async Task What_waits_of_somebody_who_was_blocked_meanwhile_is_not_told_but_what_the_order_says_is()
    {
        var talk = await world.NewReadersTalkAsync();
        await Noticing.ChooseAsync(talk.Buyer, "message", "mail", "after:10");
        (await talk.Vendor.SayAsync(talk.Id, "Words before it")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        (await talk.Buyer.BlockAsync(talk.Id)).Must(200);
        (await RaiseAsync(talk, "order-at-risk")).Must(202);
        await world.Site.HearAsync(h => h.Channel == "mail" && h.IsFor(talk.Buyer) && h.Threads.Any(t => t.Get<string>("kind") == "order-at-risk"), "what the marketplace says is told");
        await world.SetAsync(TimeSpan.FromMinutes(11));
        var logged = await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("kind") == "message" && n.Get<string>("state") == "cancelled", "it is cancelled");
        Assert.Equal(("blocked-by-you", "Not sent: they do not take the other side's messages."), (logged.Get<string>("outcome"), logged.Get<string>("says")));
        Assert.DoesNotContain(world.Site.To(talk.Buyer), h => h.Tells(talk.Id, 2));
    }

    [Fact]
    public async Task Who_was_suspended_meanwhile_is_told_nothing_of_what_others_write()
    {
        var talk = await world.NewReadersTalkAsync();
        await Noticing.ChooseAsync(talk.Buyer, "message", "mail", "after:10");
        (await talk.Vendor.SayAsync(talk.Id, "Words before it")).Must(201);
        await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("state") == "waiting", "it waits");
        await DecideAsync(talk, new { act = "suspend", facts = "They sell what they do not have.", ground = "rule", reference = "House rules 5", hours = 24 });
        await world.SetAsync(TimeSpan.FromMinutes(11));
        Assert.Equal("account-suspended", (await world.LoggedAsync(talk.Buyer, talk.Id, n => n.Get<string>("kind") == "message" && n.Get<string>("state") == "cancelled", "it is cancelled")).Get<string>("outcome"));
        Assert.DoesNotContain(world.Site.To(talk.Buyer), h => h.Tells(talk.Id, 2));
    }

    /// <summary>The vendor reports what the buyer wrote, and a moderator decides.</summary>
    async Task DecideAsync(Talk talk, object decision)
    {
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        Guid? found = null;
        await Eventually.TrueAsync(async () => (found = await moderator.FindAsync(talk.Id)) is not null, "there is a case");
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), decision)).Must(200);
        await Eventually.TrueAsync(async () => !(await talk.Buyer.ViewAsync(talk.Id)).Must(200).Get<bool>("canWrite"), "it holds");
    }
}

public sealed class Alerting_on_sqlite(NoticeSqlite world) : Alerting(world), IClassFixture<NoticeSqlite>;

public sealed class Alerting_on_postgres(NoticePostgres world) : Alerting(world), IClassFixture<NoticePostgres>;
