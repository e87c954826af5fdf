using Parley.Safety;

namespace Parley.Tests.Safety;

/// <summary>Operators look people up on record and see numbers, decisions and sanctions, never a text; what was imposed can end early, with reasons.</summary>
public abstract class KnowingPeople(World world) : Facts(world)
{
    static object Act(string act, int? hours = null) => new { act, facts = "You asked for something that is not allowed here.", ground = "rule", reference = "Rule 7", hours };

    /// <summary>A thread whose buyer was decided about.</summary>
    async Task<(Talk Talk, Operators.Operator Moderator)> RestrictedAsync(string act, int? hours)
    {
        var talk = await World.NewTalkAsync("canary of two");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), Act(act, hours))).Must(200);
        return (talk, moderator);
    }

    [Fact]
    public async Task Who_is_looked_up_stands_there_in_numbers_and_decisions_and_the_look_is_on_record()
    {
        var (talk, _) = await RestrictedAsync("mute", 24);
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "unwanted" })).Must(201);
        var looking = World.NewOperator("mediator");
        var standing = (await looking.Asks.GetAsync($"v1/people/person/{talk.Buyer.Id}")).Must(200);
        Assert.Equal((talk.Buyer.Name, false, 1, 1, 0, 1), (standing.Get<string>("name"), standing.Get<bool>("left"), standing.Get<int>("threads"), standing.Get<int>("reportsMade"), standing.Get<int>("reportsUpheld"), standing.Get<int>("reportsReceived")));
        Assert.Equal(("report", 1), (standing.Get<string>("flags.0.kind"), standing.Get<int>("flags.0.count")));
        var sanction = Assert.Single(standing.Json.Items("sanctions"));
        Assert.Equal(("mute", "Rule 7"), (sanction.Get<string>("kind"), sanction.Get<string>("reference")));
        Assert.Equal("mute", Assert.Single(standing.Json.Items("decisions")).Get<string>("act"));
        Assert.DoesNotContain("canary", standing.Body, StringComparison.Ordinal);
        Assert.Contains((await World.NewOperator("analyst").AuditAsync($"who={looking.Id}")).Must(200).Json.Items(), e => e.Get<string>("what") == "standing-read" && e.Get<string>("about") == $"person {talk.Buyer.Id}");

        var reporter = (await looking.Asks.GetAsync($"v1/people/person/{talk.Vendor.Id}")).Must(200);
        Assert.Equal((1, 1, talk.Shop.VendorId), (reporter.Get<int>("reportsMade"), reporter.Get<int>("reportsUpheld"), reporter.Get<string>("works.0")));
        var vendor = (await looking.Asks.GetAsync($"v1/people/vendor/{talk.Shop.VendorId}")).Must(200);
        Assert.Equal((1, 1, 1, 1, talk.Vendor.Id), (vendor.Get<int>("threads"), vendor.Get<int>("reportsMade"), vendor.Get<int>("reportsUpheld"), vendor.Get<int>("reportsReceived"), vendor.Get<string>("works.0")));
    }

    [Fact]
    public async Task People_are_found_by_id_or_whole_address_and_vendors_by_id()
    {
        var (talk, looking) = (await World.NewTalkAsync(), World.NewOperator());
        var address = $"bea-{Guid.NewGuid():N}@example.net";
        await World.Host.PutUserAsync(new Parley.Client.User(talk.Buyer.Id, "Bea Buyer", Email: address));
        async Task<List<(string, string)>> FindAsync(string q) => [.. (await looking.Asks.GetAsync($"v1/people?q={Uri.EscapeDataString(q)}")).Must(200).Json.Items().Select(i => (i.Get<string>("party"), i.Get<string>("id")))];
        Assert.Equal([("person", talk.Buyer.Id)], await FindAsync(talk.Buyer.Id));
        Assert.Equal([("person", talk.Buyer.Id)], await FindAsync(address.ToUpperInvariant()));
        Assert.Equal([("vendor", talk.Shop.VendorId)], await FindAsync(talk.Shop.VendorId));
        Assert.Empty(await FindAsync("Bea"));
        Assert.Empty(await FindAsync("%"));
        (await looking.Asks.GetAsync("v1/people")).MustRefuse(400, "validation");
        (await looking.Asks.GetAsync("v1/people/person/nobody")).MustRefuse(404, "not-found");
        (await looking.Asks.GetAsync($"v1/people/shop/{talk.Shop.VendorId}")).MustRefuse(404, "not-found");
        foreach (var path in new[] { $"v1/people?q={talk.Buyer.Id}", $"v1/people/person/{talk.Buyer.Id}" }) (await World.NewOperator("analyst").Asks.GetAsync(path)).MustRefuse(403, "forbidden"); // figures, and nobody by name
    }

    [Fact]
    public async Task A_sanction_that_ends_early_is_a_decision_of_its_own_that_the_person_reads_and_then_they_write()
    {
        var (talk, moderator) = await RestrictedAsync("mute", 24);
        (await talk.Buyer.SayAsync(talk.Id, "But")).MustRefuse(403, "muted");
        var id = (await moderator.Asks.GetAsync($"v1/people/person/{talk.Buyer.Id}")).Must(200).Get<Guid>("sanctions.0.id");
        (await moderator.Asks.PostAsync($"v1/sanctions/{id}/end", new { facts = "Enough" })).MustRefuse(400, "validation");
        (await World.NewOperator("analyst").Asks.PostAsync($"v1/sanctions/{id}/end", new { facts = "It has served its purpose." })).MustRefuse(403, "forbidden");
        var ended = (await moderator.Asks.PostAsync($"v1/sanctions/{id}/end", new { facts = "It has served its purpose." })).Must(200);
        Assert.Equal("end-sanction", ended.Get<string>("act"));
        (await talk.Buyer.SayAsync(talk.Id, "Thank you")).Must(201);
        var statements = (await talk.Buyer.GetAsync("v1/decisions")).Must(200).Json.Items();
        Assert.Equal(["end-sanction", "mute"], statements.Select(s => s.Get<string>("act")));
        Assert.Equal("It has served its purpose.", statements[0].Get<string>("facts"));
        Assert.NotNull(statements[1]["endedAt"]); // it is not shown as if it held
        Assert.Null(statements[0]["endedAt"]);
        Assert.Equal(["out-of-court", "court"], statements[0].Items("redress").Select(r => (string)r!));
        (await talk.Buyer.PostAsync($"v1/decisions/{statements[0].Get<Guid>("id")}/appeal", new { words = "No" })).MustRefuse(409, "appeal-over");
        Assert.Contains((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items(), m => m["event"] is { } line && line.Get<string>("type") == "decision-undone");
        (await moderator.Asks.PostAsync($"v1/sanctions/{id}/end", new { facts = "It has served its purpose." })).MustRefuse(409, "sanction-over");
        Assert.Empty((await moderator.Asks.GetAsync($"v1/people/person/{talk.Buyer.Id}")).Must(200).Json.Items("sanctions"));
        Assert.Contains((await moderator.AuditAsync()).Must(200).Json.Items(), e => e.Get<string>("what") == "sanction-ended" && e.Get<string>("about") == $"sanction {id}");
    }

    [Fact]
    public async Task A_blocked_pair_stands_with_both_and_nobody_ends_their_own_sanction()
    {
        var (talk, moderator) = await RestrictedAsync("block-pair", null);
        var (ofBuyer, ofVendor) = ((await moderator.Asks.GetAsync($"v1/people/person/{talk.Buyer.Id}")).Must(200), (await moderator.Asks.GetAsync($"v1/people/vendor/{talk.Shop.VendorId}")).Must(200));
        Assert.Equal((talk.Shop.VendorId, talk.Buyer.Id), (ofBuyer.Get<string>("sanctions.0.with"), ofVendor.Get<string>("sanctions.0.with")));
        var id = ofBuyer.Get<Guid>("sanctions.0.id");
        foreach (var concerned in new[] { talk.Buyer.Id, talk.Vendor.Id })
            (await World.Anyone(World.Tokens.For(concerned, operatorRole: "moderator")).PostAsync($"v1/sanctions/{id}/end", new { facts = "I should like to write again." })).MustRefuse(403, "own-matter");
        foreach (var (concerned, path) in new[] { (talk.Buyer.Id, $"person/{talk.Buyer.Id}"), (talk.Vendor.Id, $"vendor/{talk.Shop.VendorId}") })
            (await World.Anyone(World.Tokens.For(concerned, operatorRole: "moderator")).GetAsync($"v1/people/{path}")).MustRefuse(403, "own-matter");
        (await moderator.Asks.PostAsync($"v1/sanctions/{id}/end", new { facts = "They have made it up." })).Must(200);
        (await talk.Buyer.SayAsync(talk.Id, "Hello again")).Must(201);
    }

    [Fact]
    public async Task No_case_is_decided_by_ending_a_sanction()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "scam", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        (await moderator.DecideAsync(await moderator.ClaimAsync(talk.Id), Act("end-sanction"))).MustRefuse(400, "validation");
    }
}

public sealed class KnowingPeople_on_sqlite(CommonSqlite world) : KnowingPeople(world);

public sealed class KnowingPeople_on_postgres(CommonPostgres world) : KnowingPeople(world);
