namespace Parley.BrowserTests;

/// <summary>Pictures of the screens as people see them, for people to look at: <c>artifacts/tests/browser/tour</c>.</summary>
public sealed class TheTour(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly (int Width, int Height)[] Sizes = [(390, 844), (820, 1180), (1440, 900)];

    [Fact]
    public async Task The_screens_of_a_buyer_and_a_vendor_in_three_sizes_and_two_schemes()
    {
        var maya = await Stage.AsAsync("maya");
        var order = await FindAsync(maya, "order:NK-2117");
        var listing = await FindAsync(maya, "listing:fjord-vase");

        var buyer = await OpenAsync("maya", new Look(Calm: true));
        await buyer.GoAsync("/");
        await ShootAsync(buyer, "shop");
        await buyer.OpenInboxAsync();
        await ShootAsync(buyer, "buyer-list");
        await buyer.OpenThreadAsync(listing);
        await ShootAsync(buyer, "buyer-thread");
        await buyer.OpenThreadAsync(order);
        await ShootAsync(buyer, "buyer-order");
        foreach (var size in Sizes)
        {
            // A phone shows the panel as a page, and decides so when it opens.
            await buyer.Page.SetViewportSizeAsync(size.Width, size.Height);
            await buyer.GoAsync("/listing/skerry-bowl");
            await buyer.Page.Locator("parley-contact button.contact").ClickAsync();
            await Expect(buyer.Thread.Field).ToBeFocusedAsync();
            await ShootAsync(buyer, "contact-panel", size);
        }

        var vendor = await OpenAsync("ina", new Look(Calm: true));
        await vendor.OpenInboxAsync();
        await ShootAsync(vendor, "vendor-inbox");
        await vendor.OpenThreadAsync(order);
        await ShootAsync(vendor, "vendor-thread");

        var newcomer = await OpenAsNewcomerAsync(new Look(Calm: true));
        await newcomer.GoAsync("/messages");
        await Expect(newcomer.Page.GetByText("No conversations yet")).ToBeVisibleAsync();
        await ShootAsync(newcomer, "empty");
        Assert.Equal(8 * Sizes.Length * 2, Directory.GetFiles(Places.ArtifactsOf("tour")).Length);
    }

    static async Task<string> FindAsync(Api api, string subject) => $"{(await api.GetAsync($"/v1/conversations/find?vendor=nordlicht&subject={subject}"))["id"]}";

    static async Task ShootAsync(Window window, string screen)
    {
        foreach (var size in Sizes)
        {
            await window.Page.SetViewportSizeAsync(size.Width, size.Height);
            await ShootAsync(window, screen, size);
        }
    }

    static async Task ShootAsync(Window window, string screen, (int Width, int Height) size)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await window.PicturesAreThereAsync();
            var name = $"{screen}-{size.Width}{(scheme == ColorScheme.Dark ? "-dark" : "")}.png";
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Places.ArtifactsOf("tour"), name) });
        }
    }
}
