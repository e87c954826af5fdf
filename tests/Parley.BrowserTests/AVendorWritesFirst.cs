using System.Net;

namespace Parley.BrowserTests;

/// <summary>A vendor may begin about an order or a booking of its own, and never out of the blue.</summary>
public sealed class AVendorWritesFirst(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task A_vendor_opens_a_thread_about_its_own_order_from_the_desk()
    {
        var astrid = await OpenAsync("astrid");
        await astrid.GoAsync("/messages");
        await astrid.StayAsync();
        var ina = await OpenAsync("ina");
        await ina.GoAsync("/vendor/nordlicht?order=NK-2127");
        await ina.Page.Locator("#NK-2127").GetByRole(AriaRole.Button, new() { Name = "Message the buyer" }).ClickAsync();
        var letter = ina.Page.GetByRole(AriaRole.Dialog, new() { Name = "To Astrid Holm, about NK-2127" });
        await letter.GetByRole(AriaRole.Textbox).FillAsync("One mug has a hairline crack. May we throw you a new one?");
        await letter.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await ina.Thread.ShowsAsync("One mug has a hairline crack. May we throw you a new one?");
        var row = astrid.Inbox.Rows.Filter(new() { HasText = "hairline crack" });
        await row.ClickAsync();
        await astrid.Thread.ShowsAsync("One mug has a hairline crack. May we throw you a new one?");
        await astrid.WasNotReloadedAsync();
        Assert.Single(await (await Stage.AsAsync("astrid")).ThreadsAboutAsync("NK-2127"));
    }

    [Fact]
    public async Task No_page_offers_a_vendor_to_write_to_somebody_who_has_not_bought()
    {
        var ina = await OpenAsync("ina");
        await ina.GoAsync("/listing/fjord-vase");
        await Expect(ina.Page.GetByText("to contact the vendor")).ToBeVisibleAsync();
        await Expect(ina.Page.Locator("parley-contact")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("listing", "fjord-vase", "maya")]
    [InlineData("order", "NK-2124", "lena")] // of another buyer
    [InlineData("booking", "HS-3316", "maya")] // of another vendor
    [InlineData(null, null, "maya")]
    public async Task A_cold_letter_is_refused_whatever_it_is_about(string? kind, string? id, string buyer)
    {
        var ina = await Stage.AsAsync("ina");
        var (status, problem) = await ina.CallAsync(HttpMethod.Post, "/v1/conversations", new
        {
            vendor = "nordlicht",
            buyer,
            subject = kind is null ? null : new { kind, id },
            message = new { clientMessageId = Guid.NewGuid(), text = "We have a sale this week!" },
        });
        Assert.True(status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"It answered {(int)status}: {problem}");
    }
}
