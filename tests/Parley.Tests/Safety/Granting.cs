using Microsoft.EntityFrameworkCore;
using Parley.Safety;

namespace Parley.Tests.Safety;

/// <summary>The people of these conversations are told at once that they were read.</summary>
public class GrantWorld(string kind, bool approval = false) : World(kind, new Dictionary<string, string> { ["Parley__Moderation__TellReadingHours"] = "0", ["Parley__Moderation__GrantApproval"] = approval ? "true" : "false" });

public sealed class GrantSqlite() : GrantWorld("sqlite");

public sealed class GrantPostgres() : GrantWorld("postgres");

/// <summary>Nobody of the platform reads a conversation without a reason, for longer than some minutes, or off the record.</summary>
public abstract class Granting(GrantWorld world) : Facts(world)
{
    static object Asking(Guid thread, string reason = "The buyer asked us for help") => new { conversation = thread, purpose = "support", reason };

    async Task<Guid> GrantedAsync(Operators.Operator who, Guid thread) => (await who.Asks.PostAsync("v1/grants", Asking(thread))).Must(201).Get<Guid>("id");

    [Fact]
    public async Task A_grant_opens_one_conversation_and_each_reading_is_on_record()
    {
        var (talk, other) = (await World.NewTalkAsync("canary of the buyer"), await World.NewTalkAsync("canary of strangers"));
        var moderator = World.NewOperator();
        var grant = await GrantedAsync(moderator, talk.Id);
        for (var i = 0; i < 2; i++) Assert.Equal("canary of the buyer", (await moderator.Asks.GetAsync($"v1/grants/{grant}/messages")).Must(200).Get<string>("items.0.text"));
        var log = (await moderator.AuditAsync()).Must(200).Json.Items();
        Assert.Equal(2, log.Count(e => e.Get<string>("what") == "grant-read" && e.Get<string>("about") == $"conversation {talk.Id}"));
        Assert.Single(log, e => e.Get<string>("what") == "grant-given" && e.Get<string>("reason").Contains("The buyer asked us for help", StringComparison.Ordinal));
        (await moderator.Asks.GetAsync($"v1/conversations/{other.Id}/messages")).MustRefuse(403, "case-required");
        (await moderator.Asks.GetAsync($"v1/conversations/{talk.Id}/messages")).MustRefuse(403, "case-required");
    }

    [Fact]
    public async Task Anothers_grant_does_not_exist_and_an_analyst_has_none()
    {
        var talk = await World.NewTalkAsync();
        var grant = await GrantedAsync(World.NewOperator(), talk.Id);
        (await World.NewOperator("mediator").Asks.GetAsync($"v1/grants/{grant}/messages")).MustRefuse(404, "not-found");
        (await World.NewOperator("analyst").Asks.GetAsync($"v1/grants/{grant}/messages")).MustRefuse(403, "forbidden");
        (await World.NewOperator("analyst").Asks.PostAsync("v1/grants", Asking(talk.Id))).MustRefuse(403, "forbidden");
    }

    [Fact]
    public async Task Nobody_asks_for_a_conversation_of_their_own_or_in_which_they_were_reported()
    {
        var talk = await World.NewTalkAsync();
        foreach (var person in new[] { talk.Buyer.Id, talk.Vendor.Id })
            (await World.Anyone(World.Tokens.For(person, operatorRole: "moderator")).PostAsync("v1/grants", Asking(talk.Id))).MustRefuse(403, "own-matter");
    }

    [Fact]
    public async Task Used_after_its_end_it_is_refused_by_name()
    {
        var talk = await World.NewTalkAsync();
        var moderator = World.NewOperator();
        var ended = await GrantedAsync(moderator, talk.Id);
        (await moderator.Asks.DeleteAsync($"v1/grants/{ended}")).Must(204);
        (await moderator.Asks.GetAsync($"v1/grants/{ended}/messages")).MustRefuse(403, "grant-over");
        var old = await GrantedAsync(moderator, talk.Id);
        (await moderator.Asks.GetAsync($"v1/grants/{old}/messages")).Must(200);
        await World.Store.Store.WriteAsync(db => db.Set<AccessGrant>().Where(g => g.Id == old).ExecuteUpdateAsync(s => s.SetProperty(g => g.EndsAt, DateTimeOffset.UtcNow.AddSeconds(-1))), default);
        (await moderator.Asks.GetAsync($"v1/grants/{old}/messages")).MustRefuse(403, "grant-over");
        Assert.Equal("ended", (await moderator.Asks.GetAsync("v1/grants")).Must(200).Json.Items().Single(g => g.Get<Guid>("id") == old).Get<string>("state"));
    }

