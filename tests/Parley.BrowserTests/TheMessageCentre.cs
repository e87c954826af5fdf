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

        foreach (var window in new[] { buyer, colleague })
        {
            await Expect(window.Thread.SystemLines.Filter(new() { HasText = "Order is now: Packed" })).ToHaveCountAsync(1);
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
        Assert.Equal(["From the left tab", "From the right tab"], (await api.TextsAsync(conversation)).Order());
    }
}
