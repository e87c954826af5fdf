using Microsoft.EntityFrameworkCore;

namespace Parley.Tests.Safety;

/// <summary>A server whose policy allows everything.</summary>
public class SimulatingWorld(string kind, IReadOnlyDictionary<string, string>? options = null) : World(kind, options)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await HostClient.PutAsync("v1/policy", new { after = 0, policy = new { rules = Array.Empty<object>() } })).Must(200);
    }

    /// <summary>Holds buyers' umbrellas, coaches telephones before an order is paid.</summary>
    public static object Strict { get; } = new
    {
        rules = new object[]
        {
            new { name = "no-umbrellas", what = new[] { "umbrellas" }, @do = "hold", from = "buyer", harm = 70 },
            new { name = "phones-later", what = new[] { "phone" }, @do = "coach", stages = new[] { "inquiry", "offer", "ordered" } },
        },
        lists = new object[] { new { name = "umbrellas", words = new[] { "umbrella" } } },
    };

    public Task<Answer> StartAsync(object policy, DateTimeOffset? since = null, DateTimeOffset? until = null) => HostClient.PostAsync("v1/policy/simulations", new { policy, since, until });

    public async Task<Answer> FindAsync(Guid id) => (await HostClient.GetAsync($"v1/policy/simulations/{id}")).Must(200);

    public async Task<Answer> EndAsync(Guid id)
    {
        Answer? last = null;
        await Eventually.TrueAsync(async () => (last = await FindAsync(id)).Get<string>("state") != "running", "the simulation ends");
        return last!;
    }

    public async Task<Answer> RunAsync(object policy, DateTimeOffset? since = null, DateTimeOffset? until = null) => await EndAsync((await StartAsync(policy, since, until)).Must(201).Get<Guid>("id"));
}

public sealed class SimulatingSqlite() : SimulatingWorld("sqlite");

public sealed class SimulatingPostgres() : SimulatingWorld("postgres");

/// <summary>A policy is tried on what was said before it goes live.</summary>
public abstract class Simulating(SimulatingWorld world) : Facts(world)
{
    static int Count(Answer simulation, string side, string kind, string measure) => simulation.Json.At($"{side}.kinds.{kind}.{measure}")?.GetValue<int>() ?? 0;

