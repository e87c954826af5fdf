using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Parley.Operations;

/// <summary>
/// Serves the embeddable elements (<c>/elements/parley.js</c>, <c>/elements/contact.js</c> and their parts), compressed once and kept
/// in memory. The folder is listed once, so whoever asks for what is not there takes up no memory.
/// </summary>
public sealed class Elements(string folder)
{
    /// <summary>Bytes; to pack more than that as small as can be takes seconds, for which somebody would wait.</summary>
    const int Large = 300_000;

    readonly FrozenDictionary<string, Lazy<Asset>> assets = !Directory.Exists(folder) ? FrozenDictionary<string, Lazy<Asset>>.Empty
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToFrozenDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => new Lazy<Asset>(() => Load(file)));

    public Elements() : this(Path.Combine(AppContext.BaseDirectory, "wwwroot", "elements")) { }

    sealed record Asset(byte[] Plain, byte[] Brotli, string Tag, string Type);

    public async Task<bool> TryServeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/elements", out var rest) || rest.Value is not { Length: > 1 } name) return false;
        if (!assets.TryGetValue(name[1..], out var found)) return false;
        var asset = found.Value;
        var headers = http.Response.Headers;
        headers.ETag = asset.Tag;
        headers.CacheControl = "public, max-age=300, stale-while-revalidate=86400";
        headers.Vary = "Accept-Encoding";
        headers.AccessControlAllowOrigin = "*"; // the code is public; what it may ask is not
        if (http.Request.Headers.IfNoneMatch == asset.Tag)
        {
            http.Response.StatusCode = 304;
            return true;
        }
        http.Response.ContentType = asset.Type;
        var brotli = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (brotli) headers.ContentEncoding = "br";
        var body = brotli ? asset.Brotli : asset.Plain;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
        return true;
    }

    static Asset Load(string file)
    {
        var plain = File.ReadAllBytes(file);
        using var packed = new MemoryStream();
        var level = plain.Length > Large ? CompressionLevel.Optimal : CompressionLevel.SmallestSize;
        using (var brotli = new BrotliStream(packed, level, leaveOpen: true)) brotli.Write(plain);
        return new Asset(plain, packed.ToArray(), $"\"{Convert.ToHexStringLower(SHA256.HashData(plain)[..8])}\"", TypeOf(file));
    }

    static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}

public static class ElementsPath
{
    public static void UseElements(this WebApplication app) =>
        app.Use(async (http, next) =>
        {
            if (!(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) || !await http.RequestServices.GetRequiredService<Elements>().TryServeAsync(http)) await next(http);
        });
}
