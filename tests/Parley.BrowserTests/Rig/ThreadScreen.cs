using System.Text.RegularExpressions;

namespace Parley.BrowserTests.Rig;

/// <summary>An open conversation on the screen, in the inbox or in the contact panel.</summary>
public sealed class ThreadScreen(IPage page)
{
    public ILocator View => page.Locator("parley-thread-view");

    public ILocator Log => View.Locator(".log");

    public ILocator Messages => Log.Locator(".message");

    public ILocator Field => View.Locator("parley-composer textarea");

    public ILocator SendButton => View.Locator("parley-composer button.send");

    public ILocator Strip => View.Locator(".strip");

    public ILocator SystemLines => Log.Locator(".system");

    public ILocator Typing => Log.Locator(".typing");

    public ILocator Presence => View.Locator(".thread-head .presence");

    public ILocator Banner => View.Locator(".banner");

    /// <summary>The one bubble with exactly these words.</summary>
    public ILocator Message(string text) =>
        Messages.Filter(new() { Has = page.Locator(".bubble > .text", new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(text).Replace("\\ ", "\\s+")}\\s*$") }) });

    /// <summary>How far the newest own message has come, in words.</summary>
    public ILocator Receipt => Log.Locator(".group.own .receipt").Last;

    public async Task WriteAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
        await Expect(Field).ToHaveValueAsync("");
    }

    public async Task ShowsAsync(params string[] texts)
    {
        foreach (var text in texts) await Expect(Message(text)).ToHaveCountAsync(1);
    }

    /// <summary>The tools of a message appear under the pointer, where it is narrow when it is pressed, and go when the message moves away.</summary>
    public Task UseAsync(string text, string tool) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                await page.Mouse.MoveAsync(0, 0);
                await Message(text).HoverAsync(new() { Timeout = 3_000 });
                if (!await Message(text).Locator(".tools").IsVisibleAsync()) await Message(text).FocusAsync();
                await Message(text).Locator(".tools").GetByRole(AriaRole.Button, new() { Name = tool, Exact = true }).ClickAsync(new() { Timeout = 3_000 });
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        },
        $"“{tool}” of “{text}” can be pressed");

    /// <summary>All texts on the screen, from top to bottom.</summary>
    public async Task<List<string>> TextsAsync() => [.. await Messages.Locator(".bubble > .text").AllInnerTextsAsync()];
}

/// <summary>The list of conversations on the screen.</summary>
public sealed class InboxScreen(IPage page)
{
    public ILocator List => page.Locator("parley-list-view, parley-desk");

    public ILocator Rows => List.Locator("button.row");

    public ILocator Row(string conversation) => List.Locator($"button.row[data-id='{conversation}']");

    public ILocator Unread(string conversation) => Row(conversation).Locator(".count > [aria-hidden]");

    /// <summary>The number in the shop's own header.</summary>
    public ILocator Badge => page.Locator("header parley-badge");

    public async Task<int> BadgeAsync() =>
        await Badge.Locator("span").TextContentAsync(new() { Timeout = 5_000 }) is { Length: > 0 } text && await Badge.IsVisibleAsync() ? int.Parse(text) : 0;

    public ILocator Switch(string name) => List.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
