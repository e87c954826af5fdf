using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>
/// An author's words were erased, and with their key their files cannot be opened any more: the bytes go too, and what they kept in a
/// library for themself. Of a library that was erased nothing stays.
/// </summary>
public sealed class EraseFiles(Store store, Files files) : IFactWorker
{
    const string Erased = "erased:";

    public string Name => "erase-files";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        foreach (var fact in facts.Where(f => f.Kind == FactKind.MarketChanged && f.Subject?.StartsWith(Erased, StringComparison.Ordinal) == true))
        {
            var (author, before) = (fact.Subject![Erased.Length..], fact.At);
            var gone = await store.WriteAsync(async db =>
            {
                var kept = InLibraries(db, author).Where(a => a.CreatedAt <= before);
                var theirs = kept.Select(a => a.Id).Concat(db.Set<Attachment>().Where(a => a.AuthorId == author && a.Library == null && a.CreatedAt <= before).Select(a => a.Id));
                var keys = await db.Set<AttachmentPart>().Where(p => theirs.Contains(p.AttachmentId)).Select(p => p.BlobKey).ToListAsync(ct);
                await db.Set<AttachmentPart>().Where(p => theirs.Contains(p.AttachmentId)).ExecuteDeleteAsync(ct);
                await kept.ExecuteDeleteAsync(ct);
                return keys;
            }, ct);
            await files.DropAsync(gone);
        }
    }

    static IQueryable<Attachment> InLibraries(ParleyDb db, string author)
    {
        if (!author.StartsWith(Home.HolderPrefix, StringComparison.Ordinal)) return db.Set<Attachment>().Where(a => a.Library != null && a.Keeper == author);
        var library = Home.OfLibrary(author[Home.HolderPrefix.Length..]);
        return db.Set<Attachment>().Where(a => a.ConversationId == library.Id && a.Library == library.Library);
    }
}
