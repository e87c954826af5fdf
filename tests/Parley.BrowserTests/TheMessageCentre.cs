using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>Every conversation in one place: order, unread counts, order cards, one thread a subject.</summary>
public sealed class TheMessageCentre(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task Conversations_are_listed_newest_first_or_by_vendor()
    {
        var maya = await OpenAsync("maya");
        await maya.OpenInboxAsync();
        var times = await maya.Inbox.Rows.Locator("time").EvaluateAllAsync<string[]>("all => all.map(time => time.getAttribute('datetime'))");
        Assert.True(times.Length >= 8, $"Maya has only {times.Length} conversations.");
        Assert.Equal(times.OrderByDescending(DateTimeOffset.Parse), times);

        await maya.Inbox.Switch("By seller").ClickAsync();
        await Expect(maya.Inbox.List.Locator(".list-group")).ToHaveTextAsync([new Regex("Hinterland Stays"), new Regex("Kettenwerk"), new Regex("Nordlicht Keramik")]);
        await Expect(maya.Inbox.Rows).ToHaveCountAsync(times.Length);

        await maya.Inbox.Switch("Newest").ClickAsync();
        await Expect(maya.Inbox.List.Locator(".list-group")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Unread_counts_go_down_when_read_and_the_badge_follows()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenInboxAsync();
        var before = await buyer.Inbox.BadgeAsync();

        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "One.", "Two.", "Three.");
        await Expect(buyer.Inbox.Unread(conversation)).ToHaveTextAsync("3");
        await Eventually.EqualAsync(before + 3, buyer.Inbox.BadgeAsync);
        await buyer.Inbox.Switch("Unread").ClickAsync();
        await Expect(buyer.Inbox.Row(conversation)).ToBeVisibleAsync();
        await buyer.Inbox.Switch("All").ClickAsync();

        await buyer.Inbox.Row(conversation).ClickAsync();
        await Expect(buyer.Thread.Log.GetByRole(AriaRole.Separator, new() { Name = "New" })).ToHaveCountAsync(1);
        await Expect(buyer.Inbox.Unread(conversation)).ToHaveCountAsync(0);
        await Eventually.EqualAsync(before, buyer.Inbox.BadgeAsync);

        // And on the shop's other pages, which have no inbox to tell the badge.
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Four.");
        await Eventually.EqualAsync(before, buyer.Inbox.BadgeAsync); // read at once: the thread is open
        await buyer.GoAsync("/");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Five.");
        await buyer.GoAsync("/orders");
        await Eventually.EqualAsync(before + 1, buyer.Inbox.BadgeAsync);
    }

    [Fact]
    public async Task Somebody_new_sees_one_empty_place_and_nothing_to_choose()
    {
        var newcomer = await OpenAsNewcomerAsync();
        await newcomer.GoAsync("/messages");
        await Expect(newcomer.Page.GetByText("No conversations yet")).ToBeVisibleAsync();
        await Expect(newcomer.Page.GetByText("Choose a conversation")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_folder_with_nothing_in_it_is_the_only_empty_place()
    {
        var who = await Stage.MeetAsync();
        await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenInboxAsync();
        await ReadAllAsync(buyer, who.Buyer);
        await Expect(buyer.Page.GetByText("Choose a conversation")).ToBeVisibleAsync();
        await buyer.Inbox.Switch("Unread").ClickAsync();
        await Expect(buyer.Page.GetByText("All read")).ToBeVisibleAsync();
        await Expect(buyer.Page.GetByText("Choose a conversation")).ToBeHiddenAsync();
        await buyer.Inbox.Switch("All").ClickAsync();
        await Expect(buyer.Page.GetByText("Choose a conversation")).ToBeVisibleAsync();
    }

    async Task ReadAllAsync(Window window, string person)
    {
        var api = await Stage.AsAsync(person);
        foreach (var row in (await api.GetAsync("/v1/inbox?folder=unread&limit=100"))["items"]!.AsArray())
            await api.CallAsync(HttpMethod.Put, $"/v1/conversations/{row!["id"]}/read", new { seq = (int)row["lastSeq"]! });
        await Expect(window.Inbox.Rows.Locator(".count")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_order_conversation_shows_the_order_with_items_amount_state_and_dates()
    {
        var grace = await OpenAsync("grace");
        await grace.GoAsync("/orders");
        var order = grace.Page.Locator("#NK-2120");
        await order.Locator("parley-contact button.contact").ClickAsync();
        await Expect(grace.Thread.Strip).ToContainTextAsync("Breakfast bowls");
        await Expect(grace.Thread.Strip).ToContainTextAsync("103");

        var conversation = await (await Stage.AsAsync("grace")).OpenAsync("nordlicht", "order:NK-2120", "When does it leave?");
        await grace.OpenThreadAsync(conversation);
        var card = grace.Page.Locator(".column-context .card");
        await Expect(card.Locator(".items li")).ToHaveCountAsync(2);
        await Expect(card.Locator(".items")).ToContainTextAsync("Breakfast bowls, set of three");
        await Expect(card.Locator(".items")).ToContainTextAsync("Skerry serving bowl");
        await Expect(card.Locator(".total")).ToContainTextAsync("103");
        await Expect(card.Locator(".chip")).ToHaveTextAsync("Packed");
        await Expect(card.Locator(".facts time").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_change_of_the_order_appears_inline_for_both_without_a_reload()
    {
        var conversation = await (await Stage.AsAsync("emre")).OpenAsync("nordlicht", "order:NK-2123", "Is it packed yet?");
        var (buyer, colleague, desk) = (await OpenAsync("emre"), await OpenAsync("jonas"), await OpenAsync("ina"));
        await Task.WhenAll(buyer.OpenThreadAsync(conversation), colleague.OpenThreadAsync(conversation));
        await buyer.StayAsync();
        await colleague.StayAsync();

        await desk.GoAsync("/vendor/nordlicht?order=NK-2123");
        await desk.Page.Locator("#NK-2123").GetByRole(AriaRole.Button, new() { Name = "Mark as packed" }).ClickAsync();

        foreach (var (window, words) in new[] { (buyer, "Your order was packed"), (colleague, "Order marked as packed") })
        {
            await Expect(window.Thread.SystemLines.Filter(new() { HasText = words })).ToHaveCountAsync(1);
            await Expect(window.Thread.SystemLines.Last).ToContainTextAsync("Packed in straw and paper");
            await Expect(window.Page.Locator(".column-context .card .chip")).ToHaveTextAsync("Packed");
            await window.WasNotReloadedAsync();
        }
    }

    [Fact]
    public async Task Each_subject_has_its_own_thread_with_the_same_vendor()
    {
        var who = await Stage.MeetAsync();
        var api = await Stage.AsAsync(who.Buyer);
        var other = Cast.Listings(who.Vendor).First(listing => listing != who.Listing);
        var first = await who.BeginAsync();
        var second = await api.OpenAsync(who.Vendor, $"listing:{other}", "And this one?");
        Assert.NotEqual(first, second);

        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenInboxAsync();
        await Expect(buyer.Inbox.Row(first)).ToBeVisibleAsync();
        await Expect(buyer.Inbox.Row(second)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Pressing_contact_again_opens_the_thread_that_exists()
    {
        var who = await Stage.MeetAsync();
        await who.BeginAsync("I wrote this yesterday.");
        var buyer = await OpenAsync(who.Buyer);
        await buyer.GoAsync($"/listing/{who.Listing}");
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Continue conversation" }).DblClickAsync();
        await buyer.Thread.ShowsAsync("I wrote this yesterday.");
        await Expect(buyer.Page.Locator("dialog:is([open], :popover-open)")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_tabs_that_start_the_same_thread_in_the_same_moment_share_one()
    {
        var who = await Stage.MeetAsync();
        var first = await OpenAsync(who.Buyer);
        var second = await TabOfAsync(first);
        foreach (var tab in new[] { first, second })
        {
            await tab.GoAsync($"/listing/{who.Listing}");
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Contact seller" }).ClickAsync();
            await tab.Thread.Field.FillAsync(tab == first ? "From the left tab" : "From the right tab");
        }

        await Task.WhenAll(first.Thread.SendButton.DblClickAsync(), second.Thread.Field.PressAsync("Enter"));

        await first.Thread.ShowsAsync("From the left tab", "From the right tab");
        await second.Thread.ShowsAsync("From the left tab", "From the right tab");
        var api = await Stage.AsAsync(who.Buyer);
        var conversation = Assert.Single(await api.ThreadsAboutAsync(who.Listing));
        await Eventually.EqualAsync(["From the left tab", "From the right tab"], async () => (await api.TextsAsync(conversation)).Order().ToList());
    }

    [Fact]
    public async Task A_closed_conversation_says_so_to_both_and_either_opens_it_again()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        await Task.WhenAll(buyer.OpenThreadAsync(conversation), vendor.OpenThreadAsync(conversation));

        await vendor.Page.GetByRole(AriaRole.Button, new() { Name = "Close conversation" }).ClickAsync();
        foreach (var window in new[] { buyer, vendor })
        {
            await Expect(window.Thread.View.Locator(".closed")).ToContainTextAsync("This conversation is closed");
            await Expect(window.Thread.SystemLines).ToHaveTextAsync([new Regex("closed the conversation")]);
            await Expect(window.Thread.Field).ToHaveCountAsync(0);
        }

        await buyer.Thread.View.GetByRole(AriaRole.Button, new() { Name = "Reopen conversation" }).ClickAsync();
        foreach (var window in new[] { buyer, vendor }) await Expect(window.Thread.Field).ToBeVisibleAsync();
        await buyer.Thread.WriteAsync("One more thing");
        await vendor.Thread.ShowsAsync("One more thing");
    }

    [Fact]
    public async Task Reading_back_keeps_the_place_and_a_button_leads_to_the_newest()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Message 0");
        var (asks, answers) = (await Stage.AsAsync(who.Buyer), await Stage.AsAsync(who.Agent));
        for (var i = 1; i < 60; i++) await (i % 2 == 0 ? asks : answers).SayAsync(conversation, $"Message {i}");
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await Eventually.TrueAsync(async () => await buyer.Thread.Messages.CountAsync() >= 50, "a page of messages is there");

        // Up to the first message, which was not loaded at first.
        await Eventually.TrueAsync(
            async () =>
            {
                await buyer.Thread.Log.EvaluateAsync("log => { log.scrollTop = 0; }");
                return await buyer.Thread.Message("Message 0").CountAsync() == 1;
            },
            "the oldest message is loaded");
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"Message {i}"), await buyer.Thread.TextsAsync());
        await buyer.Thread.Message("Message 8").ScrollIntoViewIfNeededAsync();
        var before = (await buyer.Thread.Message("Message 8").BoundingBoxAsync())!.Y;

        await answers.SayAsync(conversation, "Message 60");
        var jump = buyer.Thread.View.GetByRole(AriaRole.Button, new() { Name = "1 new message" });
        await Expect(jump).ToBeVisibleAsync();
        Assert.Equal(before, (await buyer.Thread.Message("Message 8").BoundingBoxAsync())!.Y, 1.0);

        await jump.ClickAsync();
        await Expect(buyer.Thread.Message("Message 60")).ToBeInViewportAsync();
        await Expect(jump).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_begun_is_still_there_when_one_comes_back()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await buyer.Thread.Field.FillAsync("I was just about to say");
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync("I was just about to say");
        Assert.Single(await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation));
    }
}
