using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>Small screens, no mouse, no sight, little patience for motion, another direction of writing.</summary>
public sealed class PhonesAndKeyboards(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task On_a_phone_it_is_one_column_and_back_leads_to_the_list()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var phone = await OpenAsync(who.Buyer, Look.Phone);
        await phone.OpenInboxAsync();
        await Expect(phone.Page.Locator(".column-thread")).ToBeHiddenAsync();

        await phone.Inbox.Row(conversation).TapAsync();
        await phone.Thread.ShowsAsync("Good morning, is it still available?");
        await Expect(phone.Inbox.List).ToBeHiddenAsync();
        await Expect(phone.Thread.Field).ToBeInViewportAsync();
        await phone.FitsItsWidthAsync("The thread");

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the list" }).TapAsync();
        await Expect(phone.Inbox.Row(conversation)).ToBeVisibleAsync();
        await Expect(phone.Page.Locator(".column-thread")).ToBeHiddenAsync();

        // The device's own Back does the same and does not leave the page.
        await phone.Inbox.Row(conversation).TapAsync();
        await Expect(phone.Thread.Field).ToBeVisibleAsync();
        await phone.Page.EvaluateAsync("history.back()");
        await Expect(phone.Inbox.Row(conversation)).ToBeVisibleAsync();
        Assert.EndsWith("/messages", phone.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_desk_on_a_phone_an_open_thread_has_the_whole_height()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var phone = await OpenAsync(who.Agent, Look.Phone);
        await phone.OpenInboxAsync();
        await Expect(phone.Page.Locator(".jobs")).ToBeVisibleAsync();
        await phone.OpenThreadAsync(conversation);
        await Expect(phone.Page.Locator(".jobs")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_tools_of_a_message_cover_no_other_message()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("One");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Two", "Three", "Four");
        foreach (var look in new[] { Look.Tablet, new Look() })
        {
            var window = await OpenAsync(who.Agent, look);
            await window.OpenThreadAsync(conversation);
            await window.Thread.Message("Four").HoverAsync();
            var tools = await window.Thread.Message("Four").Locator(".tools").BoundingBoxAsync();
            var above = await window.Thread.Message("Three").Locator(".bubble").BoundingBoxAsync();
            Assert.True(tools!.Y >= above!.Y + above.Height, $"The tools begin at {tools.Y} px, the bubble above ends at {above.Y + above.Height} px.");
            await window.FitsItsWidthAsync("A thread with tools");
        }
    }

    [Fact]
    public async Task On_a_phone_a_message_shows_its_tools_when_tapped()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Tap me");
        var phone = await OpenAsync(who.Buyer, Look.Phone);
        await phone.OpenThreadAsync(conversation);
        await phone.Thread.Message("Tap me").Locator(".bubble").TapAsync();
        await phone.Thread.Message("Tap me").GetByRole(AriaRole.Button, new() { Name = "React" }).TapAsync();
        await phone.Thread.Message("Tap me").GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).TapAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Like: ") })).ToBeVisibleAsync();
        await phone.FitsItsWidthAsync("A thread with tools");
    }

    [Fact]
    public async Task On_a_tablet_list_and_thread_stand_side_by_side_and_the_details_slide_in()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var tablet = await OpenAsync(who.Buyer, Look.Tablet);
        await tablet.OpenThreadAsync(conversation);
        await Expect(tablet.Inbox.Row(conversation)).ToBeVisibleAsync();
        await tablet.FitsItsWidthAsync("The inbox");
        await Expect(tablet.Page.Locator(".column-context")).ToBeHiddenAsync();

        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Details" }).ClickAsync();
        await Expect(tablet.Page.Locator(".column-context .card")).ToContainTextAsync(who.ListingTitle);
        await Expect(tablet.Page.Locator(".context-close")).ToBeFocusedAsync();
        await tablet.Page.Keyboard.PressAsync("Escape");
        await Expect(tablet.Page.Locator(".column-context")).ToBeHiddenAsync();
        await Expect(tablet.Page.Locator(".details-button")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(820)]
    public async Task Nothing_scrolls_sideways(int width)
    {
        var buyer = await OpenAsync("maya", new Look(width, 700));
        foreach (var path in new[] { "/", "/listing/fjord-vase", "/orders", "/messages" })
        {
            await buyer.GoAsync(path);
            await Expect(buyer.Page.Locator("main")).ToBeVisibleAsync();
            if (path == "/messages") await Expect(buyer.Inbox.Rows.First).ToBeVisibleAsync();
            await buyer.FitsItsWidthAsync(path);
        }
        await buyer.OpenThreadAsync(await OrderThreadAsync());
        await buyer.FitsItsWidthAsync("An order's thread");

        var vendor = await OpenAsync("ina", new Look(width, 700));
        await vendor.OpenInboxAsync();
        await vendor.FitsItsWidthAsync("The desk");
        await vendor.OpenThreadAsync(await OrderThreadAsync());
        await vendor.FitsItsWidthAsync("The desk with a thread");
    }

    [Fact]
    public async Task Everything_is_done_by_keyboard_alone_and_the_focus_is_never_lost()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("The older one");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Press a key");
        var other = Cast.Listings(who.Vendor).First(listing => listing != who.Listing);
        var second = await (await Stage.AsAsync(who.Buyer)).OpenAsync(who.Vendor, $"listing:{other}", "The newer one");
        var window = await OpenAsync(who.Buyer, new Look(600, 800));
        await window.OpenInboxAsync();
        var keys = window.Page.Keyboard;

        // Into the list, and down to the older of the two.
        for (var i = 0; i < 20 && !(await window.FocusedAsync()).StartsWith("button row", StringComparison.Ordinal); i++) await keys.PressAsync("Tab");
        await Expect(window.Inbox.Row(second)).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await Expect(window.Inbox.Row(conversation)).ToBeFocusedAsync();

        // Open it, write, send.
        await keys.PressAsync("Enter");
        await Expect(window.Thread.Field).ToBeFocusedAsync();
        await keys.TypeAsync("Without a mouse");
        await keys.PressAsync("Shift+Enter");
        await keys.TypeAsync("in two lines");
        await keys.PressAsync("Enter");
        await window.Thread.ShowsAsync("Without a mouse in two lines");
        await Expect(window.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered|Read"));
        await Expect(window.Thread.Field).ToBeFocusedAsync();

        // Back up to the answer, react to it.
        for (var i = 0; i < 10 && !(await window.FocusedAsync()).Contains("message", StringComparison.Ordinal); i++) await keys.PressAsync("Shift+Tab");
        await Expect(window.Thread.Message("Without a mouse in two lines")).ToBeFocusedAsync();
        await keys.PressAsync("ArrowUp");
        await Expect(window.Thread.Message("Press a key")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(window.Thread.Message("Press a key").GetByRole(AriaRole.Button, new() { Name = "React" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(window.Thread.Message("Press a key").GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(window.Thread.Message("Press a key").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Like: ") })).ToBeVisibleAsync();
        await HasFocusAsync(window, "after a reaction");

        // Reply to it and give that up again, edit the last message, go back to the list.
        await window.Thread.Message("Press a key").FocusAsync();
        await keys.PressAsync("Escape");
        await Expect(window.Thread.Field).ToBeFocusedAsync();
        await keys.PressAsync("ArrowUp");
        await Expect(window.Thread.Field).ToHaveValueAsync(new Regex("Without a mouse"));
        await Expect(window.Thread.Field).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(window.Thread.Field).ToHaveValueAsync("");
        await HasFocusAsync(window, "after giving up an edit");
        await keys.PressAsync("Escape");
        await Expect(window.Inbox.Row(conversation)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_contact_panel_is_opened_and_closed_by_keyboard_and_gives_the_focus_back(int width)
    {
        var who = await Stage.MeetAsync();
        var buyer = await OpenAsync(who.Buyer, new Look(width, 844));
        await buyer.GoAsync($"/listing/{who.Listing}");
        var contact = buyer.Page.Locator("parley-contact button.contact");
        await Expect(buyer.Page.Locator("parley-contact [part=answer-time]")).Not.ToBeEmptyAsync();
        await contact.FocusAsync();
        await buyer.Page.Keyboard.PressAsync("Enter");
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();

        await buyer.Page.Keyboard.PressAsync("Escape");
        await Expect(buyer.Thread.Field).ToBeHiddenAsync();
        await Expect(contact).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_focus_stays_somewhere_after_each_tool_of_a_message()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Mine to change");
        var window = await OpenAsync(who.Buyer);
        await window.OpenThreadAsync(conversation);
        foreach (var tool in new[] { "React", "Reply", "Copy text", "Edit", "Unsend" })
        {
            await window.Thread.Message("Mine to change").FocusAsync();
            await window.Thread.Message("Mine to change").Locator(".tools").GetByRole(AriaRole.Button, new() { Name = tool, Exact = true }).FocusAsync();
            await window.Page.Keyboard.PressAsync("Enter");
            if (tool == "Unsend") await window.Thread.ShowsAsync("You unsent this message");
            await HasFocusAsync(window, $"after {tool}");
            await window.Page.Keyboard.PressAsync("Escape");
            await HasFocusAsync(window, $"after {tool} and Escape");
        }
    }

    [Fact]
    public async Task A_new_message_is_announced_once_and_history_is_not()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("This is history");
        var vendor = await Stage.AsAsync(who.Agent);
        await vendor.SayAsync(conversation, "So is this");
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await Expect(buyer.Thread.Log).ToHaveAttributeAsync("role", "log");

        await vendor.SayAsync(conversation, "Fresh from the kiln");
        await buyer.Thread.ShowsAsync("Fresh from the kiln");
        await Eventually.TrueAsync(async () => (await buyer.SaidAsync()).Any(said => said.Contains("Fresh from the kiln", StringComparison.Ordinal)), "the message is announced");
        await buyer.Thread.WriteAsync("My own words");
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered|Read"));
        await vendor.SayAsync(conversation, "And another");
        await Eventually.TrueAsync(async () => (await buyer.SaidAsync()).Any(said => said.Contains("And another", StringComparison.Ordinal)), "the second message is announced");

        var all = await buyer.SaidAsync();
        Assert.Single(all, said => said.Contains("Fresh from the kiln", StringComparison.Ordinal));
        Assert.Single(all, said => said.Contains("And another", StringComparison.Ordinal));
        Assert.DoesNotContain(all, said => said.Contains("This is history", StringComparison.Ordinal) || said.Contains("So is this", StringComparison.Ordinal));
        Assert.DoesNotContain(all, said => said.Contains("My own words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_that_arrive_together_are_all_announced()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await buyer.Context.SetOfflineAsync(true);
        await Expect(buyer.Thread.Banner).ToBeVisibleAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Red.", "Green.", "Blue.");

        await buyer.Context.SetOfflineAsync(false);
        await buyer.Thread.ShowsAsync("Red.", "Green.", "Blue.");
        foreach (var words in new[] { "Red.", "Green.", "Blue." })
            await Eventually.TrueAsync(async () => (await buyer.SaidAsync()).Count(said => said.Contains(words, StringComparison.Ordinal)) == 1, $"“{words}” is announced once", TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_asked_for_less_motion()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Softly");
        var (buyer, vendor) = (await OpenAsync(who.Buyer, new Look(Calm: true)), await OpenAsync(who.Agent));
        await buyer.GoAsync("/");
        await buyer.Page.EvaluateAsync("() => { __watch.looking = true; }");
        await buyer.GoAsync("/messages");
        await buyer.Page.EvaluateAsync("() => { __watch.looking = true; }");
        await buyer.Inbox.Row(conversation).ClickAsync();
        await buyer.Thread.ShowsAsync("Softly");
        await vendor.OpenThreadAsync(conversation);
        await Eventually.TrueAsync(
            async () =>
            {
                await vendor.Thread.Field.PressSequentiallyAsync("a");
                return await buyer.Thread.Typing.CountAsync() > 0;
            },
            "typing is shown");
        await buyer.Thread.WriteAsync("So softly");
        await buyer.Thread.UseAsync("Softly", "Reply");

        Assert.Empty(await buyer.Page.EvaluateAsync<string[]>("() => [...__watch.moving]"));
    }

    [Fact]
    public async Task In_Arabic_everything_runs_from_right_to_left_and_fits()
    {
        var conversation = await OrderThreadAsync();
        foreach (var look in new[] { new Look(), Look.Phone })
        {
            var maya = await OpenAsync("maya", look);
            await maya.OpenThreadAsync(conversation);
            await maya.Page.EvaluateAsync("() => document.querySelector('parley-inbox').setAttribute('locale', 'ar')");
            await Expect(maya.Page.Locator("parley-inbox")).ToHaveAttributeAsync("dir", "rtl");
            await Expect(maya.Page.Locator("parley-inbox")).ToHaveAttributeAsync("lang", "ar");
            await Expect(maya.Page.GetByRole(AriaRole.Button, new() { Name = "إرسال" })).ToBeVisibleAsync();
            await maya.FitsItsWidthAsync("The inbox in Arabic");
            var (own, other) = (await maya.Thread.Log.Locator(".group.own .bubble").First.BoundingBoxAsync(), await maya.Thread.Log.Locator(".group.other .bubble").First.BoundingBoxAsync());
            Assert.True(own!.X < other!.X, "One's own messages stand on the left when lines begin on the right.");
        }
    }

    [Fact]
    public async Task Nothing_shifts_while_a_thread_loads()
    {
        var conversation = await OrderThreadAsync();
        foreach (var look in new[] { new Look(), Look.Tablet, Look.Phone })
        {
            var maya = await OpenAsync("maya", look);
            await maya.OpenThreadAsync(conversation);
            await maya.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var (sum, shifts) = (await maya.Page.EvaluateAsync<double>("() => __watch.shift"), await maya.Page.EvaluateAsync<string[]>("() => __watch.shifts"));
            Assert.True(sum < 0.02, $"At {look.Width} px the layout shifted by {sum:0.000}: {string.Join(" | ", shifts)}");
        }
    }

    /// <summary>Maya's thread about an order of hers.</summary>
    async Task<string> OrderThreadAsync()
    {
        var found = await (await Stage.AsAsync("maya")).GetAsync("/v1/conversations/find?vendor=nordlicht&subject=order:NK-2117");
        return $"{found["id"]}";
    }

    static async Task HasFocusAsync(Window window, string when) =>
        await Eventually.TrueAsync(async () => await window.FocusedAsync() is var at && !at.StartsWith("body", StringComparison.Ordinal) && at != "nothing", $"something has the focus {when}", TimeSpan.FromSeconds(2));
}
