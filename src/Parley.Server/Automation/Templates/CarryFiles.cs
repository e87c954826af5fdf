using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <param name="Use">A UUID that the client makes for each time it uses the template; with it a retry copies nothing twice.</param>
public sealed record AttachBody(Guid Conversation, Guid Use);

/// <param name="Items">The template's files in their order, each with the upload made of it; without one when it cannot be sent.</param>
public sealed record AttachedFiles(IReadOnlyList<FileCopy> Items);

/// <summary>Brings the files of a template into a thread in which it is used.</summary>
public sealed class CarryFiles(ITemplateFiles files)
{
    /// <summary>Nothing it carries was refused, or is gone.</summary>
    public static bool CanBeSent(Template template, IReadOnlyDictionary<Guid, TemplateFile> files) => Unsendable(template, files) is null;

    /// <summary>What can be sent and what cannot, for a person who looks at it before they send.</summary>
    public async Task<AttachedFiles> ShowAsync(Entered who, Template template, Guid use, CancellationToken ct) =>
        new(await files.CopyAsync(who.ToWrite().Door, who.Side, who.Person.Id, use, template.VendorId, FileIds.Read(template.Files), ct));

    /// <summary>All of them, ready to be claimed for a message; with one that cannot be sent, nothing is.</summary>
    public async Task<IReadOnlyList<Guid>> RunAsync(Door door, string authorId, Guid use, Template template, CancellationToken ct)
    {
        var ids = FileIds.Read(template.Files);
        if (ids.Count == 0) return [];
        if (Unsendable(template, await files.ReadAsync(ids, ct)) is { } refused) throw Refuse.TemplateFile(refused);
        var copies = await files.CopyAsync(door, PartyKind.Vendor, authorId, use, template.VendorId, ids, ct);
        return [.. copies.Select(c => c.Attachment ?? throw Refuse.TemplateFile(c.File.Name))];
    }

    /// <summary>The name of a file that cannot be sent; empty of one that is gone.</summary>
    static string? Unsendable(Template template, IReadOnlyDictionary<Guid, TemplateFile> files)
    {
        foreach (var id in FileIds.Read(template.Files))
        {
            if (!files.TryGetValue(id, out var file)) return "";
            if (file.State == AttachmentState.Refused) return file.Name;
        }
        return null;
    }
}