    [Fact]
    public async Task A_policy_is_tried_on_what_was_said_and_then_does_what_was_foretold()
    {
        var talk = await World.NewTalkAsync("Is it still there? canary");
        (await talk.Buyer.SayAsync(talk.Id, "And an umbrella with it? canary")).Must(201);
        (await talk.Vendor.SayAsync(talk.Id, "We have no umbrella. canary")).Must(201);
        (await talk.Buyer.SayAsync(talk.Id, "call me on +44 7911 123456 canary")).Must(201);
        var paid = await World.NewTalkAsync();
        var order = await paid.Shop.NewOrderAsync(paid.Buyer);
        var about = (await paid.Buyer.PostAsync("v1/conversations", new { vendor = paid.Shop.VendorId, subject = new { kind = "order", id = order }, message = Actor.Message("call me on +44 7911 123456") })).Must(201).Get<Guid>("conversation.id");
        var pieces = await World.NewTalkAsync("my number is +44");
        (await pieces.Buyer.SayAsync(pieces.Id, "7911")).Must(201);
        (await pieces.Buyer.SayAsync(pieces.Id, "123 456")).Must(201);
        var erased = await World.NewTalkAsync("an umbrella that nobody reads any more");
        (await World.HostClient.DeleteAsync($"v1/users/{erased.Buyer.Id}/words")).Must(204);

        var simulation = await world.RunAsync(SimulatingWorld.Strict);
        Assert.Equal(("done", 1), (simulation.Get<string>("state"), simulation.Get<int>("unreadable")));
        Assert.Equal(simulation.Get<int>("total"), simulation.Get<int>("done"));
        Assert.Equal((1, 0), (Count(simulation, "proposed", "umbrellas", "hold"), Count(simulation, "inForce", "umbrellas", "hold")));
        Assert.Equal(0, simulation.Get<int>("inForce.messages.hold"));
        Assert.Equal(simulation.Get<int>("done") - 1, simulation.Json.At("proposed.messages")!.AsObject().Sum(m => m.Value!.GetValue<int>()));
        Assert.InRange(simulation.Json.At("proposed.percent.hold")!.GetValue<double>(), 0.01, 50);
        var examples = simulation.Json["examples"]!.AsArray().Select(e => (e!.Get<Guid>("conversation"), e!.Get<int>("seq"), e!.Get<string>("proposed.measure"), e!.Get<string>("proposed.findings.0.kind"), e!.Get<string>("proposed.findings.0.rule"))).ToList();
        Assert.Equal(["umbrellas"], simulation.Json.Items("withheld").Select(l => (string)l!)); // one message: named, a trial would be a search for it
        Assert.Equal(new[] { (talk.Id, 4, "coach", "phone", "phones-later"), (pieces.Id, 3, "coach", "phone", "phones-later") }.Order(), examples.Order());
        Assert.Equal(examples.Count + 1, simulation.Get<int>("changed"));
        var entry = Assert.Single((await World.NewOperator("analyst").AuditAsync($"about={Uri.EscapeDataString($"simulation {simulation.Get<Guid>("id")}")}")).Must(200).Json.Items(), e => e.Get<string>("what") == "policy-simulated");
        Assert.Matches("policy [0-9a-f]{64}, with new lists umbrellas$", entry.Get<string>("reason"));
        Assert.DoesNotContain("canary", simulation.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("7911", simulation.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(examples, e => e.Item1 == about || e.Item1 == erased.Id);

        var after = (await World.HostClient.GetAsync("v1/policy")).Must(200).Get<int>("version");
        Assert.Equal(after, simulation.Get<int>("against"));
        (await World.HostClient.PutAsync("v1/policy", new { after, policy = simulation.Json["policy"] })).Must(200);
        var live = await World.NewTalkAsync();
        (await live.Buyer.SayAsync(live.Id, "And an umbrella with it? canary")).Must(202);
        (await live.Vendor.SayAsync(live.Id, "We have no umbrella. canary")).Must(201);
        var coached = await World.NewTalkAsync();
        (await coached.Buyer.SayAsync(coached.Id, "call me on +44 7911 123456 canary")).MustRefuse(422, "coached");
        (await World.HostClient.PutAsync("v1/policy", new { after = after + 1, policy = new { rules = Array.Empty<object>() } })).Must(200);
        Assert.Equal([after + 2, after + 1, after], (await World.HostClient.GetAsync("v1/policy/versions")).Must(200).Json.Items().Take(3).Select(v => v.Get<int>("version")));
    }

    [Fact]
    public async Task Only_messages_of_the_span_are_read_and_at_their_own_time()
    {
        var now = DateTimeOffset.UtcNow;
        var shop = await World.NewShopAsync();
        await shop.ImportAsync(now.AddDays(-40), now.AddDays(-20), now.AddDays(-19), now.AddDays(-10));
        var simulation = await world.RunAsync(new { rules = new object[] { new { name = "words", what = new[] { "mine" }, @do = "refuse", firstContact = true } }, lists = new object[] { new { name = "mine", words = new[] { "words" } } } }, now.AddDays(-45), now.AddDays(-15));
        Assert.Equal((3, 3), (simulation.Get<int>("done"), simulation.Get<int>("total")));
        Assert.Equal((1, 2), (simulation.Get<int>("proposed.messages.refuse"), simulation.Get<int>("proposed.messages.allow"))); // both had spoken after the first
    }

    [Fact]
    public async Task What_cannot_be_tried_is_refused_in_words()
    {
        var now = DateTimeOffset.UtcNow;
        (await world.StartAsync(new { rules = new object[] { new { name = "a", what = new[] { "telepathy" }, @do = "hold" } } })).MustRefuse(400, "validation");
        (await world.StartAsync(SimulatingWorld.Strict, now.AddDays(-32), now)).MustRefuse(400, "validation");
        (await world.StartAsync(SimulatingWorld.Strict, now.AddDays(-3), now.AddDays(-4))).MustRefuse(400, "validation");
        (await world.StartAsync(SimulatingWorld.Strict, now.AddDays(1))).MustRefuse(400, "validation");
        (await World.HostClient.GetAsync($"v1/policy/simulations/{Guid.NewGuid()}")).MustRefuse(404, "not-found");
    }
}

public sealed class Simulating_on_sqlite(SimulatingSqlite world) : Simulating(world), IClassFixture<SimulatingSqlite>;

public sealed class Simulating_on_postgres(SimulatingPostgres world) : Simulating(world), IClassFixture<SimulatingPostgres>;

/// <summary>A server that simulates a hundred messages a second and has some hundreds.</summary>
public class SimulatingSlowlyWorld(string kind) : SimulatingWorld(kind, new Dictionary<string, string> { ["Parley__Safety__SimulatedPerSecond"] = "100" })
{
    /// <summary>A quarter of a minute of it, so that a slow machine has the time to end it.</summary>
    public const int Talks = 1600;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var (shops, buyers) = (new List<Shop>(), new List<Actor>());
        for (var i = 0; i < 20; i++) shops.Add(await NewShopAsync());
        for (var i = 0; i < Talks / 20; i++) buyers.Add(await NewBuyerAsync());
        var lines = string.Concat(Enumerable.Range(0, Talks).Select(i => System.Text.Json.JsonSerializer.Serialize(new
        {
            type = "conversation", vendor = shops[i % 20].VendorId, buyer = buyers[i / 20].Id, topic = "question",
            messages = new[] { new { clientMessageId = Guid.NewGuid(), from = "buyer", text = i % 4 == 0 ? "an umbrella" : "a bowl", at = DateTimeOffset.UtcNow.AddDays(-1) } },
        }) + "\n"));
        Assert.Contains("\"failed\":0", (await HostClient.SendAsync(HttpMethod.Post, "v1/sync", lines, "application/x-ndjson")).Must(200).Body, StringComparison.Ordinal);
    }

    public Task SomeAsync(Guid id) => Eventually.TrueAsync(async () => (await FindAsync(id)).Get<int>("done") > 0, "some of it is done");
}

public sealed class SimulatingSlowlySqlite() : SimulatingSlowlyWorld("sqlite");

public sealed class SimulatingSlowlyPostgres() : SimulatingSlowlyWorld("postgres");

/// <summary>While a simulation runs.</summary>
public abstract class SimulatingSlowly(SimulatingSlowlyWorld world) : Facts(world)
{
    [Fact]
    public async Task One_runs_at_a_time_and_who_may_put_a_policy_ends_it()
    {
        var moderator = World.NewOperator();
        var id = (await moderator.Asks.PostAsync("v1/policy/simulations", new { policy = SimulatingWorld.Strict })).Must(201).Get<Guid>("id");
        (await world.StartAsync(SimulatingWorld.Strict)).MustRefuse(409, "simulation-running");
        await world.SomeAsync(id);
        (await World.NewOperator("analyst").Asks.PutAsync($"v1/policy/simulations/{id}/cancellation")).MustRefuse(403, "forbidden");
        (await moderator.Asks.PutAsync($"v1/policy/simulations/{id}/cancellation")).Must(204);
        (await moderator.Asks.PutAsync($"v1/policy/simulations/{id}/cancellation")).Must(204);
        var cancelled = await world.FindAsync(id);
        Assert.Equal("cancelled", cancelled.Get<string>("state"));
        Assert.InRange(cancelled.Get<int>("done"), 1, SimulatingSlowlyWorld.Talks - 1);
        Assert.Contains(id, (await moderator.Asks.GetAsync("v1/policy/simulations")).Must(200).Json.Items().Select(s => s.Get<Guid>("id")));
        var did = (await moderator.AuditAsync()).Must(200).Json.Items().Where(e => e.Get<string>("about") == $"simulation {id}").Select(e => e.Get<string>("what")).ToList();
        Assert.Equal(["simulation-cancelled", "policy-simulated"], did);
    }