    [Fact]
    public async Task Without_a_purpose_a_reason_or_a_conversation_there_is_none()
    {
        var talk = await World.NewTalkAsync();
        var moderator = World.NewOperator();
        (await moderator.Asks.PostAsync("v1/grants", Asking(talk.Id, "because"))).MustRefuse(400, "validation");
        (await moderator.Asks.PostAsync("v1/grants", new { conversation = talk.Id, purpose = "curiosity", reason = "I would like to know it" })).MustRefuse(400, "validation");
        (await moderator.Asks.PostAsync("v1/grants", new { conversation = talk.Id, reason = "I would like to know it" })).MustRefuse(400, "validation");
        (await moderator.Asks.PostAsync("v1/grants", Asking(Guid.NewGuid()))).MustRefuse(404, "not-found");
    }

    [Fact]
    public async Task When_the_entry_cannot_be_written_no_text_leaves_and_the_people_write_on()
    {
        var talk = await World.NewTalkAsync("canary of the buyer");
        var moderator = World.NewOperator();
        var grant = await GrantedAsync(moderator, talk.Id);
        await World.Store.Store.WriteAsync(db => db.Database.ExecuteSqlRawAsync("alter table audit_entries rename to audit_away"), default);
        try
        {
            var answer = await moderator.Asks.GetAsync($"v1/grants/{grant}/messages");
            Assert.True(answer.Status >= 500 && !answer.Body.Contains("canary", StringComparison.Ordinal), answer.Body);
            (await talk.Vendor.SayAsync(talk.Id, "Yes")).Must(201);
        }
        finally
        {
            await World.Store.Store.WriteAsync(db => db.Database.ExecuteSqlRawAsync("alter table audit_away rename to audit_entries"), default);
        }
        (await moderator.Asks.GetAsync($"v1/grants/{grant}/messages")).Must(200);
        Expected++;
    }

    [Fact]
    public async Task Its_people_are_told_once_after_it_was_read_and_not_when_it_was_not()
    {
        var (read, unread) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        var moderator = World.NewOperator();
        await GrantedAsync(moderator, unread.Id);
        var grant = await GrantedAsync(moderator, read.Id);
        for (var i = 0; i < 3; i++) (await moderator.Asks.GetAsync($"v1/grants/{grant}/messages")).Must(200);
        async Task<int> ToldAsync(Talk talk) => (await talk.Buyer.ReadThreadAsync(talk.Id)).Must(200).Json.Items().Count(m => m["event"] is { } line && line.Get<string>("type") == "conversation-read" && line.Get<string>("data.purpose") == "support");
        await Eventually.TrueAsync(async () => await ToldAsync(read) == 1, "the buyer is told");
        (await moderator.Asks.GetAsync($"v1/grants/{await GrantedAsync(moderator, read.Id)}/messages")).Must(200); // another grant is another reading
        await Eventually.TrueAsync(async () => await ToldAsync(read) == 2, "the buyer is told again");
        Assert.Equal(0, await ToldAsync(unread));
    }

    async Task<int> ToldOfCaseAsync(Actor person, Guid thread) => (await person.ReadThreadAsync(thread)).Must(200).Json.Items().Count(m => m["event"] is { } line && line.Get<string>("type") == "conversation-read" && line.Get<string>("data.purpose") == "safety");

    /// <summary>A thread whose first message was reported, and read by whoever has the case.</summary>
    async Task<(Talk Talk, Operators.Operator Moderator, Guid Case)> ReadAsync(Talk talk)
    {
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "unwanted", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        var id = await moderator.ClaimAsync(talk.Id);
        (await moderator.Asks.GetAsync($"v1/cases/{id}")).Must(200);
        return (talk, moderator, id);
    }

