using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
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

    static async Task<FileStreamHttpResult> Follow(string link, Person me, HttpContext http, Links links, Files files, CancellationToken ct)
    {
        var (home, file, variant) = await links.FollowAsync(me, link, ct);
        var opened = await files.OpenForReadersAsync(home, file, variant, ct) ?? throw Refuse.NotFound();
        return await opened.IsWholeAsync(ct) ? opened.Answer(http, "private, max-age=900, immutable") : throw FilesRefuse.Altered();
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
