using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static Parley.BrowserTests.EveryScreenIsAccessible;

namespace Parley.BrowserTests;

/// <summary>A size chart, a map: what a template carries is attached once and goes along wherever it is used.</summary>
public sealed class FilesOfTemplates(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static ILocator FileOf(Window window, string name) => window.Pages.View.Locator($"parley-template-files .upload[data-file='{name}']");

    static Task PickAsync(Window window, params FilePayload[] files) => window.Pages.View.Locator("parley-template-files input[type=file]").SetInputFilesAsync(files);

    /// <summary>A new template with these files, saved.</summary>
    static async Task WriteAsync(Window window, string vendor, string name, string text, params FilePayload[] files)
    {
        await window.Pages.OpenAsync(vendor, "templates/", "Templates");
        await window.Pages.Button("New template").ClickAsync();
        await window.Pages.View.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await window.Pages.View.GetByLabel("Shortcut").FillAsync(name.ToLowerInvariant());
        await window.Pages.View.GetByLabel("Text", new() { Exact = true }).FillAsync(text);
        await PickAsync(window, files);
        foreach (var file in files) await Expect(FileOf(window, file.Name)).ToHaveAttributeAsync("data-state", "ready");
        await window.Pages.SaveAsync();
    }

    [Fact]
    public async Task A_picture_is_attached_to_a_template_inserted_by_slash_sent_and_seen_by_the_buyer()
    {
        var who = await Stage.MeetAsync("hinterland");
        var conversation = await who.BeginAsync("How do I find you?");
        var (greta, buyer) = (await OpenAsync("greta", new Look(Calm: true)), await OpenAsync(who.Buyer));
        await WriteAsync(greta, "hinterland", "Way", "This is the way.", SampleFiles.Picture("map.png"), SampleFiles.Pdf("rules.pdf"));
        await Expect(greta.Pages.View.Locator(".preview-files")).ToHaveTextAsync("map.png, rules.pdf");
        await Expect(FileOf(greta, "rules.pdf")).ToContainTextAsync("PDF");
        await PassesAsync(greta, "a template with files");
        await greta.Page.ReloadAsync();
        await FileOf(greta, "map.png").ScrollIntoViewIfNeededAsync();
        await FilesScreen.IsDrawnAsync(FileOf(greta, "map.png"));
        await greta.Pages.PictureAsync("template-files");

        await buyer.OpenThreadAsync(conversation);
        greta = await OpenAsync("greta", new Look(Calm: true));
        await greta.OpenThreadAsync(conversation);
        await Expect(greta.Files.Attach).ToBeVisibleAsync();
        await greta.Thread.Field.PressSequentiallyAsync("/way");
        await Expect(greta.Answer.Preview).ToContainTextAsync("map.png, rules.pdf");
        await Expect(greta.Answer.Options.First).ToContainTextAsync("2 files");
        await PassesAsync(greta, "a template with files, sought");
        await greta.Thread.Field.PressAsync("Enter");
        await Expect(greta.Thread.Field).ToHaveValueAsync("This is the way.");
        await Expect(greta.Files.Chips).ToHaveCountAsync(2);
        await Expect(greta.Files.Chip("map.png").Locator("img")).ToBeVisibleAsync();
        await PassesAsync(greta, "a message with the files of a template");
        await greta.Files.Chip("rules.pdf").GetByRole(AriaRole.Button, new() { Name = "Remove rules.pdf" }).ClickAsync();
        await Expect(greta.Files.Chips).ToHaveCountAsync(1);
        await greta.Thread.Field.PressAsync("Enter");

        await buyer.Thread.ShowsAsync("This is the way.");
        await Expect(buyer.Files.Tiles).ToHaveCountAsync(1);
        await FilesScreen.IsDrawnAsync(buyer.Files.Tiles);
        await Expect(buyer.Files.Rows).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_sent_before_its_files_are_there_waits_for_them_and_what_failed_is_tried_again()
    {
        var who = await Stage.MeetAsync("kettenwerk");
        var conversation = await who.BeginAsync("Which size?");
        var tomas = await OpenAsync(who.Agent);
        await WriteAsync(tomas, "kettenwerk", "Sizes", "As attached.", SampleFiles.Text());
        tomas = await OpenAsync(who.Agent);
        await tomas.OpenThreadAsync(conversation);
        await Expect(tomas.Files.Attach).ToBeVisibleAsync();
        var (down, release) = (true, new TaskCompletionSource());
        await tomas.Page.RouteAsync(new Regex("/attach\\?"), async route =>
        {
            if (down)
            {
                await route.FulfillAsync(new() { Status = 404, ContentType = "application/problem+json", Body = """{"type":"/problems/not-found","status":404,"detail":"No."}""" });
                return;
            }
            await release.Task;
            await route.ContinueAsync();
        });
        await tomas.Thread.Field.PressSequentiallyAsync("/sizes");
        await Expect(tomas.Answer.Options).ToHaveCountAsync(1);
        await tomas.Thread.Field.PressAsync("Enter");
        await Expect(tomas.Answer.View.Locator(".carry-line")).ToContainTextAsync("could not be attached");
        down = false;
        await tomas.Answer.Button("Try again").ClickAsync();
        await tomas.Thread.Field.PressAsync("Enter");
        await Expect(tomas.Thread.Field).ToHaveValueAsync("As attached."); // it waits
        release.SetResult();
        await Expect(tomas.Thread.Field).ToHaveValueAsync("");
        await Expect(tomas.Files.Rows).ToContainTextAsync("sizes.txt");
        await Expect(tomas.Files.Rows).ToHaveCountAsync(1);
        Assert.Equal(["Which size?", "As attached."], await (await Stage.AsAsync(who.Agent)).TextsAsync(conversation));
    }

    [Fact]
    public async Task A_quick_reply_brings_its_files_and_takes_them_away_again_a_copy_has_its_own_and_a_removal_can_be_undone()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync("How do I wash it?");
        var ina = await OpenAsync("ina");
        await WriteAsync(ina, "nordlicht", "Washing", "By hand.", SampleFiles.Text("care.txt", "By hand.\n"));
        await ina.Pages.View.GetByLabel("Quick reply for").FillAsync("listing");
        await ina.Pages.View.GetByLabel("Quick reply for").BlurAsync();
        await ina.Pages.SaveAsync();

        await FileOf(ina, "care.txt").GetByRole(AriaRole.Button, new() { Name = "Remove care.txt" }).FocusAsync();
        await ina.Page.Keyboard.PressAsync("Enter");
        await Expect(FileOf(ina, "care.txt")).ToHaveCountAsync(0);
        await Expect(ina.Pages.View.Locator("parley-template-files .add")).ToBeFocusedAsync();
        await ina.Pages.SaveAsync();
        await ina.Pages.Deed.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(FileOf(ina, "care.txt")).ToHaveAttributeAsync("data-state", "ready");

        await ina.Pages.Button("Make a copy").ClickAsync();
        await Expect(ina.Pages.Title).ToHaveTextAsync("Washing (copy)");
        await Expect(FileOf(ina, "care.txt")).ToHaveAttributeAsync("data-state", "ready");
        await ina.Pages.SaveAsync();
        var api = await Stage.AsAsync("ina");
        var kept = (await api.GetAsync("/v1/templates?as=vendor:nordlicht&q=washing"))["items"]!.AsArray();
        var ids = kept.Where(t => ((string)t!["name"]!).StartsWith("Washing", StringComparison.Ordinal)).Select(t => (string?)t!["files"]?[0]?["id"]).ToList();
        Assert.Equal((2, 2), (ids.Count, ids.Distinct().Count()));

        ina = await OpenAsync("ina");
        await ina.OpenThreadAsync(conversation);
        await Expect(ina.Files.Attach).ToBeVisibleAsync();
        var reply = ina.Answer.Quick.Filter(new() { HasTextRegex = new Regex("^\\s*Washing\\s*1 file") });
        await reply.ClickAsync();
        await Expect(ina.Files.Chip("care.txt")).ToBeVisibleAsync();
        await ina.Answer.Quick.First.ClickAsync(); // another one, without files
        await Expect(ina.Files.Chips).ToHaveCountAsync(0);
        await reply.ClickAsync();
        await Expect(ina.Files.Chips).ToHaveCountAsync(1);
        await Expect(reply).ToHaveClassAsync(new Regex("filled"));
        await reply.ClickAsync();
        await Expect(ina.Files.Rows).ToContainTextAsync("care.txt");
        await Expect(ina.Files.Chips).ToHaveCountAsync(0);
    }
}
