using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>Keeps the files of templates, each in one template only.</summary>
public sealed class TemplateFiles(Store store, Files kept, CopyFile copy, IOptions<AttachmentOptions> options, TimeProvider clock) : ITemplateFiles
{
    public async Task NameAsync(ParleyDb db, CarryingTemplate template, IReadOnlyList<Guid> files, CancellationToken ct)
    {
        if (files.Count > options.Value.FilesPerMessage) throw FilesRefuse.TooManyOfTemplate(options.Value.FilesPerMessage);
        if (files.Distinct().Count() != files.Count) throw Refuse.Invalid("files", "A file stands twice in 'files'.");
        var library = Home.OfLibrary(template.VendorId);
        var mine = db.Set<Attachment>().Where(a => a.ConversationId == library.Id && a.Library == library.Library);
        var found = await mine.Where(a => files.Contains(a.Id) && (a.ClientId == template.Id || (a.ClientId == null && (template.AuthorId == null || a.Keeper == template.AuthorId)))).ToListAsync(ct);
        if (found.Count != files.Count) throw Refuse.Invalid("files", "'files' must name files that you uploaded for templates, each in one template only.");
        foreach (var file in found) RequireWhole(file);
        if (found.Sum(f => f.Length) > options.Value.MessageBytes) throw FilesRefuse.TemplateTooLarge(options.Value.MessageBytes);
        var taken = files.Count == 0 ? 0 : await mine.Where(a => files.Contains(a.Id) && (a.ClientId == null || a.ClientId == template.Id))
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.ClientId, template.Id).SetProperty(a => a.Keeper, template.KeeperId), ct);
        if (taken != files.Count) throw FilesRefuse.AlreadyAttached(); // another template was faster
        await LetGoAsync(mine.Where(a => a.ClientId == template.Id && !files.Contains(a.Id)), template.AuthorId, ct);
    }

    /// <summary>What a person takes out is theirs for as long as an upload lasts, so that they can put it back.</summary>
    Task<int> LetGoAsync(IQueryable<Attachment> gone, string? by, CancellationToken ct)
    {
        if (by is null) return gone.ExecuteUpdateAsync(s => s.SetProperty(a => a.ClientId, (Guid?)null).SetProperty(a => a.Keeper, a => a.AuthorId), ct);
        DateTimeOffset? until = clock.GetUtcNow().AddHours(options.Value.UnsentHours);
        return gone.ExecuteUpdateAsync(s => s.SetProperty(a => a.ClientId, (Guid?)null).SetProperty(a => a.Keeper, by).SetProperty(a => a.DueAt, a => a.DueAt ?? until), ct);
    }

    public async Task<IReadOnlyDictionary<Guid, TemplateFile>> ReadAsync(IReadOnlyCollection<Guid> files, CancellationToken ct)
    {
        if (files.Count == 0) return new Dictionary<Guid, TemplateFile>();
        List<Attachment> rows;
        await using (var db = store.Open()) rows = await db.Set<Attachment>().Where(a => files.Contains(a.Id) && a.Library != null).ToListAsync(ct);
        var found = new Dictionary<Guid, TemplateFile>();
        foreach (var row in rows)
            if (await kept.NameAsync(Home.OfLibrary(row.Library!), row, ct) is { } name) found[row.Id] = View(row, name);
        return found;
    }

    public async Task<IReadOnlyList<FileCopy>> CopyAsync(Door door, PartyKind side, string authorId, Guid use, string library, IReadOnlyList<Guid> files, CancellationToken ct)
    {
        var copies = new List<FileCopy>(files.Count);
        var states = await ReadAsync(files, ct);
        await RequireRoomAsync(authorId, states.Values.Sum(s => s.Bytes), ct);
        foreach (var file in files)
            if (states.TryGetValue(file, out var state)) copies.Add(new FileCopy(state, await copy.RunAsync(door, side, authorId, use, Home.OfLibrary(library), file, ct)));
        return copies;
    }

    /// <summary>What is copied and not sent is bounded as what is uploaded is.</summary>
    async Task RequireRoomAsync(string author, long bytes, CancellationToken ct)
    {
        if (author == Unseal.Machine) return; // which sends what it copies
        var since = clock.GetUtcNow().AddHours(-options.Value.UnsentHours);
        await using var db = store.Open();
        var unsent = await db.Set<Attachment>().Where(a => a.AuthorId == author && a.CreatedAt > since && a.Copied && a.ClientId == null && a.SameAs == null).SumAsync(a => a.Length, ct);
        if (unsent + bytes > options.Value.BytesPerDay) throw FilesRefuse.QuotaCopies(options.Value.BytesPerDay);
    }

    /// <summary>One that was refused after it was taken stays, so that its template shows why.</summary>
    static void RequireWhole(Attachment file)
    {
        if (file.State == AttachmentState.Uploading) throw FilesRefuse.NotComplete();
        if (file.State == AttachmentState.Refused && file.ClientId is null) throw FilesRefuse.Flawed(file.Reason ?? "unsupported-file-type", "A file of this template was refused. Take it out and save again.");
    }

    static TemplateFile View(Attachment row, string name) => new(row.Id, row.State, row.Reason, ShownName.For(name, row.MediaType ?? ""), row.MediaType,
        row.State == AttachmentState.Ready ? row.ServedLength : row.Length, row.Width, row.Height, row.Pages);
}
