using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;
using Host = Parley.Access.Host;

namespace Parley.Attachments;

/// <summary>Files for templates: uploaded by a vendor's team or the host, opened by the team. Bytes go on at <c>/v1/uploads</c>.</summary>
public static class LibraryApi
{
    public static void MapLibrary(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/templates/files").WithTags("Templates").ForPerson();
        group.MapPost("", Create).WithName("createTemplateFile");
        group.MapGet("/links", Link).WithName("linkTemplateFiles");
        routes.MapPost("/v1/operator-templates/files", CreateOperators).WithName("createOperatorTemplateFile").WithTags("Host").ForHost(Scope.MarketWrite);
    }

    static async Task<Created> Create(string? @as, Person me, HttpContext http, Register register, Homes homes, Uploads uploads, CancellationToken ct)
    {
        UploadsApi.RequireShape(http);
        return await UploadsApi.CreateAsync(me, await homes.EnterLibraryAsync(me, await VendorOfAsync(me, @as, register, ct), ct), http, uploads, ct);
    }

    static async Task<Created> CreateOperators(Host host, HttpContext http, Homes homes, Uploads uploads, CancellationToken ct)
    {
        UploadsApi.RequireShape(http);
        return await UploadsApi.CreateAsync(host, await homes.EnterLibraryAsync(host, "", ct), http, uploads, ct);
    }

    static async Task<Ok<FileLinksPage>> Link(string? @as, string? files, Person me, Register register, Links links, CancellationToken ct) =>
        TypedResults.Ok(new FileLinksPage(await links.MakeAsync(me, await VendorOfAsync(me, @as, register, ct), FilesApi.Ids(files), ct)));

    /// <summary>For buyers and strangers there are no libraries.</summary>
    static async Task<string> VendorOfAsync(Person me, string? asked, Register register, CancellationToken ct) =>
        await register.RoleAsync(me, asked, ct) is { Party: PartyKind.Vendor, HolderId: var vendor } ? vendor : throw Refuse.NotFound();
}
