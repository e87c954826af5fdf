using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Attachments.Look;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>Puts uploads into messages. An upload is its author's, of one conversation, and in one message only.</summary>
public sealed class MessageFiles(Store store, Files kept, LookIntoPictures look, IOptions<AttachmentOptions> options) : IMessageFiles
{
    public async Task<IReadOnlyList<FileEntry>> ClaimAsync(Door door, PartyKind side, string authorId, Guid clientMessageId, IReadOnlyList<Guid> files, CancellationToken ct)
    {
        if (files.Count > options.Value.FilesPerMessage) throw FilesRefuse.TooManyFiles(options.Value.FilesPerMessage);
        if (files.Distinct().Count() != files.Count) throw Refuse.Invalid("attachments", "A file stands twice in 'attachments'.");
        var rows = await store.WriteAsync(async db =>
        {
            var found = await db.Set<Attachment>().AsTracking().Where(a => files.Contains(a.Id) && a.ConversationId == door.Id && a.AuthorId == authorId && a.Party == side).ToListAsync(ct);
            if (found.Count != files.Count) throw Refuse.NotFound();
            foreach (var file in found) RequireFree(file, clientMessageId);
            if (found.Sum(f => f.Length) > options.Value.MessageBytes) throw FilesRefuse.MessageTooLarge(options.Value.MessageBytes);
            var free = found.Where(f => f.ClientId is null).Select(f => f.Id).ToList();
            if (free.Count > 0 && await db.Set<Message>().AnyAsync(m => m.ConversationId == door.Id && m.ClientId == clientMessageId, ct)) throw Refuse.MessageIdReused();
            var taken = free.Count == 0 ? 0 : await db.Set<Attachment>().Where(a => free.Contains(a.Id) && a.ClientId == null).ExecuteUpdateAsync(s => s.SetProperty(a => a.ClientId, clientMessageId), ct);
            if (taken != free.Count) throw FilesRefuse.AlreadyAttached(); // another message was faster
            return found;
        }, ct);
        var entries = new List<FileEntry>(files.Count);
        foreach (var row in rows.OrderBy(r => IndexOf(files, r.Id)))
        {
            var key = await kept.KeyAsync(Home.Of(door), row.AuthorId, row.Id, ct);
            var details = (key is null ? null : Files.Open(key, row.Id, row.Details)) ?? throw Refuse.NotFound();
            entries.Add(new FileEntry(row.Id, details.Name, row.MediaType ?? "application/octet-stream", row.Length, details.Sha256 ?? ""));
        }
        return entries;
    }

    public Task ReleaseAsync(Door door, string authorId, Guid clientMessageId) => store.WriteAsync(db => db.Set<Attachment>()
        .Where(a => a.ConversationId == door.Id && a.AuthorId == authorId && a.ClientId == clientMessageId && !db.Set<Message>().Any(m => m.ConversationId == a.ConversationId && m.ClientId == a.ClientId))
        .ExecuteUpdateAsync(s => s.SetProperty(a => a.ClientId, (Guid?)null)), CancellationToken.None);

    public async Task<IReadOnlyDictionary<Guid, FileState>> StatesAsync(IReadOnlyCollection<Guid> files, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Attachment>().Where(a => files.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => new FileState(a.State, a.Reason, a.MediaType, a.State == AttachmentState.Ready ? a.ServedLength : a.Length, a.Width, a.Height, a.Pages, a.Milliseconds), ct);
    }

    public async Task<IReadOnlyList<PictureFinding>> FoundAsync(IReadOnlyCollection<Guid> threads, IReadOnlyCollection<int> seqs, CancellationToken ct)
    {
        if (!look.IsOn || threads.Count == 0) return [];
        await using var db = store.Open();
        var rows = await (from file in db.Set<Attachment>()
                          where threads.Contains(file.ConversationId) && file.Found != null && file.State == AttachmentState.Ready
                          join message in db.Set<Message>() on new { Thread = file.ConversationId, Client = file.ClientId } equals new { Thread = message.ConversationId, Client = (Guid?)message.ClientId }
                          where seqs.Contains(message.Seq) && message.UnsentAt == null
                          select new { message.ConversationId, message.Seq, message.Party, message.AuthorId, file.Found }).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.ConversationId, r.Seq, r.Party, r.AuthorId)).Select(g => new PictureFinding(g.Key.ConversationId, g.Key.Seq, g.Key.Party, g.Key.AuthorId, [.. g.SelectMany(r => r.Found!.Split(',')).Distinct()]))];
    }

    public async Task<FilePlace?> PlaceAsync(Guid file, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Attachment>().Where(a => a.Id == file && a.Library == null && a.ClientId != null && a.State == AttachmentState.Ready).Select(a => new FilePlace(a.ConversationId, a.ClientId!.Value)).SingleOrDefaultAsync(ct);
    }

    public async Task<OpenedFile?> OpenAsync(Door door, Guid file, FileSize size, CancellationToken ct)
    {
        await using var db = store.Open();
        if (await db.Set<Attachment>().SingleOrDefaultAsync(a => a.Id == file && a.ConversationId == door.Id && a.Library == null && a.State == AttachmentState.Ready, ct) is not { } row) return null;
        var variant = MakePictures.Wants(row) ? size switch { FileSize.Small => Variant.Small, FileSize.Large => Variant.Large, _ => Variant.Full } : Variant.Uploaded;
        return await kept.OpenForReadersAsync(Home.Of(door), row, variant, ct);
    }

    static void RequireFree(Attachment file, Guid clientMessageId)
    {
        if (file.ClientId is { } other && other != clientMessageId) throw FilesRefuse.AlreadyAttached();
        if (file.State == AttachmentState.Uploading) throw FilesRefuse.NotComplete();
        if (file.State == AttachmentState.Refused && file.ClientId is null) throw FilesRefuse.Flawed(file.Reason ?? "unsupported-file-type", "A file of this message was refused. Take it out and send again.");
    }

    static int IndexOf(IReadOnlyList<Guid> ids, Guid id)
    {
        for (var i = 0; i < ids.Count; i++)
            if (ids[i] == id) return i;
        return -1;
    }
}
