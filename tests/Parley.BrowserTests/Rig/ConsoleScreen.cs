using Microsoft.Playwright;

namespace Parley.BrowserTests.Rig;

/// <summary>The console of the platform's own people.</summary>
public sealed class ConsoleScreen(IPage page)
{
    public ILocator Root => page.Locator("parley-console");

    /// <summary>The name of a part, where all of them are seen.</summary>
    public ILocator Section(string name) => Root.Locator(".places").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>On a phone: the button that says which part is open, and shows the others.</summary>
    public ILocator Menu => Root.Locator("button.fold");

    public ILocator Rows => Root.Locator(".row");

    public ILocator Case => Root.Locator(".case");

    /// <summary>What was said last, to whoever does not see it.</summary>
    public ILocator Said => Root.GetByRole(AriaRole.Status).Last;

    public ILocator Row(string id) => Root.Locator($".row[data-case='{id}']");

    /// <summary>As an operator with this role, in this language, with a token of the marketplace's.</summary>
    public async Task OpenAsync(Stage stage, string token, string language = "en")
    {
        await page.GotoAsync($"{stage.Server}/console?lang={language}#token={token}");
        await Expect(Root.Locator("nav")).ToBeVisibleAsync();
    }

    public async Task GoAsync(string section)
    {
        if (await Menu.IsVisibleAsync()) await Menu.ClickAsync();
        await Section(section).ClickAsync();
    }

    /// <summary>Chooses a case, however far down the queue it stands.</summary>
    public async Task ChooseAsync(string id)
    {
        var more = Root.Locator(".list .button.wide");
        await Expect(Rows.First).ToBeVisibleAsync();
        while (await Row(id).CountAsync() == 0 && await more.CountAsync() > 0)
        {
            var before = await Rows.CountAsync();
            await more.ClickAsync();
            await Expect(Rows).Not.ToHaveCountAsync(before);
        }
        await Row(id).ClickAsync();
    }

    public async Task ClaimAsync(string id)
    {
        await ChooseAsync(id);
        await Button("Claim and read").ClickAsync();
    }

    /// <summary>Decides what is open, and waits until it is told.</summary>
    public async Task DecideAsync(string act, string facts, string? rule = "Rule 3: respect")
    {
        await Case.GetByRole(AriaRole.Radio, new() { Name = act, Exact = true }).CheckAsync(new() { Force = true });
        await Case.GetByLabel("What happened").FillAsync(facts);
        if (rule is not null) await Case.GetByLabel("Which one").FillAsync(rule);
        await Button("Decide and tell").ClickAsync();
        await Expect(Said).ToContainTextAsync("Decided");
    }

    public ILocator Button(string name) => Case.GetByRole(AriaRole.Button, new() { Name = name });
}
