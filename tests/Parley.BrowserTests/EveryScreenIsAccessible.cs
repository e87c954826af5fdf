using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Parley.BrowserTests;

/// <summary>axe finds nothing to complain about on any screen, in light and in dark.</summary>
public sealed class EveryScreenIsAccessible(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    /// <summary>Of what passes one place a rule is told, which is enough to know that the rule ran.</summary>
    static readonly HashSet<ResultType> Violations = [ResultType.Violations];

    static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = Violations,
    };

    /// <summary>In the dark the same is written and pressed; it is seen otherwise.</summary>
    static readonly AxeRunOptions Contrast = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] }, ResultTypes = Violations };

    [Fact]
    public async Task The_shop_and_its_listings()
    {
        var maya = await OpenAsync("maya", new Look(Calm: true));
        await maya.GoAsync("/");
        await PassesAsync(maya, "the shop");
        await maya.GoAsync("/listing/fjord-vase");
        await Expect(maya.Page.Locator("parley-contact [part=answer-time]")).Not.ToBeEmptyAsync();
        await PassesAsync(maya, "a listing");
        await maya.GoAsync("/orders");
        await PassesAsync(maya, "the orders");
    }

    [Fact]
    public async Task The_contact_panel_before_and_after_the_first_message()
    {
        var who = await Stage.MeetAsync();
        foreach (var look in new[] { new Look(Calm: true), Look.Phone with { Calm = true } })
        {
            var buyer = await OpenAsync(who.Buyer, look);
            await buyer.GoAsync($"/listing/{who.Listing}");
            await buyer.Page.Locator("parley-contact button.contact").ClickAsync();
            await Expect(buyer.Thread.Field).ToBeFocusedAsync();
            await PassesAsync(buyer, $"the contact panel at {look.Width}");
            await buyer.Thread.WriteAsync($"Seen at {look.Width}");
            await buyer.Thread.ShowsAsync($"Seen at {look.Width}");
            await PassesAsync(buyer, $"the contact panel with a message at {look.Width}");
        }
    }

    [Fact]
    public async Task The_message_centre_its_threads_and_an_order()
    {
        var maya = await OpenAsync("maya", new Look(Calm: true));
        await maya.OpenInboxAsync();
        await PassesAsync(maya, "the list");
        await maya.Inbox.Switch("By seller").ClickAsync();
        await PassesAsync(maya, "the list by seller");
        var api = await Stage.AsAsync("maya");
        await maya.OpenThreadAsync($"{(await api.GetAsync("/v1/conversations/find?vendor=nordlicht&subject=listing:fjord-vase"))["id"]}");
        await PassesAsync(maya, "a thread");
        await maya.OpenThreadAsync($"{(await api.GetAsync("/v1/conversations/find?vendor=nordlicht&subject=order:NK-2101"))["id"]}");
        await maya.Thread.Messages.Last.HoverAsync();
        await PassesAsync(maya, "an order's thread with tools");
    }

    [Fact]
    public async Task A_thread_on_a_phone_with_everything_in_it()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Look at https://example.com/a?b=c and tell me");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, "I looked.");
        var phone = await OpenAsync(who.Buyer, Look.Phone with { Calm = true });
        await phone.OpenInboxAsync();
        await PassesAsync(phone, "the list on a phone");
        await phone.OpenThreadAsync(conversation);
        await phone.Thread.UseAsync("I looked.", "Reply");
        await phone.Thread.WriteAsync("Thank you");
        await phone.Thread.UseAsync("Thank you", "Unsend");
        await phone.Thread.ShowsAsync("You unsent this message");
        await phone.Context.RouteAsync("**/v1/conversations/*/messages", route => route.Request.Method != "POST" ? route.ContinueAsync() : route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            Body = """{"type":"/problems/conversation-closed","title":"Closed","status":409,"detail":"Not now."}""",
        }));
        await phone.Thread.WriteAsync("This one fails");
        await Expect(phone.Thread.View.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await PassesAsync(phone, "a thread with a failed and an unsent message");
    }

    [Fact]
    public async Task The_desk_of_a_vendor()
    {
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.OpenInboxAsync();
        await PassesAsync(ina, "the desk");
        await ina.GoAsync("/vendor/nordlicht?order=NK-2124");
        await Expect(ina.Inbox.Rows.First).ToBeVisibleAsync();
        await PassesAsync(ina, "the desk with the orders");
        await ina.Inbox.Rows.First.ClickAsync();
        await Expect(ina.Thread.Messages.First).ToBeVisibleAsync();
        await PassesAsync(ina, "the desk with a thread");
    }

    [Fact]
    public async Task Empty_places_and_the_offline_banner()
    {
        var newcomer = await OpenAsNewcomerAsync(new Look(Calm: true));
        await newcomer.GoAsync("/messages");
        await Expect(newcomer.Page.GetByText("No conversations yet")).ToBeVisibleAsync();
        await PassesAsync(newcomer, "an empty message centre");
        await newcomer.Inbox.Switch("Unread").ClickAsync();
        await Expect(newcomer.Page.GetByText("All read")).ToBeVisibleAsync();
        await PassesAsync(newcomer, "nothing unread");

        var who = await Stage.MeetAsync();
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenThreadAsync(await who.BeginAsync());
        await buyer.Context.SetOfflineAsync(true);
        await Expect(buyer.Thread.Banner).ToBeVisibleAsync();
        await PassesAsync(buyer, "offline");
    }

    [Fact]
    public async Task The_operators_console()
    {
        var olivia = await OpenAsync("olivia", new Look(Calm: true));
        await olivia.GoAsync("/operator");
        await PassesAsync(olivia, "the operator's page");
        await olivia.Page.GetByRole(AriaRole.Link, new() { Name = "Console" }).ClickAsync();
        var console = new ConsoleScreen(olivia.Page);
        await Expect(console.Section("Queue")).ToHaveAttributeAsync("aria-current", "page");
        await PassesAsync(olivia, "the queue");
        foreach (var section in new[] { "Access grants", "Policy", "Audit log", "System" })
        {
            await console.GoAsync(section);
            await Expect(olivia.Page.GetByRole(AriaRole.Heading, new() { Name = section })).ToBeVisibleAsync();
            await PassesAsync(olivia, section);
        }
    }

    internal static async Task PassesAsync(Window window, string screen)
    {
        var found = new List<string>();
        foreach (var (scheme, rules) in new[] { (ColorScheme.Light, Rules), (ColorScheme.Dark, Contrast) })
        {
            await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var result = await window.Page.RunAxe(rules);
            Assert.NotEmpty(result.Passes.Concat(result.Incomplete)); // a rule that looked and found nothing wrong, or could not tell
            found.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{scheme}: {violation.Id}: {violation.Help}\n  {node.Html}\n  {string.Join(" ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}")));
        }
        Assert.True(found.Count == 0, $"axe on {screen}:\n{string.Join('\n', found.Distinct())}");
    }
}
