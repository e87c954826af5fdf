using Microsoft.Playwright;

namespace Parley.BrowserTests;

/// <summary>The platform's people find what to decide, read it on record, and decide it, with the keyboard alone.</summary>
public sealed class TheConsole(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Words = "Half of that, and not a cent more";

    /// <summary>A thread whose buyer was reported by the vendor's agent.</summary>
    async Task<(Meeting Who, string Conversation)> ReportedAsync()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync(Words);
        await (await Stage.AsAsync(who.Agent)).CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/reports", new { reason = "threatening", seq = 1, words = "Wants me to pay elsewhere" });
        return (who, conversation);
    }

    [Fact]
    public async Task A_report_is_found_claimed_read_and_decided_without_a_mouse()
    {
        var (who, conversation) = await ReportedAsync();
        var olivia = await OpenAsync("olivia", new Look(Calm: true));
        var console = new ConsoleScreen(olivia.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia"));
        var row = console.Rows.Filter(new() { HasText = who.Buyer }).First;
        await Expect(row).ToBeVisibleAsync();
        await Expect(console.Root).Not.ToContainTextAsync(Words);
        for (var i = 0; i < 40 && await row.GetAttributeAsync("aria-current") is null; i++) await olivia.Page.Keyboard.PressAsync("j");
        await olivia.Page.Keyboard.PressAsync("c");
        await Expect(console.Case).ToContainTextAsync(Words);
        await Expect(console.Case).ToContainTextAsync("Wants me to pay elsewhere");
        await EveryScreenIsAccessible.PassesAsync(olivia, "a case");
        await olivia.Page.Keyboard.PressAsync("2");
        await Expect(console.Case.GetByRole(AriaRole.Radio, new() { Name = "Warn" })).ToBeCheckedAsync();
        await console.Case.GetByRole(AriaRole.Button, new() { Name = "Decide and tell" }).ClickAsync();
        await Expect(console.Case.GetByRole(AriaRole.Alert)).ToContainTextAsync("facts"); // nothing is decided without a reason
        await console.Case.GetByLabel("What happened").FillAsync("You asked for payment outside of the marketplace.");
        await console.Case.GetByLabel("Which one").FillAsync("Rule 7: payments");
        await olivia.Page.Keyboard.PressAsync("Enter");
        await Expect(console.Root.GetByRole(AriaRole.Status).Last).ToContainTextAsync("Decided");
        await Expect(console.Rows.Filter(new() { HasText = who.Buyer })).ToHaveCountAsync(0);
        var statement = await (await Stage.AsAsync(who.Buyer)).GetAsync("/v1/decisions");
        Assert.Equal("warn", (string?)statement["items"]?[0]?["act"]);
        await console.Section("Audit log").ClickAsync();
        await Expect(console.Root.GetByRole(AriaRole.Row).Filter(new() { HasText = $"conversation {conversation}" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_analyst_sees_that_there_are_cases_and_not_what_is_in_them()
    {
        var (who, _) = await ReportedAsync();
        var analyst = await OpenAsync("olivia", new Look(Calm: true));
        var console = new ConsoleScreen(analyst.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("anna", "analyst"));
        await console.Rows.Filter(new() { HasText = who.Buyer }).First.ClickAsync();
        await Expect(console.Case).ToContainTextAsync("not what is in it");
        await Expect(console.Case.GetByRole(AriaRole.Button, new() { Name = "Claim" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_log_of_somebodys_notices_says_why_they_heard_of_something()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, Words);
        var api = await Stage.AsAsync(who.Buyer);
        await Eventually.TrueAsync(async () => (await api.GetAsync($"/v1/notices?as=buyer&conversation={conversation}"))["items"] is System.Text.Json.Nodes.JsonArray { Count: > 0 }, "the answer was planned");
        var olivia = await OpenAsync("olivia", new Look(Calm: true));
        var console = new ConsoleScreen(olivia.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia"));
        await console.Section("Notifications").ClickAsync();
        var person = console.Root.GetByLabel("Id of the person");
        await person.FillAsync("nobody-ever");
        await olivia.Page.Keyboard.PressAsync("Enter");
        await Expect(console.Root.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await person.FillAsync(who.Buyer);
        await olivia.Page.Keyboard.PressAsync("Enter");
        await Expect(console.Root.GetByRole(AriaRole.Row).Filter(new() { HasText = conversation }).First).ToContainTextAsync("message");
        await Expect(console.Root).Not.ToContainTextAsync(Words);
        await EveryScreenIsAccessible.PassesAsync(olivia, "the log of somebody's notices");
    }

    [Theory]
    [InlineData("en", "ltr", "Queue")]
    [InlineData("es", "ltr", "Cola")]
    [InlineData("de", "ltr", "Warteschlange")]
    [InlineData("fr", "ltr", "File")]
    [InlineData("ar", "rtl", "قائمة الانتظار")]
    public async Task It_speaks_five_languages_and_fits_a_phone(string language, string direction, string queue)
    {
        var (who, _) = await ReportedAsync();
        var phone = await OpenAsync("olivia", Look.Phone with { Calm = true });
        var console = new ConsoleScreen(phone.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia"), language);
        await Expect(console.Section(queue)).ToBeVisibleAsync();
        Assert.Equal(direction, await phone.Page.EvaluateAsync<string>("document.documentElement.dir"));
        await console.Rows.Filter(new() { HasText = who.Buyer }).First.ClickAsync();
        await Expect(console.Case).ToBeVisibleAsync();
        await Expect(console.Rows.First).ToBeHiddenAsync();
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the phone");
        await EveryScreenIsAccessible.PassesAsync(phone, $"the console in {language}");
    }

    [Fact]
    public async Task Without_a_token_it_says_where_to_get_one()
    {
        var nobody = await OpenAsync("olivia", new Look(Calm: true));
        await nobody.Page.GotoAsync($"{Stage.Server}/console?lang=en");
        await Expect(new ConsoleScreen(nobody.Page).Root).ToContainTextAsync("Open the console from your marketplace");
        await EveryScreenIsAccessible.PassesAsync(nobody, "the console without a token");
    }
}
