using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>Two of a vendor's team and one thread: nobody answers blind, and what they say to each other the buyer never sees.</summary>
public sealed class AnsweringTogether(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task Who_reads_or_writes_along_is_named_in_the_head_until_they_leave()
    {
        var conversation = await Stage.AskAsync();
        var (ina, jonas) = (await OpenAsync("ina"), await OpenAsync("jonas"));
        await ina.OpenThreadAsync(conversation);
        await jonas.OpenThreadAsync(conversation);
        await Expect(ina.Answer.Here).ToContainTextAsync("Jonas Bekker is reading");
        await jonas.Thread.Field.PressSequentiallyAsync("I am");
        await Expect(ina.Answer.Here).ToContainTextAsync("Jonas Bekker is writing…");
        await jonas.GoAsync("/");
        await Expect(ina.Answer.Here).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whom_a_colleague_outran_is_stopped_sees_their_answer_and_may_send_anyway()
    {
        var conversation = await Stage.AskAsync("Is it blue?");
        var ina = await OpenAsync("ina", new Look(Calm: true));
        await ina.OpenThreadAsync(conversation);
        await Expect(ina.Answer.Button("Note")).ToBeVisibleAsync();
        await ina.Thread.Field.FillAsync("No, green.");
        await ina.Context.SetOfflineAsync(true);
        var jonas = await Stage.AsAsync("jonas");
        await jonas.SayAsync(conversation, "Yes, blue.");
        await ina.Thread.Field.PressAsync("Enter");
        await ina.Context.SetOfflineAsync(false);

        await Expect(ina.Answer.Stale).ToContainTextAsync(new Regex("Jonas Bekker answered (just now|\\d+ seconds? ago)"));
        await Expect(ina.Thread.Field).ToHaveValueAsync("No, green.");
        await Expect(ina.Thread.Message("Yes, blue.")).ToBeInViewportAsync();
        await Expect(ina.Thread.Message("Yes, blue.")).ToHaveAttributeAsync("data-marked", "");
        Assert.Equal(["Is it blue?", "Yes, blue."], await jonas.TextsAsync(conversation));
        await PassesAsync(ina, "a thread that a colleague answered");

        await ina.Answer.Button("Send anyway").ClickAsync();
        await Expect(ina.Answer.Stale).ToHaveCountAsync(0);
        await Eventually.EqualAsync(["Is it blue?", "Yes, blue.", "No, green."], () => jonas.TextsAsync(conversation));
        await Expect(ina.Thread.Field).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_colleagues_answer_is_told_of_while_one_still_writes()
    {
        var conversation = await Stage.AskAsync("Does it break?");
        var ina = await OpenAsync("ina");
        await ina.OpenThreadAsync(conversation);
        await Expect(ina.Answer.Button("Note")).ToBeVisibleAsync();
        await ina.SettledAsync();
        await ina.Thread.Field.FillAsync("Hardly");
        await (await Stage.AsAsync("jonas")).SayAsync(conversation, "Never.");
        await Expect(ina.Answer.Stale).ToContainTextAsync("Read it before you send yours.");
        await ina.Answer.Button("Dismiss").ClickAsync();
        await Expect(ina.Answer.Stale).ToHaveCountAsync(0);
        await Expect(ina.Thread.Field).ToHaveValueAsync("Hardly");
    }

    [Fact]
    public async Task A_note_stands_in_the_thread_for_the_team_at_once_and_for_the_buyer_never()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("Hello?");
        var (ina, jonas, buyer) = (await OpenAsync("ina", new Look(Calm: true)), await OpenAsync("jonas"), await OpenAsync(who.Buyer));
        var loaded = new List<string>();
        buyer.Page.Request += (_, request) => loaded.Add(request.Url);
        foreach (var window in new[] { ina, jonas, buyer }) await window.OpenThreadAsync(conversation);
        await Expect(ina.Answer.Here).ToContainTextAsync("Jonas Bekker");
        await ina.Answer.Button("Note").ClickAsync();
        await Expect(ina.Answer.View.GetByText("Only your team sees this")).ToBeVisibleAsync();
        await ina.Answer.Note.PressSequentiallyAsync("Please @jon");
        await ina.Answer.Note.PressAsync("Enter");
        await Expect(ina.Answer.Note).ToHaveValueAsync("Please @Jonas Bekker ");
        await ina.Answer.Note.PressSequentiallyAsync("be generous");
        await ina.Answer.Note.PressAsync("Enter");
        await Expect(jonas.Answer.Notes).ToContainTextAsync("Please @Jonas Bekker be generous");
        await Expect(jonas.Answer.Notes.Locator(".mention.me")).ToHaveTextAsync("@Jonas Bekker");
        await PassesAsync(ina, "a thread with a note");

        await ina.Answer.Button("Reply").ClickAsync();
        await ina.Thread.WriteAsync("Hello!");
        await Expect(ina.Answer.Notes.Locator("xpath=following::*[contains(@class, 'message')]").First).ToContainTextAsync("Hello!");
        await ina.Answer.Notes.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await ina.Answer.NoteAsync("Be very generous");
        await Expect(jonas.Answer.Notes).ToContainTextAsync("Be very generous");
        await Expect(jonas.Answer.Notes).ToContainTextAsync("edited");
        await ina.Answer.Notes.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await ina.Answer.Notes.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(jonas.Thread.SystemLines.Filter(new() { HasText = "Ina Clausen removed a note" })).ToBeVisibleAsync();

        await buyer.Thread.ShowsAsync("Hello?", "Hello!");
        Assert.DoesNotContain("generous", await buyer.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(loaded, url => url.Contains("/elements/desk", StringComparison.Ordinal));
        Assert.Equal(["Hello?", "Hello!"], await buyer.Thread.TextsAsync());
    }

    [Fact]
    public async Task What_is_begun_of_a_note_stays_a_note_after_a_reload()
    {
        var conversation = await Stage.AskAsync();
        var ina = await OpenAsync("ina");
        await ina.OpenThreadAsync(conversation);
        await ina.Answer.Button("Note").ClickAsync();
        await ina.Answer.Note.FillAsync("She was unfriendly");
        await ina.Page.ReloadAsync();
        await Expect(ina.Answer.Note).ToHaveValueAsync("She was unfriendly");
        await Expect(ina.Thread.Field).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_slash_finds_a_template_Tab_walks_its_blanks_and_it_does_not_go_out_unfilled()
    {
        var conversation = await Stage.AskAsync("Where is my parcel?", "kettenwerk");
        var template = await KeepAsync("tomas", "kettenwerk", "Parcel number", "parcel", "It went with {{?carrier}}, the number is {{?number}}. {{agent.firstName}}");
        await KeepAsync("tomas", "kettenwerk", "Regards", "regards", "Kind regards from {{vendor.name}}");
        var tomas = await OpenAsync("tomas", new Look(Calm: true));
        await tomas.OpenThreadAsync(conversation);
        await Expect(tomas.Answer.Button("Templates")).ToBeVisibleAsync();
        var field = tomas.Thread.Field;
        await field.PressSequentiallyAsync("/parc");
        await Expect(tomas.Answer.Options.First).ToContainTextAsync("Parcel number");
        await Expect(tomas.Answer.Preview).ToContainTextAsync("It went with carrier, the number is number.");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", "snippet-0");
        await PassesAsync(tomas, "templates to choose from");
        await field.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync(new Regex(@"^It went with \{\{\?carrier\}\}, the number is \{\{\?number\}\}\. .+$"));

        await field.PressAsync("Enter");
        await Expect(tomas.Answer.Holes).ToHaveTextAsync(["carrier", "number"]);
        await PassesAsync(tomas, "a text with blanks");
        await tomas.Page.Keyboard.TypeAsync("DHL");
        await field.PressAsync("Tab");
        await tomas.Page.Keyboard.TypeAsync("JD1");
        await Expect(tomas.Answer.Holes).ToHaveCountAsync(0);
        await tomas.Page.Keyboard.PressAsync("End");
        await field.PressSequentiallyAsync(" /regards");
        await Expect(tomas.Answer.Options).ToHaveCountAsync(1);
        await field.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync(new Regex("It went with DHL, the number is JD1\\. .+ Kind regards from "));
        var sent = await tomas.Page.RunAndWaitForRequestAsync(() => field.PressAsync("Enter"), request => request.Method == "POST" && request.Url.EndsWith("/messages", StringComparison.Ordinal));
        var body = JsonNode.Parse(sent.PostData!)!;
        Assert.Equal(2, body["templates"]!.AsArray().Count);
        Assert.Equal(template, $"{body["templates"]![0]}");
        await Expect(field).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Escape_leaves_the_list_and_the_slash_and_a_button_opens_the_same()
    {
        var conversation = await Stage.AskAsync(vendor: "kettenwerk");
        await KeepAsync("tomas", "kettenwerk", "Wheel size", "wheel", "We have 28 inch wheels.");
        var tomas = await OpenAsync("tomas", Look.Phone with { Calm = true });
        await tomas.OpenThreadAsync(conversation);
        await Expect(tomas.Answer.Button("Templates")).ToBeVisibleAsync();
        await tomas.Thread.Field.PressSequentiallyAsync("/");
        await Expect(tomas.Answer.Options.First).ToBeVisibleAsync();
        await tomas.Thread.Field.PressAsync("Escape");
        await Expect(tomas.Answer.Options).ToHaveCountAsync(0);
        await Expect(tomas.Thread.Field).ToHaveValueAsync("/");
        await tomas.Thread.Field.FillAsync("");
        await tomas.Answer.Button("Templates").ClickAsync();
        var search = tomas.Answer.View.GetByRole(AriaRole.Combobox, new() { Name = "Search templates" });
        await Expect(search).ToBeFocusedAsync();
        await search.FillAsync("wheel");
        await Expect(tomas.Answer.Options).ToHaveTextAsync([new Regex("Wheel size")]);
        await PassesAsync(tomas, "the search of templates on a phone");
        await tomas.FitsItsWidthAsync("The search of templates");
        await search.PressAsync("Enter");
        await Expect(tomas.Thread.Field).ToHaveValueAsync("We have 28 inch wheels.");
        await Expect(tomas.Thread.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_quick_reply_is_put_in_by_one_press_and_sent_by_the_next()
    {
        var conversation = await Stage.AskAsync("Is there a stove?", "hinterland");
        await KeepAsync("greta", "hinterland", "Stove", "stove", "Yes, and wood is included.", "listing");
        var greta = await OpenAsync("greta");
        await greta.OpenThreadAsync(conversation);
        var stove = greta.Answer.Quick.Filter(new() { HasText = "Stove" });
        await stove.ClickAsync();
        await Expect(greta.Thread.Field).ToHaveValueAsync("Yes, and wood is included.");
        Assert.Equal(["Is there a stove?"], await (await Stage.AsAsync("greta")).TextsAsync(conversation));
        await Expect(stove).ToHaveAccessibleDescriptionAsync(new Regex("Press again to send"));
        await stove.ClickAsync();
        await greta.Thread.ShowsAsync("Yes, and wood is included.");
        await Expect(greta.Thread.Field).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_macro_says_what_it_will_do_does_it_and_is_undone()
    {
        var conversation = await Stage.AskAsync("Thank you, bye", "hinterland");
        var template = await KeepAsync("greta", "hinterland", "Farewell", "farewell", "Goodbye and welcome back, {{?what}}!");
        var api = await Stage.AsAsync("greta");
        var (status, _) = await api.CallAsync(HttpMethod.Post, "/v1/macros?as=vendor:hinterland", new { id = Guid.NewGuid(), name = "Say goodbye", template, acts = new[] { new { type = "close" } } });
        Assert.Equal(HttpStatusCode.Created, status);
        var greta = await OpenAsync("greta", new Look(Calm: true));
        await greta.OpenThreadAsync(conversation);
        await greta.Answer.Button("Macros").ClickAsync();
        await greta.Answer.Macros.GetByRole(AriaRole.Button, new() { NameRegex = new("Say goodbye") }).ClickAsync();
        await Expect(greta.Answer.Macros).ToContainTextAsync("Closes the conversation");
        await Expect(greta.Answer.Macros.GetByRole(AriaRole.Button, new() { Name = "Run" })).ToBeDisabledAsync();
        await greta.Answer.Macros.GetByLabel("what").FillAsync("friend");
        await PassesAsync(greta, "a macro before it runs");
        await greta.Answer.Macros.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(greta.Answer.Macros).ToContainTextAsync("Answer sent");
        await greta.Thread.ShowsAsync("Goodbye and welcome back, friend!");
        await Expect(greta.Thread.View.Locator(".closed")).ToBeVisibleAsync();
        await greta.Answer.Macros.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(greta.Answer.Macros).ToContainTextAsync("Undone");
        await Expect(greta.Thread.Field).ToBeVisibleAsync();
    }

    async Task<string> KeepAsync(string agent, string vendor, string name, string shortcut, string text, params string[] topics)
    {
        var id = Guid.NewGuid();
        var (status, body) = await (await Stage.AsAsync(agent)).CallAsync(
            HttpMethod.Post, $"/v1/templates?as=vendor:{vendor}", new { id, scope = "team", name, shortcut, topics, variants = new[] { new { text } } });
        Assert.True(status == HttpStatusCode.Created, $"{body}");
        return $"{id}";
    }
}
