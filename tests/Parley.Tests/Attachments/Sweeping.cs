using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Attachments;

namespace Parley.Tests.Attachments;

/// <summary>A world that allows little, so that its bounds can be met.</summary>
public sealed class SmallWorld() : World("sqlite", new Dictionary<string, string>
{
    ["Parley__Attachments__OpenUploads"] = "3",
    ["Parley__Attachments__FilesPerDay"] = "6",
    ["Parley__Attachments__BytesPerDay"] = "1000000",
    ["Parley__Attachments__FileBytes"] = "900000",
    ["Parley__Attachments__FilesPerMessage"] = "2",
    ["Parley__Attachments__MessageBytes"] = "900000",
});

/// <summary>Nobody fills the disk: not by much, not by many, not by never coming to an end.</summary>
public sealed class Sweeping(SmallWorld world) : Facts(world), IClassFixture<SmallWorld>
{
    [Fact]
    public async Task Of_uploads_opened_and_never_finished_one_person_has_only_a_few()
    {
        var talk = await World.NewTalkAsync();
        var answers = new Answer[10_000];
        await Parallel.ForAsync(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) => answers[i] = await talk.Buyer.CreateUploadAsync(talk.Id, 100, $"{i}.txt"));
        Assert.Equal(3, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => a.MustRefuse(429, "too-many-uploads"));
        Assert.NotNull(answers.First(a => a.Status == 429).Headers["Retry-After"]);
        (await talk.Vendor.CreateUploadAsync(talk.Id, 100, "a.txt")).Must(201); // that is nobody else's trouble
        (await talk.Buyer.DeleteAsync($"v1/uploads/{answers.First(a => a.Status == 201).UploadId()}")).Must(204);
        (await talk.Buyer.CreateUploadAsync(talk.Id, 100, "again.txt")).Must(201);
    }

    [Fact]
    public async Task Of_a_creation_that_is_refused_or_breaks_off_nothing_stays()
    {
        var talk = await World.NewTalkAsync();
        for (var i = 0; i < 3; i++)
        {
            using var socket = new System.Net.Sockets.TcpClient();
            await socket.ConnectAsync("127.0.0.1", World.Server.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"POST /v1/conversations/{talk.Id}/attachments HTTP/1.1\r\nHost: parley\r\nAuthorization: Bearer {talk.Buyer.Bearer}\r\nTus-Resumable: 1.0.0\r\nUpload-Length: 200\r\n"
                + "Upload-Metadata: filename YS50eHQ=\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: 200\r\n\r\nonly these"));
            socket.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await Record.ExceptionAsync(() => stream.CopyToAsync(Stream.Null)); // until the server has ended it, in whichever way
        }
        for (var i = 0; i < 3; i++) (await talk.Buyer.CreateUploadAsync(talk.Id, 100, $"{i}.txt")).Must(201);
        (await talk.Buyer.CreateUploadAsync(talk.Id, 3, "d.txt", "abc"u8.ToArray())).MustRefuse(429, "too-many-uploads");
        await Eventually.TrueAsync(async () => await Kept.NamedAsync(World) is var named && named.SequenceEqual(Kept.Names(World)), "no bytes lie there that no row names");
    }

    [Fact]
    public async Task An_open_upload_counts_as_long_as_it_is_open_and_a_complete_one_for_a_day()
    {
        var talk = await World.NewTalkAsync();
        var open = new List<Guid>();
        for (var i = 0; i < 3; i++) open.Add((await talk.Buyer.CreateUploadAsync(talk.Id, 300_000, $"{i}.txt")).Must(201).UploadId());
        await BackAsync(open, TimeSpan.FromDays(3));
        (await talk.Buyer.CreateUploadAsync(talk.Id, 100, "a.txt")).MustRefuse(429, "too-many-uploads"); // opened long ago, and still open
        (await talk.Buyer.DeleteAsync($"v1/uploads/{open[0]}")).Must(204);
        (await talk.Buyer.CreateUploadAsync(talk.Id, 500_000, "b.txt")).MustRefuse(429, "quota-exceeded");
        foreach (var id in open[1..]) (await talk.Buyer.DeleteAsync($"v1/uploads/{id}")).Must(204);

        var bytes = System.Text.Encoding.ASCII.GetBytes(new string('c', 599_999) + "\n");
        var complete = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "c.txt", bytes)).Must(201).UploadId();
        (await talk.Buyer.CreateUploadAsync(talk.Id, 500_000, "d.txt")).MustRefuse(429, "quota-exceeded");
        await BackAsync([complete], TimeSpan.FromHours(25));
        (await talk.Buyer.CreateUploadAsync(talk.Id, 500_000, "d.txt")).Must(201);
    }

    /// <summary>As if this had been so much earlier.</summary>
    Task<int> BackAsync(List<Guid> uploads, TimeSpan by) => World.Store.Store.WriteAsync(async db =>
    {
        var rows = await db.Set<Attachment>().AsTracking().Where(a => uploads.Contains(a.Id)).ToListAsync();
        foreach (var row in rows)
        {
            db.Entry(row).Property(a => a.CreatedAt).CurrentValue -= by;
            if (row.CountsUntil != Attachment.WhileOpen) row.CountsUntil -= by;
        }
        return await db.SaveChangesAsync();
    }, default);

    [Theory]
    [InlineData(28, "storage-full")]
    [InlineData(30, "unavailable")]
    public void A_disk_that_is_full_or_away_is_told_by_name(int errno, string code) =>
        Assert.Equal(code, Parley.Plumbing.Problems.RefusalFor(new IOException("No space left on device", errno)).Code);

    [Fact]
    public async Task Files_and_bytes_of_a_day_and_of_a_message_have_their_bounds()
    {
        var talk = await World.NewTalkAsync();
        var letters = Enumerable.Range(0, 6).Select(i => System.Text.Encoding.ASCII.GetBytes($"letter {i} {Guid.NewGuid()}")).ToArray();
        (await talk.Buyer.CreateUploadAsync(talk.Id, 900_001, "a.txt")).MustRefuse(413, "file-too-large");
        var files = new List<Guid>();
        foreach (var letter in letters[..3]) files.Add(await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", letter));
        (await talk.Buyer.SendFilesAsync(talk.Id, "", [.. files])).MustRefuse(422, "too-many-files");
        (await talk.Buyer.SendFilesAsync(talk.Id, "", files[0], files[1])).Must(201); // refused before, they are still free
        (await talk.Buyer.CreateUploadAsync(talk.Id, 900_000, "b.txt")).Must(201);
        (await talk.Buyer.CreateUploadAsync(talk.Id, 100_000, "c.txt")).MustRefuse(429, "quota-exceeded");
        foreach (var letter in letters[4..]) await talk.Buyer.UploadReadyAsync(talk.Id, "d.txt", letter);
        (await talk.Buyer.CreateUploadAsync(talk.Id, 10, "e.txt")).MustRefuse(429, "quota-exceeded");
    }

    [Fact]
    public async Task Copies_of_a_templates_files_that_nobody_sends_have_their_bounds_too()
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Vendor.UploadForTemplateAsync("large.txt", Encoding.ASCII.GetBytes(new string('a', 400_000)));
        await talk.Vendor.BecomesAsync(file, "ready");
        var template = (await talk.Vendor.PostAsync($"v1/templates?as={talk.Vendor.As}", new { scope = "team", name = "T", variants = new[] { new { text = "x" } }, files = new[] { file } })).Must(201).Get<Guid>("id");
        var copy = (await AttachAsync()).Must(200).Get<Guid>("items.0.attachment");
        (await AttachAsync()).Must(200);
        (await AttachAsync()).MustRefuse(429, "quota-exceeded");
        (await talk.Vendor.SendFilesAsync(talk.Id, "", copy)).Must(201);
        (await AttachAsync()).Must(200);
        (await talk.Vendor.CreateUploadAsync(talk.Id, 500_000, "own.txt")).Must(201); // uploads are counted by themselves

        Task<Answer> AttachAsync() => talk.Vendor.PostAsync($"v1/templates/{template}/attach?as={talk.Vendor.As}", new { conversation = talk.Id, use = Guid.NewGuid() });
    }

    [Fact]
    public async Task Health_says_that_nobody_looks_for_malware()
    {
        var scanner = (await World.Anyone().GetAsync("health/ready")).Must(200).Json.Items("parts").Single(p => p.Get<string>("part") == "scanner");
        Assert.True(scanner.Get<bool>("healthy"));
        Assert.StartsWith("No scanner", scanner.Get<string>("says"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_sent_in_time_goes_with_its_bytes_and_so_does_what_no_row_names()
    {
        var talk = await World.NewTalkAsync();
        var (sent, left) = (await talk.Buyer.UploadReadyAsync(talk.Id, "sent.txt", "sent"u8.ToArray()), await talk.Buyer.UploadReadyAsync(talk.Id, "left.txt", "left"u8.ToArray()));
        (await talk.Buyer.SendFilesAsync(talk.Id, "", sent)).Must(201);
        var open = (await talk.Buyer.CreateUploadAsync(talk.Id, 100, "open.txt", [1, 2, 3])).Must(201).UploadId();
        var blobs = new FolderBlobs(Path.Combine(World.Store.Folder, "files"));
        var unnamed = Guid.NewGuid().ToString("N");
        await blobs.PutAsync(unnamed, (into, ct) => into.WriteAsync(new byte[] { 1 }, ct).AsTask(), default);
        var foreign = Path.Combine(World.Store.Folder, "files", "x");
        await File.WriteAllTextAsync(foreign, "Somebody else keeps something here.");
        var (clock, store) = (new Later(TimeSpan.FromHours(25)), World.Store.Store);
        var options = Microsoft.Extensions.Options.Options.Create(new AttachmentOptions());
        using var sweep = new SweepFiles(store, new Parley.Storage.Turns(store, clock), new Parley.Attachments.Files(store, null!, blobs), blobs, null!, new NothingHeld(), options, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<SweepFiles>.Instance);
        Assert.InRange(await sweep.SweepUnsentAsync(default), 2, 100);
        Assert.Equal(0, await sweep.SweepUnsentAsync(default));
        Assert.Equal(1, await sweep.SweepUnnamedAsync(default));
        foreach (var gone in new[] { left, open }) (await talk.Buyer.GetAsync($"v1/uploads/{gone}")).MustRefuse(404, "not-found");
        Assert.Equal("sent"u8.ToArray(), (await World.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, sent))).Bytes);
        Assert.True(File.Exists(foreign));
        File.Delete(foreign);
        Assert.Equal(await Kept.NamedAsync(World), Kept.Names(World));
    }

    sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
