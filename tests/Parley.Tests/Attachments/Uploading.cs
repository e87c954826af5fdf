using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Attachments;

/// <summary>Bytes go in, in pieces and over bad connections, and come out for those whom they are for.</summary>
public abstract class Uploading(World world) : Facts(world)
{
    /// <summary>Text of so many bytes, no two files alike.</summary>
    protected static byte[] Letter(int length)
    {
        var text = new StringBuilder($"Letter {Guid.NewGuid()}\n");
        while (text.Length < length) text.Append(Convert.ToBase64String(RandomNumberGenerator.GetBytes(57))).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    [Fact]
    public async Task A_file_of_a_message_reaches_the_other_side_byte_for_byte_and_nobody_else()
    {
        var (talk, other) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        var bytes = Letter(200_000);
        var file = await talk.Buyer.UploadReadyAsync(talk.Id, "measures.txt", bytes);
        var sent = (await talk.Buyer.SendFilesAsync(talk.Id, "Here they are", file)).Must(201);
        foreach (var reader in new[] { talk.Buyer, talk.Vendor })
        {
            var seen = (await reader.ReadThreadAsync(talk.Id)).Must(200).Json.Items()[^1];
            Assert.Equal(("Here they are", "ready", "measures.txt", "text/plain", 200_000L), (seen.Get<string>("text"), seen.Get<string>("attachments.0.state"), seen.Get<string>("attachments.0.name"), seen.Get<string>("attachments.0.mediaType"), seen.Get<long>("attachments.0.bytes")));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), seen.Get<string>("attachments.0.sha256"));
            var (answer, got) = await World.OpenAsync(reader, await reader.LinkAsync(talk.Id, file));
            Assert.Equal(200, (int)answer.StatusCode);
            Assert.Contains("Authorization", answer.Headers.Vary);
            Assert.Equal(bytes, got);
        }
        Assert.Equal(2, sent.Get<int>("seq"));
        (await other.Buyer.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={file}")).MustRefuse(404, "not-found");
        Assert.Empty((await other.Buyer.GetAsync($"v1/conversations/{other.Id}/attachments/links?files={file}")).Must(200).Json.Items());
        var mine = await talk.Buyer.LinkAsync(talk.Id, file);
        Assert.Equal(404, (int)(await World.OpenAsync(talk.Vendor, mine)).Answer.StatusCode); // the link of one person is of no use to another
        Assert.Equal(404, (int)(await World.OpenAsync(other.Buyer, mine)).Answer.StatusCode);
        Assert.Equal(401, (int)(await World.OpenAsync(World.Anyone(), mine)).Answer.StatusCode);
    }

