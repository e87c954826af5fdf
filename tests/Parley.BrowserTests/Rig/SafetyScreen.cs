namespace Parley.BrowserTests.Rig;

/// <summary>What keeps people safe in an open thread.</summary>
public sealed class SafetyScreen(IPage page)
{
    /// <summary>A number that the policy that comes with the server does not want before an order is paid.</summary>
    public const string Number = "0171 555 01 23";

    /// <summary>What that policy holds for people to look at: words of staff, with a way out beside them.</summary>
    public const string Posing = "Your account will be suspended. Go to www.verify-your-shop.com at once.";

    /// <summary>Under the text box: what was found in what is written.</summary>
    public ILocator Coach => page.Locator("parley-safety .coach");

    public ILocator Report => page.Locator("dialog.report");

    public ILocator Held => page.Locator(".message:has(.held-note)");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
