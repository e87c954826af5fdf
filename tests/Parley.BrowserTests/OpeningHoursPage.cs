using System.Net;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>A vendor's owner says when they are open; everybody in the team sees it.</summary>
public sealed class OpeningHoursPage(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly object Usual = new
    {
        timeZone = "Europe/Berlin",
        weekly = new[] { new { day = "monday", from = "09:00", until = "18:00" }, new { day = "saturday", from = "20:00", until = "26:00" } },
        holidays = new[] { new { name = "Stocktaking", date = "2030-12-31" } },
    };

    [Fact]
    public async Task The_week_is_painted_saved_and_still_so_after_a_reload()
    {
        var path = await PublishAsync("kettenwerk", "tomas");
        var tomas = await OpenAsync("tomas");
        await tomas.Pages.OpenAsync("kettenwerk", "settings/hours", "Opening hours");
        var tuesday = tomas.Pages.View.GetByRole(AriaRole.Group, new() { Name = "Tuesday" });
        await Expect(tuesday).ToContainTextAsync("Closed");
        var strip = (await tuesday.Locator(".strip-day").BoundingBoxAsync())!;
        var (hour, y) = (strip.Width / 24, strip.Y + 10);
        await tomas.Page.Mouse.MoveAsync(strip.X + (hour * 8.1f), y);
        await tomas.Page.Mouse.DownAsync();
        await tomas.Page.Mouse.MoveAsync(strip.X + (hour * 11.9f), y, new() { Steps = 4 });
        await tomas.Page.Mouse.UpAsync();
        await Expect(tuesday.GetByLabel("Tuesday, opens")).ToHaveValueAsync("08:00");
        await Expect(tuesday.GetByLabel("Tuesday, closes")).ToHaveValueAsync("12:00");
        await Expect(tomas.Pages.View.GetByLabel("Saturday, closes")).ToHaveValueAsync("02:00");

        // Not saved yet, and not lost either: not by another page, not by a reload.
        await Expect(tomas.Pages.Bar).ToContainTextAsync("Unsaved changes");
        await tomas.Page.ReloadAsync();
        await Expect(tuesday.GetByLabel("Tuesday, opens")).ToHaveValueAsync("08:00");
        await tomas.Pages.SaveAsync("Publish", "Published");
        await tomas.Page.ReloadAsync();
        await Expect(tuesday.GetByLabel("Tuesday, closes")).ToHaveValueAsync("12:00");
        var api = await Stage.AsAsync("tomas");
        var weekly = (await api.GetAsync(path))["weekly"]!.AsArray();
        Assert.Contains(weekly, hours => $"{hours!["day"]} {hours["from"]} {hours["until"]}" == "tuesday 08:00 12:00");
        Assert.Contains(weekly, hours => $"{hours!["day"]} {hours["from"]} {hours["until"]}" == "saturday 20:00 26:00");
    }

    [Fact]
    public async Task Away_closes_at_once_says_so_and_is_taken_back()
    {
        var path = await PublishAsync("hinterland", "greta");
        var greta = await OpenAsync("greta");
        await greta.Pages.OpenAsync("hinterland", "settings/hours", "Opening hours");
        await greta.Pages.View.GetByRole(AriaRole.Switch, new() { Name = "Away" }).PressAsync("Space");
        await Expect(greta.Pages.View.GetByText("Once published: away until further notice.")).ToBeVisibleAsync();
        await greta.Pages.View.GetByLabel("Message to buyers").FillAsync("Back on Monday");
        await greta.Pages.SaveAsync("Publish", "Published");
        await Expect(greta.Pages.View.GetByText("You are away until further notice.")).ToBeVisibleAsync();
        var api = await Stage.AsAsync("greta");
        Assert.Equal("Back on Monday", $"{(await api.GetAsync(path))["away"]!["message"]}");
        await greta.Pages.Deed.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(greta.Pages.Deed).ToContainTextAsync("Undone");
        Assert.Null((await api.GetAsync(path))["away"]);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_before_anything_is_sent()
    {
        await PublishAsync("nordlicht", "ina");
        var ina = await OpenAsync("ina");
        await ina.Pages.OpenAsync("nordlicht", "settings/hours", "Opening hours");
        await ina.Pages.Button("Add a holiday").ClickAsync();
        await ina.Pages.Bar.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        var name = ina.Pages.View.GetByLabel("Name", new() { Exact = true }).Last;
        await Expect(name).ToBeFocusedAsync();
        await Expect(name).ToHaveAccessibleDescriptionAsync("Give it a name.");
        await name.FillAsync("New Year");
        await ina.Pages.View.GetByLabel("First day").Last.FillAsync("2031-01-01");
        await ina.Pages.SaveAsync("Publish", "Published");
    }

    [Fact]
    public async Task It_is_accessible_and_fits_every_screen()
    {
        await PublishAsync("nordlicht", "ina");
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.Pages.OpenAsync("nordlicht", "settings/hours", "Opening hours");
        await ina.Pages.View.GetByRole(AriaRole.Switch, new() { Name = "Away" }).PressAsync("Space");
        await PassesAsync(ina, "the opening hours");
        await ina.Pages.PictureAsync("hours");
    }

    async Task<string> PublishAsync(string vendor, string owner)
    {
        var path = $"/v1/vendors/{vendor}/hours";
        var (status, body) = await (await Stage.AsAsync(owner)).CallAsync(HttpMethod.Put, path, Usual);
        Assert.True(status == HttpStatusCode.OK, $"Publishing answered {(int)status}: {body}");
        return path;
    }
}
