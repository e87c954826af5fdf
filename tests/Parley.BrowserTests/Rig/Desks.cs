namespace Parley.BrowserTests.Rig;

/// <summary>The desk of a vendor's team on the screen.</summary>
public sealed class DeskScreen(IPage page)
{
    public ILocator View => page.Locator("parley-desk");

    public ILocator Rows => View.Locator("button.row");

    public ILocator Row(string conversation) => View.Locator($"button.row[data-id='{conversation}']");

    public ILocator Item(string conversation) => View.Locator("li.desk-item", new() { Has = page.Locator($"button.row[data-id='{conversation}']") });

    /// <summary>The box that ticks it.</summary>
    public ILocator Tick(string conversation) => Item(conversation).Locator(".tick");

    public ILocator Bulk => View.Locator(".bulk");

    /// <summary>What was done, with the way back.</summary>
    public ILocator Deed => View.Locator(".deed");

    public ILocator Menu => View.Locator("parley-desk-menu .menu");

    public ILocator Rail => View.Locator(".rail");

    public ILocator Title => View.Locator(".folder-name");

    public ILocator Sheet => View.Locator("dialog.key-sheet");

    public async Task OpenFolderAsync(string name)
    {
        await Rail.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") }).ClickAsync();
        await Expect(Title).ToContainTextAsync(name);
    }

    public async Task OrderByAsync(string order)
    {
        await View.Locator(".desk-tools .order").ClickAsync();
        await Menu.GetByRole(AriaRole.Menuitemradio, new() { Name = order, Exact = true }).ClickAsync();
    }

    /// <summary>The number beside the folder's name; 0 where there is none.</summary>
    public async Task<int> CountAsync(string folder)
    {
        var count = await Rail.Locator($".place.{folder} .place-count > [aria-hidden]").AllTextContentsAsync();
        return count.Count == 0 ? 0 : int.Parse(count[0].TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture);
    }
}

static class Desks
{
    /// <summary>Remembers the folder as the desk itself would, unless this tab has another one open already.</summary>
    public static string OpenAt(string folder) => $$"""
        (() => {
          try {
            for (const vendor of ['nordlicht', 'kettenwerk', 'hinterland'])
              sessionStorage[`parley:desk:vendor:${vendor}`] ??= 'folder={{folder}}&sort=time';
          } catch {
            // A page without storage has no desk either.
          }
        })();
        """;
}
