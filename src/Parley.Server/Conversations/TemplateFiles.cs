using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A file that a template carries, as it is now.</summary>
/// <param name="State">Ready, scanning or refused.</param>
/// <param name="Reason">Why it was refused, as a problem's code.</param>
/// <param name="MediaType">As it is served, which may be another format than was uploaded.</param>
public sealed record TemplateFile(Guid Id, AttachmentState State, string? Reason, string Name, string? MediaType, long Bytes, int? Width, int? Height, int? Pages);

/// <summary>A template that carries files.</summary>
/// <param name="VendorId">Empty for the marketplace's.</param>
/// <param name="KeeperId">Whose it is alone; empty for what is shared.</param>
/// <param name="AuthorId">Whose uploads it may take, and to whom goes what it lets go; null for those of any host key.</param>
public sealed record CarryingTemplate(string VendorId, Guid Id, string KeeperId, string? AuthorId);

/// <summary>A copy of a template's file in a thread.</summary>
/// <param name="Attachment">To be sent as any upload; null when the file cannot be sent.</param>
public sealed record FileCopy(TemplateFile File, Guid? Attachment);

/// <summary>Files of templates. Another folder keeps them; this one only asks.</summary>
public interface ITemplateFiles
{
    /// <summary>
    /// These are the template's files from now on: takes its author's uploads for it, in this transaction, and lets go of those that it no
    /// longer names. Refuses what is not theirs, not complete, newly refused, or another template's.
    /// </summary>
    Task NameAsync(ParleyDb db, CarryingTemplate template, IReadOnlyList<Guid> files, CancellationToken ct);

    /// <summary>What is not there any more is left out.</summary>
    Task<IReadOnlyDictionary<Guid, TemplateFile>> ReadAsync(IReadOnlyCollection<Guid> files, CancellationToken ct);

    /// <summary>Makes of each file an upload of this author in this thread, sealed as theirs. Asking again for the same use makes no second one.</summary>
    /// <param name="library">The vendor's whose templates they are; empty for the marketplace's.</param>
    Task<IReadOnlyList<FileCopy>> CopyAsync(Door door, PartyKind side, string authorId, Guid use, string library, IReadOnlyList<Guid> files, CancellationToken ct);
}
