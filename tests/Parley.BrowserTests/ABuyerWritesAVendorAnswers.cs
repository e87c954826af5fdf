using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>From the listing to an answered message, between two browsers in real time. Only these tests sit at Kettenwerk's desk, so that nobody else reads there.</summary>
public sealed class ABuyerWritesAVendorAnswers(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task A_question_from_a_listing_reaches_the_open_desk_and_the_answer_comes_back()
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenInboxAsync();
        await vendor.StayAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.GoAsync($"/listing/{who.Listing}");

        // How soon they usually answer is said before anything is written.
        await Expect(buyer.Page.Locator("parley-contact [part=answer-time]")).ToHaveTextAsync(new Regex("^(Usually answers within|New here)"));
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Contact seller" }).ClickAsync();
        await Expect(buyer.Thread.Strip).ToContainTextAsync(who.ListingTitle);
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
        await buyer.StayAsync();
        await buyer.Thread.WriteAsync("Do you also come on Saturdays?");
        await buyer.Thread.ShowsAsync("Do you also come on Saturdays?");

        var row = vendor.Inbox.Rows.Filter(new() { HasText = "Do you also come on Saturdays?" });
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync(who.BuyerName);
        await row.ClickAsync();
        await vendor.Thread.ShowsAsync("Do you also come on Saturdays?");
        await Expect(vendor.Page.Locator(".column-context .card")).ToContainTextAsync(who.ListingTitle);
        await vendor.Thread.WriteAsync("Until two in the afternoon.");
        await buyer.Thread.ShowsAsync("Do you also come on Saturdays?", "Until two in the afternoon.");

        await vendor.WasNotReloadedAsync();
        await buyer.WasNotReloadedAsync();
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Continue conversation" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_message_is_sending_then_sent_then_delivered_then_read()
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        var gate = new TaskCompletionSource();
        await buyer.Page.RouteAsync("**/v1/conversations/*/messages", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });

        await buyer.Thread.WriteAsync("How far does this one come?");
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync("Sending");
        gate.SetResult();
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync("Sent");

        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenInboxAsync();
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync("Delivered");

        await vendor.Inbox.Row(conversation).ClickAsync();
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync("Read");
    }

    [Fact]
    public async Task Typing_is_shown_while_it_lasts_and_vanishes()
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var conversation = await who.BeginAsync();
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        await buyer.OpenThreadAsync(conversation);
        await vendor.OpenThreadAsync(conversation);

        await TypeUntilShownAsync(buyer, vendor, $"{who.BuyerName} is typing");
        await Expect(vendor.Inbox.Row(conversation)).ToContainTextAsync($"{who.BuyerName} is typing");
        await Expect(vendor.Thread.Typing).ToHaveCountAsync(0);

        await TypeUntilShownAsync(vendor, buyer, "is typing");
        await vendor.Thread.Field.PressAsync("Enter");
        await Expect(buyer.Thread.Typing).ToHaveCountAsync(0, new() { Timeout = 4_000 });
    }

    [Fact]
    public async Task Presence_follows_the_other_side_coming_and_going()
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var conversation = await who.BeginAsync();
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        await Expect(vendor.Thread.Presence).ToHaveCountAsync(0);

        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await Expect(vendor.Thread.Presence).ToBeVisibleAsync();
        await Expect(vendor.Thread.View.Locator(".thread-head")).ToContainTextAsync("Online");
        await Expect(buyer.Thread.Presence).ToBeVisibleAsync();

        await buyer.Page.CloseAsync();
        await Expect(vendor.Thread.Presence).ToHaveCountAsync(0, new() { Timeout = 45_000 });
        await Expect(vendor.Thread.View.Locator(".thread-head")).ToContainTextAsync("Last seen");
    }

    [Fact]
    public async Task A_refused_message_says_so_and_goes_out_once_when_tried_again()
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        const string post = "**/v1/conversations/*/messages";
        await buyer.Page.RouteAsync(post, route => route.Request.Method != "POST" ? route.ContinueAsync() : route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            Body = """{"type":"/problems/conversation-closed","title":"Closed","status":409,"detail":"The shop is at lunch."}""",
        }));

        await buyer.Thread.WriteAsync("Is anybody there?");
        var failure = buyer.Thread.Message("Is anybody there?").GetByRole(AriaRole.Alert);
        await Expect(failure).ToContainTextAsync("This conversation is closed.");
        await buyer.Page.EvaluateAsync("() => document.querySelector('parley-inbox').setAttribute('locale', 'de')");
        await Expect(failure).ToContainTextAsync("Diese Unterhaltung ist geschlossen.");
        await buyer.Page.EvaluateAsync("() => document.querySelector('parley-inbox').removeAttribute('locale')");
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync("Not sent");

        await buyer.Page.UnrouteAsync(post);
        await failure.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync("Sent");
        await buyer.Thread.ShowsAsync("Is anybody there?");
        Assert.Single(await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation), "Is anybody there?");
    }

    [Fact]
    public async Task An_edited_message_shows_its_new_words_to_both_and_that_it_was_edited()
    {
        var (buyer, vendor, _) = await FaceToFaceAsync();
        await buyer.Thread.WriteAsync("At three on Monday?");
        await vendor.Thread.ShowsAsync("At three on Monday?");

        await buyer.Thread.UseAsync("At three on Monday?", "Edit");
        await Expect(buyer.Thread.Field).ToHaveValueAsync("At three on Monday?");
        await buyer.Thread.Field.FillAsync("At four on Tuesday?");
        await buyer.Thread.Field.PressAsync("Enter");

        foreach (var window in new[] { buyer, vendor })
        {
            await Expect(window.Thread.Message("At four on Tuesday?").Locator(".edited")).ToHaveTextAsync("edited");
            await Expect(window.Thread.Message("At three on Monday?")).ToHaveCountAsync(0);
        }
        await Expect(buyer.Thread.Field).ToHaveValueAsync("");
    }

    [Fact]
    public async Task An_unsent_message_is_gone_for_both_and_visibly_so()
    {
        var (buyer, vendor, _) = await FaceToFaceAsync();
        await buyer.Thread.WriteAsync("The code of the gate is 4711");
        await vendor.Thread.ShowsAsync("The code of the gate is 4711");

        await buyer.Thread.UseAsync("The code of the gate is 4711", "Unsend");

        await buyer.Thread.ShowsAsync("You unsent this message");
        await vendor.Thread.ShowsAsync("This message was unsent");
        await Expect(vendor.Page.GetByText("4711")).ToHaveCountAsync(0);
        await Expect(buyer.Page.GetByText("4711")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reply_quotes_its_message_and_leads_back_to_it()
    {
        var (buyer, vendor, conversation) = await FaceToFaceAsync("Which tyres do you have in stock?");
        await buyer.Thread.UseAsync("Which tyres do you have in stock?", "Reply");
        await Expect(buyer.Thread.View.Locator(".above .quote")).ToContainTextAsync("Which tyres do you have in stock?");
        await buyer.Thread.WriteAsync("I mean the ones with reflectors.");

        var quote = vendor.Thread.Message("I mean the ones with reflectors.").Locator("button.quote");
        await Expect(quote).ToContainTextAsync("Which tyres do you have in stock?");
        var api = await Stage.AsAsync("tomas");
        for (var line = 1; line <= 14; line++) await api.SayAsync(conversation, $"Tyre number {line}\nin three sizes\nand two colours");
        await vendor.Thread.ShowsAsync("Tyre number 14 in three sizes and two colours");
        await quote.ClickAsync();

        var quoted = vendor.Thread.Message("Which tyres do you have in stock?");
        await Expect(quoted).ToBeInViewportAsync();
        await Expect(quoted).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_reaction_is_seen_by_both_and_can_be_taken_back()
    {
        var (buyer, vendor, _) = await FaceToFaceAsync("It rides like new!");
        await vendor.Thread.UseAsync("It rides like new!", "React");
        await vendor.Thread.Message("It rides like new!").GetByRole(AriaRole.Button, new() { Name = "Love", Exact = true }).ClickAsync();

        var chip = new PageGetByRoleOptions { NameRegex = new Regex("^Love: ") };
        foreach (var window in new[] { buyer, vendor }) await Expect(window.Page.GetByRole(AriaRole.Button, chip)).ToBeVisibleAsync();

        await vendor.Page.GetByRole(AriaRole.Button, chip).ClickAsync();
        foreach (var window in new[] { buyer, vendor }) await Expect(window.Page.GetByRole(AriaRole.Button, chip)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_a_message_can_no_longer_be_changed()
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var conversation = await who.BeginAsync("Carved in stone");
        var buyer = await OpenAsync(who.Buyer);
        await buyer.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow.AddMinutes(14) });
        await buyer.OpenThreadAsync(conversation);
        await buyer.Thread.Message("Carved in stone").HoverAsync();
        var tools = buyer.Thread.Message("Carved in stone").Locator(".tools");
        await Expect(tools.GetByRole(AriaRole.Button, new() { Name = "Unsend" })).ToBeVisibleAsync();

        await buyer.Page.Clock.FastForwardAsync("02:00");
        await buyer.Page.Mouse.MoveAsync(0, 0);
        await buyer.Thread.Message("Carved in stone").HoverAsync();
        await Expect(tools.GetByRole(AriaRole.Button, new() { Name = "Reply" })).ToBeVisibleAsync();
        await Expect(tools.GetByRole(AriaRole.Button, new() { Name = "Edit" })).ToHaveCountAsync(0);
        await Expect(tools.GetByRole(AriaRole.Button, new() { Name = "Unsend" })).ToHaveCountAsync(0);
    }

    /// <summary>Both sit in front of the same new thread.</summary>
    async Task<(Window Buyer, Window Vendor, string Conversation)> FaceToFaceAsync(string words = "Good morning!")
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var conversation = await who.BeginAsync(words);
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        await Task.WhenAll(buyer.OpenThreadAsync(conversation), vendor.OpenThreadAsync(conversation));
        return (buyer, vendor, conversation);
    }

    static Task TypeUntilShownAsync(Window writer, Window reader, string words) => Eventually.TrueAsync(
        async () =>
        {
            await writer.Thread.Field.PressSequentiallyAsync("a");
            return await reader.Thread.Typing.GetByText(words).CountAsync() > 0;
        },
        $"{reader.Person} sees “{words}”");
}
