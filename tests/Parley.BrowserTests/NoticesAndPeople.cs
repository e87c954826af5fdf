using Microsoft.Playwright;

namespace Parley.BrowserTests;

/// <summary>Somebody from outside sends a notice without scripts; operators find it, look people up, end what holds them, and see how they decide.</summary>
public sealed class NoticesAndPeople(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task The_public_form_fits_a_phone_and_everybody_in_light_and_dark()
    {
        var nobody = await OpenAsync("nina", Look.Phone with { Calm = true });
        foreach (var (language, title) in new[] { ("en", "Report illegal content"), ("de", "Rechtswidrige Inhalte melden"), ("ar", "الإبلاغ عن محتوى غير قانوني") })
            foreach (var width in new[] { 390, 1440 })
            {
                await nobody.Page.SetViewportSizeAsync(width, 900);
                await nobody.Page.GotoAsync($"{Stage.Server}/v1/public-notices?lang={language}");
                await Expect(nobody.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
                await nobody.FitsItsWidthAsync($"the public form in {language}");
                if (language == "en") await EveryScreenIsAccessible.PassesAsync(nobody, $"the public form at {width}");
                await nobody.Page.Locator("main form button").ClickAsync();
                await Expect(nobody.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
                await nobody.FitsItsWidthAsync($"the public form with mistakes in {language}");
                if (width == 390) await EveryScreenIsAccessible.PassesAsync(nobody, $"the public form with mistakes in {language}");
            }
    }

    [Fact]
    public async Task A_notice_is_sent_found_in_the_console_and_its_code_says_how_it_ended()
    {
        var about = $"The lamp of Nordlicht {Guid.NewGuid():N}";
        var nina = await OpenAsync("nina", new Look(Calm: true));
        await nina.Page.GotoAsync($"{Stage.Server}/v1/public-notices?lang=en");
        await nina.Page.GetByLabel("What is it about?").SelectOptionAsync("products");
        await nina.Page.GetByLabel("Where is it?").FillAsync(about);
        await nina.Page.GetByLabel("Why is it illegal?").FillAsync("The lamp has no earth wire and is sold all the same.");
        await nina.Page.GetByLabel("Your name").FillAsync("Nina Notifier");
        await nina.Page.GetByLabel("Your mail address").FillAsync("nina@example.net");
        await nina.Page.GetByLabel("I believe in good faith").CheckAsync();
        await nina.Page.GetByRole(AriaRole.Button, new() { Name = "Send the notice" }).ClickAsync();
        await Expect(nina.Page.Locator(".code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[2-9A-Z]{5}(-[2-9A-Z]{5}){3}$"));
        await EveryScreenIsAccessible.PassesAsync(nina, "the receipt");

        var olivia = await OpenAsync("olivia", new Look(Calm: true));
        var console = new ConsoleScreen(olivia.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia-of-notices"));
        await console.ClaimAsync(await Stage.NewestAsync("notice"));
        await Expect(console.Case.GetByRole(AriaRole.Heading, new() { Name = "Notices from outside" })).ToBeVisibleAsync();
        await Expect(console.Case).ToContainTextAsync(about);
        await Expect(console.Case).ToContainTextAsync("Nina Notifier");
        await EveryScreenIsAccessible.PassesAsync(olivia, "a notice in the console");
        await olivia.Page.Keyboard.PressAsync("1");
        await console.Case.GetByRole(AriaRole.Button, new() { Name = "Decide and tell" }).ClickAsync();
        await Expect(console.Root.GetByRole(AriaRole.Status).Last).ToContainTextAsync("Decided");
        await nina.Page.GetByRole(AriaRole.Button, new() { Name = "See how it stands" }).ClickAsync();
        await Expect(nina.Page.Locator("main")).ToContainTextAsync("did not find that rules or law were broken");
        await EveryScreenIsAccessible.PassesAsync(nina, "how a notice stands");
    }

    /// <summary>The id of a buyer who may not write for a day, by a decision of olivia's: made for this, because nobody of the cast may be left so to the tests that come after.</summary>
    async Task<string> MutedAsync()
    {
        var who = await Stage.MeetNewAsync(name: "Mo Muted");
        var conversation = await who.BeginAsync("Not a cent more");
        await Stage.ReportAsync(who.Agent, conversation, "threatening");
        await Stage.DecideAsync(conversation, "mute", "You threatened somebody in this conversation.", "olivia", hours: 24);
        return who.Buyer;
    }

    [Fact]
    public async Task A_person_is_looked_up_and_what_holds_them_ends_early_with_reasons()
    {
        var buyer = await MutedAsync();
        var olivia = await OpenAsync("olivia", new Look(Calm: true, Dark: true));
        var console = new ConsoleScreen(olivia.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia-of-people"));
        await console.GoAsync("People");
        await Expect(console.Root).ToContainTextAsync("Whom do you want to look up?");
        await EveryScreenIsAccessible.PassesAsync(olivia, "people before anybody is looked up");
        await console.Root.GetByLabel("Id of a person").FillAsync(buyer);
        await olivia.Page.Keyboard.PressAsync("Enter");
        await Expect(console.Root.Locator("#standing-title")).ToBeFocusedAsync();
        await Expect(console.Root).ToContainTextAsync("Rule 7: payments");
        await Expect(console.Root).Not.ToContainTextAsync("Not a cent more");
        await EveryScreenIsAccessible.PassesAsync(olivia, "how a person stands");
        await console.Root.GetByText("End it early").ClickAsync();
        await console.Root.GetByLabel("Why it ends").FillAsync("They have said that they are sorry.");
        await console.Root.GetByRole(AriaRole.Button, new() { Name = "End it and tell" }).ClickAsync();
        await Expect(console.Root).ToContainTextAsync("Nothing holds this person or seller back.");
        await Expect(console.Root).ToContainTextAsync("Ended early");
    }

    [Fact]
    public async Task Analysts_see_how_is_decided_and_those_who_decide_do_not()
    {
        await MutedAsync();
        var anna = await OpenAsync("olivia", Look.Phone with { Calm = true });
        var console = new ConsoleScreen(anna.Page);
        foreach (var (language, section, title) in new[] { ("en", "Quality", "By reviewer"), ("es", "Calidad", "Por persona"), ("de", "Qualität", "Nach Prüfenden"), ("fr", "Qualité", "Par personne"), ("ar", "الجودة", "حسب المراجع") })
        {
            await console.OpenAsync(Stage, Stage.OperatorToken("anna", "analyst"), language);
            await console.GoAsync(section);
            await Expect(console.Root.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
            await Expect(console.Root).ToContainTextAsync("olivia");
            await anna.FitsItsWidthAsync($"quality in {language}");
            if (language is "en" or "ar") await EveryScreenIsAccessible.PassesAsync(anna, $"quality in {language}");
        }
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia"));
        await console.GoAsync("Quality");
        await Expect(console.Root).ToContainTextAsync("These figures are for analysts");
        await Expect(console.Root.Locator("table")).ToHaveCountAsync(0);
    }
}
