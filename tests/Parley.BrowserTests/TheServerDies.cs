using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>The server is killed and comes back on the same data, with both pages open. On a stage of its own.</summary>
public sealed class TheServerDies(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    public override async ValueTask InitializeAsync()
    {
        Stage = new Stage();
        await Stage.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stage.DisposeAsync();
    }

    [Fact]
    public async Task Both_pages_catch_up_after_the_server_was_killed_and_nothing_is_missing_or_twice()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Before the crash.");
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        await Task.WhenAll(buyer.OpenThreadAsync(conversation), vendor.OpenThreadAsync(conversation));
        await buyer.StayAsync();
        await vendor.StayAsync();
        await vendor.Thread.WriteAsync("Acknowledged.");
        await buyer.Thread.ShowsAsync("Acknowledged.");

        await Stage.KillServerAsync();
        foreach (var window in new[] { buyer, vendor })
        {
            await Expect(window.Thread.Banner).ToContainTextAsync("The connection is interrupted");
            await window.Thread.WriteAsync($"{window.Person} writes on");
            await Expect(window.Thread.Receipt).ToHaveTextAsync(new Regex("Waiting to send|Sending"));
        }
        await Stage.StartServerAsync();

        var api = await Stage.AsAsync(who.Buyer);
        await Eventually.EqualAsync(4, async () => (await api.TextsAsync(conversation)).Count, TimeSpan.FromSeconds(40));
        var stored = await api.TextsAsync(conversation);
        Assert.Equal(["Before the crash.", "Acknowledged."], stored.Take(2));
        Assert.Equal(new[] { $"{who.Buyer} writes on", $"{who.Agent} writes on" }.Order(), stored.Skip(2).Order());
        foreach (var window in new[] { buyer, vendor })
        {
            await Eventually.EqualAsync(stored, window.Thread.TextsAsync, TimeSpan.FromSeconds(40));
            await Expect(window.Thread.Banner).ToHaveCountAsync(0, new() { Timeout = 40_000 });
            await window.WasNotReloadedAsync();
        }

        await vendor.Thread.WriteAsync("And we are back.");
        await buyer.Thread.ShowsAsync("And we are back.");
    }
}
