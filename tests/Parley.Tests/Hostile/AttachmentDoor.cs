using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Attachments;
using Parley.Conversations;
using Parley.Encryption;

namespace Parley.Tests.Hostile;

/// <summary>Files, their names, their ways in and their links.</summary>
public sealed class AttachmentDoor(World world, Talk talk, Talk strangers)
{
    /// <summary>Words of the corpus's "never" that this door watches for itself and puts into the outcome.</summary>
    public static readonly HashSet<string> Watches =
    [
        "served-inline", "exif-gps-in-download", "original-bytes-served", "download-200", "thumbnail", "thumbnail-from-raw", "file-content-disclosed", "outbound-request",
        "file-outside-store", "process-started", "second-file-stored", "unscanned-bytes-served", "bytes-of-others-attached", "bytes-served", "content-type-changed",
    ];

    /// <summary>What becomes of a file, by the corpus's words.</summary>
    public static readonly string[] States =
        ["re-encoded", "stored-as-download-only", "never-downloadable", "quarantined", "quarantined-or-download-only", "clean-and-downloadable", "name-is-data-only", "stored-under-generated-key", "documented"];

    /// <summary>One pixel.</summary>
    static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    Actor Me => talk.Buyer;

    string Files => Path.Combine(world.Store.Folder, "files");

