using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Attachments;

/// <summary>An upload, for whoever uploads it.</summary>
/// <param name="Reason">Why it was refused, as a problem's code.</param>
public sealed record UploadView(Guid Id, AttachmentState State, string? Reason, long Offset, long Length, string? MediaType, int? Width, int? Height, int? Pages, int? Milliseconds, DateTimeOffset ExpiresAt);

/// <summary>Uploads by tus 1.0 (tus.io/protocols/resumable-upload): an upload is its author's, and for anybody else it does not exist.</summary>
public static class UploadsApi
{
    const string Version = "1.0.0", Bytes = "application/offset+octet-stream", Checksums = "sha1,sha256";

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Attachments").ForPersonOrHost(Scope.MarketWrite);
        group.MapPost("/conversations/{id:guid}/attachments", Create).WithName("createUpload").ForPerson();
        group.MapMethods("/uploads", ["OPTIONS"], Options).WithName("uploadOptions").ForAnyone();
        group.MapMethods("/uploads/{id:guid}", ["HEAD"], Head).WithName("uploadOffset");
        group.MapPatch("/uploads/{id:guid}", Append).WithName("appendToUpload");
        group.MapGet("/uploads/{id:guid}", Get).WithName("getUpload");
        group.MapDelete("/uploads/{id:guid}", Cancel).WithName("cancelUpload");
    }

    /// <summary>
    /// What cannot send PATCH or DELETE sends POST and says what it means (tus 1.0, <c>X-HTTP-Method-Override</c>). Only for uploads, and before
    /// anything is decided by the method: route, admission and limits are those of the method meant.
    /// </summary>
    public static void UseMeantMethods(this WebApplication app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Path.StartsWithSegments("/v1/uploads") && http.Request.Headers["X-HTTP-Method-Override"] is [{ } meant]
            && (HttpMethods.IsPatch(meant) || HttpMethods.IsDelete(meant))) http.Request.Method = meant.ToUpperInvariant();
        return next(http);
    });

    static NoContent Options(HttpContext http, IOptions<AttachmentOptions> options)
    {
        var headers = http.Response.Headers;
        headers["Tus-Resumable"] = Version;
        headers["Tus-Version"] = Version;
        headers["Tus-Extension"] = "creation,creation-with-upload,expiration,checksum,termination";
        headers["Tus-Checksum-Algorithm"] = Checksums;
        headers["Tus-Max-Size"] = options.Value.FileBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    static async Task<Created> Create(Guid id, Person me, HttpContext http, Doors doors, Uploads uploads, CancellationToken ct)
    {
        RequireShape(http);
        return await CreateAsync(me, Uploader.Of(await doors.EnterAsync(me, id, ct)), http, uploads, ct); // strangers meet a 404 before anything is looked at
    }

    /// <summary>What is wrong with the request, whoever makes it.</summary>
    internal static void RequireShape(HttpContext http)
    {
        if (http.Request.ContentType is not (null or Bytes)) throw Refuse.UnsupportedMediaType(Bytes);
        RequireVersion(http);
    }

    internal static async Task<Created> CreateAsync(Caller me, Uploader who, HttpContext http, Uploads uploads, CancellationToken ct)
    {
        var along = http.Request.ContentType is null ? null : IncomingOf(http);
        var atOnce = along is { Announced: <= Uploads.AtOnce };
        var made = await uploads.CreateAsync(who, Number(http, "Upload-Length"), NameOf(http), atOnce ? along : null, ct);
        KeptHeaders.Set(http, "Location", $"/v1/uploads/{made.Id}"); // also when its bytes are refused
        if (along is not null && !atOnce) made = await uploads.AppendAsync(me, made.Id, 0, along, ct);
        Tell(http, made);
        return TypedResults.Created($"/v1/uploads/{made.Id}");
    }

    static async Task<Ok> Head(Guid id, HttpContext http, Uploads uploads, CancellationToken ct)
    {
        RequireVersion(http);
        var (upload, _) = await uploads.FindAsync(Me(http), id, ct);
        Tell(http, uploads.Progress(upload));
        http.Response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    static async Task<NoContent> Append(Guid id, HttpContext http, Uploads uploads, CancellationToken ct)
    {
        RequireVersion(http);
        Tell(http, await uploads.AppendAsync(Me(http), id, Number(http, "Upload-Offset"), IncomingOf(http), ct));
        return TypedResults.NoContent();
    }

    static async Task<Ok<UploadView>> Get(Guid id, HttpContext http, Uploads uploads, CancellationToken ct)
    {
        var (upload, _) = await uploads.FindAsync(Me(http), id, ct);
        return TypedResults.Ok(new UploadView(upload.Id, upload.State, upload.Reason, upload.Received, upload.Length, upload.MediaType, upload.Width, upload.Height, upload.Pages, upload.Milliseconds, uploads.Progress(upload).ExpiresAt));
    }

    static async Task<NoContent> Cancel(Guid id, HttpContext http, Uploads uploads, CancellationToken ct)
    {
        await uploads.CancelAsync(Me(http), id, ct);
        return TypedResults.NoContent();
    }

    static Incoming IncomingOf(HttpContext http)
    {
        if (http.Request.ContentType != Bytes || http.Request.Headers.ContentEncoding.Count > 0) throw Refuse.UnsupportedMediaType(Bytes);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null; // the upload's own length is the limit
        return new Incoming(http.Request.Body, http.Request.ContentLength, PromiseOf(http));
    }

    static Caller Me(HttpContext http) => http.Features.Get<Caller>()!;

    static void Tell(HttpContext http, UploadProgress progress)
    {
        var headers = http.Response.Headers;
        headers["Tus-Resumable"] = Version;
        headers["Upload-Offset"] = progress.Offset.ToString(CultureInfo.InvariantCulture);
        headers["Upload-Expires"] = progress.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = "no-store";
        if (progress.Flaw is { } flaw) throw FilesRefuse.Flawed(flaw.Code, flaw.Detail);
    }

    static void RequireVersion(HttpContext http)
    {
        KeptHeaders.Set(http, "Tus-Resumable", Version);
        if (http.Request.Headers["Tus-Resumable"] is [Version]) return;
        KeptHeaders.Set(http, "Tus-Version", Version);
        throw FilesRefuse.WrongVersion();
    }

    static long Number(HttpContext http, string header) =>
        http.Request.Headers[header] is [{ } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n : throw Refuse.Invalid(header, $"'{header}' must be a whole number of bytes.");

    /// <summary><c>Upload-Metadata: filename dmFzZS5qcGc=,filetype ...</c>: keys with values in base64. Of them, only the name says anything here.</summary>
    static string NameOf(HttpContext http)
    {
        foreach (var pair in http.Request.Headers["Upload-Metadata"].ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            if (!pair.StartsWith("filename ", StringComparison.Ordinal)) continue;
            try
            {
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(pair["filename ".Length..].Trim()));
            }
            catch (Exception e) when (e is FormatException or DecoderFallbackException)
            {
                break;
            }
        }
        throw Refuse.Invalid("Upload-Metadata", "'Upload-Metadata' must hold 'filename' and the file's name, encoded as base64.");
    }

    static Promise? PromiseOf(HttpContext http)
    {
        if (http.Request.Headers["Upload-Checksum"] is not [{ } text]) return null;
        try
        {
            if (text.Split(' ') is [var name, var digest])
                return new Promise(name switch { "sha1" => HashAlgorithmName.SHA1, "sha256" => HashAlgorithmName.SHA256, _ => throw new FormatException() }, Convert.FromBase64String(digest));
        }
        catch (FormatException)
        {
            // said below
        }
        throw Refuse.Invalid("Upload-Checksum", $"'Upload-Checksum' must be one of {Checksums}, a space, and the digest in base64.");
    }
}
