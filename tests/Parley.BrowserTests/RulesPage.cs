using System.Text.Json.Nodes;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>A team writes rules one can read, tries them before they act, and sees what they did and why.</summary>
public sealed class RulesPage(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Kettenwerk = "/v1/rules?as=vendor:kettenwerk";

    [Fact]
    public async Task A_rule_is_written_tried_switched_on_and_acts_on_what_comes_then()
    {
        var api = await WithoutOwnRulesAsync();
        var word = $"zahnkranz{Guid.NewGuid():N}"[..20];
        var who = await Stage.MeetAsync("kettenwerk");
        await who.BeginAsync($"Is the {word} in stock?");
        var tomas = await OpenAsync("tomas");
        await tomas.Pages.OpenAsync("kettenwerk", "rules", "Rules");
        await tomas.Pages.Button("Add a rule").ClickAsync();
        var rule = tomas.Pages.View.Locator(".rule.editing");
        await rule.GetByLabel("Name", new() { Exact = true }).FillAsync("Sprockets");
        await rule.GetByLabel("Values", new() { Exact = true }).Last.FillAsync($"{word}, ritzel");
        await rule.GetByLabel("Name", new() { Exact = true }).ClickAsync();
        await Expect(rule.Locator(".rule-words .hint")).ToHaveTextAsync($"When a message arrives, if the buyer wrote and it says “{word}” or “ritzel”: set its priority to high.");

        // Switching it on shows first what it would have done.
        await tomas.Pages.View.GetByRole(AriaRole.Switch, new() { Name = "Sprockets" }).PressAsync("Space");
        await Expect(rule.Locator(".trial")).ToContainTextAsync("It would have acted on 1 of");
        await Expect(rule.Locator(".trial")).ToContainTextAsync(who.BuyerName);
        await rule.GetByRole(AriaRole.Button, new() { Name = "Switch on" }).ClickAsync();
        await tomas.Pages.SaveAsync();
        await tomas.Page.ReloadAsync();
        await Expect(tomas.Pages.View.GetByRole(AriaRole.Switch, new() { Name = "Sprockets" })).ToBeCheckedAsync();

        var next = await Stage.MeetAsync("kettenwerk");
        var conversation = await next.BeginAsync($"And a {word} for me?");
        await Eventually.TrueAsync(
            async () => (await api.GetAsync($"/v1/rules/log?as=vendor:kettenwerk&conversation={conversation}"))["items"]!.AsArray().Count > 0, "the rule has acted");
        await tomas.Pages.View.GetByRole(AriaRole.Button, new() { Name = "Log: Sprockets" }).ClickAsync();
        await Expect(tomas.Pages.View.Locator(".deed-item").First).ToContainTextAsync("set its priority to high");
        await Expect(tomas.Pages.View.Locator(".deed-item").First).ToContainTextAsync("one of the words is in the message");
        await Expect(tomas.Pages.View.Locator(".deed-item").First).ToContainTextAsync(next.BuyerName);
    }

    [Fact]
    public async Task Rules_are_put_in_order_by_keyboard_and_what_contradicts_is_refused_with_the_reason()
    {
        var api = await WithoutOwnRulesAsync();
        var tomas = await OpenAsync("tomas");
        await tomas.Pages.OpenAsync("kettenwerk", "rules", "Rules");
        var grip = tomas.Pages.View.GetByRole(AriaRole.Button, new() { Name = "Move Words of urgency" });
        await grip.FocusAsync();
        await tomas.Page.Keyboard.PressAsync("Home");
        await Expect(grip).ToBeFocusedAsync();
        await Expect(tomas.Pages.View.Locator(".rule").First).ToContainTextAsync("Words of urgency");
        await tomas.Pages.SaveAsync();
        Assert.Equal("urgent-words", $"{(await api.GetAsync(Kettenwerk))["rules"]![0]!["standard"]}");

        await tomas.Pages.Button("Add a rule").ClickAsync();
        var rule = tomas.Pages.View.Locator(".rule.editing");
        await rule.GetByLabel("Name", new() { Exact = true }).FillAsync("Off it goes");
        await rule.GetByLabel("Values", new() { Exact = true }).Last.FillAsync("unsubscribe");
        await rule.GetByLabel("What is done").SelectOptionAsync("archive");
        await rule.GetByRole(AriaRole.Button, new() { Name = "Add an act" }).ClickAsync();
        await Expect(rule.GetByLabel("What is done")).ToHaveCountAsync(2);
        await rule.GetByLabel("What is done").Last.SelectOptionAsync("snooze");
        await tomas.Pages.Bar.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(tomas.Pages.Bar.GetByRole(AriaRole.Alert)).ToContainTextAsync("contradicts itself");
    }

    [Fact]
    public async Task A_rule_passes_buyers_on_to_another_team_or_asks_the_marketplace()
    {
        await WithoutOwnRulesAsync();
        await Stage.TellAsync(HttpMethod.Put, "/v1/vendors/kettenwerk/routes", new { vendors = new[] { "hinterland" } });
        var (stay, quarrel) = ($"heuboden{Guid.NewGuid():N}"[..18], $"schlichten{Guid.NewGuid():N}"[..18]);
        var tomas = await OpenAsync("tomas");
        await tomas.Pages.OpenAsync("kettenwerk", "rules", "Rules");
        await WriteAsync("Who asks for a bed", stay, "Hinterland Stays", "pass the buyer on to Hinterland Stays");
        await WriteAsync("Who is angry", quarrel, "The marketplace", "ask the marketplace to have a look");
        await tomas.Pages.SaveAsync();
        await tomas.Page.ReloadAsync();
        await tomas.Pages.View.GetByRole(AriaRole.Button, new() { Name = "Edit: Who asks for a bed" }).ClickAsync();
        var kept = tomas.Pages.View.Locator(".rule.editing");
        await Expect(kept.GetByLabel("What is done")).ToHaveValueAsync("route");
        await Expect(kept.GetByLabel("Whom", new() { Exact = true })).ToHaveValueAsync("hinterland");
        await PassesAsync(tomas, "a rule that passes on");

        var (guest, angry) = (await Stage.MeetNewAsync("kettenwerk"), await Stage.MeetNewAsync("kettenwerk"));
        var (passed, asked) = (await guest.BeginAsync($"Is there a {stay} too?"), await angry.BeginAsync($"Who will {quarrel} this?"));
        var reader = await OpenAsync("tomas");
        await reader.OpenThreadAsync(passed);
        await Expect(reader.Thread.SystemLines.Last).ToContainTextAsync("Passed on to Hinterland Stays");
        await reader.OpenThreadAsync(asked);
        await Expect(reader.Thread.SystemLines.Last).ToContainTextAsync("The marketplace was asked to have a look");
        await Expect(reader.Desk.Item(asked)).ToContainTextAsync("Asked the platform");
        // The other team has a thread of its own with the buyer, who is shown the way there.
        var greta = await OpenAsync("greta");
        var theirs = (await (await Stage.AsAsync("greta")).GetAsync("/v1/inbox?as=vendor:hinterland&folder=all&sort=time&limit=100"))["items"]!.AsArray().Single(row => $"{row!["with"]!["id"]}" == guest.Buyer)!;
        await greta.GoAsync($"/vendor/hinterland?conversation={theirs["id"]}");
        await Expect(greta.Thread.SystemLines.Last).ToContainTextAsync("Passed on by Kettenwerk");

        async Task WriteAsync(string name, string word, string whom, string said)
        {
            await tomas.Pages.Button("Add a rule").ClickAsync();
            var rule = tomas.Pages.View.Locator(".rule.editing");
            await rule.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await rule.GetByLabel("Values", new() { Exact = true }).Last.FillAsync(word);
            await rule.GetByLabel("What is done").SelectOptionAsync("route");
            await rule.GetByLabel("Whom", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = whom });
            await Expect(rule.Locator(".rule-words .hint")).ToHaveTextAsync($"When a message arrives, if the buyer wrote and it says “{word}”: {said}.");
            await tomas.Pages.View.GetByRole(AriaRole.Switch, new() { Name = name }).PressAsync("Space");
            await rule.GetByRole(AriaRole.Button, new() { Name = "Switch on" }).ClickAsync();
        }
    }

    [Fact]
    public async Task The_rules_and_their_log_are_accessible_and_fit_every_screen()
    {
        var api = await Stage.AsAsync("ina");
        var now = await api.GetAsync("/v1/rules?as=vendor:nordlicht");
        var rules = new JsonArray([.. now["rules"]!.AsArray().Where(rule => rule!["standard"] is not null).Select(rule => rule!.DeepClone()), JsonNode.Parse("""
            {"name":"Broken on arrival","on":["created","message"],"when":{"all":[{"fact":"side","is":["buyer"]},{"fact":"words","is":["broken","cracked","damaged*"]},
            {"fact":"subject","is":["order"]}]},"do":[{"type":"priority","priority":"urgent"},{"type":"assign","to":"jonas"}],"stop":true}
            """)]);
        var (status, body) = await api.CallAsync(HttpMethod.Put, "/v1/rules?as=vendor:nordlicht", new { version = (int)now["version"]!, rules });
        Assert.True(status == System.Net.HttpStatusCode.OK, $"{body}");
        await Stage.AskAsync("This is urgent, please answer");
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.Pages.OpenAsync("nordlicht", "rules", "Rules");
        await ina.Pages.View.GetByRole(AriaRole.Button, new() { Name = "Edit: Broken on arrival" }).ClickAsync();
        await ina.Pages.View.GetByRole(AriaRole.Button, new() { Name = "Try it: Words of urgency" }).ClickAsync();
        await Expect(ina.Pages.View.Locator(".trial")).ToContainTextAsync("It would have acted on");
        await PassesAsync(ina, "the rules");
        await ina.Pages.PictureAsync("rules");
        await ina.Pages.Button("What they did").ClickAsync();
        await Expect(ina.Pages.View.Locator(".deed-item").First).ToBeVisibleAsync();
        await PassesAsync(ina, "the log of the rules");
        await ina.Pages.PictureAsync("rules-log");
    }

    /// <summary>Kettenwerk as it began: with the rules that every vendor has.</summary>
    async Task<Api> WithoutOwnRulesAsync()
    {
        var api = await Stage.AsAsync("tomas");
        var now = await api.GetAsync(Kettenwerk);
        var rules = new JsonArray([.. now["rules"]!.AsArray().Where(rule => rule!["standard"] is not null).OrderBy(rule => $"{rule!["id"]}", StringComparer.Ordinal).Select(rule => rule!.DeepClone())]);
        await api.CallAsync(HttpMethod.Put, Kettenwerk, new { version = (int)now["version"]!, rules });
        return api;
    }
}