    public async Task<Outcome> UploadAsync(Case c)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var answer = await Me.CreateUploadAsync(talk.Id, c.Bytes.Length, (string)c.Row["params"]!["fileName"]!, c.Bytes);
        var (seen, flaw) = (new HashSet<string>(), default(string));
        if (answer.Status == 201) (seen, flaw) = await FollowAsync(c, answer.UploadId());
        Look(seen);
        return Outcome.Of(answer) with { Took = watch.Elapsed, Seen = seen, Flaw = flaw, Writes = true };
    }

    public async Task<Outcome> NameAsync(string name)
    {
        var answer = await Me.CreateUploadAsync(talk.Id, Png.Length, name, Png);
        var seen = new HashSet<string>();
        Look(seen);
        if (answer.Status != 201) return Outcome.Of(answer) with { Seen = seen };
        await SettledAsync(answer.UploadId());
        (await Me.SendFilesAsync(talk.Id, "", answer.UploadId())).Must(201);
        var shown = (await talk.Vendor.ReadThreadAsync(talk.Id, "before=100000&limit=1")).Json.Items()[^1].Get<string>("attachments.0.name");
        var (opened, _) = await world.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, answer.UploadId()));
        var flaw = shown.Any(char.IsControl) || shown.Contains('/') || shown.Contains('\\') ? $"it is shown as {shown}" : opened.Content.Headers.ContentDisposition is null ? "it is served without a name" : null;
        return Outcome.Of(answer) with { StoredText = shown, Seen = seen, Flaw = flaw, Writes = true };
    }

    public async Task<Outcome> RawAsync(Case c)
    {
        var before = await CountAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, $"v1/conversations/{talk.Id}/attachments") { Content = new ByteArrayContent(c.Bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=B");
        var answer = await Me.SendAsync(request);
        return Outcome.Of(answer) with { Seen = await CountAsync() == before ? [] : ["second-file-stored"] };
    }

    public async Task<Outcome> LinkAsync(string mutation)
    {
        var own = await talk.Shop.OpenAsync(await world.NewBuyerAsync(), "a thread for one link");
        var file = await own.Buyer.UploadReadyAsync(own.Id, "x.txt", "the bytes of one link"u8.ToArray());
        (await own.Buyer.SendFilesAsync(own.Id, "", file)).Must(201);
        var (reader, link) = ((Actor)own.Buyer, await own.Buyer.LinkAsync(own.Id, file));
        switch (mutation)
        {
            case "none": break;
            case "expired":
                link = new Links(null!, null!, null!, null!, new FileKeys(Path.Combine(world.Store.Folder, "keys.json")), Microsoft.Extensions.Options.Options.Create(new AttachmentOptions()), TimeProvider.System).Write(file, Variant.Uploaded, reader.Id, DateTimeOffset.UtcNow.AddMinutes(-1)).TrimStart('/');
                break;
            case "after-erasure":
                (await world.HostClient.DeleteAsync($"v1/users/{own.Buyer.Id}/words")).Must(204);
                break;
            case "after-quarantine":
                await world.Store.Store.WriteAsync(db => db.Set<Attachment>().Where(a => a.Id == file).ExecuteUpdateAsync(s => s.SetProperty(a => a.State, AttachmentState.Refused)), default);
                break;
            case "after-leaving-conversation":
                reader = await world.NewAgentAsync(own.Shop.VendorId);
                link = await reader.LinkAsync(own.Id, file);
                await world.Host.DeleteAgentAsync(own.Shop.VendorId, reader.Id);
                await Eventually.TrueAsync(async () => (await reader.ViewAsync(own.Id)).Status == 404, "the agent is out");
                break;
            case "path-suffix-html": link += ".html"; break;
            default: throw new NotSupportedException($"The corpus names a mutation '{mutation}' of links that the runner does not know.");
        }
        var answer = await reader.GetAsync(link);
        var seen = new HashSet<string>();
        if (answer.Body.Contains("the bytes of one link", StringComparison.Ordinal)) seen.Add("bytes-served");
        if (!answer.Headers["Content-Type"].StartsWith(answer.Status == 200 ? "text/plain" : "application/problem+json", StringComparison.Ordinal)) seen.Add("content-type-changed");
        return Outcome.Of(answer) with { Seen = seen, Writes = true };
    }

    public async Task<Outcome> FlowAsync(string scenario)
    {
        var bytes = Encoding.ASCII.GetBytes("scenario " + scenario + " " + Guid.NewGuid());
        switch (scenario)
        {
            case "declared-size-lie":
                return Plain(await Me.AppendAsync((await Me.CreateUploadAsync(talk.Id, 10, "a.txt")).UploadId(), 0, new byte[10_000_000]));
            case "chunk-overlap":
                var upload = (await Me.CreateUploadAsync(talk.Id, 20, "a.txt")).UploadId();
                (await Me.AppendAsync(upload, 0, bytes[..10])).Must(204);
                return Plain(await Me.AppendAsync(upload, 5, bytes[..15]));
            case "checksum-wrong":
                return Plain(await Me.AppendAsync((await Me.CreateUploadAsync(talk.Id, bytes.Length, "a.txt")).UploadId(), 0, bytes, "sha256 " + Convert.ToBase64String(new byte[32])));
            case "swap-after-scan": return await SwapAsync(bytes);
            case "attach-before-scan":
                var (first, second) = (await Me.UploadAsync(talk.Id, "a.txt", bytes), await Me.UploadAsync(talk.Id, "b.txt", [.. bytes, 1 + 64]));
                return Plain(await Me.SendFilesAsync(talk.Id, "early", first, second));
            case "attach-twice":
                var once = await Me.UploadReadyAsync(talk.Id, "a.txt", bytes);
                (await Me.SendFilesAsync(talk.Id, "once", once)).Must(201);
                return Plain(await Me.SendFilesAsync(talk.Id, "twice", once));
            case "quota-files":
                var many = new List<Guid>();
                for (var i = 0; i < 11; i++) many.Add(await Me.UploadAsync(talk.Id, $"{i}.txt", [.. bytes, (byte)('a' + i)]));
                return Plain(await Me.SendFilesAsync(talk.Id, "", [.. many]));
            case "quota-bytes": return Plain(await Me.CreateUploadAsync(talk.Id, 25_000_001, "a.txt"));
            case "upload-after-close":
                var own = await talk.Shop.OpenAsync(await world.NewBuyerAsync(), "to be closed");
                (await own.Vendor.PutAsync($"v1/conversations/{own.Id}/closure")).Must(200);
                return Plain(await own.Buyer.CreateUploadAsync(own.Id, 10, "a.txt"));
            default: throw new NotSupportedException($"The corpus names a flow '{scenario}' that the runner does not know.");
        }

        static Outcome Plain(Answer answer) => Outcome.Of(answer) with { Writes = true };
    }

    /// <summary>Other bytes where the file lies, by somebody who is in the store.</summary>
    async Task<Outcome> SwapAsync(byte[] bytes)
    {
        var file = await Me.UploadReadyAsync(talk.Id, "a.txt", bytes);
        (await Me.SendFilesAsync(talk.Id, "", file)).Must(201);
        await using (var db = world.Store.Open())
        {
            var key = await db.Set<AttachmentPart>().Where(p => p.AttachmentId == file).Select(p => p.BlobKey).SingleAsync();
            var (place, at) = Kept.PlaceOf(world, key);
            using var kept = File.OpenHandle(place, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var altered = new byte[1];
            Assert.Equal(1, RandomAccess.Read(kept, altered, at + 20));
            altered[0] ^= 1;
            RandomAccess.Write(kept, altered, at + 20);
        }
        var answer = await talk.Vendor.GetAsync(await talk.Vendor.LinkAsync(talk.Id, file));
        return Outcome.Of(answer) with { Seen = answer.Status == 200 ? ["unscanned-bytes-served"] : [], Writes = true };
    }

    /// <summary>An upload that was taken: what became of it, and whether that is what the case wants.</summary>
    async Task<(HashSet<string> Seen, string? Flaw)> FollowAsync(Case c, Guid file)
    {
        var seen = new HashSet<string>();
        var state = await SettledAsync(file);
        if (state == "refused") return (seen, c.State is "clean-and-downloadable" or "stored-as-download-only" ? "it was refused" : null);
        (await Me.SendFilesAsync(talk.Id, "", file)).Must(201);
        var links = (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={file}")).Must(200).Json.Items().Single();
        var (answer, bytes) = await world.OpenAsync(talk.Vendor, links.Get<string>("url").TrimStart('/'));
        var type = answer.Content.Headers.ContentType!.MediaType!;
        var inline = answer.Content.Headers.ContentDisposition!.DispositionType == "inline";
        if (inline && !type.StartsWith("image/", StringComparison.Ordinal)) seen.Add("served-inline");
        if (type.StartsWith("image/", StringComparison.Ordinal) && bytes.AsSpan().SequenceEqual(c.Bytes)) seen.Add("original-bytes-served");
        if (bytes.AsSpan().IndexOf("Exif\0\0"u8) >= 0 || bytes.AsSpan().IndexOf("GPS"u8) >= 0) seen.Add("exif-gps-in-download");
        if (Encoding.Latin1.GetString(bytes).Contains("root:", StringComparison.Ordinal)) seen.Add("file-content-disclosed");
        if (links["small"] is not null) seen.Add(type.StartsWith("image/", StringComparison.Ordinal) ? "thumbnail" : "thumbnail-from-raw");
        seen.Add("download-200");
        var safe = answer.Headers.GetValues("X-Content-Type-Options").Single() == "nosniff" && answer.Headers.GetValues("Content-Security-Policy").Single() == "sandbox; default-src 'none'";
        var flaw = !safe ? "it is served without its guards"
            : c.State is "unchanged" or "never-downloadable" or "quarantined" ? $"it can be opened, as {type}"
            : c.State == "stored-as-download-only" && inline ? "it is shown in the page"
            : c.State == "re-encoded" && bytes.AsSpan().SequenceEqual(c.Bytes) ? "its bytes are the sender's" : null;
        return (seen, flaw);
    }

    async Task<string> SettledAsync(Guid file)
    {
        var state = "";
        await Eventually.TrueAsync(async () => (state = (await Me.GetAsync($"v1/uploads/{file}")).Must(200).Get<string>("state")) is "ready" or "refused", "the file was checked");
        return state;
    }

    /// <summary>Names of our own making only, and no program but ours.</summary>
    void Look(HashSet<string> seen)
    {
        if (Directory.GetFiles(Files, "*", SearchOption.AllDirectories).Any(f => Path.GetFileName(f) is var name && !Packs.IsName(name) && (name.Length != 32 || !name.All(char.IsAsciiHexDigitLower)))) seen.Add("file-outside-store");
        var server = File.ReadAllText($"/proc/{world.Server.ProcessId}/cmdline"); // a child that has not yet begun has its parent's words
        foreach (var child in Directory.GetDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(child, "stat"));
                var parent = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
                if (parent != $"{world.Server.ProcessId}") continue;
                var words = File.ReadAllText(Path.Combine(child, "cmdline"));
                if (words != server && !words.Contains("image-worker", StringComparison.Ordinal)) seen.Add("process-started");
            }
            catch (IOException)
            {
                // it has ended
            }
        }
    }

    async Task<int> CountAsync()
    {
        await using var db = world.Store.Open();
        return await db.Set<Attachment>().CountAsync();
    }

    /// <summary>Somebody else's upload in one's own message.</summary>
    public async Task<Outcome> ForeignAsync() =>
        Outcome.Of(await Me.SendFilesAsync(talk.Id, "hello", await strangers.Buyer.UploadReadyAsync(strangers.Id, "theirs.txt", "theirs"u8.ToArray())));
}
