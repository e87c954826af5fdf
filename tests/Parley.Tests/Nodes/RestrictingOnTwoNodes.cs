using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Parley.Safety;
using Parley.Tests.Safety;

namespace Parley.Tests.Nodes;

/// <summary>What the platform's people decide through one node holds on the other, for open windows as well, and ends on both by itself.</summary>
public sealed class Restricting_on_two_nodes(Restricting_on_two_nodes.StrictPair world) : Facts(world), IClassFixture<Restricting_on_two_nodes.StrictPair>
{
    /// <summary>Two servers where a new buyer begins two threads an hour.</summary>
    public sealed class StrictPair() : World("postgres", new Dictionary<string, string> { ["Parley__Safety__NewThreadsPerHour"] = "2" })
    {
        public ServerProcess Other { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Other = await SecondNodeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await Other.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);

    ServerProcess Other => ((StrictPair)World).Other;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.True(Other.Defects == 0, $"The second node met a defect:\n{Other.Tail()}");
    }

    /// <summary>A buyer who was reported; their case is decided through the first node.</summary>
    async Task<(Talk Talk, Operators.Operator Moderator, Guid Case)> CaseAsync()
    {
        var talk = await World.NewTalkAsync("You are a fool");
        (await talk.Vendor.PostAsync($"v1/conversations/{talk.Id}/reports", new { reason = "offensive", seq = 1 })).Must(201);
        var moderator = World.NewOperator();
        return (talk, moderator, await moderator.ClaimAsync(talk.Id));
    }

    static object Act(string act, int? hours = null) => new { act, facts = "You insulted the seller in this thread.", ground = "rule", reference = "Rule 2: respect", hours };

    /// <summary>A machine that is busy with other things may be late; one that is late three times in a row breaks its promise.</summary>
    static async Task MustKeepPromiseAsync(Func<Task<TimeSpan>> once)
    {
        var took = new List<TimeSpan>();
        while (took.Count < 3)
        {
            took.Add(await once());
            if (took[^1] < Promise) return;
        }
        Assert.Fail($"It took {string.Join(", ", took)}.");
    }

    static Task MustBeRefusedAsync(Func<Task<Answer>> say, string code) => Eventually.TrueAsync(async () =>
    {
        var answer = await say();
        if (answer.Status < 300) return false;
        answer.MustRefuse(403, code);
        return true;
    }, $"it is refused as {code}");

    [Fact]
    public Task A_suspension_closes_the_windows_on_the_other_node_and_their_senders_are_refused_there() => MustKeepPromiseAsync(async () =>
    {
        var (talk, moderator, id) = await CaseAsync();
        var there = World.At(talk.Buyer, Other);
        await using var window = await there.ListenAsync();
        var since = Stopwatch.StartNew();
        (await moderator.DecideAsync(id, Act("suspend"))).Must(200);
        await window.ClosedAsync();
        await MustBeRefusedAsync(() => there.SayAsync(talk.Id, "Hello?"), "account-suspended");
        var took = since.Elapsed;
        (await there.PostAsync("v1/conversations", (await World.NewShopAsync()).Opening("Hello?"))).MustRefuse(403, "account-suspended");
        (await there.ReadThreadAsync(talk.Id)).Must(200); // what is theirs they may read
        (await World.At(talk.Vendor, Other).SayAsync(talk.Id, "I go on")).Must(201);
        return took;
    });

    [Fact]
    public Task A_mute_refuses_what_is_sent_and_typed_on_the_other_node() => MustKeepPromiseAsync(async () =>
    {
        var (talk, moderator, id) = await CaseAsync();
        var there = World.At(talk.Buyer, Other);
        await using var before = await there.ListenAsync();
        var since = Stopwatch.StartNew();
        (await moderator.DecideAsync(id, Act("mute", 24))).Must(200);
        await before.ClosedAsync(); // it asks anew what holds now
        await MustBeRefusedAsync(() => there.SayAsync(talk.Id, "Hello?"), "muted");
        var took = since.Elapsed;
        (await there.PostAsync($"v1/conversations/{talk.Id}/typing")).MustRefuse(403, "muted");
        await using var again = await there.ListenAsync(); // they may listen
        (await talk.Vendor.SayAsync(talk.Id, "Goodbye")).Must(201);
        await again.HearAsync("message", m => (string?)m.At("message.text") == "Goodbye");
        return took;
    });

    [Fact]
    public Task What_somebody_blocks_through_one_node_holds_on_the_other_and_open_windows_hear_of_it() => MustKeepPromiseAsync(async () =>
    {
        var talk = await World.NewTalkAsync();
        var (buyer, vendor) = (World.At(talk.Buyer, Other), World.At(talk.Vendor, Other));
        await using var buyers = await buyer.ListenAsync();
        await using var vendors = await vendor.ListenAsync();
        var since = Stopwatch.StartNew();
        (await talk.Vendor.BlockAsync(talk.Id)).Must(200);
        await buyers.HearAsync("block", p => (string?)p["with"] == talk.Shop.VendorId);
        await vendors.HearAsync("block", p => (string?)p["with"] == talk.Buyer.Id);
        var took = since.Elapsed;
        (await buyer.SayAsync(talk.Id, "Hello?")).MustRefuse(403, "blocked-by-other"); // a window that heard of it is late for nothing
        (await vendor.SayAsync(talk.Id, "Hello?")).MustRefuse(403, "blocked-by-you");
        (await buyer.PostAsync($"v1/conversations/{talk.Id}/typing")).MustRefuse(403, "blocked-by-other");
        (await buyer.PostAsync("v1/conversations", new { vendor = talk.Shop.VendorId, topic = "other", message = Actor.Message("Hello?") })).MustRefuse(403, "blocked-by-other");
        Assert.DoesNotContain(vendors.All("typing"), t => t.Get<Guid>("conversationId") == talk.Id);
        (await vendor.UnblockAsync(talk.Id)).Must(200);
        await MustKeepPromiseAsync(async () =>
        {
            var again = Stopwatch.StartNew();
            await Eventually.TrueAsync(async () => (await talk.Buyer.SayAsync(talk.Id, "Thank you")).Status == 201, "it is undone on the first node");
            return again.Elapsed;
        });
        return took;
    });

