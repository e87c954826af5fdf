using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>A file of a form.</summary>
sealed record ProviderFile(string Name, string? MediaType, byte[] Bytes);

/// <summary>
/// A form as the bytes it came in. A mail that is brought in a field may hold text in any charset, which only the mail itself names: read as
/// UTF-8, as forms are, it would be lost.
/// </summary>
sealed class ProviderForm
{
    const int MostFields = 300, MostHeaders = 20, MostHeaderBytes = 16 * 1024;
    readonly Dictionary<string, byte[]> fields = new(StringComparer.Ordinal);

    static ProviderForm() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // the charsets of before

    ProviderForm() { }

    public List<ProviderFile> Files { get; } = [];

    /// <summary>Empty where there is no such field.</summary>
    public byte[] Bytes(string name) => fields.GetValueOrDefault(name, []);

    /// <param name="charset">In which the field is written; UTF-8 where it is none that is known.</param>
    public string Text(string name, string? charset = null) => EncodingOf(charset).GetString(Bytes(name));

    /// <param name="most">Of all that is read, in bytes.</param>
    public static async Task<ProviderForm> ReadAsync(HttpContext http, int most, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !http.Request.HasFormContentType) throw Refuse.UnsupportedMediaType("multipart/form-data");
        var form = new ProviderForm();
        try
        {
            if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } boundary) await form.ReadPartsAsync(new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = MostHeaderBytes, BodyLengthLimit = most }, most, ct);
            else form.ReadPairs(await ReadAsync(http.Request.Body, most, ct));
            return form;
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw Unreadable();
        }
    }

    async Task ReadPartsAsync(MultipartReader reader, int most, CancellationToken ct)
    {
        var (count, left) = (0, most);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (++count > MostFields) throw Unreadable();
            var bytes = await ReadAsync(section.Body, left, ct);
            left -= bytes.Length;
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about) || HeaderUtilities.RemoveQuotes(about.Name).Value is not { Length: > 0 } name) continue;
            if (FileNameOf(about) is { } file) Files.Add(new ProviderFile(file, section.ContentType, bytes));
            else fields.TryAdd(name, bytes);
        }
    }

    static string? FileNameOf(ContentDispositionHeaderValue about) => about.FileNameStar.HasValue ? about.FileNameStar.Value : HeaderUtilities.RemoveQuotes(about.FileName).Value is { Length: > 0 } name ? name : null;

    /// <summary>As a page's form: names and values between ampersands, their bytes behind percent signs.</summary>
    void ReadPairs(byte[] body)
    {
        var count = 0;
        for (var start = 0; start < body.Length;)
        {
            var end = Array.IndexOf(body, (byte)'&', start) is >= 0 and var found ? found : body.Length;
            var pair = body[start..end];
            start = end + 1;
            if (pair.Length == 0) continue;
            if (++count > MostFields) throw Unreadable();
            var split = Array.IndexOf(pair, (byte)'=') is >= 0 and var at ? at : pair.Length;
            fields.TryAdd(Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(pair, 0, split)!), split < pair.Length ? WebUtility.UrlDecodeToBytes(pair, split + 1, pair.Length - split - 1)! : []);
        }
    }

    static async Task<byte[]> ReadAsync(Stream body, int most, CancellationToken ct)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81_920];
        while (await body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (all.Length + read > most) throw Refuse.TooLarge(most);
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }

    static Encoding EncodingOf(string? charset)
    {
        try
        {
            return charset is { Length: > 0 and < 40 } ? Encoding.GetEncoding(charset.Trim()) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    static RefusedException Unreadable() => Refuse.Invalid("body", "The form cannot be read, or has too many or too large fields.");
}
