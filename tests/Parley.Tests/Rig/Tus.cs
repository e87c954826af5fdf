using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Parley.Tests.Rig;

/// <summary>Uploads as a client of tus 1.0 makes them, one request at a time.</summary>
public static class Tus
{
    public static Task<Answer> CreateUploadAsync(this Client client, Guid conversation, long length, string name, byte[]? first = null) =>
        client.CreateUploadAsync($"v1/conversations/{conversation}/attachments", length, name, first);

    /// <summary>In a thread, or for templates.</summary>
    public static Task<Answer> CreateUploadAsync(this Client client, string path, long length, string name, byte[]? first = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}");
        if (first is not null) request.Content = Bytes(first);
        return client.SendAsync(request);
    }

    public static Guid UploadId(this Answer created) => Guid.Parse(created.Headers["Location"].Split('/')[^1]);

    public static Task<Answer> AppendAsync(this Client client, Guid upload, long offset, byte[] bytes, string? checksum = null, string version = "1.0.0")
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"v1/uploads/{upload}") { Content = Bytes(bytes) };
        request.Headers.Add("Tus-Resumable", version);
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        if (checksum is not null) request.Headers.TryAddWithoutValidation("Upload-Checksum", checksum);
        return client.SendAsync(request);
    }

    /// <summary>How many bytes the server has.</summary>
    public static async Task<long> OffsetAsync(this Client client, Guid upload)
    {
        var request = new HttpRequestMessage(HttpMethod.Head, $"v1/uploads/{upload}");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return long.Parse((await client.SendAsync(request)).Must(200).Headers["Upload-Offset"], CultureInfo.InvariantCulture);
    }

    /// <summary>A whole file in one piece; returns its id as soon as all its bytes are taken.</summary>
    public static async Task<Guid> UploadAsync(this Client client, Guid conversation, string name, byte[] bytes) =>
        (await client.CreateUploadAsync(conversation, bytes.Length, name, bytes)).Must(201).UploadId();

    /// <summary>A whole file for templates of one's own team, or of the host's.</summary>
    public static async Task<Guid> UploadForTemplateAsync(this Client client, string name, byte[] bytes) =>
        (await client.CreateUploadAsync(client is Actor actor ? $"v1/templates/files?as={actor.As}" : "v1/operator-templates/files", bytes.Length, name, bytes)).Must(201).UploadId();

    /// <summary>A whole file, ready to be sent.</summary>
    public static async Task<Guid> UploadReadyAsync(this Client client, Guid conversation, string name, byte[] bytes)
    {
        var id = await client.UploadAsync(conversation, name, bytes);
        await client.BecomesAsync(id, "ready");
        return id;
    }

    public static Task BecomesAsync(this Client client, Guid upload, string state) =>
        Eventually.TrueAsync(async () => (await client.GetAsync($"v1/uploads/{upload}")).Must(200).Get<string>("state") == state, $"the file is {state}");

    public static Task<Answer> SendFilesAsync(this Client client, Guid conversation, string text, params Guid[] attachments) =>
        client.PostAsync($"v1/conversations/{conversation}/messages", new { clientMessageId = Guid.NewGuid(), text, attachments });

    /// <summary>Where this person may open the file for now.</summary>
    public static async Task<string> LinkAsync(this Client client, Guid conversation, Guid file, string size = "url") =>
        (await client.GetAsync($"v1/conversations/{conversation}/attachments/links?files={file}")).Must(200).Get<string>($"items.0.{size}").TrimStart('/');

    /// <summary>The bytes behind a link, and the headers that came with them.</summary>
    public static async Task<(HttpResponseMessage Answer, byte[] Bytes)> OpenAsync(this World world, Client client, string link, string? range = null)
    {
        using var http = new HttpClient { BaseAddress = world.Server.Address };
        var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + client.Bearer);
        if (range is not null) request.Headers.TryAddWithoutValidation("Range", range);
        var answer = await http.SendAsync(request);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    static ByteArrayContent Bytes(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return content;
    }
}
