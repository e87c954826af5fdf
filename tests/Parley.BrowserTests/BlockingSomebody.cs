using System.Net;

namespace Parley.BrowserTests;

/// <summary>From inside a thread either side takes no more messages of the other, knows before what that means, and takes it back at the same place; nobody writes into nothing.</summary>
public sealed class BlockingSomebody(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task A_buyer_blocks_the_shop_without_a_report_it_is_told_why_its_words_are_not_taken_and_it_is_undone()
    {
        var (who, conversation) = await BeginAsync();
        var (buyer, vendor) = (await OpenAsync(who.Buyer, new Look(Calm: true)), await OpenAsync(who.Agent, new Look(Calm: true)));
        foreach (var side in new[] { buyer, vendor })
        {
            await side.OpenThreadAsync(conversation);
            await side.SettledAsync();
        }
        await buyer.Thread.UseAsync("Buy it today.", "Report");
        var report = buyer.Safety.Report;
        await report.GetByRole(AriaRole.Button, new() { Name = $"Block {who.VendorName}" }).ClickAsync();
        await Expect(report.Locator(".block-section ul")).ToBeFocusedAsync();
        await Expect(report.Locator(".block-section ul")).ToContainTextAsync($"{who.VendorName} can see that you do not take messages.");
        await EveryScreenIsAccessible.PassesAsync(buyer, "what blocking means");
        await report.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).Last.ClickAsync();
        var block = report.GetByRole(AriaRole.Button, new() { Name = $"Block {who.VendorName}" });
        await Expect(block).ToBeFocusedAsync();
        await buyer.Page.Keyboard.PressAsync("Enter");
        await Expect(report.Locator(".block-section ul")).ToBeFocusedAsync();
        await block.PressAsync("Enter");
        await Expect(report.Locator(".block-section p[tabindex]")).ToBeFocusedAsync();
        await buyer.Page.Keyboard.PressAsync("Escape");

        var line = Line(buyer);
        await Expect(line).ToContainTextAsync($"You blocked {who.VendorName}.");
        await Expect(buyer.Thread.View.Locator("parley-composer")).ToHaveCountAsync(0);
        await Expect(buyer.Thread.View.GetByText("You cannot write in this conversation.")).ToBeHiddenAsync();
        await EveryScreenIsAccessible.PassesAsync(buyer, "a thread that its reader blocked");
        await Expect(Line(vendor)).ToContainTextAsync($"{who.BuyerName} does not take messages from you at present."); // it was open, and heard of it
        await Expect(Line(vendor).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await EveryScreenIsAccessible.PassesAsync(vendor, "a thread that the other side blocked");

        await line.GetByRole(AriaRole.Button, new() { Name = "Unblock" }).ClickAsync();
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
        await buyer.Thread.WriteAsync("Sorry, go on");
        await vendor.Thread.ShowsAsync("Sorry, go on");
        await Expect(Line(vendor)).ToHaveCountAsync(0);
        await vendor.Thread.WriteAsync("Gladly");
        await buyer.Thread.ShowsAsync("Gladly");
    }

    [Fact]
    public async Task A_message_that_is_refused_because_of_it_says_why_in_the_writers_language_and_a_vendor_blocks_after_a_report()
    {
        var (who, conversation) = await BeginAsync();
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(conversation);
        await buyer.SettledAsync();
        await buyer.Page.EvaluateAsync("document.querySelector('parley-inbox').setAttribute('locale', 'de')");
        await Expect(buyer.Thread.View.GetByRole(AriaRole.Button, new() { Name = "Senden" })).ToBeAttachedAsync();
        await buyer.Page.RouteAsync("**/v1/conversations/*/messages", async route =>
        {
            if (route.Request.Method != "POST") await route.FallbackAsync();
            else
            {
                await BlockAsync(who, conversation); // in the very moment in which it is sent
                await route.ContinueAsync();
            }
        });
        await buyer.Thread.Field.FillAsync("Guten Tag");
        await buyer.Thread.Field.PressAsync("Enter"); // the field may go with it at once
        await Expect(buyer.Thread.Message("Guten Tag").Locator(".failure")).ToContainTextAsync("Die andere Seite nimmt zurzeit keine Nachrichten von Ihnen an.");
        await Expect(Line(buyer)).ToContainTextAsync($"{who.VendorName} nimmt zurzeit keine Nachrichten von Ihnen an.");

        var phone = await OpenAsync(who.Agent, Look.Phone with { Calm = true });
        await phone.OpenThreadAsync(conversation);
        await phone.SettledAsync();
        await Expect(Line(phone)).ToContainTextAsync($"You blocked {who.BuyerName}.");
        await phone.FitsItsWidthAsync("A blocked thread");
        await Line(phone).GetByRole(AriaRole.Button, new() { Name = "Unblock" }).TapAsync();
        await Expect(Line(phone)).ToHaveCountAsync(0);
        await phone.Thread.UseAsync("Good morning, is it still available?", "Report");
        var report = phone.Safety.Report;
        await report.GetByRole(AriaRole.Radio, new() { Name = "It is advertising, or I do not want it" }).CheckAsync();
        await report.GetByRole(AriaRole.Button, new() { Name = "Send report" }).TapAsync();
        await Expect(report.Locator(".report-thanks")).ToBeVisibleAsync();
        await report.GetByRole(AriaRole.Button, new() { Name = $"Block {who.BuyerName}" }).TapAsync();
        await phone.FitsItsWidthAsync("What blocking means");
        await report.GetByRole(AriaRole.Button, new() { Name = $"Block {who.BuyerName}" }).TapAsync();
        await Expect(report.Locator(".block-section p[tabindex]")).ToContainTextAsync($"You blocked {who.BuyerName}.");
    }

    static async Task BlockAsync(Meeting who, string conversation)
    {
        var (status, _) = await (await who.Stage.AsAsync(who.Agent)).CallAsync(HttpMethod.Put, $"/v1/conversations/{conversation}/block");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    static ILocator Line(Window side) => side.Thread.View.Locator(".closed.blocked");

    /// <summary>With a buyer made for it: nobody else finds them blocked.</summary>
    async Task<(Meeting Who, string Conversation)> BeginAsync()
    {
        var who = await Stage.MeetNewAsync();
        var conversation = await who.BeginAsync();
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "Buy it today.");
        return (who, conversation);
    }
}