    [Fact]
    public async Task Of_a_reading_for_a_case_its_people_are_told_once_and_not_while_anything_is_looked_into()
    {
        var (talk, moderator, id) = await ReadAsync(await World.NewTalkAsync());
        (await moderator.DecideAsync(id, new { act = "no-violation" })).Must(200);
        await Eventually.TrueAsync(async () => await ToldOfCaseAsync(talk.Buyer, talk.Id) == 1, "the buyer is told");
        Assert.Equal(1, await ToldOfCaseAsync(talk.Vendor, talk.Id));

        var (again, second, first) = await ReadAsync(talk);
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "other", words = "And they do not answer" })).Must(201); // another case about it
        (await second.DecideAsync(first, new { act = "no-violation" })).Must(200);
        await Eventually.TrueAsync(async () =>
        {
            await using var db = World.Store.Open();
            return (await db.Set<CaseReading>().SingleAsync(r => r.CaseId == first)).TellAt > DateTimeOffset.UtcNow.AddMinutes(50);
        }, "it waits for an hour");
        Assert.Equal(1, await ToldOfCaseAsync(talk.Buyer, talk.Id));
        var third = World.NewOperator();
        var open = await third.ClaimAsync(talk.Id);
        (await third.Asks.GetAsync($"v1/cases/{open}")).Must(200);
        (await third.DecideAsync(open, new { act = "no-violation" })).Must(200);
        await World.Store.Store.WriteAsync(db => db.Set<CaseReading>().Where(r => r.CaseId == first).ExecuteUpdateAsync(s => s.SetProperty(r => r.TellAt, DateTimeOffset.UtcNow.AddSeconds(-1))), default); // the hour is over
        await Eventually.TrueAsync(async () => await ToldOfCaseAsync(again.Buyer, talk.Id) == 3, "they are told of both");
        await using var after = World.Store.Open();
        Assert.All(await after.Set<CaseReading>().Where(r => r.ConversationId == talk.Id).ToListAsync(), r => Assert.Null(r.TellAt)); // and never again
    }

    [Fact]
    public async Task A_thread_that_was_merged_since_tells_of_its_reading_where_it_goes_on()
    {
        var (shop, buyer) = (await World.NewShopAsync(), await World.NewBuyerAsync());
        var into = await shop.OpenAsync(buyer, "Is it still there?");
        var (from, moderator, id) = await ReadAsync(new Talk(shop, buyer, shop.Agent, (await buyer.PostAsync("v1/conversations", new { vendor = shop.VendorId, topic = "delivery", message = Actor.Message("Hello? Is it?") })).Must(201).Get<Guid>("conversation.id")));
        (await shop.Agent.PostAsync($"v1/conversations/{from.Id}/merge", new { into = into.Id })).Must(200);
        (await moderator.DecideAsync(id, new { act = "no-violation" })).Must(200);
        await Eventually.TrueAsync(async () => await ToldOfCaseAsync(buyer, into.Id) == 1, "they are told there");
        Assert.Equal(0, await ToldOfCaseAsync(buyer, from.Id));
    }

    /// <summary>Defects that a test provokes on purpose.</summary>
    protected int Expected { get; set; }

    public override async ValueTask DisposeAsync()
    {
        if (Expected == 0) await base.DisposeAsync();
    }
}

public sealed class Granting_on_sqlite(GrantSqlite world) : Granting(world), IClassFixture<GrantSqlite>;

public sealed class Granting_on_postgres(GrantPostgres world) : Granting(world), IClassFixture<GrantPostgres>;

public sealed class SecondPersonWorld() : GrantWorld("sqlite", approval: true);

/// <summary>Where the marketplace wants a second person.</summary>
public sealed class Granting_on_sqlite_by_two(SecondPersonWorld world) : Facts(world), IClassFixture<SecondPersonWorld>
{
    [Fact]
    public async Task Another_one_agrees_before_anything_is_read_and_nobody_to_their_own()
    {
        var talk = await World.NewTalkAsync();
        var (asking, other) = (World.NewOperator(), World.NewOperator("mediator"));
        var body = new { conversation = talk.Id, purpose = "dispute", reason = "Both sides tell it differently" };
        var grant = (await asking.Asks.PostAsync("v1/grants", body)).Must(201);
        Assert.Equal("asked", grant.Get<string>("state"));
        var path = $"v1/grants/{grant.Get<Guid>("id")}";
        (await asking.Asks.GetAsync($"{path}/messages")).MustRefuse(403, "grant-not-given");
        (await asking.Asks.PutAsync($"{path}/approval")).MustRefuse(403, "own-matter");
        Assert.Contains((await other.Asks.GetAsync("v1/grants")).Must(200).Json.Items(), g => g.Get<string>("operator") == asking.Id && !g.Get<bool>("mine"));
        Assert.Equal("given", (await other.Asks.PutAsync($"{path}/approval")).Must(200).Get<string>("state"));
        (await asking.Asks.GetAsync($"{path}/messages")).Must(200);
        (await other.Asks.GetAsync($"{path}/messages")).MustRefuse(404, "not-found");
        var refused = $"v1/grants/{(await asking.Asks.PostAsync("v1/grants", body)).Must(201).Get<Guid>("id")}";
        (await other.Asks.DeleteAsync($"{refused}/approval")).Must(200);
        (await asking.Asks.GetAsync($"{refused}/messages")).MustRefuse(403, "grant-not-given");
        (await other.Asks.PutAsync($"{refused}/approval")).MustRefuse(409, "changed-meanwhile");
    }
}
