using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>When the thread cannot load or nobody is signed in, the panel can be left, says what helps, and goes on by itself.</summary>
public sealed class TheWayOut(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    const string ServerDown = "Not reachable right now", SignedOut = "Sign in to write";

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_panel_that_cannot_load_can_be_closed_and_goes_on_when_the_server_is_back(int width)
    {
        var who = await Stage.MeetAsync();
        var buyer = await OpenAsync(who.Buyer, new Look(width, 844));
        var down = false;
        await buyer.Page.RouteAsync(new Regex("/v1/"), route => down ? route.AbortAsync() : route.ContinueAsync());
        await buyer.Page.RouteWebSocketAsync(new Regex("/realtime"), socket => { if (down) _ = socket.CloseAsync(); else socket.ConnectToServer(); });
        await buyer.GoAsync($"/listing/{who.Listing}");
        await Expect(buyer.Page.Locator("parley-contact [part=answer-time]")).Not.ToBeEmptyAsync();
        var (contact, panel) = (buyer.Page.Locator("parley-contact button.contact"), buyer.Page.Locator("parley-contact dialog"));

        down = true;
        await contact.ClickAsync();
        await Expect(panel).ToContainTextAsync(ServerDown);
        await buyer.Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToBeHiddenAsync();
        await Expect(contact).ToBeFocusedAsync();
        await contact.ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(panel).ToBeHiddenAsync();
        await contact.ClickAsync();
        await Expect(panel).ToContainTextAsync(ServerDown);

        down = false;
        await Expect(buyer.Thread.Field).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_the_shop_hears_of_it()
    {
        var buyer = await OpenAsync("maya");
        await buyer.Page.RouteAsync("**/parley-token", route => route.FulfillAsync(new() { Status = 401 }));
        await buyer.GoAsync("/listing/fjord-vase");
        await Expect(buyer.Page.Locator("parley-contact [part=answer-time]")).ToHaveTextAsync("Sign in to write to the seller.");
        await buyer.Page.EvaluateAsync("() => addEventListener('parley-sign-in', () => { globalThis.__asked = true; })");
        await buyer.Page.Locator("parley-contact button.contact").ClickAsync();
        await Expect(buyer.Page.Locator("details.people .sheet")).ToBeVisibleAsync();
        Assert.True(await buyer.Page.EvaluateAsync<bool>("() => globalThis.__asked === true"), "The page did not hear parley-sign-in.");
        await Expect(buyer.Page.Locator("parley-contact dialog")).ToHaveCountAsync(0);

        await buyer.GoAsync("/messages");
        await Expect(buyer.Inbox.List).ToContainTextAsync(SignedOut);
        await Expect(buyer.Page.GetByText(ServerDown)).ToHaveCountAsync(0);
        await buyer.Page.UnrouteAsync("**/parley-token");
        await SignedOutUntilThePressAsync(buyer.Page);
        await buyer.Inbox.List.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(buyer.Inbox.Rows.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_that_ends_while_the_panel_opens_says_so_and_the_panel_can_be_left()
    {
        var who = await Stage.MeetAsync();
        var buyer = await OpenAsync(who.Buyer, Look.Phone);
        await buyer.GoAsync($"/listing/{who.Listing}");
        await Expect(buyer.Page.Locator("parley-contact [part=answer-time]")).Not.ToBeEmptyAsync();
        await SignedOutUntilThePressAsync(buyer.Page);
        var panel = buyer.Page.Locator("parley-contact dialog");
        await buyer.Page.Locator("parley-contact button.contact").TapAsync();
        await Expect(panel).ToContainTextAsync(SignedOut);
        await Expect(panel).Not.ToContainTextAsync(ServerDown);

        await panel.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).TapAsync();
        await Expect(buyer.Thread.Field).ToBeVisibleAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close" }).TapAsync();
        await Expect(panel).ToBeHiddenAsync();
    }

    /// <summary>
    /// Signed in from the press of "Sign in" on, not before it: the page asks again by itself as well, and a session
    /// that is back before the press takes the button away under the finger.
    /// </summary>
    private static async Task SignedOutUntilThePressAsync(IPage page)
    {
        await page.EvaluateAsync("() => { globalThis.__pressed = false; addEventListener('parley-sign-in', () => { globalThis.__pressed = true; }); }");
        async Task AnswerAsync(IRoute route, RouteFulfillOptions refusal)
        {
            if (await page.EvaluateAsync<bool>("() => globalThis.__pressed"))
            {
                await route.ContinueAsync();
            }
            else
            {
                await route.FulfillAsync(refusal);
            }
        }

        await page.RouteAsync("**/parley-token", route => AnswerAsync(route, new() { Status = 401 }));
        await page.RouteAsync(new Regex("/v1/"), route => AnswerAsync(route, new()
        {
            Status = 401,
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            Body = """{"type":"/problems/token-expired","status":401}""",
        }));
    }
}
