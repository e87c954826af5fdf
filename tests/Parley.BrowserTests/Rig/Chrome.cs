using System.Diagnostics;

namespace Parley.BrowserTests.Rig;

/// <summary>The browser, started once for all tests; every window is a context of its own.</summary>
public sealed class Chrome : IAsyncLifetime
{
    const float PatienceMs = 15_000;
    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout(PatienceMs);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            // A microphone that hears a tone, and that nobody has to allow.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
        });
    }

    public async Task<Window> OpenAsync(Stage stage, string person, Look? look = null)
    {
        look ??= new Look();
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = stage.Shop,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = look.Calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            HasTouch = look.Touch,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(PatienceMs);
        await context.AddCookiesAsync([new() { Name = "bazaar-person", Value = person, Url = stage.Shop }]);
        await context.AddInitScriptAsync(Watching.Script);
        if (look.Folder is { } folder) await context.AddInitScriptAsync(Desks.OpenAt(folder));
        return new Window(person, stage, context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
    }

    static string Find() =>
        new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium was not found. Install it, or set CHROMIUM to its path.");
}

/// <summary>How a window looks at the world.</summary>
/// <param name="Folder">The folder of a vendor's desk that is open in a new tab; null for the one people begin with.</param>
public sealed record Look(int Width = 1440, int Height = 900, bool Dark = false, bool Calm = false, bool Touch = false, string? Folder = "all")
{
    public static readonly Look Phone = new(390, 844, Touch: true);
    public static readonly Look Tablet = new(820, 1180);
}
