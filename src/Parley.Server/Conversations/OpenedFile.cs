using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Parley.Conversations;

/// <summary>A file's bytes, of which none was read yet.</summary>
/// <param name="Name">As it may be saved.</param>
/// <param name="Tag">Of these bytes, for caches.</param>
public sealed record OpenedFile(Stream Bytes, string Name, string MediaType, string Tag)
{
    /// <summary>Nothing in a file may act: no type but ours, no script, no frame, no guess. For how long it may be kept, the caller says.</summary>
    public FileStreamHttpResult Answer(HttpContext http, string cache)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = cache;
        headers.Append("Vary", "Authorization"); // whoever comes next to this browser's cache is asked who they are
        var seen = MediaType.StartsWith("image/", StringComparison.Ordinal) || MediaType.StartsWith("audio/", StringComparison.Ordinal) || MediaType.StartsWith("video/", StringComparison.Ordinal);
        var disposition = new ContentDispositionHeaderValue(seen ? "inline" : "attachment");
        disposition.SetHttpFileName(Name);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(Bytes, MediaType, entityTag: new EntityTagHeaderValue($"\"{Tag}\""), enableRangeProcessing: true);
    }

    /// <summary>While it can still be said in words: false of bytes that are gone or altered, of which none is given away.</summary>
    public async Task<bool> IsWholeAsync(CancellationToken ct)
    {
        try
        {
            if (await Bytes.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, ct) == 0) throw new FileNotFoundException("It has no bytes.");
            Bytes.Position = 0;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException)
        {
            await Bytes.DisposeAsync();
            return false;
        }
    }
}
