using Microsoft.Playwright;
using System.Text.Json.Nodes;

namespace Parley.BrowserTests;

/// <summary>What the platform's people decide about messages is seen by those concerned, with its reasons, and pictures are looked at on record.</summary>
public sealed class WhatTheMarketplaceDecides(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string Words = "You are quite a character", Why = "You insulted the seller in this thread.";

    [Fact]
    public async Task A_message_that_is_removed_goes_from_both_screens_and_its_author_reads_why_and_contests_it()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync(Words);
        var (buyer, vendor) = (await OpenAsync(who.Buyer, new Look(Calm: true)), await OpenAsync(who.Agent, new Look(Calm: true)));
        foreach (var side in new[] { buyer, vendor })
        {
            await side.OpenThreadAsync(conversation);
            await side.Thread.ShowsAsync(Words);
        }
        await Stage.ReportAsync(who.Agent, conversation, "offensive");
        await Stage.DecideAsync(conversation, "hide-message", Why);
        foreach (var side in new[] { buyer, vendor })
        {
            await side.Thread.ShowsAsync("Removed by the marketplace");
            await Expect(side.Thread.Message(Words)).ToHaveCountAsync(0);
        }
        var note = buyer.Thread.View.Locator(".held-note");
        await Expect(note).ToContainTextAsync(Why);
        await Expect(vendor.Thread.View.Locator(".held-note")).ToHaveCountAsync(0);
        await EveryScreenIsAccessible.PassesAsync(buyer, "a removed message");
        await note.GetByRole(AriaRole.Button, new() { Name = "Contest this decision" }).ClickAsync();
        await note.GetByRole(AriaRole.Textbox).FillAsync("It was meant kindly.");
        await note.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(note.GetByRole(AriaRole.Status)).ToContainTextAsync("Somebody else decides it anew.");
    }

    [Fact]
    public async Task A_picture_in_a_case_comes_when_it_is_asked_for_and_blurred_until_it_is_pressed()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync("Is it still there?");
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        await buyer.Files.PickAsync(SampleFiles.Picture());
        await Expect(buyer.Files.Chips).ToHaveCountAsync(1);
        await buyer.Thread.WriteAsync(Words);
        await FilesScreen.IsDrawnAsync(buyer.Files.Tiles);
        await (await Stage.AsAsync(who.Agent)).CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/reports", new { reason = "offensive", seq = 2 });
        var olivia = await OpenAsync("olivia", new Look(Calm: true));
        var console = new ConsoleScreen(olivia.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia"));
        await console.ClaimAsync(await Stage.OfAsync(conversation));
        await Expect(console.Case).ToContainTextAsync(Words);
        await Expect(console.Case.Locator("img")).ToHaveCountAsync(0);
        await console.Case.GetByRole(AriaRole.Button, new() { Name = "Load the picture, blurred" }).ClickAsync();
        var picture = console.Case.Locator("parley-evidence-file .picture");
        await Expect(picture.Locator("img")).ToHaveCSSAsync("filter", "blur(28px)");
        await FilesScreen.IsDrawnAsync(picture);
        await EveryScreenIsAccessible.PassesAsync(olivia, "a picture in a case");
        await picture.PressAsync("Enter");
        await Expect(picture.Locator("img")).ToHaveCSSAsync("filter", "none");
        await picture.PressAsync("Enter");
        await Expect(picture.Locator("img")).ToHaveCSSAsync("filter", "blur(28px)");
        var log = await new Api(Stage.Server, Stage.OperatorToken("anna", "analyst")).GetAsync($"/v1/audit?about=conversation {conversation}");
        Assert.Single(log["items"]!.AsArray(), e => $"{e!["what"]}" == "file-read");
    }

    [Fact]
    public async Task What_a_program_laid_aside_its_author_reads_and_contests_and_nobody_else_is_told()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Congratulations! You have won a FREE promotion package worth $1000. We boost your store to 10,000 visitors a day, guaranteed sales, best SEO price, act now and claim your discount today!!!");
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        var card = buyer.Thread.View.Locator("section.statement");
        await Expect(card).ToContainTextAsync("Your conversation lies with the seller’s unwanted ones");
        await Expect(card).ToContainTextAsync("A program decided it, by a rule of the marketplace.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "a statement of what a program did");
        await card.GetByRole(AriaRole.Button, new() { Name = "Contest this decision" }).ClickAsync();
        await card.GetByRole(AriaRole.Textbox).FillAsync("I only wanted to ask.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync("Somebody else decides it anew.");
        var vendors = await (await Stage.AsAsync(who.Agent)).GetAsync("/v1/decisions?limit=100");
        Assert.DoesNotContain(vendors["items"]!.AsArray(), d => $"{d!["conversation"]}" == conversation);
    }

    [Fact]
    public async Task What_the_marketplace_freezes_says_why_to_both_sides()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Is it still there?");
        var (buyer, vendor) = (await OpenAsync(who.Buyer, new Look(Calm: true)), await OpenAsync(who.Agent, new Look(Calm: true)));
        foreach (var side in new[] { buyer, vendor }) await side.OpenThreadAsync(conversation);
        await Stage.Host.FreezeAsync(Guid.Parse(conversation), "The bank asked us to wait");
        foreach (var side in new[] { buyer, vendor })
        {
            var card = side.Thread.View.Locator("section.statement");
            await Expect(card).ToContainTextAsync("The marketplace froze this conversation");
            await Expect(card).ToContainTextAsync("The bank asked us to wait");
            await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Contest this decision" })).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_message_in_review_is_read_with_what_was_found_in_it_and_let_through()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync("Is it still there?");
        var (status, _) = await (await Stage.AsAsync(who.Buyer)).CallAsync(HttpMethod.Post, $"/v1/conversations/{conversation}/messages", new { clientMessageId = Guid.NewGuid(), text = "Your account will be suspended. Go to www.verify-your-shop.com at once." });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, status);
        var olivia = await OpenAsync("olivia", new Look(Calm: true));
        var console = new ConsoleScreen(olivia.Page);
        await console.OpenAsync(Stage, Stage.OperatorToken("olivia"));
        await console.ClaimAsync(await Stage.OfAsync(conversation));
        var held = console.Case.Locator("[data-held]");
        await Expect(held).ToContainTextAsync("Your account will be suspended.");
        await Expect(held).ToContainTextAsync("In review");
        await Expect(held.Locator("mark").First).ToBeVisibleAsync();
        await olivia.Page.Keyboard.PressAsync("3"); // a sanction says what becomes of the message
        await Expect(console.Case.GetByRole(AriaRole.Radio, new() { Name = "Do not send it, for the same reasons" })).ToBeCheckedAsync();
        await EveryScreenIsAccessible.PassesAsync(olivia, "a message in review");
        await olivia.Page.Keyboard.PressAsync("1");
        await Expect(console.Case.GetByRole(AriaRole.Radio, new() { Name = "False alarm, let it through" })).ToBeCheckedAsync();
        await console.Case.GetByRole(AriaRole.Button, new() { Name = "Decide and tell" }).ClickAsync();
        await Expect(console.Root.GetByRole(AriaRole.Status).Last).ToContainTextAsync("Decided");
        JsonNode thread = await (await Stage.AsAsync(who.Agent)).GetAsync($"/v1/conversations/{conversation}/messages?limit=100");
        Assert.Contains(thread["items"]!.AsArray(), m => $"{m!["text"]}".StartsWith("Your account", StringComparison.Ordinal));
    }
}
