using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.BrowserTests.Rig;

/// <summary>What keeps people safe in an open thread.</summary>
public sealed class SafetyScreen(IPage page)
{
    public const string Number = "0171 555 01 23";

    /// <summary>Under the text box: what was found in what is written.</summary>
    public ILocator Coach => page.Locator("parley-safety .coach");

    public ILocator Report => page.Locator("dialog.report");

    public ILocator Held => page.Locator(".message:has(.held-note)");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>As a server answers whose policy does not want numbers yet.</summary>
    public Task NumbersAreCoachedAsync() => page.RouteAsync("**/v1/conversations/*/draft-check", route =>
    {
        if (route.Request.Method != "POST") return route.ContinueAsync();
        var findings = FindingsIn($"{JsonNode.Parse(route.Request.PostData!)!["text"]}");
        return AnswerAsync(route, 200, new { verdict = findings.Length > 0 ? "coach" : "allow", policy = 3, findings });
    });

    public static object[] FindingsIn(string text) => text.IndexOf(Number, StringComparison.Ordinal) is var start and >= 0
        ? [new { kind = "phone", start, length = Number.Length, rule = "contact-after-payment", message = "This looks like a telephone number; it is allowed once the order is paid.", allowedFrom = "paid", suggestion = "Let us keep talking here.", exemptions = new[] { "parcel-number", "other" } }]
        : [];

    public static Task AnswerAsync(IRoute route, int status, object body) => route.FulfillAsync(new()
    {
        Status = status,
        ContentType = status < 400 ? "application/json" : "application/problem+json",
        Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
        Body = JsonSerializer.Serialize(body),
    });
}
