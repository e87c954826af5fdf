using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Parley.BrowserTests;

/// <summary>The platform's people change the policy: in a table or as JSON, tried on what was said, then put live.</summary>
public sealed class ThePolicy(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    async Task<(Window Window, ConsoleScreen Console, ILocator Page)> OpenPolicyAsync(string role = "moderator")
    {
        var window = await OpenAsync("olivia", new Look(Calm: true));
        return (window, new ConsoleScreen(window.Page), await ShowPolicyAsync(window, role));
    }

    async Task<ILocator> ShowPolicyAsync(Window window, string role = "moderator", string language = "en", string section = "Policy")
    {
        var console = new ConsoleScreen(window.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia", role), language);
        await console.GoAsync(section);
        var page = console.Root.Locator("parley-policy");
        await Expect(page.GetByRole(AriaRole.Textbox).Last).ToBeVisibleAsync();
        return page;
    }

    [Fact]
    public async Task A_policy_is_tried_on_what_was_said_and_then_put_live()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync("Does a parasol of this kind keep the rain off?");
        var (window, console, page) = await OpenPolicyAsync();
        var json = page.GetByLabel("The whole policy");
        await Expect(json).Not.ToHaveValueAsync(""); // it comes with the policy
        var policy = JsonNode.Parse(await json.InputValueAsync())!;
        policy["rules"]!.AsArray().Add(new JsonObject { ["name"] = "no-parasols", ["what"] = new JsonArray("parasols"), ["do"] = "hold" });
        policy["lists"] = new JsonArray(new JsonObject { ["name"] = "parasols", ["words"] = new JsonArray("parasol of this kind") });

        await json.FillAsync("{ rules");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no JSON yet");
        await json.FillAsync(policy.ToJsonString().Replace("\"parasols\"],\"do\"", "\"telepathy\"],\"do\"", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("telepathy"); // the server's own words

        await json.FillAsync(policy.ToJsonString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        var result = page.Locator("[data-simulation=done]");
        await Expect(result).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(result).ToContainTextAsync("It would have held");
        await Expect(result).ToContainTextAsync("fewer than 20 messages: parasols"); // or one could ask who said something
        var example = result.GetByRole(AriaRole.Listitem).Filter(new() { HasText = conversation }).First;
        await Expect(example).ToHaveCountAsync(0);
        await (await Stage.AsAsync(who.Buyer)).SayAsync(conversation, [.. Enumerable.Range(1, 19).Select(n => $"Does a parasol of this kind keep the {string.Concat(Enumerable.Repeat("very ", n))}cold rain off?")]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Expect(example).ToContainTextAsync("parasols: no-parasols", new() { Timeout = 60_000 });
        await Expect(page).Not.ToContainTextAsync("rain off");
        await EveryScreenIsAccessible.PassesAsync(window, "the policy, tried");
        await example.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(console.Root.GetByLabel("Id of the conversation")).ToHaveValueAsync(conversation);
        await Expect(console.Root.GetByLabel("For what")).ToHaveValueAsync("quality");

        await console.GoAsync("Policy");
        policy["lists"]![0]!["words"] = new JsonArray("a word that nobody of the other tests says");
        await page.GetByLabel("The whole policy").FillAsync(policy.ToJsonString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it live" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("is in force now");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { Has = window.Page.GetByLabel("Name: no-parasols") })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Put it live" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Rules_are_changed_in_a_table_and_the_json_follows()
    {
        var (_, _, page) = await OpenPolicyAsync();
        var json = page.GetByLabel("The whole policy");
        await page.GetByLabel("Then: pay-here").SelectOptionAsync("refuse");
        await page.GetByRole(AriaRole.Group, new() { Name = "When: pay-here" }).GetByRole(AriaRole.Button, new() { Name = "dispute" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a rule" }).ClickAsync();
        var rules = JsonNode.Parse(await json.InputValueAsync())!["rules"]!.AsArray();
        var changed = rules.Single(r => (string?)r!["name"] == "pay-here")!;
        Assert.Equal("refuse", (string?)changed["do"]);
        Assert.Equal(["inquiry", "offer", "ordered", "paid", "shipped", "completed"], changed["stages"]!.AsArray().Select(s => (string?)s));
        await page.GetByRole(AriaRole.Button, new() { Name = $"Remove the rule {(string?)rules[^1]!["name"]}" }).ClickAsync();
        Assert.Equal(rules.Count - 1, JsonNode.Parse(await json.InputValueAsync())!["rules"]!.AsArray().Count);
        await Expect(page).ToContainTextAsync("This differs from the policy in force.");
    }

    [Fact]
    public async Task An_analyst_reads_it_and_changes_nothing()
    {
        var (_, _, page) = await OpenPolicyAsync("analyst");
        await Expect(page).ToContainTextAsync("Moderators change the policy");
        await Expect(page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task It_speaks_the_console_s_languages_and_fits_a_phone()
    {
        var phone = await OpenAsync("olivia", Look.Phone with { Calm = true });
        foreach (var (language, section, direction) in new[] { ("es", "Política", "ltr"), ("de", "Regeln", "ltr"), ("fr", "Politique", "ltr"), ("ar", "السياسة", "rtl") })
        {
            var page = await ShowPolicyAsync(phone, language: language, section: section);
            Assert.Equal(direction, await page.EvaluateAsync<string>("element => getComputedStyle(element).direction"));
            Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"The page is wider than the phone in {language}.");
            if (language is "de" or "ar") await EveryScreenIsAccessible.PassesAsync(phone, $"the policy in {language}");
        }
    }
}
