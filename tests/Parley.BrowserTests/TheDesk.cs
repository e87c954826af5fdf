using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>A vendor's agent finds everything in its folder, does something about it, and takes it back.</summary>
public sealed class TheDesk(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Nordlicht = "vendor:nordlicht";

    [Fact]
    public async Task Every_folder_is_one_press_away_and_holds_what_belongs_there()
    {
        var api = await Stage.AsAsync("ina");
        var kept = new Dictionary<string, string>();
        foreach (var (folder, act) in new (string, object?)[]
        {
            ("Needs an answer", null), ("Unread", null), ("Mine", new { type = "assign", agent = "ina" }), ("Unassigned", null), ("Starred", new { type = "star" }),
            ("Snoozed", new { type = "snooze" }), ("Archived", new { type = "archive" }), ("Spam", new { type = "spam" }),
        })
        {
            kept[folder] = await Stage.AskAsync($"For {folder}", listing: "tide-plates");
            if (act is not null) await ActAsync(api, act, kept[folder]);
        }
        kept["Mentions"] = kept["Mine"];
        var (noted, _) = await (await Stage.AsAsync("jonas")).CallAsync(HttpMethod.Post, $"/v1/conversations/{kept["Mentions"]}/notes", new { clientNoteId = Guid.NewGuid(), text = "@Ina Clausen", mentions = new[] { "ina" } });
        Assert.Equal(HttpStatusCode.Created, noted);
        kept["Everything"] = kept["Archived"];

        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.OpenInboxAsync();
        foreach (var (folder, conversation) in kept)
        {
            await ina.Desk.OpenFolderAsync(folder);
            if (folder is "Needs an answer") await ina.Desk.OrderByAsync("Newest");
            await Expect(ina.Desk.Row(conversation)).ToBeVisibleAsync();
            foreach (var elsewhere in new[] { "Snoozed", "Archived", "Spam" })
                if (elsewhere != folder && folder != "Everything") await Expect(ina.Desk.Row(kept[elsewhere])).ToHaveCountAsync(0);
        }
        await ina.Desk.OpenFolderAsync("Everything");
        await Expect(ina.Desk.Row(kept["Spam"])).ToHaveCountAsync(0);
        Assert.InRange(await ina.Desk.CountAsync("spam"), 1, 99);
        await PassesAsync(ina, "the desk's folders");
    }

    [Fact]
    public async Task What_is_ticked_is_archived_snoozed_and_labelled_at_once_and_taken_back()
    {
        var api = await Stage.AsAsync("ina");
        var asker = await Stage.AskerAsync();
        var threads = new List<string>();
        foreach (var listing in new[] { "moss-vase", "fjord-vase", "dune-lamp" }) threads.Add(await asker.OpenAsync("nordlicht", $"listing:{listing}", "One of three"));
        var ina = await OpenAsync("ina", new Look(Calm: true, Folder: "unassigned"));
        await ina.OpenInboxAsync();
        foreach (var thread in threads) await ina.Desk.Tick(thread).ClickAsync();
        await Expect(ina.Desk.Bulk).ToContainTextAsync("3 selected");
        await PassesAsync(ina, "three that are ticked");
        await ina.Desk.Bulk.GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();
        await Expect(ina.Desk.Deed).ToContainTextAsync("3 archived");
        foreach (var thread in threads) await Expect(ina.Desk.Row(thread)).ToHaveCountAsync(0);
        await Eventually.EqualAsync("archived", () => FiledAsync(api, threads[0], "place"));
        await ina.Desk.Deed.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(ina.Desk.Deed).ToContainTextAsync("Taken back");
        foreach (var thread in threads) await Expect(ina.Desk.Row(thread)).ToBeVisibleAsync();

        foreach (var thread in threads) await ina.Desk.Tick(thread).ClickAsync();
        var label = $"Kiln {Guid.NewGuid():N}"[..12];
        await ina.Desk.Bulk.GetByRole(AriaRole.Button, new() { Name = "Label" }).ClickAsync();
        await ina.Desk.Menu.GetByRole(AriaRole.Textbox).FillAsync(label);
        await PassesAsync(ina, "a label being made");
        await ina.Desk.Menu.GetByRole(AriaRole.Button, new() { Name = $"Create “{label}”" }).ClickAsync();
        await Expect(ina.Desk.Deed).ToContainTextAsync($"3 labelled {label}");
        foreach (var thread in threads) await Expect(ina.Desk.Item(thread)).ToContainTextAsync(label);

        // Snoozed until the next message: asleep until the buyer writes again.
        await ina.Desk.Bulk.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();
        await ina.Desk.Menu.GetByText("Until the next message").ClickAsync();
        await Expect(ina.Desk.Deed).ToContainTextAsync("3 snoozed until the next message");
        await ina.Desk.OpenFolderAsync("Snoozed");
        foreach (var thread in threads) await Expect(ina.Desk.Row(thread)).ToBeVisibleAsync();
        await asker.SayAsync(threads[1], "Are you there?");
        await Expect(ina.Desk.Row(threads[1])).ToHaveCountAsync(0);
        await ina.Desk.OpenFolderAsync("Needs an answer");
        await ina.Desk.OrderByAsync("Newest");
        await Expect(ina.Desk.Row(threads[1])).ToBeVisibleAsync();
        await Expect(ina.Desk.Row(threads[2])).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Everything_is_done_by_keyboard_alone_and_the_sheet_says_how()
    {
        await Stage.FoundAsync("keyhole");
        var token = await Stage.TokenAsync("keyhole-owner", "Olga Owner");
        var api = new Api(Stage.Server, token);
        var first = await AskAsync("A quetzal please");
        var second = await AskAsync("And another one");
        var ina = await OpenAsAsync(token, "ina", new Look(Calm: true));
        await ina.OpenTeamAsync("keyhole", "needs");
        await Expect(ina.Desk.Row(second)).ToBeVisibleAsync();
        var keys = ina.Page.Keyboard;
        await ina.Desk.Row(second).FocusAsync();
        await AskAsync("A third, while somebody walks through the list");
        await Expect(ina.Desk.Rows).ToHaveCountAsync(3);
        await Expect(ina.Desk.Row(second)).ToBeFocusedAsync();
        await keys.PressAsync("j");
        await keys.PressAsync("k");
        await Expect(ina.Desk.Row(second)).ToBeFocusedAsync();
        await keys.PressAsync("s");
        await Expect(ina.Desk.Item(second)).ToContainTextAsync("Starred");
        await keys.PressAsync("u");
        await Expect(ina.Desk.Row(second)).Not.ToHaveClassAsync(new Regex("unread"));
        await keys.PressAsync("a");
        await ina.Desk.Menu.WaitForAsync();
        await keys.PressAsync("Home");
        await keys.PressAsync("Enter");
        await Eventually.EqualAsync("keyhole-owner", () => FiledAsync(api, second, "assignee.id"));
        await Expect(ina.Desk.Row(second)).ToBeFocusedAsync();
        await keys.PressAsync("p");
        await ina.Desk.Menu.WaitForAsync();
        await ina.Desk.Menu.GetByRole(AriaRole.Menuitemradio, new() { Name = "Urgent" }).PressAsync("Enter");
        await Expect(ina.Desk.Item(second)).ToContainTextAsync("Priority Urgent: set by Olga Owner");
        await keys.PressAsync("n");
        await keys.PressAsync("Control+z"); // also before the act is answered
        await Expect(ina.Desk.Deed).ToContainTextAsync("Taken back");
        await Eventually.TrueAsync(async () => await OwesAsync(api, second) != "", "an answer is owed again");
        await Expect(ina.Desk.Item(second)).ToContainTextAsync("Priority Urgent");
        await keys.PressAsync("e");
        await Eventually.EqualAsync("archived", () => FiledAsync(api, second, "place"));
        await keys.PressAsync("g");
        await keys.PressAsync("m");
        await Expect(ina.Desk.Title).ToContainTextAsync("Mine");
        await Expect(ina.Desk.Row(second)).ToHaveCountAsync(0);

        await keys.PressAsync("?");
        await Expect(ina.Desk.Sheet).ToBeVisibleAsync();
        foreach (var words in new[] { "Archive", "Snooze", "Take back the last act", "Search", "Mine" }) await Expect(ina.Desk.Sheet).ToContainTextAsync(words);
        await PassesAsync(ina, "the sheet of keys");
        await keys.PressAsync("Escape");
        await Expect(ina.Desk.Sheet).ToBeHiddenAsync();

        // A key in the very moment in which the sheet gives the focus back may be nobody's; whoever pressed it presses it again.
        var search = ina.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await Eventually.TrueAsync(
            async () =>
            {
                if (await search.CountAsync() == 0) await keys.PressAsync("/");
                try
                {
                    await Expect(search).ToBeFocusedAsync(new() { Timeout = 5_000 });
                    return true;
                }
                catch (PlaywrightException)
                {
                    return false;
                }
            },
            "the search has the focus");
        await Eventually.TrueAsync(
            async () =>
            {
                await search.FillAsync("");
                await keys.TypeAsync("quetzal");
                try
                {
                    await Expect(ina.Page.Locator("parley-search .hit")).ToHaveCountAsync(1, new() { Timeout = 3_000 });
                    return true;
                }
                catch (PlaywrightException)
                {
                    return false; // new messages are found within seconds
                }
            },
            "the word is found");
        await PassesAsync(ina, "what the desk's search found");
        await ina.Page.Locator("parley-search .hit").PressAsync("Enter");
        await ina.Thread.ShowsAsync("A quetzal please");
        await Expect(ina.Page.Locator("parley-inbox")).ToHaveAttributeAsync("conversation", first);

        Task<string> AskAsync(string words) => Stage.AskAsync(words, "keyhole", "keyhole-listing");
    }

    [Fact]
    public async Task Filters_combine_are_kept_as_a_view_and_are_gone_with_one_press()
    {
        var api = await Stage.AsAsync("ina");
        var urgent = await Stage.AskAsync("Pressing", listing: "skerry-bowl");
        var calm = await Stage.AskAsync("No hurry", listing: "skerry-bowl");
        await ActAsync(api, new { type = "priority", level = "urgent" }, urgent);
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.OpenInboxAsync();
        await FilterAsync(ina, "Priority", "Urgent");
        await Expect(ina.Desk.Row(urgent)).ToBeVisibleAsync(); // the menu offers what the list shows
        await FilterAsync(ina, "Listing or order", "Skerry serving bowl");
        await Expect(ina.Desk.View.Locator(".filter-chip")).ToHaveTextAsync([new Regex("Skerry serving bowl"), new Regex("Urgent")]);
        await Expect(ina.Desk.Row(urgent)).ToBeVisibleAsync();
        await Expect(ina.Desk.Row(calm)).ToHaveCountAsync(0);
        await PassesAsync(ina, "a filtered folder");

        var view = $"Bowls {Guid.NewGuid():N}"[..12];
        await ina.Desk.View.Locator(".filters").GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await ina.Desk.Menu.GetByLabel("Name of the view").FillAsync(view);
        await ina.Desk.Menu.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(ina.Desk.Deed).ToContainTextAsync("View saved");
        await ina.Desk.View.Locator(".filters").GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).ClickAsync();
        await Expect(ina.Desk.Row(calm)).ToBeVisibleAsync();
        await ina.Desk.Rail.GetByRole(AriaRole.Button, new() { Name = view, Exact = true }).ClickAsync();
        await Expect(ina.Desk.Title).ToContainTextAsync(view);
        await Expect(ina.Desk.Row(urgent)).ToBeVisibleAsync();
        await Expect(ina.Desk.Row(calm)).ToHaveCountAsync(0);
        await ina.Desk.Rail.GetByRole(AriaRole.Button, new() { Name = $"Delete the view {view}" }).ClickAsync();
        await Expect(ina.Desk.Rail.GetByRole(AriaRole.Button, new() { Name = view, Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_back_from_its_sleep_says_why_until_somebody_answers()
    {
        var api = await Stage.AsAsync("ina");
        var asker = await Stage.AskerAsync();
        var timed = await asker.OpenAsync("nordlicht", "listing:harbour-mug", "Wake me later");
        var written = await asker.OpenAsync("nordlicht", "listing:candle-pair", "Wake me when I write");
        var ina = await OpenAsync("ina", new Look(Calm: true, Folder: "all"));
        await ina.OpenInboxAsync();
        await ina.SettledAsync();
        await ActAsync(api, new { type = "snooze", until = DateTimeOffset.UtcNow.AddSeconds(3) }, timed);
        await ActAsync(api, new { type = "snooze" }, written);
        await Expect(ina.Desk.Item(written)).ToContainTextAsync("Snoozed until the next message");
        await asker.SayAsync(written, "Good morning");
        await Expect(ina.Desk.Item(written).Locator(".asleep")).ToHaveTextAsync("Back: the buyer wrote");
        await Expect(ina.Desk.Item(timed).Locator(".asleep")).ToHaveTextAsync("Back: its time has come", new() { Timeout = 20_000 });
        await Expect(ina.Desk.Item(timed).Locator(".asleep .icon")).ToBeVisibleAsync();
        await PassesAsync(ina, "rows that are back");
        await api.SayAsync(written, "Good morning to you");
        await Expect(ina.Desk.Item(written).Locator(".asleep")).ToHaveCountAsync(0);
        await ActAsync(api, new { type = "archive" }, timed);
        await ActAsync(api, new { type = "restore" }, timed);
        await Eventually.EqualAsync("no", () => FiledAsync(api, timed, "woken"));
        await Expect(ina.Desk.Item(timed).Locator(".asleep")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Filters_offer_what_is_far_down_the_list_and_say_when_they_cannot()
    {
        await Stage.FoundAsync("farstore");
        var asker = await Stage.AskerAsync();
        foreach (var (id, title) in new[] { ("far-kettle", "Émaille kettle"), ("far-pan", "Copper pan"), ("far-silent", "Kettle nobody asked about") })
            await Stage.TellAsync(HttpMethod.Put, $"/v1/subjects/listing/{id}", new { vendor = "farstore", title });
        await Stage.TellAsync(HttpMethod.Put, "/v1/subjects/order/far-order", new { vendor = "farstore", title = "Order 88", buyer = $"{(await asker.GetAsync("/v1/me"))["id"]}", state = "paid" });
        var kettle = await asker.OpenAsync("farstore", "listing:far-kettle", "About the kettle");
        await asker.OpenAsync("farstore", "listing:far-pan", "About the pan");
        var order = await asker.OpenAsync("farstore", "order:far-order", "About the order");
        await Stage.FoundAsync("farstore", conversations: 60);
        var ina = await OpenAsAsync(await Stage.TokenAsync("farstore-owner", "Olga Owner"), "ina", new Look(Calm: true));
        await ina.OpenTeamAsync("farstore");
        await Expect(ina.Desk.Rows.First).ToBeVisibleAsync();
        await Expect(ina.Desk.Row(kettle)).ToHaveCountAsync(0);
        var keys = ina.Page.Keyboard;

        await PictureChoicesAsync(ina);
        await OpenFilterAsync(ina, "Listing or order");
        var (field, items) = (ina.Desk.Menu.Locator(".field"), ina.Desk.Menu.Locator(".menu-item"));
        await Expect(field).ToBeFocusedAsync();
        await Expect(items).ToHaveTextAsync([new Regex("Order 88"), new Regex("Copper pan"), new Regex("Émaille kettle")]);
        await PassesAsync(ina, "listings to choose from");
        await keys.TypeAsync("nothing such");
        await Expect(ina.Desk.Menu.GetByRole(AriaRole.Status)).ToHaveTextAsync("Nothing to choose from.");
        await field.FillAsync("emaille KET");
        await Expect(items).ToHaveTextAsync([new Regex("Émaille kettle")]);
        await keys.PressAsync("ArrowDown");
        await Expect(items.First).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(ina.Desk.View.Locator(".filter-chip")).ToHaveTextAsync([new Regex("Émaille kettle")]);
        await Expect(ina.Desk.Rows).ToHaveCountAsync(1);
        await Expect(ina.Desk.Row(kettle)).ToBeVisibleAsync();

        await ina.Desk.View.Locator(".filters").GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).ClickAsync();
        await FilterAsync(ina, "State", "Paid");
        await Expect(ina.Desk.Rows).ToHaveCountAsync(1);
        await Expect(ina.Desk.Row(order)).ToBeVisibleAsync();
        await ina.Desk.View.Locator(".filters").GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).ClickAsync();

        await ina.Page.RouteAsync("**/v1/inbox/choices*", route => route.FulfillAsync(new() { Status = 400, Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" } }));
        await OpenFilterAsync(ina, "Topic");
        await Expect(ina.Desk.Menu.GetByRole(AriaRole.Status)).Not.ToBeEmptyAsync();
        var again = ina.Desk.Menu.GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await Expect(again).ToBeVisibleAsync();
        await PassesAsync(ina, "choices that did not come");
        await ina.Page.UnrouteAsync("**/v1/inbox/choices*");
        await keys.PressAsync("Tab");
        await Expect(again).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(items).ToHaveTextAsync([new Regex("Question")]);
        await Expect(field).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(ina.Desk.Menu).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_dearest_order_stands_first_and_says_what_it_is_worth()
    {
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.OpenInboxAsync();
        await ina.Desk.OrderByAsync("Order value");
        await Expect(ina.Desk.View.Locator(".row-value").First).ToBeVisibleAsync();
        var worth = (await ina.Desk.View.Locator("li.desk-item .row-value").AllInnerTextsAsync()).Select(text => decimal.Parse(text.TrimStart('€'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(worth.Count > 3);
        Assert.Equal(worth.OrderDescending(), worth);
        await PassesAsync(ina, "the desk by order value");
    }

    [Fact]
    public async Task A_priority_that_a_rule_set_says_why_and_leads_to_the_rules_log()
    {
        var conversation = await Stage.AskAsync("This is urgent, please answer immediately", listing: "lantern-pendant");
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.OpenInboxAsync();
        await Expect(ina.Desk.Item(conversation)).ToContainTextAsync("Priority High: urgent words");
        await ina.Desk.Row(conversation).HoverAsync();
        await ina.Desk.Item(conversation).GetByRole(AriaRole.Button, new() { Name = "Why this priority?" }).ClickAsync();
        await Expect(ina.Pages.View.Locator(".deed-item").First).ToContainTextAsync("Words of urgency");
    }

    /// <summary>Leaves pictures of the menu in light, in dark and on a phone, where it is a sheet.</summary>
    static async Task PictureChoicesAsync(Window window)
    {
        var size = window.Page.ViewportSize!;
        foreach (var (look, scheme, width) in new[] { ("light", ColorScheme.Light, size.Width), ("dark", ColorScheme.Dark, size.Width), ("phone", ColorScheme.Light, 390), ("phone-dark", ColorScheme.Dark, 390) })
        {
            await window.Page.SetViewportSizeAsync(width, size.Height);
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await OpenFilterAsync(window, "Listing or order");
            await Expect(window.Desk.Menu.Locator(".menu-item")).ToHaveCountAsync(3);
            await Expect(window.Desk.Menu.Locator(".menu-item").Last).ToBeInViewportAsync();
            await window.FitsItsWidthAsync($"choices in {look}");
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Places.ArtifactsOf("desk-pages"), $"filter-choices-{look}.png") });
            await window.Page.Keyboard.PressAsync("Escape");
        }
        await window.Page.SetViewportSizeAsync(size.Width, size.Height);
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    static async Task OpenFilterAsync(Window window, string filter)
    {
        await window.Desk.View.Locator(".desk-tools .filter").ClickAsync();
        await window.Desk.Menu.GetByText(filter, new() { Exact = true }).ClickAsync();
    }

    static async Task FilterAsync(Window window, string filter, string value)
    {
        await OpenFilterAsync(window, filter);
        await window.Desk.Menu.Locator(".menu-item", new() { HasText = value }).First.ClickAsync();
    }

    static async Task ActAsync(Api api, object act, string conversation)
    {
        var (status, body) = await api.CallAsync(HttpMethod.Post, $"/v1/inbox/acts?as={Nordlicht}", new { conversations = new[] { conversation }, act });
        Assert.True(status == HttpStatusCode.OK, $"{body}");
    }

    static async Task<string> FiledAsync(Api api, string conversation, string path)
    {
        var at = (await api.GetAsync($"/v1/conversations/{conversation}"))["filing"];
        foreach (var part in path.Split('.')) at = at?[part];
        return $"{at}";
    }

    static async Task<string> OwesAsync(Api api, string conversation) => $"{(await api.GetAsync($"/v1/conversations/{conversation}"))["owesSince"]}";
}