    [Fact]
    public async Task A_sanction_ends_on_both_nodes_by_the_clock_with_nothing_said_between_them()
    {
        var (talk, moderator, id) = await CaseAsync();
        var decision = (await moderator.DecideAsync(id, Act("mute", 1))).Must(200).Get<Guid>("decisions.0.id");
        Actor[] buyers = [talk.Buyer, World.At(talk.Buyer, Other)];
        foreach (var buyer in buyers) await MustBeRefusedAsync(() => buyer.SayAsync(talk.Id, "Hello?"), "muted");
        var end = DateTimeOffset.UtcNow.AddSeconds(4);
        await World.Store.Store.WriteAsync(async db =>
        {
            await db.Set<Sanction>().Where(s => s.DecisionId == decision).ExecuteUpdateAsync(s => s.SetProperty(x => x.Until, end));
            await Sanctions.CountChangeAsync(db, default);
        }, default);
        var changes = await ChangesAsync();
        await Task.WhenAll(buyers.Select(buyer => Eventually.TrueAsync(async () => (await buyer.SayAsync(talk.Id, "Back")).Status == 201, "it ends by itself")));
        Assert.True(DateTimeOffset.UtcNow >= end, "It ended before its time.");
        Assert.Equal(changes, await ChangesAsync());

        async Task<long> ChangesAsync()
        {
            await using var db = World.Store.Open();
            return await db.Set<SanctionChanges>().Where(c => c.Id == SanctionChanges.OfSanctions).Select(c => c.Number).SingleAsync();
        }
    }

    [Fact]
    public async Task What_an_appeal_undoes_through_one_node_is_undone_on_the_other()
    {
        var (talk, moderator, id) = await CaseAsync();
        (await moderator.DecideAsync(id, Act("suspend"))).Must(200);
        var there = World.At(talk.Buyer, Other);
        await MustBeRefusedAsync(() => there.SayAsync(talk.Id, "Hello?"), "account-suspended");
        var statement = Assert.Single((await there.GetAsync("v1/decisions")).Must(200).Json.Items()).Get<Guid>("id");
        (await there.PostAsync($"v1/decisions/{statement}/appeal", new { words = "It was a joke between us" })).Must(200);
        var other = World.NewOperator();
        (await other.DecideAsync(await other.ClaimAsync(talk.Id), new { act = "reverse", facts = "We believe that it was a joke." })).Must(200);
        await Eventually.TrueAsync(async () => (await there.SayAsync(talk.Id, "Thank you")).Status == 201, "they may write through the other node");
    }

    [Fact]
    public Task Who_is_no_operator_any_more_is_refused_on_both_nodes_and_what_they_had_claimed_is_free() => MustKeepPromiseAsync(async () =>
    {
        var (_, moderator, id) = await CaseAsync();
        var there = World.Anyone(World.Tokens.For(moderator.Id, operatorRole: "moderator"), Other);
        (await there.GetAsync("v1/cases")).Must(200);
        var since = Stopwatch.StartNew();
        (await World.HostClient.DeleteAsync($"v1/operators/{moderator.Id}")).Must(204);
        (await moderator.Asks.GetAsync("v1/cases")).MustRefuse(401, "unauthenticated");
        await Eventually.TrueAsync(async () => (await there.GetAsync("v1/cases")).Status == 401, "the other node refuses them");
        var took = since.Elapsed;
        var other = World.NewOperator();
        (await other.Asks.PutAsync($"v1/cases/{id}/claim")).Must(204);
        (await other.DecideAsync(id, new { act = "no-violation" })).Must(200);
        return took;
    });

    [Fact]
    public async Task New_threads_are_counted_over_both_nodes()
    {
        var buyer = await World.NewBuyerAsync();
        Actor[] at = [buyer, World.At(buyer, Other)];
        foreach (var one in at) (await one.PostAsync("v1/conversations", (await World.NewShopAsync()).Opening("Is it still there?"))).Must(201);
        foreach (var one in at) (await one.PostAsync("v1/conversations", (await World.NewShopAsync()).Opening("Is it still there?"))).MustRefuse(429, "too-many-new-threads");
    }

    [Fact]
    public async Task Of_many_threads_begun_on_both_nodes_at_once_no_more_come_about_than_are_allowed()
    {
        var buyer = await World.NewBuyerAsync();
        Actor[] at = [buyer, World.At(buyer, Other)];
        var shops = new List<Shop>();
        for (var i = 0; i < 8; i++) shops.Add(await World.NewShopAsync());
        var answers = await Task.WhenAll(shops.Select((shop, i) => at[i % 2].PostAsync("v1/conversations", shop.Opening("Is it still there?"))));
        Assert.Equal(2, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => a.MustRefuse(429, "too-many-new-threads"));
    }
}
