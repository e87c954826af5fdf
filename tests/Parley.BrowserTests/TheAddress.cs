using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>The chosen conversation stands in the sample's address, and the desk leads to the thread that exists.</summary>
public sealed class TheAddress(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task The_chosen_thread_survives_a_reload_and_back_leads_to_the_one_before()
    {
        var (who, first, second) = await TwoThreadsAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenInboxAsync();
        await buyer.Inbox.Row(first).ClickAsync();
        await Expect(buyer.Page).ToHaveURLAsync(Of(first));
        await buyer.Inbox.Row(second).ClickAsync();
        await Expect(buyer.Page).ToHaveURLAsync(Of(second));
        await buyer.Page.ReloadAsync();
        await buyer.Thread.ShowsAsync("The second");

        await buyer.Page.GoBackAsync();
        await buyer.Thread.ShowsAsync("The first");
        await Expect(buyer.Page).ToHaveURLAsync(Of(first));
        await buyer.Page.GoForwardAsync();
        await buyer.Thread.ShowsAsync("The second");
    }

    [Fact]
    public async Task On_a_phone_too_and_back_still_leads_to_the_list()
    {
        var (who, first, second) = await TwoThreadsAsync();
        var phone = await OpenAsync(who.Buyer, Look.Phone);
        await phone.OpenInboxAsync();
        await phone.Inbox.Row(first).TapAsync();
        await Expect(phone.Page).ToHaveURLAsync(Of(first));
        await phone.Page.ReloadAsync();
        await phone.Thread.ShowsAsync("The first");

        await phone.Page.EvaluateAsync("history.back()");
        await Expect(phone.Inbox.Row(first)).ToBeVisibleAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex("/messages$"));
        await phone.Inbox.Row(second).TapAsync();
        await phone.Thread.ShowsAsync("The second");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the list" }).TapAsync();
        await Expect(phone.Inbox.Row(second)).ToBeVisibleAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex("/messages$"));
    }

    [Fact]
    public async Task Message_the_buyer_opens_the_thread_that_exists()
    {
        var conversation = await (await Stage.AsAsync("emre")).OpenAsync("nordlicht", "order:NK-2123", "May I still change the colour?");
        var ina = await OpenAsync("ina");
        await ina.GoAsync("/vendor/nordlicht?order=NK-2123");
        await ina.Page.Locator("#NK-2123").GetByRole(AriaRole.Button, new() { Name = "Message the buyer" }).ClickAsync();
        await ina.Thread.ShowsAsync("May I still change the colour?");
        await Expect(ina.Page.Locator("dialog.letter")).ToBeHiddenAsync();
        await Expect(ina.Page.Locator("parley-inbox")).ToHaveAttributeAsync("conversation", conversation);
    }

    static Regex Of(string conversation) => new($"[?&]conversation={conversation}$");

    async Task<(Meeting Who, string First, string Second)> TwoThreadsAsync()
    {
        var who = await Stage.MeetAsync();
        var other = Cast.Listings(who.Vendor).First(listing => listing != who.Listing);
        var first = await who.BeginAsync("The first");
        return (who, first, await (await Stage.AsAsync(who.Buyer)).OpenAsync(who.Vendor, $"listing:{other}", "The second"));
    }
}
