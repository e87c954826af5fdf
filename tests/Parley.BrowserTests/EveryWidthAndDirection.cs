using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>Small screens, little patience for motion, another direction of writing.</summary>
public sealed class EveryWidthAndDirection(Stage stage, Chrome chrome) : Play(stage, chrome)
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
        await Expect(phone.Page.Locator("header.top")).ToBeVisibleAsync();
        await phone.OpenThreadAsync(conversation);
        await Expect(phone.Page.Locator("header.top")).ToBeHiddenAsync();
        Assert.Equal(0, (await phone.Thread.View.BoundingBoxAsync())!.Y);
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

    [Fact]
    public async Task Nothing_scrolls_sideways()
    {
        var buyer = await OpenAsync("maya", new Look(820, 700));
        foreach (var path in new[] { "/", "/listing/fjord-vase", "/orders", "/messages" })
        {
            await buyer.GoAsync(path);
            await Expect(buyer.Page.Locator("main")).ToBeVisibleAsync();
            if (path == "/messages") await Expect(buyer.Inbox.Rows.First).ToBeVisibleAsync();
            await FitsAsync(buyer, path);
        }
        await buyer.OpenThreadAsync(await OrderThreadAsync());
        await FitsAsync(buyer, "An order's thread");

        var vendor = await OpenAsync("ina", new Look(820, 700));
        await vendor.OpenInboxAsync();
        await FitsAsync(vendor, "The desk");
        await vendor.OpenThreadAsync(await OrderThreadAsync());
        await FitsAsync(vendor, "The desk with a thread");

        static async Task FitsAsync(Window window, string what)
        {
            foreach (var width in new[] { 820, 390, 320 })
            {
                await window.Page.SetViewportSizeAsync(width, 700);
                await window.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"); // it is drawn at this width
                await window.FitsItsWidthAsync(what);
            }
            await window.Page.SetViewportSizeAsync(820, 700);
        }
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
}
