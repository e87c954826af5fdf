namespace Parley.BrowserTests;

/// <summary>Pictures of the screens as people see them, for people to look at: <c>artifacts/tests/browser/tour</c>.</summary>
public sealed class TheTour(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly (string Name, Look Look)[] Sizes =
    [
        ("390", Look.Phone), ("820", Look.Tablet), ("1440", new Look()),
        ("390-dark", Look.Phone with { Dark = true }), ("820-dark", Look.Tablet with { Dark = true }), ("1440-dark", new Look(Dark: true)),
    ];

    [Fact]
    public async Task The_screens_of_a_buyer_and_a_vendor_in_three_sizes_and_two_schemes()
    {
        var maya = await Stage.AsAsync("maya");
        var order = await FindAsync(maya, "order:NK-2117");
        var listing = await FindAsync(maya, "listing:fjord-vase");
        foreach (var (size, look) in Sizes)
        {
            var buyer = await OpenAsync("maya", look with { Calm = true });
            await buyer.GoAsync("/");
            await ShootAsync(buyer, $"shop-{size}");
            await buyer.OpenInboxAsync();
            await ShootAsync(buyer, $"buyer-list-{size}");
            await buyer.OpenThreadAsync(listing);
            await ShootAsync(buyer, $"buyer-thread-{size}");
            await buyer.OpenThreadAsync(order);
            await ShootAsync(buyer, $"buyer-order-{size}");
            await buyer.GoAsync("/listing/skerry-bowl");
            await buyer.Page.Locator("parley-contact button.contact").ClickAsync();
            await Expect(buyer.Thread.Field).ToBeFocusedAsync();
            await ShootAsync(buyer, $"contact-panel-{size}");
            await buyer.DisposeAsync();

            var vendor = await OpenAsync("ina", look with { Calm = true });
            await vendor.OpenInboxAsync();
            await ShootAsync(vendor, $"vendor-inbox-{size}");
            await vendor.OpenThreadAsync(order);
            await ShootAsync(vendor, $"vendor-thread-{size}");
            await vendor.DisposeAsync();
        }

        var newcomer = await OpenAsync("maya", Look.Tablet);
        await newcomer.Page.RouteAsync("**/v1/inbox?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            Body = """{"items":[],"cursor":null,"feed":0}""",
        }));
        await newcomer.GoAsync("/messages");
        await Expect(newcomer.Page.GetByText("No conversations yet")).ToBeVisibleAsync();
        await ShootAsync(newcomer, "empty-820");
        Assert.True(Directory.GetFiles(Places.ArtifactsOf("tour")).Length >= Sizes.Length * 7);
    }

    static async Task<string> FindAsync(Api api, string subject) => $"{(await api.GetAsync($"/v1/conversations/find?vendor=nordlicht&subject={subject}"))["id"]}";

    static async Task ShootAsync(Window window, string name)
    {
        await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Places.ArtifactsOf("tour"), $"{name}.png") });
    }
}
