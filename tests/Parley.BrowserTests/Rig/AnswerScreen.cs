namespace Parley.BrowserTests.Rig;

/// <summary>What a vendor's team has beside an open thread.</summary>
public sealed class AnswerScreen(IPage page)
{
    public ILocator View => page.Locator("parley-answering");

    /// <summary>Who else of the team is in the thread.</summary>
    public ILocator Here => page.Locator(".thread-head .here");

    /// <summary>A colleague was faster.</summary>
    public ILocator Stale => View.Locator(".stale");

    /// <summary>The templates to choose from.</summary>
    public ILocator Options => View.GetByRole(AriaRole.Listbox, new() { Name = "Templates" }).GetByRole(AriaRole.Option);

    public ILocator Preview => View.Locator(".preview");

    /// <summary>What is still to be filled in.</summary>
    public ILocator Holes => View.Locator(".hole");

    public ILocator Quick => View.Locator(".quick-reply");

    public ILocator Note => View.GetByRole(AriaRole.Textbox, new() { Name = "Write a note for your team" });

    public ILocator Notes => page.Locator("parley-thread-view .team-note");

    public ILocator Macros => View.GetByRole(AriaRole.Dialog, new() { Name = "Macros" });

    public ILocator Button(string name) => View.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task NoteAsync(string text)
    {
        if (!await Note.IsVisibleAsync()) await Button("Note").ClickAsync();
        await Note.FillAsync(text);
        await Note.PressAsync("Enter");
        await Expect(Note).ToHaveValueAsync("");
    }
}
