using System.Net;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>An owner says who sees what; a thread is handed over with a word; what goes out by itself is planned, seen and cancelled.</summary>
public sealed class TeamPage(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task An_owner_narrows_what_agents_see_and_takes_it_back()
    {
        var api = await Stage.AsAsync("greta");
        const string Path = "/v1/vendors/hinterland/team/settings";
        var greta = await OpenAsync("greta", new Look(Calm: true));
        await greta.Pages.OpenAsync("hinterland", "settings/team", "Team");
        await Expect(greta.Pages.View.Locator(".members li")).Not.ToHaveCountAsync(0);
        await greta.Pages.View.GetByLabel("Agents see only what is assigned to them").CheckAsync();
        await greta.Pages.View.GetByLabel("They also see what nobody has yet").CheckAsync();
        await PassesAsync(greta, "the team");
        await greta.Pages.PictureAsync("team");
        await greta.Pages.SaveAsync();
        var saved = await api.GetAsync(Path);
        Assert.Equal(("own", true), ($"{saved["visibility"]}", (bool)saved["unassigned"]!));
        await greta.Pages.Deed.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(greta.Pages.Deed).ToContainTextAsync("Undone");
        Assert.Equal("all", $"{(await api.GetAsync(Path))["visibility"]}");
    }

    [Fact]
    public async Task An_owner_says_how_threads_come_to_agents_and_who_works_when()
    {
        var api = await Stage.AsAsync("greta");
        const string Team = "/v1/vendors/hinterland/team";
        var greta = await OpenAsync("greta", new Look(Calm: true));
        await greta.Pages.OpenAsync("hinterland", "settings/team", "Team");
        var me = greta.Pages.View.Locator(".members li").Filter(new() { HasText = "Greta" });
        await me.GetByRole(AriaRole.Button, new() { NameRegex = new("^Away: ") }).ClickAsync();
        await Expect(me.Locator(".when")).ToHaveTextAsync("Away");
        await me.GetByRole(AriaRole.Button, new() { NameRegex = new("^Away: ") }).ClickAsync();
        await Expect(me.Locator(".when")).ToHaveTextAsync("Whenever you are open");

        await me.GetByRole(AriaRole.Button, new() { NameRegex = new("^Own hours: ") }).ClickAsync();
        await me.GetByLabel("At these hours").CheckAsync();
        await Expect(me.Locator(".hours-row")).ToHaveCountAsync(5);
        await greta.Pages.View.GetByLabel("To the least busy").CheckAsync();
        await greta.Pages.View.GetByLabel("At most for each").FillAsync("7");
        await greta.Pages.View.GetByLabel("At most for each").PressAsync("Tab");
        await PassesAsync(greta, "the team's hours");
        await greta.Pages.PictureAsync("team-hours");
        await greta.Pages.SaveAsync();
        var settings = await api.GetAsync($"{Team}/settings");
        var hours = (await api.GetAsync($"{Team}/availability"))["items"]!.AsArray().Single(a => $"{a!["userId"]}" == "greta")!["weekly"]!.AsArray();
        Assert.Equal(("least-busy", 7, 5), ($"{settings["assign"]}", (int)settings["capacity"]!, hours.Count));
        await greta.Pages.Deed.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(greta.Pages.Deed).ToContainTextAsync("Undone");
        Assert.Equal("by-hand", $"{(await api.GetAsync($"{Team}/settings"))["assign"]}");
    }

    [Fact]
    public async Task Who_may_not_change_the_team_sees_it_and_can_change_nothing()
    {
        var paulo = await OpenAsync("paulo");
        await paulo.Pages.OpenAsync("hinterland", "settings/team", "Team");
        await Expect(paulo.Pages.View.Locator(".look-only")).ToContainTextAsync("Owners of your team can change it.");
        await Expect(paulo.Pages.View.GetByLabel("Everybody sees every conversation")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_thread_is_handed_over_with_a_word_that_only_the_team_sees()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var ina = await OpenAsync("ina");
        await ina.OpenThreadAsync(conversation);
        var side = ina.Page.Locator("parley-desk-side");
        await side.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await side.GetByLabel("To whom").SelectOptionAsync("jonas");
        await side.GetByLabel("A word to them").FillAsync("You know the glaze better than I do");
        await side.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await Expect(side.Locator(".deed")).ToContainTextAsync("Handed over to Jonas");
        var api = await Stage.AsAsync("ina");
        var note = (await api.GetAsync($"/v1/conversations/{conversation}/notes"))["items"]!.AsArray().Single()!;
        Assert.Equal(("You know the glaze better than I do", "jonas"), ($"{note["text"]}", $"{note["mentions"]![0]!["id"]}"));
        Assert.Equal("jonas", $"{(await api.GetAsync($"/v1/conversations/{conversation}"))["filing"]!["assignee"]!["id"]}");
    }

    [Fact]
    public async Task A_scheduled_message_is_written_saved_and_still_there_after_a_reload()
    {
        var api = await Stage.AsAsync("tomas");
        var (made, template) = await api.CallAsync(HttpMethod.Post, "/v1/templates?as=vendor:kettenwerk", new { scope = "team", name = $"Sent {Guid.NewGuid():N}"[..12], variants = new[] { new { text = "It is on its way, {{buyer.firstName|there}}." } } });
        Assert.True(made == HttpStatusCode.Created, $"{template}");
        var tomas = await OpenAsync("tomas", new Look(Calm: true));
        await tomas.Pages.OpenAsync("kettenwerk", "settings/scheduled", "Scheduled messages");
        await tomas.Pages.Button("Add a scheduled message").ClickAsync();
        var card = tomas.Pages.View.Locator("section.block").Last;
        await card.GetByLabel("Name", new() { Exact = true }).FillAsync("The day before");
        await card.GetByLabel("When", new() { Exact = true }).SelectOptionAsync("date");
        await card.GetByLabel("What is sent").SelectOptionAsync($"{template!["id"]}");
        await Expect(card.Locator("header .hint")).ToContainTextAsync("before the date “delivery” of an order");
        await Expect(card.Locator(".preview-note")).ToContainTextAsync("It is on its way");
        await PassesAsync(tomas, "the scheduled messages");
        await tomas.Pages.PictureAsync("scheduled");
        await tomas.Pages.SaveAsync();
        await tomas.Page.ReloadAsync();
        await Expect(tomas.Pages.View.GetByLabel("Name", new() { Exact = true }).Last).ToHaveValueAsync("The day before");
        var message = (await api.GetAsync("/v1/scheduled-messages?as=vendor:kettenwerk"))["messages"]!.AsArray().Last()!;
        Assert.Equal(("delivery", -24), ($"{message["date"]}", (int)message["hours"]!));
    }
}
