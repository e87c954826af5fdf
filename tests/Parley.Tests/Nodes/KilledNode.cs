namespace Parley.Tests.Nodes;

/// <summary>A node that is killed says no goodbye: its people go offline by its silence.</summary>
public sealed class A_killed_node(A_killed_node.Impatient world) : Facts(world), IClassFixture<A_killed_node.Impatient>
{
    const int Silence = 6;
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10), Slack = TimeSpan.FromSeconds(3);

    public sealed class Impatient() : World("postgres", new Dictionary<string, string> { ["Parley__Live__NodeSilenceSeconds"] = $"{Silence}" });

    [Fact]
    public async Task Takes_its_people_offline_within_its_silence_and_the_grace_and_nobody_else()
    {
        var talk = await World.NewTalkAsync();
        var other = await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "I am in another thread");
        await using var window = await talk.Vendor.ListenAsync();
        await using var stays = await World.SecondNodeAsync();
        await using var dies = await World.SecondNodeAsync();
        await using var elsewhere = await World.At(other.Buyer, stays).ListenAsync();
        await using var there = await World.At(talk.Buyer, dies).ListenAsync();
        foreach (var buyer in new[] { talk.Buyer, other.Buyer }) await window.HearAsync("presence", p => p.Get<string>("id") == buyer.Id && p.Get<bool>("online"));

        await dies.KillAsync();
        Assert.True((await talk.Vendor.ViewAsync(talk.Id)).Get<bool>("with.online")); // nobody can know yet
        var gone = await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && !p.Get<bool>("online"), TimeSpan.FromSeconds(Silence) + Grace + Slack);
        Assert.NotNull(gone.At("lastSeenAt"));
        Assert.False((await talk.Vendor.ViewAsync(talk.Id)).Get<bool>("with.online"));
        Assert.True((await talk.Vendor.ViewAsync(other.Id)).Get<bool>("with.online"));
        Assert.DoesNotContain(window.All("presence"), p => p.Get<string>("id") == other.Buyer.Id && !p.Get<bool>("online"));
    }

    [Fact]
    public async Task One_that_was_only_frozen_has_its_people_back_when_it_goes_on()
    {
        var talk = await World.NewTalkAsync();
        await using var window = await talk.Vendor.ListenAsync();
        await using var freezes = await World.SecondNodeAsync();
        await using var there = await World.At(talk.Buyer, freezes).ListenAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && p.Get<bool>("online"));

        await freezes.FreezeAsync();
        await window.HearAsync("presence", p => p.Get<string>("id") == talk.Buyer.Id && !p.Get<bool>("online"), TimeSpan.FromSeconds(Silence) + Grace + Slack);
        await freezes.ThawAsync();
        await Eventually.TrueAsync(async () => (await talk.Vendor.ViewAsync(talk.Id)).Get<bool>("with.online"), "the buyer is online again");
        await Eventually.TrueAsync(() => window.All("presence").Last(p => p.Get<string>("id") == talk.Buyer.Id).Get<bool>("online"), "the vendor's window was told so");
    }
}
