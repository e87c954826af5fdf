using System.Net;
using Parley.Client;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>Several people at one desk: each sees at once what the others do, as far as it is theirs to see.</summary>
public sealed class TheTeamAtTheDesk(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task What_a_colleague_takes_leaves_the_folder_and_their_labels_and_views_appear_without_a_reload()
    {
        const string Team = "studio";
        await Stage.FoundAsync(Team, 3);
        var (olgas, lenas) = (await Stage.TokenAsync("studio-owner", "Olga Owner"), await Stage.TokenAsync("studio-agent", "Lena Agent"));
        var (olga, lena, api) = (await OpenAsAsync(olgas, "ina", new Look(Calm: true)), await OpenAsAsync(lenas, "ina", new Look(Calm: true)), new Api(Stage.Server, lenas));
        await olga.OpenTeamAsync(Team, "unassigned");
        await lena.OpenTeamAsync(Team, "mine");
        await Expect(olga.Desk.Rows).ToHaveCountAsync(3);
        foreach (var window in new[] { olga, lena })
        {
            await window.SettledAsync();
            await window.StayAsync();
        }
        var conversation = (await olga.Desk.Rows.First.GetAttributeAsync("data-id"))!;
        await olga.Desk.Row(conversation).HoverAsync();
        await olga.Desk.Item(conversation).GetByRole(AriaRole.Button, new() { Name = "Assign to me" }).ClickAsync();
        await Expect(olga.Desk.Row(conversation)).ToHaveCountAsync(0);
        await Eventually.EqualAsync((2, 1), async () => (await olga.Desk.CountAsync("unassigned"), await olga.Desk.CountAsync("mine")));
        await olga.Desk.OpenFolderAsync("Mine");
        await Expect(olga.Desk.Row(conversation)).ToBeVisibleAsync();

        await ActAsync(api, new { type = "assign", agent = "studio-agent" }, conversation, Team);
        await Expect(lena.Desk.Row(conversation)).ToBeVisibleAsync();
        await Expect(olga.Desk.Row(conversation)).ToHaveCountAsync(0);
        await Eventually.EqualAsync((0, 1), async () => (await olga.Desk.CountAsync("mine"), await lena.Desk.CountAsync("mine")));

        var (made, label) = await api.CallAsync(HttpMethod.Post, "/v1/inbox/labels?as=vendor:studio", new { name = "Tea", colour = "green" });
        Assert.Equal(HttpStatusCode.Created, made);
        await Expect(olga.Desk.Rail.GetByRole(AriaRole.Button, new() { Name = "Tea", Exact = true })).ToBeVisibleAsync();
        await ActAsync(api, new { type = "addLabel", label = $"{label!["id"]}" }, conversation, Team);
        await olga.Desk.Rail.GetByRole(AriaRole.Button, new() { Name = "Tea", Exact = true }).ClickAsync();
        await Expect(olga.Desk.Item(conversation)).ToContainTextAsync("Tea");
        await api.CallAsync(HttpMethod.Post, "/v1/inbox/views?as=vendor:studio", new { name = "Our tea", team = true, query = new { folder = "all", sort = "time", label = $"{label["id"]}" } });
        await Expect(olga.Desk.Rail.GetByRole(AriaRole.Button, new() { Name = "Our tea", Exact = true })).ToBeVisibleAsync();
        await olga.WasNotReloadedAsync();
    }

    [Fact]
    public async Task Of_two_who_take_a_thread_at_once_one_is_told_whose_it_is()
    {
        var conversation = await Stage.AskAsync("Who takes me?", listing: "fjord-vase");
        var ina = await OpenAsync("ina", new Look(Folder: "unassigned"));
        await ina.OpenInboxAsync();
        await Expect(ina.Desk.Row(conversation)).ToBeVisibleAsync();
        await ina.SettledAsync();
        await ina.Context.SetOfflineAsync(true);
        await Expect(ina.Page.Locator("parley-inbox .line .banner")).ToContainTextAsync("You are offline");
        await ActAsync(await Stage.AsAsync("jonas"), new { type = "assign", agent = "jonas" }, conversation);
        await ina.Desk.Row(conversation).HoverAsync();
        await ina.Desk.Item(conversation).GetByRole(AriaRole.Button, new() { Name = "Assign to me" }).ClickAsync();
        await ina.Context.SetOfflineAsync(false);
        await Expect(ina.Desk.Deed).ToContainTextAsync("Jonas Bekker has this conversation by now");
        await Expect(ina.Page.Locator("parley-inbox .line .banner")).ToHaveCountAsync(0);
        await ina.Desk.OpenFolderAsync("Everything");
        await Expect(ina.Desk.Item(conversation)).ToContainTextAsync("Assigned to Jonas Bekker");
    }

    [Fact]
    public async Task Whoever_works_for_two_shops_and_buys_changes_over_with_the_numbers_of_each()
    {
        var token = await Stage.TokenAsync("three-hats", "Thea Threehats");
        foreach (var vendor in new[] { "nordlicht", "kettenwerk" }) await Stage.TellAsync(HttpMethod.Put, $"/v1/vendors/{vendor}/agents/three-hats", new { role = "agent" });
        await new Api(Stage.Server, token).OpenAsync("hinterland", "listing:alp-hut", "I am a guest here");
        var thea = await OpenAsAsync(token, "ina", new Look(Calm: true));
        await thea.GoAsync("/vendor/nordlicht");
        await Expect(thea.Desk.Rows.First).ToBeVisibleAsync();
        var inbox = thea.Page.Locator("parley-inbox");
        foreach (var (role, next, what) in new[] { ("Nordlicht Keramik", "vendor:kettenwerk", "Kettenwerk"), ("Kettenwerk", "buyer", "As a buyer") })
        {
            await inbox.GetByRole(AriaRole.Button, new() { NameRegex = new(role) }).First.ClickAsync();
            var choice = inbox.GetByRole(AriaRole.Menuitemradio, new() { NameRegex = new(what) }).Locator("visible=true");
            if (next != "buyer") await Expect(choice.Locator(".count")).ToBeVisibleAsync();
            await choice.ClickAsync();
            await Expect(inbox).ToHaveAttributeAsync("as", next);
        }
        await Expect(thea.Page.Locator("parley-list-view button.row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Who_sees_only_what_is_theirs_sees_it_come_and_go()
    {
        await Stage.FoundAsync("loft", 3, "own");
        var owner = new Api(Stage.Server, await Stage.TokenAsync("loft-owner", "Olga Owner"));
        var lena = await OpenAsAsync(await Stage.TokenAsync("loft-agent", "Lena Agent"), "ina", new Look(Calm: true));
        await lena.OpenTeamAsync("loft");
        await Expect(lena.Desk.Rail).ToBeVisibleAsync();
        await Expect(lena.Desk.View.Locator(".empty")).ToBeVisibleAsync();
        await Expect(lena.Desk.Rows).ToHaveCountAsync(0);
        var thread = $"{(await owner.GetAsync("/v1/inbox?as=vendor:loft&folder=all"))["items"]![0]!["id"]}";
        await ActAsync(owner, new { type = "assign", agent = "loft-agent" }, thread, "loft");
        await Expect(lena.Desk.Row(thread)).ToBeVisibleAsync();
        await ActAsync(owner, new { type = "assign", agent = (string?)null }, thread, "loft");
        await Expect(lena.Desk.Row(thread)).ToHaveCountAsync(0);
        await PassesAsync(lena, "the desk of somebody who sees only what is theirs");
    }

    [Fact]
    public async Task A_list_of_a_thousand_draws_only_what_is_near_and_reaches_its_end()
    {
        await Stage.FoundAsync("attic", 1_000);
        var olga = await OpenAsAsync(await Stage.TokenAsync("attic-owner", "Olga Owner"), "ina", new Look(Calm: true));
        await olga.OpenTeamAsync("attic");
        await Expect(olga.Desk.Rows.First).ToBeVisibleAsync();
        var box = olga.Desk.View.Locator("parley-desk-rows");
        Assert.InRange(await olga.Desk.Rows.CountAsync(), 1, 60);
        await Eventually.TrueAsync(
            async () =>
            {
                await box.EvaluateAsync("box => { box.scrollTop = box.scrollHeight; }");
                Assert.InRange(await olga.Desk.Rows.CountAsync(), 0, 60);
                return await olga.Desk.View.Locator("button.row", new() { HasText = "Guest 0001" }).CountAsync() > 0;
            },
            "the oldest conversation is reached",
            TimeSpan.FromSeconds(60));
        await Expect(olga.Desk.View.Locator("li.desk-item").Last).ToHaveAttributeAsync("aria-setsize", "1000");
        await olga.Desk.Rows.Last.FocusAsync();
        await olga.Page.Keyboard.PressAsync("Home");
        await Expect(olga.Desk.View.Locator("button.row", new() { HasText = "Guest 1000" })).ToBeFocusedAsync();
        Assert.InRange(await olga.Desk.Rows.CountAsync(), 1, 60);
    }

    [Fact]
    public async Task Double_threads_become_one_the_buyer_is_led_there_and_it_is_taken_back()
    {
        var who = await Stage.MeetAsync();
        var first = await who.BeginAsync("About the first one");
        var buyer = await Stage.AsAsync(who.Buyer);
        var other = Cast.Listings(who.Vendor).First(listing => listing != who.Listing);
        var second = await buyer.OpenAsync(who.Vendor, $"listing:{other}", "The same question again");
        var ina = await OpenAsync("ina");
        await ina.OpenThreadAsync(second);
        var side = ina.Page.Locator("parley-desk-side");
        await side.GetByRole(AriaRole.Button, new() { Name = "Merge" }).ClickAsync();
        await side.GetByLabel("Into the conversation about").SelectOptionAsync(first);
        await side.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Merge" }).ClickAsync();
        await Expect(side.Locator(".deed")).ToContainTextAsync("Merged");
        await side.Locator(".deed").HoverAsync(); // whoever points at it is not hurried
        await Expect(ina.Page.Locator("parley-inbox")).ToHaveAttributeAsync("conversation", first);
        await ina.Thread.ShowsAsync("About the first one");

        var window = await OpenAsync(who.Buyer);
        await window.OpenThreadAsync(second);
        await Expect(window.Thread.View.GetByText("This conversation goes on in another one.")).ToBeVisibleAsync();
        await window.Thread.View.GetByRole(AriaRole.Button, new() { Name = "Go there" }).ClickAsync();
        await window.Thread.ShowsAsync("About the first one");

        await side.Locator(".deed").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(side.Locator(".deed")).ToContainTextAsync("Undone");
        Assert.Equal("open", $"{(await buyer.GetAsync($"/v1/conversations/{second}"))["state"]}");
    }

    [Fact]
    public async Task Who_may_only_read_sees_every_page_and_can_change_nothing()
    {
        var token = await Stage.TokenAsync("looker-on", "Lou Looker");
        await Stage.TellAsync(HttpMethod.Put, "/v1/vendors/nordlicht/agents/looker-on", new { role = "read-only" });
        var lou = await OpenAsAsync(token, "ina", new Look(Calm: true));
        foreach (var (page, title) in new[] { ("settings/hours", "Opening hours"), ("settings/team", "Team"), ("settings/replies", "Auto-replies"), ("settings/scheduled", "Scheduled messages"), ("rules", "Rules") })
        {
            await lou.Page.AddInitScriptAsync($"sessionStorage['parley:desk-page:vendor:nordlicht'] = '{page}'");
            await lou.GoAsync("/vendor/nordlicht");
            await Expect(lou.Pages.Title).ToHaveTextAsync(title);
            await Expect(lou.Pages.View.Locator(".look-only")).ToBeVisibleAsync();
            await Expect(lou.Pages.View.Locator(".page-scroll :is(input, select, textarea):enabled")).ToHaveCountAsync(0);
            await Expect(lou.Pages.View.Locator(".button.add")).ToHaveCountAsync(0);
        }

        // At the desk they look, star and mark; no button promises more, and a key says no.
        var conversation = await Stage.AskAsync("Who sees this?", listing: "harbour-mug");
        await lou.Page.AddInitScriptAsync("sessionStorage.removeItem('parley:desk-page:vendor:nordlicht')");
        await lou.GoAsync("/vendor/nordlicht");
        var tab = await OpenAsAsync(token, "ina", new Look(Calm: true));
        await tab.GoAsync("/vendor/nordlicht");
        foreach (var window in new[] { lou, tab }) await Expect(window.Desk.Row(conversation)).ToBeVisibleAsync();
        await tab.SettledAsync();
        await lou.Desk.Row(conversation).HoverAsync();
        await Expect(lou.Desk.Item(conversation).Locator(".row-tools button")).ToHaveCountAsync(1);
        await lou.Desk.Item(conversation).GetByRole(AriaRole.Button, new() { Name = "Star" }).ClickAsync();
        await Expect(tab.Desk.Item(conversation)).ToContainTextAsync("Starred"); // their other tab, at once
        await lou.Desk.Row(conversation).PressAsync("e");
        await Expect(lou.Desk.Deed).ToContainTextAsync("Your account may not see or do this.");
        await Expect(lou.Desk.Row(conversation)).ToBeVisibleAsync();
        await lou.Desk.Tick(conversation).ClickAsync();
        await Expect(lou.Desk.Bulk.Locator(".bulk-acts button")).ToHaveCountAsync(3);
    }

    static async Task ActAsync(Api api, object act, string conversation, string vendor = "nordlicht")
    {
        var (status, body) = await api.CallAsync(HttpMethod.Post, $"/v1/inbox/acts?as=vendor:{vendor}", new { conversations = new[] { conversation }, act });
        Assert.True(status == HttpStatusCode.OK, $"{body}");
    }
}
