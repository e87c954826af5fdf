using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>A thread says what is so: changes are spoken, presence is not claimed on a dead line, who answers has a name, nothing covers the words.</summary>
public sealed class WhatTheThreadSays(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task Changes_of_the_order_and_of_the_conversation_are_announced_once()
    {
        var conversation = await (await Stage.AsAsync("mateo")).OpenAsync("nordlicht", "order:NK-2122", "Is it on its way?");
        var (buyer, desk) = (await OpenAsync("mateo"), await OpenAsync("ina"));
        await buyer.OpenThreadAsync(conversation);
        await desk.GoAsync("/vendor/nordlicht?order=NK-2122");
        await desk.Page.Locator("#NK-2122").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Mark as") }).ClickAsync();
        await SaysOnceAsync(buyer, "Your order was");
        var (status, problem) = await (await Stage.AsAsync("ina")).CallAsync(HttpMethod.Put, $"/v1/conversations/{conversation}/closure");
        Assert.True((int)status is 200 or 204, $"Closing answered {(int)status}: {problem}");
        await SaysOnceAsync(buyer, "closed the conversation");
    }

    [Fact]
    public async Task Nobody_is_called_online_while_the_line_is_down()
    {
        var who = await Stage.MeetAsync("hinterland");
        var conversation = await who.BeginAsync();
        var (buyer, vendor) = (await OpenAsync(who.Buyer), await OpenAsync(who.Agent));
        await buyer.OpenThreadAsync(conversation);
        await vendor.OpenThreadAsync(conversation);
        var head = buyer.Thread.View.Locator(".thread-head");
        await Expect(head).ToContainTextAsync("Online");
        await Expect(buyer.Inbox.Row(conversation).Locator(".presence")).ToBeVisibleAsync();

        await buyer.Context.SetOfflineAsync(true);
        await Expect(buyer.Thread.Banner).ToBeVisibleAsync();
        await Expect(head).Not.ToContainTextAsync("Online");
        await Expect(buyer.Page.Locator(".presence")).ToHaveCountAsync(0);
        await Expect(buyer.Page.Locator(".column-context")).Not.ToContainTextAsync("Online");
    }

    [Fact]
    public async Task A_message_refused_for_its_words_goes_back_into_the_composer()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        var refuse = true;
        await buyer.Page.RouteAsync("**/v1/conversations/*/messages", route => !refuse || route.Request.Method != "POST" ? route.ContinueAsync() : route.FulfillAsync(new()
        {
            Status = 400,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            Body = """{"type":"/problems/message-refused","title":"Refused","status":400,"detail":"No phone numbers, please."}""",
        }));
        await buyer.Thread.WriteAsync("Call me: 0171 555 01 23");
        var failure = buyer.Thread.Message("Call me: 0171 555 01 23").GetByRole(AriaRole.Alert);
        await Expect(failure.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Edit", "Discard"]);
        refuse = false;
        await failure.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Expect(buyer.Thread.Field).ToHaveValueAsync("Call me: 0171 555 01 23");
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
        await Expect(failure).ToHaveCountAsync(0);
        await buyer.Thread.WriteAsync("Write to me");
        await Eventually.EqualAsync(["Good morning, is it still available?", "Write to me"], async () => await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation));
    }

    [Fact]
    public async Task A_buyer_sees_who_of_the_team_answers()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        await (await Stage.AsAsync("ina")).SayAsync(conversation, "Ina here.");
        await (await Stage.AsAsync("jonas")).SayAsync(conversation, "And Jonas.");
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await Expect(buyer.Thread.Log.Locator(".group.other .agent")).ToHaveTextAsync(["Ina Clausen", "Jonas Bekker"]);
        var ina = await OpenAsync("ina");
        await ina.OpenThreadAsync(conversation);
        await Expect(ina.Thread.Log.Locator(".agent")).ToHaveTextAsync(["Jonas Bekker"]);
    }

    [Fact]
    public async Task An_unsent_message_claims_nothing_for_either_side()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        await vendor.Thread.WriteAsync("Oops");
        await Expect(vendor.Thread.Receipt).ToHaveTextAsync(new Regex("Sent|Delivered"));
        await vendor.Thread.UseAsync("Oops", "Unsend");
        await vendor.Thread.ShowsAsync("You unsent this message");
        await Expect(vendor.Thread.Receipt).ToHaveCountAsync(0);

        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenInboxAsync();
        await Expect(buyer.Inbox.Row(conversation)).ToContainTextAsync("This message was unsent");
        await Expect(buyer.Inbox.Unread(conversation)).ToHaveCountAsync(0);
        await Expect(buyer.Inbox.Row(conversation)).Not.ToHaveClassAsync(new Regex("unread"));
    }

    [Fact]
    public async Task Tools_and_reactions_cover_nothing_where_it_is_narrow()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("One");
        await (await Stage.AsAsync(who.Buyer)).SayAsync(conversation, "Two", "Three");
        var phone = await OpenAsync(who.Buyer, Look.Phone);
        await phone.OpenThreadAsync(conversation);
        await phone.Thread.Message("Two").Locator(".bubble").TapAsync();
        await AloneAsync(phone, ".tools");
        await phone.Thread.Message("Two").GetByRole(AriaRole.Button, new() { Name = "React" }).TapAsync();
        await AloneAsync(phone, ".tools");
        await phone.Thread.Message("Two").GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).TapAsync();
        await Expect(phone.Thread.Message("Two").Locator(".reactions")).ToBeVisibleAsync();
        await AloneAsync(phone, ".reactions");
    }

    [Fact]
    public async Task Going_to_a_quoted_message_does_not_open_its_tools()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Which glaze is it?");
        var api = await Stage.AsAsync(who.Buyer);
        await api.CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/messages", new { clientMessageId = Guid.NewGuid(), text = "I mean the blue one", replyTo = 1 });
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await buyer.Thread.Message("I mean the blue one").Locator("button.quote").FocusAsync();
        await buyer.Page.Keyboard.PressAsync("Enter");
        await Expect(buyer.Thread.Message("Which glaze is it?")).ToBeFocusedAsync();
        await Expect(buyer.Thread.Message("Which glaze is it?").Locator(".tools")).ToHaveCountAsync(0);
        await buyer.Page.Keyboard.PressAsync("Enter");
        await Expect(buyer.Thread.Message("Which glaze is it?").GetByRole(AriaRole.Button, new() { Name = "React" })).ToBeFocusedAsync();
    }

    static async Task SaysOnceAsync(Window window, string words)
    {
        await Eventually.TrueAsync(async () => (await window.SaidAsync()).Any(said => said.Contains(words, StringComparison.Ordinal)), $"“{words}” is announced");
        Assert.Single(await window.SaidAsync(), said => said.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>No other bubble's words and no line under a group lie below it.</summary>
    static async Task AloneAsync(Window window, string what)
    {
        var shown = (await window.Thread.Message("Two").Locator(what).BoundingBoxAsync())!;
        var around = await window.Thread.Log.Locator(".bubble, .meta, .day").AllAsync();
        foreach (var one in around)
        {
            if (await one.BoundingBoxAsync() is not { } box) continue;
            if (what == ".reactions" && box.Y < shown.Y && box.Y + box.Height - shown.Y < 8) continue; // on the edge of its own bubble
            Assert.True(box.Y + box.Height <= shown.Y + 1 || box.Y >= shown.Y + shown.Height - 1, $"{what} covers “{await one.InnerTextAsync()}”.");
        }
    }
}
