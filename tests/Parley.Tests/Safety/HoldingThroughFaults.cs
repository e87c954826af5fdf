using Microsoft.EntityFrameworkCore;
using Parley.Safety.Screening;

namespace Parley.Tests.Safety;

/// <summary>Held messages and the policy while servers die, and with two of them.</summary>
public sealed class Holding_through_faults(HoldingThroughFaultsWorld world) : Facts(world), IClassFixture<HoldingThroughFaultsWorld>
{
    [Fact]
    public async Task What_was_held_and_what_was_let_through_and_not_sent_yet_outlives_a_killed_server()
    {
        var talk = await World.NewTalkAsync();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        (await talk.Buyer.SayAsync(talk.Id, "a zebra", first)).Must(202);
        (await talk.Buyer.SayAsync(talk.Id, "and more", second)).Must(202);
        await World.Server.KillAsync();
        await using (var db = World.Store.Open()) // as if it died between deciding and sending
            await db.Set<HeldMessage>().Where(h => h.ClientId == first).ExecuteUpdateAsync(s => s.SetProperty(h => h.State, HeldState.Released));
        await World.Server.StartAsync();
        await Eventually.TrueAsync(async () => (await talk.Vendor.WholeThreadAsync(talk.Id)).Count == 3, "both are sent");
        Assert.Equal([first, second], (await talk.Vendor.WholeThreadAsync(talk.Id)).Skip(1).Select(m => m.ClientId));
        (await talk.Buyer.SayAsync(talk.Id, "a zebra again")).Must(202);
        await World.Server.KillAsync();
        await World.Server.StartAsync();
        (await talk.Buyer.SayAsync(talk.Id, "this waits still")).Must(202);
        (await world.ReleaseAsync(await world.HeldAsync(talk.Id))).Must(204);
        Assert.Equal(["a zebra again", "this waits still"], (await talk.Vendor.WholeThreadAsync(talk.Id)).TakeLast(2).Select(m => m.Text));
    }

    [Fact]
    public async Task Another_node_knows_within_seconds_who_waits_and_by_which_policy_is_screened()
    {
        await using var other = await World.SecondNodeAsync();
        var talk = await World.NewTalkAsync();
        var there = World.At(talk.Buyer, other);
        (await talk.Buyer.SayAsync(talk.Id, "a zebra")).Must(202);
        await Task.WhenAll(Eventually.TrueAsync(async () => (await there.SayAsync(talk.Id, "after it")).Status == 202, "it waits there, too", TimeSpan.FromSeconds(5)));
        (await world.ReleaseAsync(await world.HeldAsync(talk.Id))).Must(204);
        var now = (await World.HostClient.GetAsync("v1/policy")).Must(200);
        var rules = new object[] { new { name = "look-first", what = new[] { "beasts" }, @do = "refuse" } };
        (await world.PutAsync(now.Get<int>("version"), new { rules, lists = new object[] { new { name = "beasts", words = new[] { "yak" } } } })).Must(200);
        await Eventually.TrueAsync(async () => (await there.PostAsync($"v1/conversations/{talk.Id}/draft-check", new { text = "a yak" })).Must(200).Get<string>("verdict") == "refuse", "the other node has the new policy", TimeSpan.FromSeconds(5));
        (await world.PutAsync(now.Get<int>("version") + 1, System.Text.Json.Nodes.JsonNode.Parse(now.Json["policy"]!.ToJsonString())!)).Must(200);
    }
}

public sealed class HoldingThroughFaultsWorld() : HoldingWorld("postgres");
