using Microsoft.Playwright;

namespace Parley.BrowserTests;

/// <summary>The platform's people find what to decide, read it on record, and decide it, with the keyboard alone.</summary>
public sealed class TheConsole(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Words = "Half of that, and not a cent more";

    /// <summary>A thread whose buyer was reported by the vendor's agent.</summary>
    async Task<(Meeting Who, string Conversation, string Case)> ReportedAsync()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync(Words);
        await Stage.ReportAsync(who.Agent, conversation, "threatening", "Wants me to pay elsewhere");
        return (who, conversation, await Stage.OfAsync(conversation));
    }

    async Task<(Window Window, ConsoleScreen Console)> OpenConsoleAsync(string id = "olivia", string role = "moderator", string language = "en", Look? look = null)
    {
        var window = await OpenAsync("olivia", look ?? new Look(Calm: true));
        var console = new ConsoleScreen(window.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken(id, role), language);
        return (window, console);
    }

    [Fact]
    public async Task A_report_is_found_claimed_read_and_decided_without_a_mouse()
    {
        var (who, conversation, id) = await ReportedAsync();
        var (olivia, console) = await OpenConsoleAsync();
        var row = console.Row(id);
        await Expect(row).ToContainTextAsync(who.Buyer);
        await Expect(console.Root).Not.ToContainTextAsync(Words);
        for (var i = 0; i < 100 && await row.GetAttributeAsync("aria-current") is null; i++) await olivia.Page.Keyboard.PressAsync("j");
        await olivia.Page.Keyboard.PressAsync("c");
        await Expect(console.Case).ToContainTextAsync(Words);
        await Expect(console.Case).ToContainTextAsync("Wants me to pay elsewhere");
        await EveryScreenIsAccessible.PassesAsync(olivia, "a case");
        await olivia.Page.Keyboard.PressAsync("2");
        await Expect(console.Case.GetByRole(AriaRole.Radio, new() { Name = "Warn" })).ToBeCheckedAsync();
        await console.Button("Decide and tell").ClickAsync();
        await Expect(console.Case.GetByRole(AriaRole.Alert)).ToContainTextAsync("facts"); // nothing is decided without a reason
        await console.Case.GetByLabel("What happened").FillAsync("You asked for payment outside of the marketplace.");
        await console.Case.GetByLabel("Which one").FillAsync("Rule 7: payments");
        await olivia.Page.Keyboard.PressAsync("Enter");
        await Expect(console.Said).ToContainTextAsync("Decided");
        await Expect(row).ToHaveCountAsync(0);
        var statement = await (await Stage.AsAsync(who.Buyer)).GetAsync("/v1/decisions");
        Assert.Equal("warn", (string?)statement["items"]?[0]?["act"]);
        await console.GoAsync("Audit log");
        await Expect(console.Root.GetByRole(AriaRole.Row).Filter(new() { HasText = $"conversation {conversation}" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_done_before_suggests_the_next_step_and_chooses_nothing_by_itself()
    {
        var (who, conversation, _) = await ReportedAsync();
        await Stage.DecideAsync(conversation, "warn", "You asked for payment outside of the marketplace.");
        var again = await (await Stage.AsAsync(who.Buyer)).OpenAsync("kettenwerk", "listing:city-service", Words);
        await Stage.ReportAsync("tomas", again, "threatening");
        var (olivia, console) = await OpenConsoleAsync(look: Look.Phone with { Calm = true });
        await console.ClaimAsync(await Stage.OfAsync(again));
        var advice = console.Case.Locator($"[data-advice='{who.Buyer}']");
        await Expect(advice).ToContainTextAsync("Warn");
        await Expect(advice).ToContainTextAsync("Next step: Mute, 1 day");
        await Expect(console.Case.Locator("input[name=act]:checked")).ToHaveCountAsync(0);
        await olivia.FitsItsWidthAsync("a case with what was done before");
        await EveryScreenIsAccessible.PassesAsync(olivia, "a case with what was done before");
        await advice.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(console.Case.GetByRole(AriaRole.Radio, new() { Name = "Mute", Exact = true })).ToBeCheckedAsync();
        await Expect(console.Case.GetByLabel("How long")).ToHaveValueAsync("24");
    }

    [Fact]
    public async Task An_appeal_is_decided_by_somebody_else_and_what_is_undone_is_told()
    {
        var (who, conversation, _) = await ReportedAsync();
        await Stage.DecideAsync(conversation, "warn", "You asked for payment outside of the marketplace.", by: "marek");
        var buyer = await Stage.AsAsync(who.Buyer);
        var decision = (await buyer.GetAsync("/v1/decisions"))["items"]![0]!;
        Assert.Equal(System.Net.HttpStatusCode.OK, (await buyer.CallAsync(HttpMethod.Post, $"/v1/decisions/{decision["id"]}/appeal", new { words = "I meant the price, not the way." })).Status);
        var appeal = await Stage.OfAsync(conversation, "appeal");

        var (_, own) = await OpenConsoleAsync("marek");
        await own.ClaimAsync(appeal);
        await Expect(own.Case.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(); // whoever decided does not decide about that
        await Expect(own.Case).Not.ToContainTextAsync("I meant the price");

        var (olivia, console) = await OpenConsoleAsync();
        await console.ClaimAsync(appeal);
        await Expect(console.Case).ToContainTextAsync("Appealed decision, by marek");
        await Expect(console.Case).ToContainTextAsync("I meant the price, not the way.");
        await EveryScreenIsAccessible.PassesAsync(olivia, "an appeal");
        await console.DecideAsync("Undo the decision", "The words were about the price.", rule: null);
        await Expect(console.Row(appeal)).ToHaveCountAsync(0);
        Assert.False((bool)(await buyer.GetAsync("/v1/decisions"))["items"]![0]!["upheld"]!);
    }

    [Fact]
    public async Task Without_a_case_a_conversation_is_read_by_a_grant_and_analysts_see_that_it_was()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync(Words);
        var (olivia, console) = await OpenConsoleAsync();
        await console.GoAsync("Access grants");
        await console.Root.GetByLabel("Id of the conversation").FillAsync(conversation);
        await console.Root.GetByLabel("For what").SelectOptionAsync("support");
        await console.Root.GetByRole(AriaRole.Button, new() { Name = "Ask for access" }).ClickAsync();
        await Expect(console.Root.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(); // a reason is asked for
        await console.Root.GetByLabel("Why, in a sentence").FillAsync("The buyer asked us to look.");
        await olivia.Page.Keyboard.PressAsync("Enter");
        await Expect(console.Root).Not.ToContainTextAsync(Words);
        await console.Root.GetByRole(AriaRole.Button, new() { Name = "Read", Exact = true }).First.ClickAsync();
        await Expect(console.Root.Locator("[data-reading]")).ToContainTextAsync(Words);
        await EveryScreenIsAccessible.PassesAsync(olivia, "what is read by a grant");
        await console.Root.GetByRole(AriaRole.Button, new() { Name = "End it", Exact = true }).First.ClickAsync();
        await Expect(console.Root.Locator("[data-reading]")).ToHaveCountAsync(0);

        var (_, log) = await OpenConsoleAsync("anna", "analyst");
        await log.GoAsync("Audit log");
        var entry = log.Root.GetByRole(AriaRole.Row).Filter(new() { HasText = $"conversation {conversation}" });
        await Expect(entry.Filter(new() { HasText = "grant read" })).ToContainTextAsync("olivia");
        await Expect(entry.Filter(new() { HasText = "grant given" })).ToContainTextAsync("The buyer asked us to look.");
        await Expect(log.Root).Not.ToContainTextAsync(Words);
    }

    [Fact]
    public async Task An_analyst_sees_that_there_are_cases_and_not_what_is_in_them()
    {
        var (_, _, id) = await ReportedAsync();
        var (_, console) = await OpenConsoleAsync("anna", "analyst");
        await console.ChooseAsync(id);
        await Expect(console.Case).ToContainTextAsync("not what is in it");
        await Expect(console.Button("Claim")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_log_of_somebodys_notices_says_why_they_heard_of_something()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, Words);
        var api = await Stage.AsAsync(who.Buyer);
        await Eventually.TrueAsync(async () => (await api.GetAsync($"/v1/notices?as=buyer&conversation={conversation}"))["items"] is System.Text.Json.Nodes.JsonArray { Count: > 0 }, "the answer was planned");
        var (olivia, console) = await OpenConsoleAsync();
        await console.GoAsync("Notifications");
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

    [Fact]
    public async Task It_speaks_five_languages_and_fits_a_phone_with_its_parts_behind_one_button()
    {
        var (_, _, id) = await ReportedAsync();
        var phone = await OpenAsync("olivia", Look.Phone with { Calm = true });
        var console = new ConsoleScreen(phone.Page);
        foreach (var (language, direction, queue, people) in new[] { ("en", "ltr", "Queue", "People"), ("es", "ltr", "Cola", "Personas"), ("de", "ltr", "Warteschlange", "Personen"), ("fr", "ltr", "File", "Personnes"), ("ar", "rtl", "قائمة الانتظار", "الأشخاص") })
        {
            await console.OpenAsync(Stage, Stage.OperatorToken("olivia"), language);
            await Expect(console.Menu).ToHaveTextAsync(queue);
            Assert.Equal(direction, await phone.Page.EvaluateAsync<string>("document.documentElement.dir"));
            Assert.True((await console.Root.Locator("header").BoundingBoxAsync())!.Height < 70, $"The head is one line in {language}.");
            await console.ChooseAsync(id);
            await Expect(console.Case).ToBeVisibleAsync();
            await Expect(console.Rows.First).ToBeHiddenAsync();
            await phone.FitsItsWidthAsync($"the console in {language}");
            if (language == "de") await EveryScreenIsAccessible.PassesAsync(phone, "the console in German");
            await console.Menu.ClickAsync();
            await Expect(console.Section(queue)).ToBeFocusedAsync();
            await phone.FitsItsWidthAsync($"the console's parts in {language}");
            if (language == "ar") await EveryScreenIsAccessible.PassesAsync(phone, "the console's parts in Arabic");
            await phone.Page.Keyboard.PressAsync("ArrowDown");
            await Expect(console.Section(people)).ToBeFocusedAsync();
            await phone.Page.Keyboard.PressAsync("Escape");
            await Expect(console.Menu).ToBeFocusedAsync();
            await console.GoAsync(people);
            await Expect(console.Menu).ToHaveTextAsync(people);
            await Expect(console.Section(queue)).ToBeHiddenAsync();
        }
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
