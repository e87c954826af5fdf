using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Attachments;
using Parley.Attachments.Images;
using Parley.Attachments.Look;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Storage;
using Files = Parley.Attachments.Files;

namespace Parley.Tests.Attachments;

/// <summary>A file is checked by whoever holds it; who lost the hold changes nothing and takes only their own along.</summary>
public abstract class Checking(World world) : Facts(world)
{
    static readonly DateTimeOffset Held = DateTimeOffset.UtcNow.AddHours(1).AddTicks(7), HeldByAnother = Held.AddMinutes(5);
    static readonly byte[] Theirs = [9];

    Store Store => World.Store.Store;
    FolderBlobs Blobs => new(Path.Combine(World.Store.Folder, "files"));
    Wrapping Wrapping => new(new FileKeys(Path.Combine(World.Store.Folder, "keys.json")));

    static byte[] Text(string words) => Encoding.ASCII.GetBytes($"{words} {Guid.NewGuid()}\n");

    CheckFile CheckBy(IFileScanner scanner, IBlobStore? blobs = null)
    {
        var files = new Files(Store, new AuthorKeys(Store, Wrapping, TimeProvider.System), blobs ?? Blobs);
        return new(Store, new Homes(new Doors(Store, null!, null!, Wrapping, new Unrestricted()), null!), files, scanner, Look(new LookOptions()), new MakePictures(files, new Painter()),
            new MessageNews(Store, null!, TimeProvider.System), TimeProvider.System, NullLogger<CheckFile>.Instance);
    }

    static LookIntoPictures Look(LookOptions options) =>
        new(new Painter(), new ReadWriting(Options.Create(options), NullLogger<ReadWriting>.Instance), new PictureContacts(Options.Create(options)), Options.Create(options));

    Task<int> ChangeAsync(Guid file, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Attachment>> to) =>
        Store.WriteAsync(db => db.Set<Attachment>().Where(a => a.Id == file).ExecuteUpdateAsync(to), default);

    async Task<Attachment> RowAsync(Guid file)
    {
        await using var db = Store.Open();
        return await db.Set<Attachment>().SingleAsync(a => a.Id == file);
    }

    async Task<List<AttachmentPart>> PartsAsync(Guid file)
    {
        await using var db = Store.Open();
        return await db.Set<AttachmentPart>().Where(p => p.AttachmentId == file).OrderBy(p => p.Variant).ToListAsync();
    }

    /// <summary>An upload that is still to be checked, and held by us.</summary>
    async Task<Attachment> HoldAsync(Guid file, string type = "text/plain", int attempts = 0)
    {
        await ChangeAsync(file, s => s.SetProperty(a => a.State, AttachmentState.Scanning).SetProperty(a => a.Reason, (string?)null).SetProperty(a => a.MediaType, type)
            .SetProperty(a => a.DueAt, Held).SetProperty(a => a.Attempts, attempts));
        var row = await RowAsync(file);
        row.DueAt = Held;
        return row;
    }

    bool Lies(string blob) => Kept.Lies(World, blob);

