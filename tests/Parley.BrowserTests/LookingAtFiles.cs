using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>Pictures stand in their place at once; the viewer and the gallery go by keyboard; axe has nothing to say.</summary>
public sealed class LookingAtFiles(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    [Fact]
    public async Task Nothing_moves_when_a_picture_comes()
    {
        var (who, conversation) = await SentAsync(SampleFiles.Picture(), SampleFiles.Text());
        var vendor = await OpenAsync(who.Agent);
        var go = new TaskCompletionSource();
        await vendor.Page.RouteAsync("**/v1/files/**", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await vendor.OpenThreadAsync(conversation);
        await Expect(vendor.Files.Tiles).ToHaveCountAsync(1);
        await Expect(vendor.Files.Attach).ToBeVisibleAsync();
        var before = (await PlaceAsync(vendor.Files.Tiles), await PlaceAsync(vendor.Files.Rows), await PlaceAsync(vendor.Thread.Messages.First));
        Assert.Equal(1.5, before.Item1.Width / before.Item1.Height, 1);
        go.SetResult();
        await FilesScreen.IsDrawnAsync(vendor.Files.Tiles);
        Assert.Equal(before, (await PlaceAsync(vendor.Files.Tiles), await PlaceAsync(vendor.Files.Rows), await PlaceAsync(vendor.Thread.Messages.First)));
    }

    [Fact]
    public async Task The_viewer_goes_by_keyboard_and_gives_the_focus_back()
    {
        var (who, conversation) = await SentAsync(SampleFiles.Picture("one.png"), SampleFiles.Picture("two.png", 500, 700));
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        await FilesScreen.IsDrawnAsync(vendor.Files.Tiles.First);
        await vendor.Files.Tiles.First.FocusAsync();
        await vendor.Page.Keyboard.PressAsync("Enter");
        var viewer = vendor.Files.Viewer;
        await Expect(viewer).ToHaveAttributeAsync("aria-label", "one.png, 1 of 2");
        await FilesScreen.IsDrawnAsync(viewer.Locator(".viewer-picture"));
        await Expect(viewer.Locator("img")).ToHaveAttributeAsync("alt", "one.png");

        await vendor.Page.Keyboard.PressAsync("+");
        await Expect(viewer.Locator(".viewer-picture")).ToHaveAttributeAsync("style", new Regex("scale\\(1\\.500\\)"));
        await vendor.Page.Keyboard.PressAsync("ArrowRight"); // moves the picture, not to the next one
        await Expect(viewer).ToHaveAttributeAsync("aria-label", "one.png, 1 of 2");
        await vendor.Page.Keyboard.PressAsync("0");
        await vendor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(viewer).ToHaveAttributeAsync("aria-label", "two.png, 2 of 2");
        for (var i = 0; i < 8; i++)
        {
            await vendor.Page.Keyboard.PressAsync("Tab");
            Assert.True(await StaysInAsync(vendor, "dialog.viewer"), $"After {i + 1} tabs the keyboard stands on {await vendor.FocusedAsync()}.");
        }
        await vendor.Page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveCountAsync(0);
        Assert.Contains("Open one.png", await vendor.FocusedAsync());
        await Expect(vendor.Thread.Log).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_gallery_shows_pictures_files_and_links_and_leads_to_their_messages()
    {
        var (who, conversation) = await SentAsync(SampleFiles.Picture(), SampleFiles.Pdf());
        await (await Stage.AsAsync(who.Buyer)).SayAsync(conversation, "As in https://glaze.example/celadon");
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        await vendor.Page.GetByRole(AriaRole.Button, new() { Name = "Files and links" }).ClickAsync();
        var gallery = vendor.Files.Gallery;
        await FilesScreen.IsDrawnAsync(gallery.Locator(".tile"));
        Assert.Contains("button", await vendor.FocusedAsync());
        await vendor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(gallery.GetByRole(AriaRole.Tab, new() { Name = "Files" })).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(gallery.Locator(".file-row")).ToContainTextAsync("invoice.pdf");
        await vendor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(gallery.Locator("a.file-row")).ToContainTextAsync("glaze.example");
        await gallery.GetByRole(AriaRole.Button, new() { Name = "glaze.example: Show the message" }).ClickAsync();
        await Expect(gallery).ToHaveCountAsync(0);
        await Eventually.TrueAsync(async () => (await vendor.FocusedAsync()).Contains("message"), "the keyboard stands on the message");
    }

    [Fact]
    public async Task The_first_page_of_a_pdf_is_drawn_and_the_whole_opens()
    {
        var (who, conversation) = await SentAsync(SampleFiles.Pdf());
        foreach (var look in new[] { new Look(Calm: true), Look.Phone with { Calm = true } })
        {
            var vendor = await OpenAsync(who.Agent, look);
            await vendor.OpenThreadAsync(conversation);
            var page = vendor.Files.Rows.Locator("canvas");
            await Expect(page).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((value, at) => at % 4 === 0 && value < 100)"), "There is a word on it.");
            await vendor.Page.ScreenshotAsync(new() { Path = Path.Combine(Places.ArtifactsOf("files"), $"first-page-{look.Width}.png") });
            await vendor.Files.Rows.GetByRole(AriaRole.Button, new() { Name = "Open invoice.pdf" }).ClickAsync();
            await Expect(vendor.Files.Viewer).ToBeVisibleAsync();
            Assert.StartsWith("blob:", await vendor.Files.Viewer.Locator("iframe").GetAttributeAsync("src"), StringComparison.Ordinal);
            await vendor.Page.Keyboard.PressAsync("Escape");
        }
    }

    [Fact]
    public async Task A_film_plays_in_its_place_and_one_that_cannot_be_played_is_saved()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await buyer.Files.PickAsync(await FilmAsync(buyer.Page));
        await buyer.Thread.SendButton.ClickAsync();
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        var film = vendor.Page.Locator("parley-thread-view .film");
        await Expect(film).ToContainTextAsync("glazing.webm");
        await film.GetByRole(AriaRole.Button, new() { Name = "Play glazing.webm" }).ClickAsync();
        await Eventually.TrueAsync(async () => await film.Locator("video").EvaluateAsync<bool>("film => film.videoWidth === 160 && film.readyState >= 2"), "it plays");

        var other = await OpenAsync(who.Agent);
        await other.Page.RouteAsync("**/v1/files/**", route => route.FulfillAsync(new() { Status = 200, ContentType = "video/webm", Body = "no film" }));
        await other.OpenThreadAsync(conversation);
        film = other.Page.Locator("parley-thread-view .film");
        await film.GetByRole(AriaRole.Button, new() { Name = "Play glazing.webm" }).ClickAsync();
        await Expect(film.GetByRole(AriaRole.Alert)).ToContainTextAsync("Download it to see it");
        var download = await other.Page.RunAndWaitForDownloadAsync(() => film.GetByRole(AriaRole.Button, new() { Name = "Download glazing.webm" }).ClickAsync());
        Assert.Equal("glazing.webm", download.SuggestedFilename);
    }

    /// <summary>A second of colours, as a browser records them.</summary>
    static async Task<FilePayload> FilmAsync(IPage page) => new()
    {
        Name = "glazing.webm",
        MimeType = "video/webm",
        Buffer = Convert.FromBase64String(await page.EvaluateAsync<string>(
            """
            async () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
              const brush = canvas.getContext('2d');
              const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
              const parts = [];
              recorder.ondataavailable = event => parts.push(event.data);
              const stopped = new Promise(resolve => { recorder.onstop = resolve; });
              recorder.start();
              for (let i = 0; i < 20; i++) {
                brush.fillStyle = `hsl(${i * 18} 80% 50%)`;
                brush.fillRect(0, 0, 160, 90);
                await new Promise(resolve => setTimeout(resolve, 40));
              }
              recorder.stop();
              await stopped;
              return btoa(String.fromCharCode(...new Uint8Array(await new Blob(parts).arrayBuffer())));
            }
            """)),
    };

    [Fact]
    public async Task An_empty_gallery_says_how_it_fills()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Files and links" }).ClickAsync();
        await Expect(buyer.Files.Gallery).ToContainTextAsync("Drop a picture on the conversation");
    }

    [Fact]
    public async Task A_document_is_saved_under_its_own_name()
    {
        var (who, conversation) = await SentAsync(SampleFiles.Text("Größen.txt", "S 36\n"));
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        var download = await vendor.Page.RunAndWaitForDownloadAsync(() => vendor.Files.Rows.GetByRole(AriaRole.Button).ClickAsync());
        Assert.Equal("Größen.txt", download.SuggestedFilename);
        Assert.Equal("S 36\n", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [Fact]
    public async Task Axe_is_content_in_light_and_dark_wide_and_narrow()
    {
        var (who, conversation) = await SentAsync(SampleFiles.Picture("one.png"), SampleFiles.Picture("two.png", 500, 700), SampleFiles.Pdf());
        foreach (var look in new[] { new Look(Calm: true), Look.Phone with { Calm = true } })
        {
            var buyer = await OpenAsync(who.Buyer, look);
            await buyer.OpenThreadAsync(conversation);
            await FilesScreen.IsDrawnAsync(buyer.Files.Tiles.First);
            await buyer.Files.PickAsync(SampleFiles.Text(), new FilePayload { Name = "setup.exe", MimeType = "", Buffer = "MZ"u8.ToArray() });
            await Expect(buyer.Files.Chips).ToHaveCountAsync(2);
            await EveryScreenIsAccessible.PassesAsync(buyer, $"files in the composer and the thread at {look.Width}");
            await buyer.FitsItsWidthAsync("a thread with files");
            await buyer.Files.Tiles.First.ClickAsync();
            await FilesScreen.IsDrawnAsync(buyer.Files.Viewer.Locator(".viewer-picture"));
            await EveryScreenIsAccessible.PassesAsync(buyer, $"the viewer at {look.Width}");
            await buyer.Page.Keyboard.PressAsync("Escape");
            await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Files and links" }).ClickAsync();
            await FilesScreen.IsDrawnAsync(buyer.Files.Gallery.Locator(".tile").First);
            await EveryScreenIsAccessible.PassesAsync(buyer, $"the gallery at {look.Width}");
        }
    }

    /// <summary>A thread in which the buyer sent these.</summary>
    async Task<(Meeting Who, string Conversation)> SentAsync(params FilePayload[] files)
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        await buyer.Files.PickAsync(files);
        await buyer.Thread.SendButton.ClickAsync();
        await Expect(buyer.Files.Chips).ToHaveCountAsync(0);
        await Expect(buyer.Files.Sending).ToHaveCountAsync(0);
        var api = await Stage.AsAsync(who.Buyer);
        await Eventually.TrueAsync(
            async () => (await api.GetAsync($"/v1/conversations/{conversation}/messages?limit=100"))["items"]!.AsArray().Last()!["attachments"]!.AsArray() is { Count: > 0 } sent && sent.All(file => $"{file!["state"]}" == "ready"),
            "all of it was checked");
        return (who, conversation);
    }

    static async Task<(float X, float Y, float Width, float Height)> PlaceAsync(ILocator of)
    {
        var box = (await of.BoundingBoxAsync())!;
        return (box.X, box.Y, box.Width, box.Height);
    }

    /// <summary>The keyboard stands there, or on the browser's own frame between two rounds.</summary>
    static Task<bool> StaysInAsync(Window window, string selector) => window.Page.EvaluateAsync<bool>(
        "selector => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at === document.body || at?.closest(selector) !== null; }", selector);
}
