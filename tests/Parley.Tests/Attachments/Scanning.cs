using System.Text;

namespace Parley.Tests.Attachments;

/// <summary>A server whose files go through clamd.</summary>
public sealed class ScannedWorld() : World("sqlite")
{
    public ClamdServer Clamd { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> More => [new("Parley__Attachments__Scanner", "clamd"), new("Parley__Attachments__Clamd", Clamd.Address)];

    public override async ValueTask InitializeAsync()
    {
        await Clamd.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Clamd.DisposeAsync();
    }
}

/// <summary>Nothing opens unscanned, and a scanner that is away holds up files, never messages.</summary>
public sealed class Scanning(ScannedWorld world) : Facts(world), IClassFixture<ScannedWorld>
{
    static byte[] Text(string words) => Encoding.ASCII.GetBytes(words + "\n");

    [Fact]
    public async Task An_infected_file_is_refused_told_to_its_sender_and_never_seen_by_the_other_side()
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Buyer.UploadAsync(talk.Id, "notes.txt", Text($"before {ClamdServer.Malware} after"));
        await talk.Buyer.BecomesAsync(file, "refused");
        Assert.Equal("infected-file", (await talk.Buyer.GetAsync($"v1/uploads/{file}")).Get<string>("reason"));
        (await talk.Buyer.SendFilesAsync(talk.Id, "look", file)).MustRefuse(422, "infected-file");
        Assert.Empty((await talk.Buyer.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={file}")).Json.Items());
        Assert.Empty(await Kept.KeysAsync(World, file));
    }

    [Fact]
    public async Task Of_a_templates_file_that_waits_for_the_scanner_the_copy_waits_too_and_is_refused_by_itself()
    {
        var talk = await World.NewTalkAsync();
        await world.Clamd.StopAsync();
        var bytes = Text($"in a template {ClamdServer.Malware}");
        var (bad, good) = (await talk.Vendor.UploadForTemplateAsync("bad.txt", bytes), await talk.Vendor.UploadForTemplateAsync("good.txt", Text("of a template")));
        var template = (await talk.Vendor.PostAsync($"v1/templates?as={talk.Vendor.As}", new { scope = "team", name = "T", variants = new[] { new { text = "x" } }, files = new[] { bad, good } })).Must(201).Get<Guid>("id");
        var items = (await talk.Vendor.PostAsync($"v1/templates/{template}/attach?as={talk.Vendor.As}", new { conversation = talk.Id, use = Guid.NewGuid() })).Must(200).Json.Items();
        Assert.All(items, i => Assert.Equal("scanning", i.Get<string>("file.state")));
        var copies = items.Select(i => i.Get<Guid>("attachment")).ToArray();
        (await talk.Vendor.SendFilesAsync(talk.Id, "two files", copies)).Must(201);
        Assert.All((await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments"), a => Assert.Equal("scanning", a.Get<string>("state")));

        await world.Clamd.StartAsync();
        foreach (var (file, state) in new[] { (bad, "refused"), (good, "ready"), (copies[0], "refused"), (copies[1], "ready") }) await talk.Vendor.BecomesAsync(file, state);
        Assert.Equal(copies[1], (await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments").Single().Get<Guid>("id"));
        var shown = (await talk.Vendor.GetAsync($"v1/templates/{template}?as={talk.Vendor.As}")).Must(200).Json.Items("files");
        Assert.Equal(("refused", "infected-file", "ready"), (shown[0].Get<string>("state"), shown[0].Get<string>("reason"), shown[1].Get<string>("state")));
        var again = (await talk.Vendor.PostAsync($"v1/templates/{template}/attach?as={talk.Vendor.As}", new { conversation = talk.Id, use = Guid.NewGuid() })).Must(200).Json.Items();
        Assert.Null(again[0].At("attachment"));
        Assert.NotNull(again[1].At("attachment"));
    }

    [Fact]
    public async Task While_the_scanner_is_down_messages_flow_files_wait_health_says_so_and_both_come_through_later()
    {
        var talk = await World.NewTalkAsync();
        await world.Clamd.StopAsync();
        var (good, bad) = (await talk.Buyer.UploadAsync(talk.Id, "good.txt", Text("all is well")), await talk.Buyer.UploadAsync(talk.Id, "bad.txt", Text($"x {ClamdServer.Malware}")));
        await using var window = await talk.Vendor.ListenAsync();
        var seq = (await talk.Buyer.SendFilesAsync(talk.Id, "two files", good, bad)).Must(201).Get<int>("seq");
        await Eventually.TrueAsync(() => window.All("message").Any(m => m.Get<int>("message.seq") == seq), "the message is there at once");
        var mine = (await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments");
        Assert.All(mine, a => Assert.Equal("scanning", a.Get<string>("state")));
        Assert.Equal("good.txt", mine[0].Get<string>("name"));
        var theirs = (await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments");
        Assert.All(theirs, a => Assert.Equal(("scanning", null, null, null), (a.Get<string>("state"), (string?)a["name"], (string?)a["mediaType"], (string?)a["sha256"])));
        Assert.Empty((await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={good}")).Json.Items());
        await Eventually.TrueAsync(async () => (await HealthAsync("scanner")) is (false, var says) && says.Contains("clamd does not answer", StringComparison.Ordinal), "health says that the scanner is down");
        Assert.True((await World.Anyone().GetAsync("health/ready")).Must(200).Get<bool>("ready"));

        await world.Clamd.StartAsync();
        await talk.Buyer.BecomesAsync(good, "ready");
        await talk.Buyer.BecomesAsync(bad, "refused");
        await Eventually.TrueAsync(() => window.All("message").Any(m => m.Get<int>("message.seq") == seq && m["message"]!.Items("attachments") is [{ } only] && only.Get<string>("state") == "ready" && only.Get<string>("name") == "good.txt"), "the good file was pushed, and of the bad one nothing");
        Assert.Equal(Text("all is well"), (await World.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, good))).Bytes);
        mine = (await talk.Buyer.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments");
        Assert.Equal(("refused", "infected-file"), (mine[1].Get<string>("state"), mine[1].Get<string>("reason")));
        Assert.Equal((2, 1), (await FilesInRowAsync(talk.Buyer, talk.Id), await FilesInRowAsync(talk.Vendor, talk.Id))); // a row counts what its reader sees
        Assert.Contains("good.txt", (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/messages?after=2&revisedSince=0")).Body, StringComparison.Ordinal); // who was away finds it too
        await Eventually.TrueAsync(async () => (await HealthAsync("scanner")).Healthy, "health says that the scanner answers");
    }

    static async Task<int> FilesInRowAsync(Actor reader, Guid thread) =>
        (await reader.InboxAsync()).Must(200).Json.Items().Single(row => row.Get<Guid>("id") == thread).Get<int>("last.files");

    async Task<(bool Healthy, string Says)> HealthAsync(string part)
    {
        var found = (await World.Anyone().GetAsync("health/ready")).Json.Items("parts").Single(p => p.Get<string>("part") == part);
        return (found.Get<bool>("healthy"), found.Get<string>("says"));
    }
}

/// <summary>A scanner that takes less than we do.</summary>
public sealed class Scanners
{
    [Fact]
    public async Task Clamd_says_clean_infected_too_large_and_nothing_at_all()
    {
        await using var server = new ClamdServer();
        await server.StartAsync("1M");
        var clamd = new Parley.Attachments.Clamd(Microsoft.Extensions.Options.Options.Create(new Parley.Attachments.AttachmentOptions { Clamd = server.Address, ScanSeconds = 5 }), TimeProvider.System);
        Assert.Equal(Parley.Attachments.ScanVerdict.Clean, (await clamd.ScanAsync(new MemoryStream("well"u8.ToArray()), default)).Verdict);
        var found = await clamd.ScanAsync(new MemoryStream(Encoding.ASCII.GetBytes(new string('x', 200_000) + ClamdServer.Malware)), default);
        Assert.Equal((Parley.Attachments.ScanVerdict.Infected, true), (found.Verdict, found.Signature!.Contains("Test.Parley", StringComparison.Ordinal)));
        Assert.Equal(Parley.Attachments.ScanVerdict.Unscannable, (await clamd.ScanAsync(new MemoryStream(new byte[8_000_000]), default)).Verdict);
        await Assert.ThrowsAsync<FileNotFoundException>(() => clamd.ScanAsync(new Unreadable(), default)); // no fault of the scanner's
        await server.StopAsync();
        for (var i = 0; i < 4; i++) Assert.Equal(Parley.Attachments.ScanVerdict.Unavailable, (await clamd.ScanAsync(new MemoryStream(new byte[10]), default)).Verdict);
        Assert.Equal("resting", (await clamd.ScanAsync(new MemoryStream(new byte[10]), default)).Signature); // it is left alone for a while
    }

    [Theory]
    [InlineData(true, Parley.Attachments.ScanVerdict.TooSlow)]
    [InlineData(false, Parley.Attachments.ScanVerdict.Unavailable)]
    public async Task A_file_that_takes_too_long_is_told_from_a_scanner_that_is_stuck(bool answersOthers, Parley.Attachments.ScanVerdict verdict)
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using var ends = new CancellationTokenSource();
        var serving = ServeAsync();
        var clamd = new Parley.Attachments.Clamd(Microsoft.Extensions.Options.Options.Create(new Parley.Attachments.AttachmentOptions { Clamd = $"{listener.LocalEndpoint}", ScanSeconds = 1 }), TimeProvider.System);
        for (var i = 0; i < 4; i++)
        {
            var result = await clamd.ScanAsync(new MemoryStream(new byte[10]), default);
            Assert.Equal(verdict, result.Verdict);
            Assert.Equal(!answersOthers && i == 3, result.Signature == "resting"); // a slow file is no reason to leave it alone
        }
        await ends.CancelAsync();
        await serving;

        async Task ServeAsync()
        {
            var open = new List<Task>();
            try
            {
                while (true) open.Add(AnswerAsync(await listener.AcceptTcpClientAsync(ends.Token)));
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(open);
            }
        }

        async Task AnswerAsync(System.Net.Sockets.TcpClient client)
        {
            using var _ = client;
            var bytes = new byte[1000];
            try
            {
                while (await client.GetStream().ReadAsync(bytes, ends.Token) is > 0 and var read)
                    if (answersOthers && Encoding.ASCII.GetString(bytes, 0, read) == "zPING\0") await client.GetStream().WriteAsync("PONG\0"u8.ToArray(), ends.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // the test is over, or the other side went
            }
        }
    }

    sealed class Unreadable() : MemoryStream(new byte[10])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new FileNotFoundException("There is no such key.");
    }
}