    [Fact]
    public async Task A_link_lasts_a_quarter_of_an_hour_and_leads_nowhere_when_anything_in_it_is_altered()
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Letter(100));
        (await talk.Buyer.SendFilesAsync(talk.Id, "", file)).Must(201);
        var links = (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/attachments/links?files={file}")).Must(200).Json.Items().Single();
        Assert.InRange(links.Get<DateTimeOffset>("expiresAt") - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15));
        var url = await talk.Vendor.LinkAsync(talk.Id, file);
        Assert.Equal(200, (int)(await World.OpenAsync(talk.Vendor, url)).Answer.StatusCode);
        var start = url.LastIndexOf('/') + 1;
        for (var at = start; at < url.Length; at++)
        {
            var altered = string.Concat(url.AsSpan(0, at), url[at] == 'A' ? "B" : "A", url.AsSpan(at + 1));
            if (Convert.FromBase64String(Padded(altered[start..])).AsSpan().SequenceEqual(Convert.FromBase64String(Padded(url[start..])))) continue; // bits that mean nothing
            Assert.Equal(404, (int)(await World.OpenAsync(talk.Vendor, altered)).Answer.StatusCode);
        }
        Assert.Equal(404, (int)(await World.OpenAsync(talk.Vendor, url[..^4])).Answer.StatusCode);

        static string Padded(string base64Url) => base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');
    }

    [Fact]
    public async Task A_piece_without_a_length_that_turns_out_too_long_is_refused_and_leaves_nothing()
    {
        var talk = await World.NewTalkAsync();
        var upload = (await talk.Buyer.CreateUploadAsync(talk.Id, 100_000, "a.txt")).Must(201).UploadId();
        using var socket = new TcpClient();
        await socket.ConnectAsync(World.Server.Address.Host, World.Server.Address.Port);
        await using var line = socket.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes($"PATCH /v1/uploads/{upload} HTTP/1.1\r\nHost: {World.Server.Address.Authority}\r\nAuthorization: Bearer {talk.Buyer.Bearer}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"));
        var piece = Letter(50_000);
        for (var i = 0; i < 3; i++)
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"));
            await line.WriteAsync(piece);
            await line.WriteAsync("\r\n"u8.ToArray());
        }
        await line.WriteAsync("0\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(line, Encoding.UTF8);
        Assert.Contains(" 413 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await talk.Buyer.OffsetAsync(upload));
        Assert.Empty(await Kept.KeysAsync(World, upload));
        (await talk.Buyer.AppendAsync(upload, 0, Letter(100_000))).Must(204); // it goes on as if nothing had been
    }

    [Fact]
    public async Task A_file_comes_in_pieces_of_any_size_and_its_ranges_go_out()
    {
        var talk = await World.NewTalkAsync();
        var bytes = Letter(300_001);
        var upload = (await talk.Vendor.CreateUploadAsync(talk.Id, bytes.Length, "list.csv")).Must(201).UploadId();
        Assert.Equal(0, await talk.Vendor.OffsetAsync(upload));
        var at = 0;
        foreach (var size in new[] { 1, 65_535, 65_536, 65_537, 100_000 })
        {
            var answer = (await talk.Vendor.AppendAsync(upload, at, bytes[at..(at + size)])).Must(204);
            Assert.Equal($"{at += size}", answer.Headers["Upload-Offset"]);
            Assert.Equal(at, await talk.Vendor.OffsetAsync(upload));
        }
        (await talk.Vendor.AppendAsync(upload, at, bytes[at..])).Must(204);
        await talk.Vendor.BecomesAsync(upload, "ready");
        (await talk.Vendor.SendFilesAsync(talk.Id, "", upload)).Must(201);
        var link = await talk.Buyer.LinkAsync(talk.Id, upload);
        foreach (var (from, to) in new[] { (0, 0), (65_530, 65_540), (1, 200_000), (300_000, 300_000) })
        {
            var (part, got) = await World.OpenAsync(talk.Buyer, link, $"bytes={from}-{to}");
            Assert.Equal(206, (int)part.StatusCode);
            Assert.Equal(bytes[from..(to + 1)], got);
        }
        Assert.Equal(416, (int)(await World.OpenAsync(talk.Buyer, link, "bytes=400000-")).Answer.StatusCode);
    }

    [Fact]
    public async Task What_came_before_a_connection_broke_stays_and_the_upload_goes_on_from_there()
    {
        var talk = await World.NewTalkAsync();
        var bytes = Letter(400_000);
        var upload = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "long.txt")).Must(201).UploadId();
        var files = Path.Combine(World.Store.Folder, "files");
        var before = Directory.GetFiles(files, "*", SearchOption.AllDirectories).ToHashSet();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", World.Server.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"PATCH /v1/uploads/{upload} HTTP/1.1\r\nHost: parley\r\nAuthorization: Bearer {talk.Buyer.Bearer}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {bytes.Length}\r\n\r\n"));
            await stream.WriteAsync(bytes.AsMemory(0, 150_000));
            await stream.FlushAsync();
            // Until two chunks lie there: what the server has not taken yet is lost with the connection, which is no fault.
            await Eventually.TrueAsync(() => Directory.GetFiles(files, "*", SearchOption.AllDirectories).Any(f => !before.Contains(f) && new FileInfo(f).Length == 2 * (65_536 + 28)), "the server takes what comes");
            socket.Client.LingerState = new LingerOption(true, 0); // a reset, not a goodbye
        }
        await Eventually.TrueAsync(async () => await talk.Buyer.OffsetAsync(upload) > 0, "what came is kept");
        var reached = (int)await talk.Buyer.OffsetAsync(upload);
        Assert.InRange(reached, 1, 150_000);
        (await talk.Buyer.AppendAsync(upload, 0, bytes)).MustRefuse(409, "wrong-offset");
        (await talk.Buyer.AppendAsync(upload, reached, bytes[reached..])).Must(204);
        await talk.Buyer.BecomesAsync(upload, "ready");
        Assert.Equal(bytes, (await World.OpenAsync(talk.Buyer, await talk.Buyer.LinkAsync(talk.Id, upload))).Bytes);
    }

    [Fact]
    public async Task Wrong_pieces_are_refused_and_leave_nothing()
    {
        var (talk, other) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        var bytes = Letter(10_000);
        var upload = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "a.txt")).Must(201).UploadId();
        (await talk.Buyer.AppendAsync(upload, 5, bytes[5..])).MustRefuse(409, "wrong-offset");
        (await talk.Buyer.AppendAsync(upload, 0, [.. bytes, 1])).MustRefuse(413, "upload-too-long");
        (await talk.Buyer.AppendAsync(upload, 0, bytes, "sha256 " + Convert.ToBase64String(SHA256.HashData([1])))).MustRefuse(460, "wrong-checksum");
        (await talk.Buyer.AppendAsync(upload, 0, bytes, "md5 AAAA")).MustRefuse(400, "validation");
        (await talk.Buyer.AppendAsync(upload, 0, bytes, version: "0.2.2")).MustRefuse(412, "tus-version");
        (await talk.Buyer.SendAsync(HttpMethod.Patch, $"v1/uploads/{upload}", bytes)).Must(412);
        foreach (var stranger in new Rig.Client[] { talk.Vendor, other.Buyer })
        {
            (await stranger.AppendAsync(upload, 0, bytes)).MustRefuse(404, "not-found");
            (await stranger.GetAsync($"v1/uploads/{upload}")).MustRefuse(404, "not-found");
            (await stranger.DeleteAsync($"v1/uploads/{upload}")).MustRefuse(404, "not-found");
        }
        Assert.Equal(0, await talk.Buyer.OffsetAsync(upload));
        (await talk.Buyer.AppendAsync(upload, 0, bytes, "sha256 " + Convert.ToBase64String(SHA256.HashData(bytes)))).Must(204);
        (await talk.Buyer.AppendAsync(upload, 0, bytes)).MustRefuse(409, "upload-complete");
        await talk.Buyer.BecomesAsync(upload, "ready");
    }

    [Fact]
    public async Task Earlier_pieces_that_cannot_be_read_now_hold_an_upload_up_and_altered_ones_end_it()
    {
        var talk = await World.NewTalkAsync();
        var bytes = Letter(2_000);
        var upload = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "a.txt", bytes[..1_000])).Must(201).UploadId();
        var place = Assert.Single(await PlacesAsync(upload));
        File.Move(place, place + "-aside");
        File.CreateSymbolicLink(place, place); // as of a disk that breaks off
        (await talk.Buyer.AppendAsync(upload, 1_000, bytes[1_000..])).MustRefuse(503, "unavailable");
        Assert.Equal(1_000, await talk.Buyer.OffsetAsync(upload));
        File.Delete(place);
        File.Move(place + "-aside", place);
        (await talk.Buyer.AppendAsync(upload, 1_000, bytes[1_000..])).Must(204);
        await talk.Buyer.BecomesAsync(upload, "ready");

        foreach (var spoil in new Action<string>[] { File.Delete, path => File.WriteAllBytes(path, new byte[1_028]) })
        {
            var spoilt = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "a.txt", bytes[..1_000])).Must(201).UploadId();
            spoil(Assert.Single(await PlacesAsync(spoilt)));
            (await talk.Buyer.AppendAsync(spoilt, 1_000, bytes[1_000..])).MustRefuse(422, "damaged-file");
            var shown = (await talk.Buyer.GetAsync($"v1/uploads/{spoilt}")).Must(200);
            Assert.Equal(("refused", "damaged-file"), (shown.Get<string>("state"), shown.Get<string>("reason")));
            Assert.Empty(await PlacesAsync(spoilt));
        }
    }

    /// <summary>Where its bytes lie.</summary>
    async Task<List<string>> PlacesAsync(Guid upload) => (await Kept.KeysAsync(World, upload)).ConvertAll(key => Kept.PlaceOf(World, key).File);

    [Fact]
    public async Task Two_who_send_the_same_piece_at_once_do_not_both_get_it_in()
    {
        var talk = await World.NewTalkAsync();
        var bytes = Letter(500_000);
        var upload = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "a.txt")).Must(201).UploadId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => talk.Buyer.AppendAsync(upload, 0, bytes)));
        Assert.Single(answers, a => a.Status == 204);
        Assert.All(answers.Where(a => a.Status != 204), a => Assert.Equal(409, a.Status));
        await talk.Buyer.BecomesAsync(upload, "ready");
        Assert.Equal(bytes, (await World.OpenAsync(talk.Buyer, await talk.Buyer.LinkAsync(talk.Id, upload))).Bytes);
    }

    [Fact]
    public async Task Uploads_are_refused_before_any_byte_where_they_cannot_be_taken()
    {
        var talk = await World.NewTalkAsync();
        (await talk.Buyer.CreateUploadAsync(talk.Id, 0, "a.txt")).MustRefuse(422, "empty-file");
        (await talk.Buyer.CreateUploadAsync(talk.Id, 25_000_001, "a.txt")).MustRefuse(413, "file-too-large");
        (await talk.Buyer.CreateUploadAsync(talk.Id, 10, "invoice\u202egnp.exe")).MustRefuse(422, "invalid-file-name");
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/attachments", new { })).MustRefuse(415, "unsupported-media-type");
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/attachments")).MustRefuse(412, "tus-version");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        (await talk.Buyer.CreateUploadAsync(talk.Id, 10, "a.txt")).MustRefuse(409, "conversation-closed");
    }

    [Fact]
    public async Task A_file_is_in_one_message_only_and_only_in_its_authors()
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Letter(100));
        var unfinished = (await talk.Buyer.CreateUploadAsync(talk.Id, 100, "b.txt")).Must(201).UploadId();
        (await talk.Vendor.SendFilesAsync(talk.Id, "mine", file)).MustRefuse(404, "not-found");
        (await talk.Buyer.SendFilesAsync(talk.Id, "not there", Guid.NewGuid())).MustRefuse(404, "not-found");
        (await talk.Buyer.SendFilesAsync(talk.Id, "not yet", unfinished)).MustRefuse(409, "upload-unfinished");
        (await talk.Buyer.SendFilesAsync(talk.Id, "twice", file, file)).MustRefuse(400, "validation");
        var body = new { clientMessageId = Guid.NewGuid(), text = "", attachments = new[] { file } };
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", body)).Must(201);
        (await talk.Buyer.PostAsync($"v1/conversations/{talk.Id}/messages", body)).Must(200);
        (await talk.Buyer.SendFilesAsync(talk.Id, "again", file)).MustRefuse(409, "already-attached");
        (await talk.Buyer.DeleteAsync($"v1/uploads/{file}")).MustRefuse(409, "attachment-sent");
        (await talk.Buyer.DeleteAsync($"v1/uploads/{unfinished}")).Must(204);
        (await talk.Buyer.GetAsync($"v1/uploads/{unfinished}")).MustRefuse(404, "not-found");
        (await talk.Buyer.SayAsync(talk.Id, "")).MustRefuse(400, "validation"); // nothing at all is still no message
        Assert.Equal(2, (await talk.Buyer.WholeThreadAsync(talk.Id)).Count);
        Assert.Equal(1, (await talk.Vendor.InboxAsync()).Json.Items()[0].Get<int>("last.files"));
    }

    [Fact]
    public async Task A_message_that_is_refused_gives_its_files_back()
    {
        var talk = await World.NewTalkAsync();
        var messages = $"v1/conversations/{talk.Id}/messages";
        var (file, theirs) = (await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Letter(100)), await talk.Vendor.UploadReadyAsync(talk.Id, "b.txt", Letter(100)));
        (await talk.Buyer.PostAsync(messages, new { clientMessageId = Guid.NewGuid(), text = "", attachments = new[] { file }, replyTo = 99 })).MustRefuse(400, "validation");
        (await talk.Vendor.PutAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        (await talk.Buyer.SendFilesAsync(talk.Id, "too late", file)).MustRefuse(409, "conversation-closed");
        (await talk.Vendor.DeleteAsync($"v1/conversations/{talk.Id}/closure")).Must(200);
        var sent = (await talk.Buyer.SendFilesAsync(talk.Id, "written anew", file)).Must(201);
        Assert.Equal("ready", sent.Get<string>("attachments.0.state"));
        // Into somebody else's message nothing is put, and it stays free.
        (await talk.Vendor.PostAsync(messages, new { clientMessageId = sent.Get<Guid>("clientMessageId"), text = "", attachments = new[] { theirs } })).MustRefuse(422, "message-id-reused");
        (await talk.Vendor.DeleteAsync($"v1/uploads/{theirs}")).Must(204);
    }

    [Fact]
    public async Task An_unsent_message_takes_its_files_along()
    {
        var talk = await World.NewTalkAsync();
        var file = await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Letter(100));
        var seq = (await talk.Buyer.SendFilesAsync(talk.Id, "oops", file)).Must(201).Get<int>("seq");
        var link = await talk.Vendor.LinkAsync(talk.Id, file);
        (await talk.Buyer.EditAsync(talk.Id, seq, "better")).Must(200);
        Assert.Equal("a.txt", (await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items()[^1].Get<string>("attachments.0.name"));
        (await talk.Buyer.UnsendAsync(talk.Id, seq)).Must(200);
        Assert.Equal(404, (int)(await World.OpenAsync(talk.Vendor, link)).Answer.StatusCode);
        Assert.Empty((await talk.Vendor.ReadThreadAsync(talk.Id)).Json.Items()[^1].Items("attachments"));
        Assert.Empty((await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/attachments")).Json.Items());
    }

    [Fact]
    public async Task A_thread_has_a_gallery_newest_first_page_by_page()
    {
        var talk = await World.NewTalkAsync();
        for (var i = 0; i < 3; i++)
            (await (i == 1 ? talk.Vendor : talk.Buyer).SendFilesAsync(talk.Id, "", await (i == 1 ? talk.Vendor : talk.Buyer).UploadReadyAsync(talk.Id, $"{i}.txt", Letter(100)))).Must(201);
        var first = (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/attachments?limit=2")).Must(200);
        Assert.Equal(["2.txt", "1.txt"], first.Json.Items().Select(i => i.Get<string>("file.name")));
        Assert.Equal(["buyer", "vendor"], first.Json.Items().Select(i => i.Get<string>("from")));
        var second = (await talk.Vendor.GetAsync($"v1/conversations/{talk.Id}/attachments?limit=2&cursor={first.Get<string>("cursor")}")).Must(200);
        Assert.Equal("0.txt", Assert.Single(second.Json.Items()).Get<string>("file.name"));
        Assert.Null((string?)second.Json["cursor"]);
    }

    [Fact]
    public async Task An_inbox_is_narrowed_to_threads_in_which_files_came()
    {
        var talk = await World.NewTalkAsync();
        var plain = await talk.Shop.OpenAsync(await World.NewBuyerAsync(), "words only");
        (await talk.Buyer.SendFilesAsync(talk.Id, "", await talk.Buyer.UploadReadyAsync(talk.Id, "a.txt", Letter(100)))).Must(201);
        await Eventually.TrueAsync(async () => (await IdsAsync("true")).SequenceEqual([talk.Id]), "the thread with a file is found");
        Assert.Equal([plain.Id], await IdsAsync("false"));
        (await talk.Vendor.InboxAsync("hasAttachment=perhaps")).MustRefuse(400, "validation");

        async Task<IEnumerable<Guid>> IdsAsync(string wanted) => (await talk.Vendor.InboxAsync($"hasAttachment={wanted}")).Must(200).Json.Items().Select(i => i.Get<Guid>("id"));
    }

    [Fact]
    public async Task Who_cannot_send_every_method_says_which_is_meant_and_is_judged_by_that_one()
    {
        var (talk, other) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        var bytes = Letter(2_000);
        var upload = (await talk.Buyer.CreateUploadAsync(talk.Id, bytes.Length, "a.txt")).Must(201).UploadId();
        (await MeanAsync(other.Buyer, "PATCH", bytes)).MustRefuse(404, "not-found");
        (await MeanAsync(World.Anyone(), "PATCH", bytes)).Must(401);
        (await MeanAsync(other.Buyer, "DELETE")).MustRefuse(404, "not-found");
        foreach (var word in new[] { "GET", "PUT", "TRACE", "" }) (await MeanAsync(talk.Buyer, word)).Must(405);
        (await MeanAsync(talk.Buyer, "PATCH", bytes)).Must(204);
        await talk.Buyer.BecomesAsync(upload, "ready");
        (await MeanAsync(talk.Buyer, "delete")).Must(204);
        (await talk.Buyer.GetAsync($"v1/uploads/{upload}")).MustRefuse(404, "not-found");

        var elsewhere = new HttpRequestMessage(HttpMethod.Post, $"v1/conversations/{talk.Id}/messages") { Content = System.Net.Http.Json.JsonContent.Create(new { clientMessageId = Guid.NewGuid(), text = "Only uploads listen to it" }) };
        elsewhere.Headers.Add("X-HTTP-Method-Override", "DELETE");
        (await talk.Buyer.SendAsync(elsewhere)).Must(201);

        Task<Answer> MeanAsync(Rig.Client who, string method, byte[]? bytes = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"v1/uploads/{upload}");
            if (bytes is not null) request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/offset+octet-stream") } };
            request.Headers.Add("Tus-Resumable", "1.0.0");
            request.Headers.Add("Upload-Offset", "0");
            request.Headers.TryAddWithoutValidation("X-HTTP-Method-Override", method);
            return who.SendAsync(request);
        }
    }

    [Fact]
    public async Task Of_small_files_that_come_at_once_each_is_judged_alone_and_kept_with_the_others()
    {
        var talks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => World.NewTalkAsync()));
        (await talks[3].Vendor.PutAsync($"v1/conversations/{talks[3].Id}/closure")).Must(200);
        var files = Enumerable.Range(0, 60).Select(i => (Talk: talks[i % 4], Bytes: Letter(3_000 + 997 * i))).ToArray();
        var answers = await Task.WhenAll(files.Select((f, i) => f.Talk.Buyer.CreateUploadAsync(f.Talk.Id, f.Bytes.Length, i % 5 == 0 ? "a.gif" : "a.txt", f.Bytes)));
        for (var i = 0; i < files.Length; i++)
        {
            if (files[i].Talk == talks[3]) answers[i].MustRefuse(409, "conversation-closed");
            else if (i % 5 == 0) answers[i].Must(422);
            else
            {
                var upload = answers[i].Must(201).UploadId();
                await files[i].Talk.Buyer.BecomesAsync(upload, "ready");
                Assert.Equal(files[i].Bytes, (await World.OpenAsync(files[i].Talk.Buyer, await files[i].Talk.Buyer.LinkAsync(files[i].Talk.Id, upload))).Bytes);
            }
        }
    }

    [Fact]
    public async Task The_same_bytes_twice_in_a_thread_are_stored_once_and_nothing_is_readable_where_they_lie()
    {
        var talk = await World.NewTalkAsync();
        var bytes = Letter(70_000);
        var canary = bytes.AsSpan(7, 36).ToArray();
        var one = await talk.Buyer.UploadReadyAsync(talk.Id, "one.txt", bytes);
        var before = await Kept.KeysAsync(World, one);
        var two = await talk.Buyer.UploadReadyAsync(talk.Id, "two.txt", bytes);
        await Eventually.TrueAsync(async () => (await Kept.KeysAsync(World, one, two)).SequenceEqual(before), "the second copy is gone");
        (await talk.Buyer.SendFilesAsync(talk.Id, "", one, two)).Must(201);
        foreach (var file in new[] { one, two }) Assert.Equal(bytes, (await World.OpenAsync(talk.Vendor, await talk.Vendor.LinkAsync(talk.Id, file))).Bytes);
        foreach (var key in before)
        {
            await using var kept = new FileStream(Kept.PlaceOf(World, key).File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var all = new byte[kept.Length];
            await kept.ReadExactlyAsync(all);
            Assert.True(all.Length > 70_000 && all.AsSpan().IndexOf(canary) < 0);
        }
        Assert.True((await World.Store.DumpAsync()).AsSpan().IndexOf("one.txt"u8) < 0);
    }
}

