using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Parley.Access;
using Parley.Attachments.Content;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Attachments;

public sealed record FileLinksPage(IReadOnlyList<FileLinks> Items);

/// <summary>What this marketplace takes: files and bytes of one message, bytes of one file, and of each class of files what is allowed.</summary>
public sealed record AttachmentLimits(int Files, long FileBytes, long MessageBytes, IReadOnlyList<AllowedClass> Classes);

/// <summary>Files of a thread, and their bytes.</summary>
public static class FilesApi
{
    const int MostLinks = 100;

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Attachments").ForPerson();
        group.MapGet("/conversations/{id:guid}/attachments", List).WithName("getAttachments");
        group.MapGet("/conversations/{id:guid}/attachments/links", Link).WithName("linkAttachments");
        group.MapGet("/attachments/limits", Limits).WithName("getAttachmentLimits");
        group.MapGet("/files/{link}", Follow).WithName("openFile").Produces(200, contentType: "application/octet-stream");
    }

    static async Task<Ok<GalleryPage>> List(Guid id, string? cursor, string? limit, Person me, Doors doors, Gallery gallery, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        return TypedResults.Ok(await gallery.ReadAsync(who, cursor, PageSize.Read(limit, 30), ct));
    }

    static async Task<Ok<FileLinksPage>> Link(Guid id, string? files, Person me, Doors doors, Links links, CancellationToken ct)
    {
        var who = await doors.EnterAsync(me, id, ct);
        return TypedResults.Ok(new FileLinksPage(await links.MakeAsync(who, Ids(files), ct)));
    }

    static Ok<AttachmentLimits> Limits(HttpContext http, IOptions<AttachmentOptions> options)
    {
        var o = options.Value;
        http.Response.Headers.CacheControl = "private, max-age=300";
        http.Response.Headers.Append("Vary", "Authorization");
        return TypedResults.Ok(new AttachmentLimits(o.FilesPerMessage, o.FileBytes, o.MessageBytes, FileTypes.Of(o.Types).Classes));
    }

    /// <summary>Nothing in a file may act: no type but ours, no script, no frame, no guess.</summary>
    static async Task<FileStreamHttpResult> Follow(string link, Person me, HttpContext http, Links links, Files files, CancellationToken ct)
    {
        var (home, file, variant) = await links.FollowAsync(me, link, ct);
        var name = await files.NameAsync(home, file, ct) ?? throw Refuse.NotFound();
        var bytes = await files.OpenAsync(home, file, variant, ct) ?? throw Refuse.NotFound();
        await RequireWholeAsync(bytes, ct);
        var type = variant is Variant.Small or Variant.Large ? "image/webp" : file.MediaType!;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.CacheControl = "private, max-age=900, immutable";
        headers.Append("Vary", "Authorization"); // whoever comes next to this browser's cache is asked who they are
        var disposition = new ContentDispositionHeaderValue(type.StartsWith("image/", StringComparison.Ordinal) || type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal) ? "inline" : "attachment");
        disposition.SetHttpFileName(ShownName.For(name, type));
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(bytes, type, entityTag: new EntityTagHeaderValue($"\"{file.Bytes:N}-{(byte)variant}\""), enableRangeProcessing: true);
    }

    /// <summary>While it can still be said in words: of bytes that are gone or altered, none is given away.</summary>
    static async Task RequireWholeAsync(Stream bytes, CancellationToken ct)
    {
        try
        {
            if (await bytes.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, ct) == 0) throw new FileNotFoundException("It has no bytes.");
            bytes.Position = 0;
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException)
        {
            await bytes.DisposeAsync();
            throw FilesRefuse.Altered();
        }
    }

    /// <summary>Ids that an address names.</summary>
    internal static IReadOnlyList<Guid> Ids(string? files)
    {
        var ids = (files ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or > MostLinks) throw Refuse.Invalid("files", $"'files' must name 1 to {MostLinks} files, divided by commas.");
        return [.. ids.Select(Id).Distinct()];
    }

    static Guid Id(string text) => Guid.TryParse(text, out var id) ? id : throw Refuse.Invalid("files", "'files' must name files by their ids, divided by commas.");
}
