using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>People choose what they hear of, when and how, and see why they heard of something.</summary>
public sealed class ChoosingNotices(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Path = "/v1/notices/preferences?as=buyer";

    [Fact]
    public async Task A_choice_is_saved_at_once_and_can_be_taken_back()
    {
        var (api, window) = await AskerAsync();
        await window.GoAsync("/notifications");
        await Cell(window, "message mail").ClickAsync();
        await Expect(Chooser(window).GetByRole(AriaRole.Radio, new() { Name = "If still unread after a while" })).ToBeFocusedAsync();
        await Chooser(window).GetByLabel("How long").SelectOptionAsync("60");
        await Expect(Chooser(window).GetByRole(AriaRole.Status)).ToHaveTextAsync("If unread after 1 hour");
        await Chooser(window).GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(Cell(window, "message mail")).ToBeFocusedAsync();
        await Expect(Cell(window, "message mail")).ToHaveAccessibleNameAsync("Someone writes to me, Mail: If unread after 1 hour. Change");
        await Expect(Deed(window)).ToContainTextAsync("Saved.");
        Assert.Equal("after:60 own", await ChosenAsync(api, "message", "mail"));

        await Deed(window).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Cell(window, "message mail")).ToHaveTextAsync("If unread after 10 minutes");
        await Eventually.TrueAsync(async () => await ChosenAsync(api, "message", "mail") == "after:10 default", "the choice was taken back");
    }

    [Fact]
    public async Task It_is_chosen_with_the_keyboard_alone()
    {
        var (api, window) = await AskerAsync();
        await window.GoAsync("/notifications");
        await Cell(window, "message browser").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(Chooser(window).GetByRole(AriaRole.Radio, new() { Name = "At once, if you have not seen it here" })).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(Chooser(window).GetByRole(AriaRole.Radio, new() { Name = "Not at all" })).ToBeCheckedAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(Chooser(window)).ToBeHiddenAsync();
        await Expect(Cell(window, "message browser")).ToBeFocusedAsync();
        await Expect(Cell(window, "message browser")).ToHaveTextAsync("Off");
        await Eventually.TrueAsync(async () => await ChosenAsync(api, "message", "browser") == "off own", "the choice was saved");
    }

    [Fact]
    public async Task A_choice_made_in_the_last_moment_is_saved_when_the_page_goes()
    {
        var (api, window) = await AskerAsync();
        await window.GoAsync("/notifications");
        await window.Page.GetByRole(AriaRole.Switch, new() { Name = "Show what was written in mails" }).PressAsync("Space");
        await window.GoAsync("/");
        await Eventually.TrueAsync(async () => !(bool)(await api.GetAsync(Path))["textInMail"]!, "the switch was saved");
    }

    [Fact]
    public async Task What_cannot_be_chosen_is_locked_and_says_why_and_what_presses_has_no_summary()
    {
        var (_, window) = await AskerAsync();
        await window.GoAsync("/notifications");
        var row = window.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Something I must know" });
        await Expect(row).ToContainTextAsync("The marketplace decides this; it cannot be changed.");
        await Expect(row.Locator(".locked")).ToHaveTextAsync("At once");
        await Expect(Cell(window, "essential mail")).ToHaveCountAsync(0);
        await Cell(window, "dispute mail").ClickAsync();
        await Expect(Chooser(window).GetByRole(AriaRole.Radio)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Quiet_hours_are_drawn_said_in_words_and_kept_once_they_make_sense()
    {
        var (api, window) = await AskerAsync();
        await window.GoAsync("/notifications");
        await Expect(window.Page.GetByText("You have no quiet hours.")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add quiet hours" }).ClickAsync();
        await Expect(Deed(window)).ToContainTextAsync("Saved.");
        await Expect(window.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("Quiet in a week: Monday .*8:00, 22:00") })).ToBeVisibleAsync();

        var days = window.Page.GetByRole(AriaRole.Group, new() { Name = "On these days" });
        foreach (var day in new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" })
            await days.GetByRole(AriaRole.Button, new() { Name = day }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a day.");
        await days.GetByRole(AriaRole.Button, new() { Name = "Friday" }).ClickAsync();
        await window.Page.GetByLabel("To", new() { Exact = true }).FillAsync("09:30");
        await Eventually.TrueAsync(
            async () => (await api.GetAsync(Path))["quiet"] is JsonArray { Count: 1 } quiet && $"{quiet[0]!["days"]!.AsArray().Single()} {quiet[0]!["from"]} {quiet[0]!["to"]}" == "fri 22:00 09:30",
            "Friday's night is quiet");
        await window.Page.ReloadAsync();
        await Expect(window.Page.GetByLabel("To", new() { Exact = true })).ToHaveValueAsync("09:30");
    }

    [Fact]
    public async Task Each_role_is_a_tab_with_choices_of_its_own()
    {
        await Stage.FoundAsync("tabs");
        var token = await Stage.TokenAsync("tabs-owner", "Olga Owner");
        var owner = await OpenAsAsync(token, "maya");
        await owner.GoAsync("/notifications");
        await owner.Page.GetByRole(AriaRole.Tab, new() { Name = "As buyer" }).FocusAsync();
        await owner.Page.Keyboard.PressAsync("ArrowRight");
        await owner.Page.Keyboard.PressAsync("Enter");
        await Expect(owner.Page.GetByRole(AriaRole.Tab, new() { Name = "The tabs" })).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(owner.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "A colleague mentions me" })).ToBeVisibleAsync();
        await Cell(owner, "mention mail").ClickAsync();
        await Chooser(owner).GetByRole(AriaRole.Radio, new() { Name = "Together, once a day" }).CheckAsync();
        await Chooser(owner).GetByLabel("Time").FillAsync("07:15");
        await owner.Page.Keyboard.PressAsync("Escape");
        await Expect(Deed(owner)).ToContainTextAsync("Saved.");
        Assert.Equal("daily:07:15 own", await ChosenAsync(new Api(Stage.Server, token), "mention", "mail", "vendor:tabs"));
        await owner.Page.ReloadAsync();
        await Expect(Cell(owner, "mention mail")).ToContainTextAsync("Daily at");
    }

    [Fact]
    public async Task The_bell_mutes_a_thread_and_the_page_gives_it_back()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        var (window, api) = (await OpenAsync(who.Buyer), await Stage.AsAsync(who.Buyer));
        await window.OpenThreadAsync(conversation);
        var bell = window.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications of this thread" });
        await bell.ClickAsync();
        var menu = window.Page.GetByRole(AriaRole.Menu, new() { Name = "Notifications of this thread" });
        await Expect(menu.GetByRole(AriaRole.Menuitemradio, new() { Name = "As for other threads" })).ToHaveAttributeAsync("aria-checked", "true");
        await window.Page.Keyboard.PressAsync("End");
        await window.Page.Keyboard.PressAsync("ArrowUp"); // answers by mail
        await window.Page.Keyboard.PressAsync("ArrowUp");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(menu).ToHaveCountAsync(0);
        await Expect(bell).ToBeFocusedAsync();
        Assert.True((bool)(await api.GetAsync($"/v1/conversations/{conversation}/notices"))["muted"]!);

        await bell.ClickAsync();
        await Expect(menu.GetByRole(AriaRole.Menuitemradio, new() { Name = "Mute" })).ToHaveAttributeAsync("aria-checked", "true");
        await menu.GetByRole(AriaRole.Menuitem, new() { Name = "All my notifications" }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex($"/notifications\\?as=buyer&conversation={conversation}$"));
        var own = window.Page.Locator("parley-own-threads li").Filter(new() { HasText = who.ListingTitle });
        await Expect(own).ToContainTextAsync("Muted");
        await own.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Like the others") }).ClickAsync();
        await Expect(own).ToHaveCountAsync(0);
        Assert.False((bool)(await api.GetAsync($"/v1/conversations/{conversation}/notices"))["muted"]!);
    }

    [Fact]
    public async Task The_bell_ends_answers_by_mail_in_a_thread_and_gives_them_back()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        var (window, api) = (await OpenAsync(who.Buyer), await Stage.AsAsync(who.Buyer));
        await window.OpenThreadAsync(conversation);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications of this thread" }).ClickAsync();
        var answers = window.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Answer by mail" });
        await Expect(answers).ToHaveAttributeAsync("aria-checked", "true");
        await answers.ClickAsync();
        await Expect(answers).ToHaveAttributeAsync("aria-checked", "false");
        Assert.True((bool)(await api.GetAsync($"/v1/conversations/{conversation}/mail-answers"))["stopped"]!);
        await EveryScreenIsAccessible.PassesAsync(window, "a bell with answers by mail");
        await answers.PressAsync("Enter");
        await Expect(answers).ToHaveAttributeAsync("aria-checked", "true");
        Assert.False((bool)(await api.GetAsync($"/v1/conversations/{conversation}/mail-answers"))["stopped"]!);
    }

    [Fact]
    public async Task The_log_says_why_something_was_told_and_shows_one_thread_alone()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Yes, it is.");
        var (window, api) = (await OpenAsync(who.Buyer), await Stage.AsAsync(who.Buyer));
        await Eventually.TrueAsync(async () => (await api.GetAsync($"/v1/notices?as=buyer&conversation={conversation}"))["items"] is JsonArray { Count: > 0 }, "the answer was planned");
        await window.GoAsync("/notifications");
        var item = window.Page.Locator(".log-item").Filter(new() { HasText = who.ListingTitle }).First;
        await Expect(item).ToContainTextAsync("New message");
        await item.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Only this thread") }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Why did I hear of it, or not?" })).ToBeFocusedAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" })).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Only this thread") })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_could_not_be_loaded_or_saved_says_so_and_goes_on()
    {
        var (api, window) = await AskerAsync();
        var refuse = true;
        await window.Context.RouteAsync("**/v1/notices/preferences?*", route => !refuse ? route.ContinueAsync() : route.FulfillAsync(new()
        {
            Status = 403,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            Body = """{"type":"/problems/forbidden","title":"No","status":403,"detail":"Not now."}""",
        }));
        await window.GoAsync("/notifications");
        await Expect(window.Page.Locator("parley-preferences .empty")).ToBeVisibleAsync();
        refuse = false;
        await window.Page.ReloadAsync();
        await Expect(Cell(window, "message mail")).ToBeVisibleAsync();
        refuse = true;
        var written = window.Page.GetByRole(AriaRole.Switch, new() { Name = "Show what was written in mails" });
        await written.PressAsync("Space");
        await Expect(Deed(window)).ToContainTextAsync("Not saved");
        await Expect(written).ToBeCheckedAsync();
        Assert.True((bool)(await api.GetAsync(Path))["textInMail"]!);
    }

    [Fact]
    public async Task A_browser_that_was_told_no_says_how_to_change_that()
    {
        var (_, window) = await AskerAsync();
        await window.Page.AddInitScriptAsync("Object.defineProperty(Notification, 'permission', { get: () => 'denied' });");
        await window.GoAsync("/notifications");
        await Expect(window.Page.GetByRole(AriaRole.Switch, new() { Name = "Notifications of this browser" })).ToBeDisabledAsync();
        await Expect(window.Page.GetByText("You told this browser not to show notifications of this site.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_is_accessible_in_every_language_direction_and_width()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Yes, it is.");
        var api = await Stage.AsAsync(who.Buyer);
        await api.CallAsync(HttpMethod.Put, $"/v1/conversations/{conversation}/notices", new { mute = true });
        foreach (var look in new[] { new Look(Calm: true), Look.Phone with { Calm = true }, new Look(320, 700, Calm: true) })
        {
            var window = await OpenAsync(who.Buyer, look);
            await window.GoAsync("/notifications");
            await Expect(Cell(window, "message mail")).ToBeVisibleAsync();
            await Expect(window.Page.Locator("parley-own-threads li")).ToContainTextAsync(who.ListingTitle);
            if (await window.Page.GetByText("You have no quiet hours.").IsVisibleAsync()) await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add quiet hours" }).ClickAsync();
            await PassesAsync($"the notifications at {look.Width}");
            await window.FitsItsWidthAsync("The notifications");
            foreach (var language in new[] { "de", "es", "fr", "ar" })
            {
                await window.Page.EvaluateAsync("language => document.querySelector('parley-preferences').setAttribute('locale', language)", language);
                await Expect(window.Page.Locator("parley-preferences")).ToHaveAttributeAsync("dir", language == "ar" ? "rtl" : "ltr");
                await Expect(window.Page.Locator(".prefs > header p")).Not.ToContainTextAsync("Everything is saved");
                await window.FitsItsWidthAsync($"The notifications in {language}");
            }
            await PassesAsync($"the notifications in Arabic at {look.Width}");
            await Cell(window, "message mail").ClickAsync();
            await Expect(Chooser(window)).ToBeVisibleAsync();
            await PassesAsync($"the choice of a cadence at {look.Width}");
            await window.FitsItsWidthAsync("The choice of a cadence");
            await window.Page.Keyboard.PressAsync("Escape");

            await window.OpenThreadAsync(conversation);
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications of this thread" }).ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Mute" })).ToHaveAttributeAsync("aria-checked", "true");
            await PassesAsync($"a thread's bell at {look.Width}");
            await window.FitsItsWidthAsync("A thread with its bell");

            // The narrowest has the phone's own looks: what is to be seen there is that it fits.
            Task PassesAsync(string screen) => look.Width < 390 ? Task.CompletedTask : EveryScreenIsAccessible.PassesAsync(window, screen);
        }
    }

    static ILocator Cell(Window window, string cell) => window.Page.Locator($"[data-cell='{cell}']");

    static ILocator Chooser(Window window) => window.Page.Locator(".chooser");

    static ILocator Deed(Window window) => window.Page.Locator(".prefs > .deed");

    /// <summary>What holds, and who chose it.</summary>
    static async Task<string> ChosenAsync(Api api, string kind, string channel, string role = "buyer")
    {
        var view = await api.GetAsync($"/v1/notices/preferences?as={role}");
        var choice = view["choices"]!.AsArray().Single(c => $"{c!["kind"]} {c["channel"]}" == $"{kind} {channel}");
        return $"{choice!["cadence"]} {choice["by"]}";
    }

    /// <summary>A buyer of this test's own, who has chosen nothing yet.</summary>
    async Task<(Api Api, Window Window)> AskerAsync()
    {
        var id = $"chooser-{Guid.NewGuid():N}";
        var token = await Stage.TokenAsync(id, "Cleo Chooser");
        return (new Api(Stage.Server, token), await OpenAsAsync(token, "maya"));
    }
}
