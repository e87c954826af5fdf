namespace Parley.BrowserTests.Rig;

/// <summary>A page of a vendor's desk beside its inbox.</summary>
public sealed class PageScreen(Window window)
{
    public ILocator View => window.Page.Locator("parley-desk-page");

    public ILocator Title => View.Locator(".page-title h2");

    /// <summary>What says that something is not saved yet, with both ways on.</summary>
    public ILocator Bar => View.Locator(".save-bar");

    /// <summary>What was done, with the way back where there is one.</summary>
    public ILocator Deed => View.Locator(".deed");

    public ILocator Menu => View.Locator("parley-desk-menu .menu");

    /// <summary>Opens the vendor's desk at this page, as the tab would after a reload.</summary>
    public async Task OpenAsync(string vendor, string page, string title)
    {
        await window.Page.AddInitScriptAsync($"try {{ sessionStorage['parley:desk-page:vendor:{vendor}'] ??= '{page}'; }} catch {{ }}");
        await window.GoAsync($"/vendor/{vendor}");
        await Expect(Title).ToHaveTextAsync(title);
    }

    public ILocator Button(string name) => View.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task SaveAsync(string verb = "Save", string said = "Saved")
    {
        await Bar.GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
        await Expect(Deed).ToContainTextAsync(said);
        await Expect(Bar).ToBeHiddenAsync();
    }

    /// <summary>Leaves a picture of it in light, in dark and on a phone, and fits everywhere.</summary>
    public async Task PictureAsync(string name)
    {
        var size = window.Page.ViewportSize!;
        var folder = Places.ArtifactsOf("desk-pages");
        foreach (var (look, scheme, width) in new[] { ("light", ColorScheme.Light, size.Width), ("dark", ColorScheme.Dark, size.Width), ("phone", ColorScheme.Light, 390) })
        {
            await window.Page.SetViewportSizeAsync(width, size.Height);
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await window.FitsItsWidthAsync($"{name} in {look}");
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{look}.png") });
        }
        await window.Page.SetViewportSizeAsync(size.Width, size.Height);
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
