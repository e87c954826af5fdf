using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>No mouse, no sight: everything by keyboard, the focus never lost, what is new said once.</summary>
public sealed class KeyboardAndScreenReader(Stage stage, Chrome chrome) : Play(stage, chrome)
{
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

    static async Task HasFocusAsync(Window window, string when) =>
        await Eventually.TrueAsync(async () => await window.FocusedAsync() is var at && !at.StartsWith("body", StringComparison.Ordinal) && at != "nothing", $"something has the focus {when}", TimeSpan.FromSeconds(2));
}
