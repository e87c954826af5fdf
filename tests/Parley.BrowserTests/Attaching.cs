using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Parley.BrowserTests;

/// <summary>Files are chosen, go up, get through a bad line, and reach the other side by themselves.</summary>
public sealed class Attaching(Stage stage, Chrome chrome) : Play(stage, chrome)
{
    static readonly Regex Uploads = new("/v1/uploads/[^/]+$");

    [Fact]
    public async Task What_is_picked_is_sent_and_appears_on_the_other_side_without_a_reload()
    {
        var (who, conversation, buyer) = await BeginAsync();
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        await vendor.StayAsync();

        await buyer.Files.PickAsync(SampleFiles.Picture(), SampleFiles.Pdf());
        await Expect(buyer.Files.Chips).ToHaveCountAsync(2);
        await Expect(buyer.Files.Chip("vase.png").Locator("img")).ToBeVisibleAsync();
        await buyer.Thread.WriteAsync("Is this crack normal?");

        await Expect(vendor.Files.Tiles).ToHaveCountAsync(1);
        await FilesScreen.IsDrawnAsync(vendor.Files.Tiles);
        await Expect(vendor.Files.Rows).ToContainTextAsync("PDF");
        await vendor.Thread.ShowsAsync("Is this crack normal?");
        await vendor.WasNotReloadedAsync();
        await Expect(buyer.Files.Chips).ToHaveCountAsync(0);
        await Expect(buyer.Files.Sending).ToHaveCountAsync(0);
        await FilesScreen.IsDrawnAsync(buyer.Files.Tiles);
        // And once more from the server, when nothing of it is at hand.
        await buyer.Page.ReloadAsync();
        await FilesScreen.IsDrawnAsync(buyer.Files.Tiles);
    }

