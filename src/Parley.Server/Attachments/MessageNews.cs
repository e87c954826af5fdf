using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>Whether what became of a file was saved.</summary>
public enum Settled
{
    Saved,

    /// <summary>The upload was given up meanwhile: its row is gone.</summary>
    Gone,

    /// <summary>The hold is somebody else's now, or they settled it already: nothing was changed.</summary>
    Elsewhere,

    /// <summary>The file whose bytes it was to share is gone: nothing was changed.</summary>
    TwinGone,
}

/// <summary>
/// What became of a file, and the message that carries it is revised in the same transaction: both sides see it appear at once, and whoever
/// was away when they come back.
/// </summary>
public sealed class MessageNews(Store store, Announcer announcer, TimeProvider clock)
{
    /// <summary>Saves it only while the file is still to be checked and held as it says.</summary>
    /// <param name="made">The renditions that go with it.</param>
    public async Task<Settled> SettleAsync(Home home, Attachment file, IReadOnlyList<AttachmentPart> made, CancellationToken ct)
    {
        if (home.Door is not { } door) return await store.WriteAsync(db => SaveAsync(db, file, made, ct), ct);
        var (settled, message, touched) = await store.WriteAsync<(Settled, Message?, Touched?)>(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            if (await SaveAsync(db, file, made, ct) is not Settled.Saved and var why) return (why, null, null);
            // It may have been taken for a message at any moment before.
            var taken = await db.Set<Attachment>().Where(a => a.Id == file.Id).Select(a => a.ClientId).SingleAsync(ct);
            var row = taken is { } id ? await db.Set<Message>().AsTracking().SingleOrDefaultAsync(m => m.ConversationId == door.Id && m.ClientId == id, ct) : null;
            if (row is null) return (Settled.Saved, null, null);
            var conversation = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == door.Id, ct);
            row.Revision = ++conversation.Revision;
            db.Add(new Fact { Kind = FactKind.MessageRevised, ConversationId = door.Id, Seq = row.Seq, Node = Node.Id, At = clock.GetUtcNow() });
            return (Settled.Saved, row, await store.TouchAsync(db, door, ct));
        }, ct);
        if (message is not null && touched is { } numbers) await announcer.RevisedAsync(door, message, numbers, ct);
        return settled;
    }

    async Task<Settled> SaveAsync(ParleyDb db, Attachment file, IReadOnlyList<AttachmentPart> made, CancellationToken ct)
    {
        if (file.SameAs is { } twin)
        {
            await store.LockAsync(db, "attachments", [file.Id, twin], ct); // whoever lets the twin go locks it before they look whether it is shared
            if (!await db.Set<Attachment>().AnyAsync(a => a.Id == twin && a.State == AttachmentState.Ready && a.SameAs == null, ct)) return Settled.TwinGone;
        }
        var mine = await db.Set<Attachment>().Where(a => a.Id == file.Id && a.State == AttachmentState.Scanning && a.DueAt == file.DueAt).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.State, file.State).SetProperty(a => a.Reason, file.Reason).SetProperty(a => a.Found, file.Found).SetProperty(a => a.SameAs, file.SameAs)
            .SetProperty(a => a.MediaType, file.MediaType).SetProperty(a => a.ServedLength, file.ServedLength).SetProperty(a => a.Width, file.Width)
            .SetProperty(a => a.Height, file.Height).SetProperty(a => a.Pages, file.Pages).SetProperty(a => a.Milliseconds, file.Milliseconds).SetProperty(a => a.DueAt, (DateTimeOffset?)null), ct);
        if (mine == 0) return await db.Set<Attachment>().AnyAsync(a => a.Id == file.Id, ct) ? Settled.Elsewhere : Settled.Gone;
        if (made.Count > 0)
        {
            await db.Set<AttachmentPart>().Where(p => p.AttachmentId == file.Id && p.Variant != Variant.Uploaded).ExecuteDeleteAsync(ct); // of an attempt that did not come to its end
            db.AddRange(made);
            await db.SaveChangesAsync(ct);
        }
        return Settled.Saved;
    }
}