public sealed class Uploading_on_sqlite(CommonSqlite world) : Uploading(world);

public sealed class Uploading_on_postgres(CommonPostgres world) : Uploading(world)
{
    [Fact]
    public async Task A_party_whose_row_somebody_holds_keeps_nobody_elses_uploads_waiting()
    {
        var (held, free) = (await World.NewTalkAsync(), await World.NewTalkAsync());
        var (locked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holding = World.Store.Store.WriteAsync(async db =>
        {
            var key = new Role(PartyKind.Buyer, held.Buyer.Id).Key;
            await World.Store.Store.LockAsync(db, "parties", [await db.Set<PartyFeed>().Where(p => p.Key == key).Select(p => p.Id).SingleAsync()], default);
            locked.SetResult();
            await release.Task;
        }, default);
        await locked.Task;
        var waiting = Enumerable.Range(0, 3).Select(i => held.Buyer.CreateUploadAsync(held.Id, 5, $"{i}.txt", "hello"u8.ToArray())).ToList();
        await Eventually.TrueAsync(async () => await WaitingForRowsAsync() > 0, "the store holds them up");
        foreach (var who in new[] { free.Buyer, free.Vendor }) (await who.CreateUploadAsync(free.Id, 5, "b.txt", "world"u8.ToArray())).Must(201);
        (await held.Vendor.CreateUploadAsync(held.Id, 5, "c.txt", "other"u8.ToArray())).Must(201); // the other side of the very thread
        Assert.All(waiting, upload => Assert.False(upload.IsCompleted));
        release.SetResult();
        await holding;
        foreach (var upload in waiting) await held.Buyer.BecomesAsync((await upload).Must(201).UploadId(), "ready");
    }

    async Task<int> WaitingForRowsAsync()
    {
        await using var db = World.Store.Open();
        return await db.Database.SqlQueryRaw<int>("select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync();
    }
}
