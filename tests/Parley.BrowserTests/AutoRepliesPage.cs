using System.Net;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>A team says what its machine answers, and sees it as a buyer will.</summary>
public sealed class AutoRepliesPage(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Path = "/v1/auto-replies?as=vendor:hinterland";

    [Fact]
    public async Task A_reply_is_switched_on_previewed_saved_and_still_on_after_a_reload()
    {
        var api = await EmptyAsync();
        var greta = await OpenAsync("greta");
        await greta.Pages.OpenAsync("hinterland", "settings/replies", "Auto-replies");
        var first = greta.Pages.View.GetByRole(AriaRole.Region, new() { Name = "The first message" });
        await first.GetByRole(AriaRole.Switch).PressAsync("Space");
        await Expect(first.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Hello {{buyer.firstName"));
        await first.GetByLabel("Text", new() { Exact = true }).FillAsync("Good day, {{buyer.name}}");
        await Expect(first.Locator(".preview-note")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Good day, [^{]"));
        await greta.Pages.SaveAsync();
        await greta.Page.ReloadAsync();
        await Expect(first.GetByRole(AriaRole.Switch)).ToBeCheckedAsync();
        await Expect(first.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Good day, {{buyer.name}}");
        var reply = (await api.GetAsync(Path))["replies"]!.AsArray().Single()!;
        Assert.Equal(("first-message", "Good day, {{buyer.name}}"), ($"{reply["kind"]}", $"{reply["text"]}"));
    }

    [Fact]
    public async Task A_broken_text_is_said_at_its_field_and_what_a_colleague_saved_is_not_written_over_unasked()
    {
        var api = await EmptyAsync();
        var greta = await OpenAsync("greta");
        await greta.Pages.OpenAsync("hinterland", "settings/replies", "Auto-replies");
        var away = greta.Pages.View.GetByRole(AriaRole.Region, new() { Name = "While you are away" });
        await away.GetByRole(AriaRole.Switch).PressAsync("Space");
        var text = away.GetByLabel("Text", new() { Exact = true });
        await text.FillAsync("Hello {{buyr.name}}");
        await Expect(away.Locator(".flaw")).ToContainTextAsync("buyer.name");
        await text.FillAsync("Gone until Monday");
        await Expect(away.Locator(".flaw")).ToBeHiddenAsync();

        var (status, _) = await api.CallAsync(HttpMethod.Put, Path, new { version = 0, replies = new[] { new { kind = "outside-hours", text = "Closed" } } });
        Assert.Equal(HttpStatusCode.OK, status);
        await greta.Pages.Bar.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(greta.Pages.Bar.GetByRole(AriaRole.Alert)).ToContainTextAsync("A colleague saved something else meanwhile");
        await greta.Pages.Bar.GetByRole(AriaRole.Button, new() { Name = "Use theirs" }).ClickAsync();
        await Expect(greta.Pages.View.GetByRole(AriaRole.Region, new() { Name = "Outside opening hours" }).GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Closed");
    }

    [Fact]
    public async Task It_is_accessible_and_fits_every_screen()
    {
        var api = await EmptyAsync();
        await api.CallAsync(HttpMethod.Put, Path, new
        {
            version = 0,
            replies = new[] { new { kind = "outside-hours", text = "We are closed, {{buyer.firstName|there}}." }, new { kind = "topic:return", text = "Send it back within 30 days." } },
        });
        var greta = await OpenAsync("greta", new Look(Calm: true));
        await greta.Pages.OpenAsync("hinterland", "settings/replies", "Auto-replies");
        await Expect(greta.Pages.View.Locator(".preview-note").First).ToContainTextAsync("We are closed");
        await PassesAsync(greta, "the auto-replies");
        await greta.Pages.PictureAsync("replies");
    }

    /// <summary>Nobody's machine answers in the tests that come after.</summary>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await EmptyAsync();
    }

    async Task<Api> EmptyAsync()
    {
        var api = await Stage.AsAsync("greta");
        await api.CallAsync(HttpMethod.Delete, Path);
        return api;
    }
}
