namespace Parley.Tests.Live;

/// <summary>Who may connect how often, and what a wrong attempt is told.</summary>
public sealed class Connecting(Connecting.Fixture world) : Facts(world), IClassFixture<Connecting.Fixture>
{
    [Fact]
    public async Task A_person_with_all_places_taken_is_refused_until_one_is_free_and_others_are_not_concerned()
    {
        var talk = await World.NewTalkAsync();
        await using var first = await talk.Buyer.ListenAsync();
        var second = await talk.Buyer.ListenAsync();
        var refused = (await talk.Buyer.PostAsync("realtime/negotiate?negotiateVersion=1")).MustRefuse(429, "too-many-connections");
        Assert.InRange(int.Parse(refused.Headers["Retry-After"]), 1, 60);
        await Assert.ThrowsAsync<HttpRequestException>(talk.Buyer.ListenAsync);
        await using var other = await talk.Vendor.ListenAsync();
        await second.DisposeAsync();
        await Eventually.TrueAsync(async () => (await talk.Buyer.PostAsync("realtime/negotiate?negotiateVersion=1")).Status == 200, "a place is free");
        await using var again = await talk.Buyer.ListenAsync();
        (await talk.Vendor.SayAsync(talk.Id, "heard in both")).Must(201);
        foreach (var window in new[] { first, again }) await window.HearAsync("message");
    }

    [Fact]
    public async Task An_attempt_without_an_upgrade_is_a_problem_with_a_sentence()
    {
        var buyer = await World.NewBuyerAsync();
        (await buyer.GetAsync("realtime")).MustRefuse(400, "validation");
        (await buyer.PostAsync("realtime")).MustRefuse(400, "validation");
    }

    public sealed class Fixture() : World("sqlite", new Dictionary<string, string> { ["Parley__Limits__ConnectionsPerPerson"] = "2" });
}
