using Microsoft.Playwright;

namespace Parley.BrowserTests.Rig;

/// <summary>The console of the platform's own people.</summary>
public sealed class ConsoleScreen(IPage page)
{
    public ILocator Root => page.Locator("parley-console");

    public ILocator Section(string name) => Root.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Rows => Root.Locator(".row");

    public ILocator Case => Root.Locator(".case");

    /// <summary>As an operator with this role, in this language, with a token of the marketplace's.</summary>
    public async Task OpenAsync(Stage stage, string token, string language = "en")
    {
        await page.GotoAsync($"{stage.Server}/console?lang={language}#token={token}");
        await Expect(Root.Locator("nav")).ToBeVisibleAsync();
    }
}