    [Fact]
    public async Task A_killed_server_goes_on_where_it_was_and_counts_nothing_twice()
    {
        var id = (await world.StartAsync(SimulatingWorld.Strict)).Must(201).Get<Guid>("id");
        await world.SomeAsync(id);
        await World.Server.KillAsync();
        int before;
        await using (var db = World.Store.Open()) before = (await db.Set<Parley.Safety.Simulation.PolicySimulation>().SingleAsync(s => s.Id == id)).Done;
        Assert.InRange(before, 1, SimulatingSlowlyWorld.Talks - 1);
        await World.Server.StartAsync();
        var done = await world.EndAsync(id);
        Assert.Equal(("done", SimulatingSlowlyWorld.Talks), (done.Get<string>("state"), done.Get<int>("done")));
        Assert.Equal((SimulatingSlowlyWorld.Talks / 4, SimulatingSlowlyWorld.Talks * 3 / 4), (done.Get<int>("proposed.messages.hold"), done.Get<int>("proposed.messages.allow")));
        Assert.Equal((SimulatingSlowlyWorld.Talks / 4, 20), (done.Get<int>("changed"), done.Json["examples"]!.AsArray().Count));
    }
}

public sealed class SimulatingSlowly_on_sqlite(SimulatingSlowlySqlite world) : SimulatingSlowly(world), IClassFixture<SimulatingSlowlySqlite>;

public sealed class SimulatingSlowly_on_postgres(SimulatingSlowlyPostgres world) : SimulatingSlowly(world), IClassFixture<SimulatingSlowlyPostgres>;