    [Fact]
    public async Task What_is_dropped_or_pasted_stands_in_the_composer()
    {
        var (_, _, buyer) = await BeginAsync();
        await Expect(buyer.Files.Attach).ToBeVisibleAsync();
        await buyer.Files.BringAsync("dragenter", SampleFiles.Picture());
        await Expect(buyer.Page.Locator(".drop-zone")).ToContainTextAsync("Drop files to attach them");
        await buyer.Files.BringAsync("drop", SampleFiles.Picture());
        await Expect(buyer.Page.Locator(".drop-zone")).ToHaveCountAsync(0);
        await Expect(buyer.Files.Chip("vase.png")).ToBeVisibleAsync();

        await buyer.Files.BringAsync("paste", SampleFiles.Picture("image.png", 60, 40));
        await Expect(buyer.Files.Chips).ToHaveCountAsync(2);
        await Expect(buyer.Files.Chips.Nth(1)).ToHaveAttributeAsync("data-file", new Regex("^picture-.*\\.png$"));
        await Expect(buyer.Thread.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_file_without_words_is_one_file_in_the_list()
    {
        var (who, conversation, buyer) = await BeginAsync();
        await buyer.Files.PickAsync(SampleFiles.Text());
        await buyer.Thread.SendButton.ClickAsync();
        await Expect(buyer.Files.Rows).ToHaveCountAsync(1);
        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenInboxAsync();
        await Expect(vendor.Inbox.Row(conversation)).ToContainTextAsync("1 file");
    }

    [Fact]
    public async Task What_cannot_be_sent_says_why_and_is_taken_out()
    {
        var (_, conversation, buyer) = await BeginAsync();
        await buyer.Files.PickAsync(SampleFiles.Text(), new FilePayload { Name = "setup.exe", MimeType = "", Buffer = "MZ"u8.ToArray() });
        await Expect(buyer.Files.Chip("setup.exe")).ToContainTextAsync("This kind of file cannot be sent.");
        await buyer.Thread.Field.FillAsync("Both of them");
        await Expect(buyer.Thread.SendButton).ToBeDisabledAsync();
        await Eventually.TrueAsync(async () => (await buyer.SaidAsync()).Any(said => said.Contains("setup.exe was not accepted")), "it is said aloud");

        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Remove setup.exe" }).PressAsync("Enter");
        await Expect(buyer.Files.Chips).ToHaveCountAsync(1);
        Assert.Contains("Remove sizes.txt", await buyer.FocusedAsync());
        await buyer.Thread.SendButton.ClickAsync();
        await buyer.Thread.ShowsAsync("Both of them");
        Assert.Equal("sizes.txt", (await FilesOfLastAsync(buyer, conversation)).Single().Name);
    }

    [Fact]
    public async Task What_another_marketplace_takes_is_what_its_page_says()
    {
        var (_, conversation, buyer) = await BeginAsync();
        await buyer.Page.RouteAsync("**/v1/attachments/limits", route => route.FulfillAsync(new()
        {
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
            ContentType = "application/json",
            Body = """{"files":2,"fileBytes":1000,"messageBytes":1500,"classes":[{"class":"text","all":false,"types":[{"mediaType":"text/plain","endings":["txt","log"]}]}]}""",
        }));
        await buyer.Page.ReloadAsync();
        await Expect(buyer.Page.Locator("parley-thread-view input.pick").First).ToHaveAttributeAsync("accept", ".txt,.log");
        await buyer.Files.PickAsync(new FilePayload { Name = "vase.png", MimeType = "image/png", Buffer = new byte[10] }, new FilePayload { Name = "long.txt", MimeType = "text/plain", Buffer = new byte[1001] }, SampleFiles.Text());
        await Expect(buyer.Files.Chips).ToHaveCountAsync(2);
        await Expect(buyer.Files.Chip("vase.png")).ToContainTextAsync("This kind of file cannot be sent. What can: TXT.");
        await Expect(buyer.Files.Chip("long.txt")).ToContainTextAsync("a file may have up to 1 kB");
        await Eventually.TrueAsync(async () => (await buyer.SaidAsync()).Any(said => said.Contains("A message carries up to 2 files. 1 was left out.")), "it is said what was left out");
    }

    [Fact]
    public async Task An_upload_that_is_cancelled_is_forgotten_by_the_server()
    {
        var (_, _, buyer) = await BeginAsync();
        await HoldAsync(buyer, new TaskCompletionSource().Task);
        var deleted = buyer.Page.WaitForRequestAsync(request => request.Method == "DELETE" && Uploads.IsMatch(request.Url));
        var begun = buyer.Page.WaitForRequestAsync(request => request.Method == "PATCH");
        await buyer.Files.PickAsync(SampleFiles.Picture());
        await Expect(buyer.Files.Chip("vase.png").GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "0");
        await begun;
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Remove vase.png" }).ClickAsync();
        await Expect(buyer.Files.Chips).ToHaveCountAsync(0);
        await deleted;
    }

    [Fact]
    public async Task After_the_line_was_cut_an_upload_goes_on_where_it_was()
    {
        var (_, conversation, buyer) = await BeginAsync();
        var offsets = new ConcurrentQueue<string>();
        var cut = 0;
        await buyer.Page.RouteAsync(Uploads, async route =>
        {
            if (route.Request.Method != "PATCH")
            {
                await route.ContinueAsync();
                return;
            }
            var offset = (await route.Request.AllHeadersAsync())["upload-offset"];
            offsets.Enqueue(offset);
            if (offset != "0" && Interlocked.Increment(ref cut) == 1) await route.AbortAsync("connectionreset");
            else await route.ContinueAsync();
        });
        var file = SampleFiles.Picture("glaze.png", 2000, 1300, noise: true); // 7.8 MB: more than one piece
        await buyer.Files.PickAsync(file);
        await buyer.Thread.SendButton.ClickAsync();
        await Expect(buyer.Files.Tiles).ToHaveCountAsync(1, new() { Timeout = 40_000 });
        Assert.Equal(["0", "5000000", "5000000"], offsets);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Buffer)), (await FilesOfLastAsync(buyer, conversation)).Single().Sha256);
    }

    [Fact]
    public async Task After_a_reload_the_same_file_goes_on_where_it_was()
    {
        var (_, conversation, buyer) = await BeginAsync();
        var asked = new ConcurrentQueue<string>();
        var held = new TaskCompletionSource();
        await buyer.Page.RouteAsync(new Regex("/v1/(uploads/[^/]+|conversations/[^/]+/attachments)$"), async route =>
        {
            var step = route.Request.Method == "PATCH" ? $"PATCH {(await route.Request.AllHeadersAsync())["upload-offset"]}" : route.Request.Method;
            asked.Enqueue(step);
            if (step == "PATCH 5000000" && held.TrySetResult()) await route.AbortAsync("connectionreset");
            else if (held.Task.IsCompleted && asked.Contains("reload") is false) await route.AbortAsync("connectionreset");
            else await route.ContinueAsync();
        });
        var file = SampleFiles.Picture("glaze.png", 2000, 1300, noise: true);
        var path = Path.Combine(Places.NewFolder(), "glaze.png"); // on a disk, where it keeps its time
        await File.WriteAllBytesAsync(path, file.Buffer);
        await Expect(buyer.Files.Attach).ToBeVisibleAsync();
        await buyer.Page.Locator("parley-thread-view input.pick").First.SetInputFilesAsync(path);
        await held.Task.WaitAsync(TimeSpan.FromSeconds(40));
        await buyer.Page.ReloadAsync();
        asked.Enqueue("reload");
        await Expect(buyer.Files.Attach).ToBeVisibleAsync();
        await buyer.Page.Locator("parley-thread-view input.pick").First.SetInputFilesAsync(path);
        await buyer.Thread.SendButton.ClickAsync();
        await Expect(buyer.Files.Tiles).ToHaveCountAsync(1, new() { Timeout = 40_000 });
        Assert.Equal(["HEAD", "PATCH 5000000"], asked.SkipWhile(step => step != "reload").Skip(1).Where(step => step is not "GET"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Buffer)), (await FilesOfLastAsync(buyer, conversation)).Single().Sha256);
    }

    [Fact]
    public async Task On_a_phone_a_photograph_is_taken_for_the_message()
    {
        var (who, conversation, _) = await BeginAsync();
        var buyer = await OpenAsync(who.Buyer, Look.Phone);
        await buyer.OpenThreadAsync(conversation);
        var camera = buyer.Page.Locator("parley-thread-view input[capture=environment]");
        await Expect(camera).ToHaveCountAsync(1);
        await Expect(camera).ToHaveAttributeAsync("accept", new Regex("image/"));
        await camera.SetInputFilesAsync(SampleFiles.Picture("IMG_0001.png"));
        await Expect(buyer.Files.Chip("IMG_0001.png")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task While_offline_an_upload_pauses_and_goes_on_by_itself()
    {
        var (who, conversation, buyer) = await BeginAsync();
        var go = new TaskCompletionSource();
        await HoldAsync(buyer, go.Task);
        var begun = buyer.Page.WaitForRequestAsync(request => request.Method == "PATCH");
        await buyer.Files.PickAsync(SampleFiles.Picture());
        await begun;
        await buyer.Context.SetOfflineAsync(true);
        await Expect(buyer.Files.Chip("vase.png")).ToContainTextAsync("Paused, no connection");
        await buyer.Thread.Field.FillAsync("When I am back");
        await buyer.Thread.Field.PressAsync("Enter");
        await Expect(buyer.Files.Sending.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(1);
        go.SetResult();
        await buyer.Context.SetOfflineAsync(false);
        await Expect(buyer.Files.Tiles).ToHaveCountAsync(1, new() { Timeout = 40_000 });
        Assert.Contains("When I am back", await (await Stage.AsAsync(who.Buyer)).TextsAsync(conversation));
    }

    [Fact]
    public async Task A_message_waits_for_its_files_in_the_thread_and_holds_no_other_up()
    {
        var (who, conversation, buyer) = await BeginAsync();
        var go = new TaskCompletionSource();
        await HoldAsync(buyer, go.Task);
        await buyer.Files.PickAsync(SampleFiles.Picture(), SampleFiles.Text());
        await buyer.Thread.WriteAsync("Here they are");
        await Expect(buyer.Files.Sending.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(2);
        await Expect(buyer.Thread.Receipt).ToHaveTextAsync("Waiting to send");
        await buyer.Thread.WriteAsync("They are large");
        var api = await Stage.AsAsync(who.Buyer);
        await Eventually.TrueAsync(async () => (await api.TextsAsync(conversation)).Contains("They are large"), "the text did not wait");
        Assert.DoesNotContain("Here they are", await api.TextsAsync(conversation));
        go.SetResult();
        await Expect(buyer.Files.Sending).ToHaveCountAsync(0);
        Assert.Equal(2, (await FilesOfLastAsync(buyer, conversation)).Count);
    }

    [Fact]
    public async Task A_file_that_turns_out_to_be_something_else_stops_its_message_until_somebody_decides()
    {
        var (_, conversation, buyer) = await BeginAsync();
        var go = new TaskCompletionSource();
        await HoldAsync(buyer, go.Task);
        await buyer.Files.PickAsync(SampleFiles.Text(), new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = "<!doctype html><script>alert(1)</script>"u8.ToArray() });
        await buyer.Thread.WriteAsync("Look at this");
        go.SetResult();
        await Expect(buyer.Files.Stopped).ToContainTextAsync("photo.png was not accepted");
        await buyer.Files.Stopped.GetByRole(AriaRole.Button, new() { Name = "Send without it" }).ClickAsync();
        await Expect(buyer.Files.Rows).ToHaveCountAsync(1);
        Assert.Equal("sizes.txt", (await FilesOfLastAsync(buyer, conversation)).Single().Name);
    }

    [Fact]
    public async Task Files_chosen_before_the_first_words_follow_these_into_the_thread()
    {
        var who = await Stage.MeetAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.GoAsync($"/listing/{who.Listing}");
        await buyer.Page.Locator("parley-contact button.contact").ClickAsync();
        await buyer.Files.PickAsync(SampleFiles.Picture());
        await Expect(buyer.Files.Chip("vase.png")).ToContainTextAsync("once you write a few words");
        await Expect(buyer.Thread.SendButton).ToBeDisabledAsync();
        await buyer.Thread.WriteAsync("Do you have it in this colour?");
        await Expect(buyer.Files.Tiles).ToHaveCountAsync(1);
        var conversation = (await (await Stage.AsAsync(who.Buyer)).ThreadsAboutAsync(who.Listing)).Single();
        Assert.Equal("vase.png", (await FilesOfLastAsync(buyer, conversation)).Single().Name);
    }

    [Fact]
    public async Task A_voice_message_is_recorded_heard_and_sent()
    {
        var (who, conversation, buyer) = await BeginAsync();
        await buyer.Context.GrantPermissionsAsync(["microphone"]);
        await buyer.Files.Voice.ClickAsync();
        var recorder = buyer.Page.Locator("parley-recorder");
        await Expect(recorder.GetByRole(AriaRole.Timer)).ToHaveTextAsync("0:01");
        await recorder.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(recorder.GetByRole(AriaRole.Button, new() { Name = "Play Voice message" })).ToBeVisibleAsync();
        await recorder.GetByRole(AriaRole.Button, new() { Name = "Send the voice message" }).ClickAsync();
        await Expect(recorder).ToHaveCountAsync(0);
        await Expect(buyer.Files.Rows).ToHaveCountAsync(1);
        Assert.Matches(@"^voice-\d{4}.*\.webm$", (await FilesOfLastAsync(buyer, conversation)).Single().Name);

        var vendor = await OpenAsync(who.Agent);
        await vendor.OpenThreadAsync(conversation);
        await vendor.Files.Rows.GetByRole(AriaRole.Button, new() { Name = "Play Voice message" }).ClickAsync();
        await Expect(vendor.Files.Rows.Locator("audio")).ToHaveCountAsync(1);
        await Eventually.TrueAsync(() => vendor.Files.Rows.Locator("audio").EvaluateAsync<bool>("audio => audio.currentTime > 0 || audio.ended"), "it plays");
    }

    async Task<(Meeting Who, string Conversation, Window Buyer)> BeginAsync()
    {
        var who = await Stage.MeetAsync();
        var conversation = await who.BeginAsync();
        var buyer = await OpenAsync(who.Buyer);
        await buyer.OpenThreadAsync(conversation);
        return (who, conversation, buyer);
    }

    /// <summary>Pieces of uploads wait until then.</summary>
    static Task HoldAsync(Window window, Task until) => window.Page.RouteAsync(Uploads, async route =>
    {
        if (route.Request.Method == "PATCH") await until;
        try
        {
            await route.ContinueAsync();
        }
        catch (PlaywrightException)
        {
            // the page gave it up meanwhile
        }
    });

    async Task<List<(string Name, string Sha256)>> FilesOfLastAsync(Window window, string conversation)
    {
        var api = await Stage.AsAsync(window.Person);
        var found = new List<(string, string)>();
        await Eventually.TrueAsync(
            async () =>
            {
                var page = await api.GetAsync($"/v1/conversations/{conversation}/messages?limit=100");
                found = [.. page["items"]!.AsArray().Last()!["attachments"]!.AsArray().Select(file => ($"{file!["name"]}", $"{file["sha256"]}"))];
                return found.Count > 0;
            },
            "the newest message has files");
        return found;
    }
}
