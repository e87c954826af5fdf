using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>
/// What became of a file, and the message that carries it is revised in the same transaction: both sides see it appear at once, and whoever
/// was away when they come back.
/// </summary>
public sealed class MessageNews(Store store, Announcer announcer, TimeProvider clock)
{
    /// <returns>False when the upload was given up meanwhile: its row is gone.</returns>
    public async Task<bool> SettleAsync(Door door, Attachment file, CancellationToken ct)
    {
        file.DueAt = null;
        var (stands, message, touched) = await store.WriteAsync<(bool, Message?, Touched?)>(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var now = await db.Set<Attachment>().Where(a => a.Id == file.Id).Select(a => new { a.ClientId }).SingleOrDefaultAsync(ct);
            if (now is null) return (false, null, null);
            db.Update(file);
            db.Entry(file).Property(a => a.ClientId).IsModified = false; // it may be sent at this moment; everything else is ours while we hold it
            await db.SaveChangesAsync(ct);
            var row = now.ClientId is { } id ? await db.Set<Message>().AsTracking().SingleOrDefaultAsync(m => m.ConversationId == door.Id && m.ClientId == id, ct) : null;
            if (row is null) return (true, null, null);
            var conversation = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == door.Id, ct);
            row.Revision = ++conversation.Revision;
            db.Add(new Fact { Kind = FactKind.MessageRevised, ConversationId = door.Id, Seq = row.Seq, Node = Node.Id, At = clock.GetUtcNow() });
            return (true, row, await store.TouchAsync(db, door, ct));
        }, ct);
        if (message is not null && touched is { } numbers) await announcer.RevisedAsync(door, message, numbers, ct);
        return stands;
    }
}
