using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>Whoever remembers a word finds the message.</summary>
public sealed class Searching(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task A_buyer_finds_a_message_as_they_type_and_is_led_to_it()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Do you also have a zebrafinch teapot?");
        await (await Stage.AsAsync(who.Agent)).SayAsync(conversation, [.. Enumerable.Range(1, 14).Select(i => $"Line {i}\nof many\nthat fill\nthe screen")]);
        foreach (var look in new[] { new Look(Calm: true), Look.Phone with { Calm = true } })
        {
            var buyer = await OpenAsync(who.Buyer, look);
            await buyer.OpenInboxAsync();
            await buyer.Inbox.Switch("Search").ClickAsync();
            var field = buyer.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
            await Expect(field).ToBeFocusedAsync();
            await field.PressSequentiallyAsync("zebraf");
            var hit = buyer.Page.Locator("parley-search .hit");
            await Expect(hit.Locator("mark")).ToHaveTextAsync(["zebraf"]);
            await PassesAsync(buyer, $"what a search found at {look.Width}");
            await buyer.FitsItsWidthAsync("The search");
            await hit.ClickAsync();
            await Expect(buyer.Thread.Message("Do you also have a zebrafinch teapot?")).ToBeInViewportAsync();
            await Expect(buyer.Thread.Message("Do you also have a zebrafinch teapot?")).ToHaveAttributeAsync("data-found", "");
        }
    }

    [Fact]
    public async Task A_search_is_narrowed_to_whose_words_and_where_and_widened_again()
    {
        await Stage.FoundAsync("lookout");
        var token = await Stage.TokenAsync("lookout-owner", "Olga Owner");
        var asked = await Stage.AskAsync("Is the wombatfish lamp back?", "lookout", "lookout-listing");
        await new Api(Stage.Server, token).SayAsync(asked, "The wombatfish lamp is back, see https://example.com/lamp");
        var olga = await OpenAsAsync(token, "ina", new Look(Calm: true));
        await olga.OpenTeamAsync("lookout");
        await olga.Desk.View.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        var (field, hits) = (olga.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }), olga.Page.Locator("parley-search .hit"));
        await Eventually.TrueAsync(
            async () =>
            {
                await field.FillAsync("");
                await field.FillAsync("wombatfish");
                await olga.SettledAsync();
                return await hits.CountAsync() == 2; // new messages are found within seconds
            },
            "both are found");
        await PassesAsync(olga, "a search that can be narrowed");
        var whose = olga.Page.GetByLabel("Whose words");
        await whose.SelectOptionAsync("Customer");
        await Expect(hits).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("Is the wombatfish lamp back")]);
        await whose.SelectOptionAsync("Anyone");
        await olga.Page.GetByLabel("With a link").CheckAsync();
        await Expect(hits).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("see https")]);
        await olga.Page.GetByLabel("When").SelectOptionAsync("Last 7 days");
        await Expect(hits).ToHaveCountAsync(1);
        await olga.Page.GetByLabel("Where").SelectOptionAsync("Archived");
        await Expect(olga.Page.GetByText("Nothing found for “wombatfish”")).ToBeVisibleAsync(); // until then what was found before stands there, paler
        await PassesAsync(olga, "a narrowed search that found nothing");
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Search without filters" }).ClickAsync();
        await Expect(hits).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_team_finds_its_note_as_one_and_is_led_to_where_it_stands()
    {
        await Stage.FoundAsync("nightwatch");
        var token = await Stage.TokenAsync("nightwatch-owner", "Olga Owner");
        var asked = await Stage.AskAsync("Is the corncrake lamp back?", "nightwatch", "nightwatch-listing");
        var api = new Api(Stage.Server, token);
        await api.CallAsync(HttpMethod.Post, $"/v1/conversations/{asked}/notes", new { clientNoteId = Guid.NewGuid(), text = "She means the corncrake lamp from the window" });
        await api.SayAsync(asked, [.. Enumerable.Range(1, 14).Select(i => $"Line {i}\nof many\nthat fill\nthe screen")]);
        foreach (var look in new[] { new Look(Calm: true), Look.Phone with { Calm = true } })
        {
            var olga = await OpenAsAsync(token, "ina", look);
            await olga.OpenTeamAsync("nightwatch");
            await olga.Desk.View.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
            var (field, hits) = (olga.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }), olga.Page.Locator("parley-search .hit"));
            await Eventually.TrueAsync(
                async () =>
                {
                    await field.FillAsync("");
                    await field.FillAsync("corncrake");
                    await olga.SettledAsync();
                    return await hits.CountAsync() == 2; // new notes are found within seconds
                },
                "the message and the note are found");
            var note = hits.Filter(new() { HasText = "from the window" });
            await Expect(note).ToContainTextAsync("Note");
            await Expect(note.Locator("mark")).ToHaveTextAsync(["corncrake"]);
            await PassesAsync(olga, $"a note that a search found at {look.Width}");
            await olga.FitsItsWidthAsync("The search");
            var what = olga.Page.GetByLabel("What", new() { Exact = true });
            await what.SelectOptionAsync("Messages");
            await Expect(hits).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("Is the corncrake lamp back")]);
            await what.SelectOptionAsync("Notes");
            await Expect(hits).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("from the window")]);
            await note.ClickAsync();
            var card = olga.Page.Locator(".team-note", new() { HasText = "from the window" });
            await Expect(card).ToHaveAttributeAsync("data-found", "");
            await Expect(card).ToBeInViewportAsync();
            await Expect(card).ToBeFocusedAsync();
            await PassesAsync(olga, $"a note that was led to at {look.Width}");
        }
    }

    [Fact]
    public async Task Nothing_found_and_nothing_reachable_are_said_and_Escape_leads_back()
    {
        var who = await Stage.MeetAsync();
        await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer, new Look(Calm: true));
        await buyer.OpenInboxAsync();
        await buyer.Inbox.Switch("Search").ClickAsync();
        var field = buyer.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await field.FillAsync("qwertyuiop");
        await Expect(buyer.Page.GetByText("Nothing found for “qwertyuiop”")).ToBeVisibleAsync();
        await PassesAsync(buyer, "a search that found nothing");
        await buyer.Page.RouteAsync("**/v1/search*", route => route.FulfillAsync(new() { Status = 404, Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" } }));
        await field.FillAsync("qwertyuio");
        await Expect(buyer.Page.Locator("parley-search .empty")).ToBeVisibleAsync();
        await field.PressAsync("Escape");
        await Expect(buyer.Page.Locator("parley-search")).ToHaveCountAsync(0);
        await Expect(buyer.Inbox.Switch("Search")).ToBeFocusedAsync();
        await Expect(buyer.Inbox.Rows.First).ToBeVisibleAsync();
    }
}
