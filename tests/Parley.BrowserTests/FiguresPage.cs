using System.Text.RegularExpressions;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>A vendor sees how soon it answers, day by day and one by one, with the proof.</summary>
public sealed class FiguresPage(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task An_answer_opens_to_show_when_its_clock_ran_and_who_gave_it()
    {
        var who = await AnsweredAsync("hinterland");
        var greta = await OpenAsync("greta");
        await greta.Pages.OpenAsync("hinterland", "figures", "Figures");
        await greta.Pages.View.GetByRole(AriaRole.Group, new() { Name = "Which ones" }).GetByRole(AriaRole.Button, new() { Name = "In time" }).ClickAsync();
        var entry = greta.Pages.View.Locator(".owed-item").Filter(new() { HasText = who.BuyerName }).First;
        await entry.Locator(".owed-head").ClickAsync();
        await Expect(entry.Locator(".timeline .ran").First).ToBeVisibleAsync();
        await Expect(entry.Locator(".steps")).ToContainTextAsync("The buyer wrote");
        await Expect(entry.Locator(".steps")).ToContainTextAsync(new Regex("Greta.* answered"));
        await greta.Pages.Button("Show as a table").ClickAsync();
        await Expect(greta.Pages.View.GetByRole(AriaRole.Region, new() { Name = "Day by day" }).Locator("tbody tr").First).ToBeVisibleAsync();
        var file = await greta.Page.RunAndWaitForDownloadAsync(() => greta.Pages.Button("CSV").ClickAsync());
        Assert.Equal("figures.csv", file.SuggestedFilename);
        Assert.StartsWith("day,agent,name,within", (await File.ReadAllTextAsync(await file.PathAsync())).TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tiles_of_what_is_done_with_say_what_the_server_reckons()
    {
        await Stage.FoundAsync("doneshop");
        var owner = new Api(Stage.Server, await Stage.TokenAsync("doneshop-owner", "Olga Owner"));
        for (var i = 0; i < 11; i++)
        {
            var conversation = await Stage.AskAsync("Is it still there?", "doneshop", "doneshop-listing");
            if (i > 9) continue; // open still, and in time
            await owner.SayAsync(conversation, "It is.");
            await owner.CallAsync(HttpMethod.Put, $"/v1/conversations/{conversation}/closure");
        }
        await Eventually.EqualAsync(10, async () => (int)(await owner.GetAsync("/v1/vendors/doneshop/figures"))["resolutions"]!["all"]!["within"]!);
        var window = await OpenAsAsync(await Stage.TokenAsync("doneshop-owner", "Olga Owner"), "ina", new Look(Calm: true));
        await window.OpenTeamAsync("doneshop");
        await window.Desk.Rail.GetByRole(AriaRole.Button, new() { Name = "Figures" }).ClickAsync();
        var done = window.Pages.View.GetByRole(AriaRole.Region, new() { Name = "Until it is done with" });
        await Expect(done).ToContainTextAsync("Target in opening days: 5.");
        await Expect(done.Locator(".tile strong")).ToHaveTextAsync([new Regex("^100\\s?%$"), new Regex("\\S"), new Regex("^0$")]);
        await Expect(done.Locator(".tile").First).ToContainTextAsync("10 of 10 conversations");
        await Expect(done.Locator(".tile").Nth(1).Locator("strong")).Not.ToHaveTextAsync("–");
        await Expect(done.Locator(".tile dt")).ToHaveTextAsync(["Within target", "Open, median", "Open too long"]);
    }

    [Fact]
    public async Task It_is_accessible_and_fits_every_screen()
    {
        await AnsweredAsync("nordlicht");
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.Pages.OpenAsync("nordlicht", "figures", "Figures");
        await ina.Pages.View.Locator(".owed-head").First.ClickAsync();
        await Expect(ina.Pages.View.Locator(".timeline").First).ToBeVisibleAsync();
        await PassesAsync(ina, "the figures");
        await ina.Pages.PictureAsync("figures");
        await ina.Pages.View.Locator(".owed").ScrollIntoViewIfNeededAsync();
        await ina.Pages.PictureAsync("figures-ledger");
    }

    /// <summary>Somebody has asked and was answered, and the server has judged it.</summary>
    async Task<Meeting> AnsweredAsync(string vendor)
    {
        var who = await Stage.MeetNewAsync(vendor);
        var agent = await Stage.AsAsync(who.Agent);
        // Always open: whatever other tests have published, the clock of this answer runs.
        var (open, said) = await agent.CallAsync(HttpMethod.Put, $"/v1/vendors/{vendor}/hours", new { timeZone = "Europe/Berlin", weekly = Array.Empty<object>(), holidays = Array.Empty<object>() });
        Assert.True(open == System.Net.HttpStatusCode.OK, $"{said}");
        var conversation = await who.BeginAsync();
        await agent.SayAsync(conversation, "Yes, it is.");
        await Eventually.TrueAsync(
            async () => (await agent.GetAsync($"/v1/vendors/{vendor}/obligations?verdict=within"))["items"]!.AsArray().Any(entry => $"{entry!["conversationId"]}" == conversation),
            "the answer is judged");
        return who;
    }
}