    [Fact]
    public async Task Who_still_holds_it_settles_it_with_its_pictures()
    {
        var talk = await World.NewTalkAsync();
        var file = await HoldAsync(await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Text("a")), "image/png");
        Assert.False(await CheckBy(new Scan()).RunAsync(file, default));
        var row = await RowAsync(file.Id);
        Assert.Equal((AttachmentState.Ready, "image/webp", 3, null), (row.State, row.MediaType, row.Width, row.DueAt));
        Assert.Equal([Variant.Full, Variant.Large, Variant.Small], (await PartsAsync(file.Id)).Select(p => p.Variant));
    }

    [Theory]
    [InlineData(ScanVerdict.Clean)]
    [InlineData(ScanVerdict.Infected)]
    [InlineData(ScanVerdict.Unscannable)]
    [InlineData(ScanVerdict.Unavailable)]
    public async Task What_another_settled_meanwhile_stays_as_they_made_it(ScanVerdict verdict)
    {
        var talk = await World.NewTalkAsync();
        var file = await HoldAsync(await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Text("a")), "image/png", attempts: 4);
        var theirs = Guid.NewGuid().ToString("N");
        await CheckBy(new Scan(verdict, async () =>
        {
            await Blobs.PutAsync(theirs, (into, ct) => into.WriteAsync(Theirs, ct).AsTask(), default);
            await Store.WriteAsync(async db =>
            {
                db.Add(new AttachmentPart { AttachmentId = file.Id, Variant = Variant.Full, Offset = 0, Length = 1, BlobKey = theirs });
                await db.SaveChangesAsync();
            }, default);
            await ChangeAsync(file.Id, s => s.SetProperty(a => a.State, AttachmentState.Ready).SetProperty(a => a.DueAt, (DateTimeOffset?)null).SetProperty(a => a.Width, 77));
        })).RunAsync(file, default);
        var row = await RowAsync(file.Id);
        Assert.Equal((AttachmentState.Ready, null, 77, "image/png", 4, null), (row.State, row.Reason, row.Width, row.MediaType, row.Attempts, row.DueAt));
        var parts = await PartsAsync(file.Id);
        Assert.Equal([Variant.Uploaded, Variant.Full], parts.Select(p => p.Variant));
        Assert.Equal(theirs, parts[1].BlobKey);
        Assert.All(parts, p => Assert.True(Lies(p.BlobKey)));
    }

    [Fact]
    public async Task What_another_holds_now_is_left_to_them_and_only_ones_own_pictures_go()
    {
        var talk = await World.NewTalkAsync();
        var file = await HoldAsync(await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Text("a")), "image/png");
        var blobs = new Remembering(Blobs);
        await CheckBy(new Scan(ScanVerdict.Clean, () => ChangeAsync(file.Id, s => s.SetProperty(a => a.DueAt, HeldByAnother))), blobs).RunAsync(file, default);
        var row = await RowAsync(file.Id);
        Assert.Equal((AttachmentState.Scanning, HeldByAnother.ToUnixTimeMilliseconds()), (row.State, row.DueAt!.Value.ToUnixTimeMilliseconds()));
        Assert.Equal(Variant.Uploaded, Assert.Single(await PartsAsync(file.Id)).Variant);
        Assert.Equal(3, blobs.Put.Count);
        Assert.All(blobs.Put, b => Assert.False(Lies(b)));
    }

    [Fact]
    public async Task A_file_whose_twin_goes_in_this_moment_is_checked_like_any_other()
    {
        var talk = await World.NewTalkAsync();
        var (twin, bytes) = (await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Text("a")), Text("b"));
        var id = await talk.Buyer.UploadReadyAsync(talk.Id, "b.txt", bytes);
        var print = (await RowAsync(twin)).Fingerprint;
        await ChangeAsync(id, s => s.SetProperty(a => a.Fingerprint, print));
        var file = await HoldAsync(id);
        var scan = new Scan();
        Task checking = Task.CompletedTask;
        await Store.WriteAsync(async db =>
        {
            await Store.LockConversationAsync(db, talk.Id, default); // it has found the twin and cannot save yet
            checking = Task.Run(() => CheckBy(scan).RunAsync(file, default));
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.Equal(1, await db.Set<Attachment>().Where(a => a.Id == twin).ExecuteDeleteAsync());
        }, default);
        await checking;
        var row = await RowAsync(id);
        Assert.Equal((AttachmentState.Ready, (Guid?)null, bytes.Length, 1), (row.State, row.SameAs, (int)row.ServedLength, scan.Asked));
        (await talk.Buyer.SendFilesAsync(talk.Id, "", id)).Must(201);
        Assert.Equal(bytes, (await World.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, id))).Bytes);
    }

    [Fact]
    public async Task A_twin_that_another_file_takes_after_in_this_moment_is_not_let_go()
    {
        var talk = await World.NewTalkAsync();
        var (twin, id) = (await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Text("a")), await talk.Buyer.UploadReadyAsync(talk.Id, "b.txt", Text("b")));
        var file = await HoldAsync(id);
        Task<Answer> cancelling = Task.FromResult<Answer>(null!);
        await Store.WriteAsync(async db =>
        {
            await Store.LockAsync(db, "attachments", [id, twin], default); // as whoever takes after it
            await db.Set<Attachment>().Where(a => a.Id == file.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.SameAs, twin).SetProperty(a => a.State, AttachmentState.Ready).SetProperty(a => a.DueAt, (DateTimeOffset?)null));
            cancelling = talk.Buyer.DeleteAsync($"v1/uploads/{twin}");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }, default);
        await cancelling;
        Assert.Equal(AttachmentState.Ready, (await RowAsync(twin)).State);
        Assert.NotEmpty(await PartsAsync(twin));
    }

    [Fact]
    public async Task A_file_whose_bytes_are_missing_is_tried_a_few_times_and_then_refused()
    {
        var talk = await World.NewTalkAsync();
        var bytes = Text("a");
        var id = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "a.txt")).Must(201).UploadId();
        (await talk.Buyer.AppendAsync(id, 0, bytes)).Must(204);
        await talk.Buyer.BecomesAsync(id, "ready");
        File.Delete(Kept.PlaceOf(World, Assert.Single(await PartsAsync(id)).BlobKey).File);
        var file = await HoldAsync(id);
        Assert.False(await CheckBy(new Scan()).RunAsync(file, default));
        var row = await RowAsync(id);
        Assert.Equal((AttachmentState.Scanning, 1), (row.State, row.Attempts));
        Assert.True(row.DueAt < Held);
        file = await HoldAsync(id, attempts: 4);
        Assert.False(await CheckBy(new Scan()).RunAsync(file, default));
        row = await RowAsync(id);
        Assert.Equal((AttachmentState.Refused, "damaged-file", null), (row.State, row.Reason, row.DueAt));
        Assert.Empty(await PartsAsync(id));
    }

    /// <summary>Reads a file, lets something happen, and says this.</summary>
    sealed class Scan(ScanVerdict verdict = ScanVerdict.Clean, Func<Task>? meanwhile = null) : IFileScanner
    {
        public int Asked { get; private set; }

        public async Task<ScanResult> ScanAsync(Stream bytes, CancellationToken ct)
        {
            Asked++;
            await bytes.CopyToAsync(Stream.Null, ct);
            if (meanwhile is not null) await meanwhile();
            return new ScanResult(verdict, "said so");
        }

        public ValueTask<(bool Healthy, string Says)> HealthAsync(CancellationToken ct) => new((true, "well"));
    }

    /// <summary>Whatever it is, makes of it three pictures of one byte.</summary>
    sealed class Painter : IImageWorker
    {
        public async Task<ImageOutcome> RenderAsync(Stream original, string mediaType, Func<RenditionInfo, Stream, CancellationToken, Task> keep, CancellationToken ct)
        {
            var made = Enum.GetValues<Rendition>().Select(r => new RenditionInfo(r, "image/webp", 3, 2, 1)).ToList();
            foreach (var one in made) await keep(one, new MemoryStream([1]), ct);
            return new ImageOutcome(ImageVerdict.Rendered, made);
        }

        public Task<PictureSight> LookAsync(Stream original, string mediaType, bool withGrey, CancellationToken ct) => Task.FromResult(new PictureSight(ImageVerdict.Rendered, [], true, null));
    }

    /// <summary>Remembers what was put.</summary>
    sealed class Remembering(IBlobStore blobs) : IBlobStore
    {
        public List<string> Put { get; } = [];

        public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
        {
            Put.Add(key);
            return blobs.PutAsync(key, write, ct);
        }

        public Task<Stream> OpenAsync(string key, long from, CancellationToken ct) => blobs.OpenAsync(key, from, ct);

        public Task DeleteAsync(string key, CancellationToken ct) => blobs.DeleteAsync(key, ct);

        public IAsyncEnumerable<(string Key, DateTimeOffset Since)> ListAsync(CancellationToken ct) => blobs.ListAsync(ct);

        public Task PingAsync(CancellationToken ct) => blobs.PingAsync(ct);
    }
}

public sealed class Checking_on_sqlite(CommonSqlite world) : Checking(world);

public sealed class Checking_on_postgres(CommonPostgres world) : Checking(world);

/// <summary>How long a file is held.</summary>
public sealed class Holding
{
    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(600)]
    public void A_hold_is_longer_than_the_longest_scan_and_one_that_goes_before(int scanSeconds) =>
        Assert.True(CheckFiles.HoldFor(scanSeconds) > TimeSpan.FromSeconds(2 * scanSeconds));
}
