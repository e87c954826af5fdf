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
    public async Task<bool> SettleAsync(Home home, Attachment file, CancellationToken ct)
    {
        file.DueAt = null;
        if (home.Door is not { } door) return await store.WriteAsync(async db => await SaveAsync(db, file, ct) is not null, ct);
        var (stands, message, touched) = await store.WriteAsync<(bool, Message?, Touched?)>(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            if (await SaveAsync(db, file, ct) is not { } taken) return (false, null, null);
            var row = taken.For is { } id ? await db.Set<Message>().AsTracking().SingleOrDefaultAsync(m => m.ConversationId == door.Id && m.ClientId == id, ct) : null;
            if (row is null) return (true, null, null);
            var conversation = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == door.Id, ct);
            row.Revision = ++conversation.Revision;
            db.Add(new Fact { Kind = FactKind.MessageRevised, ConversationId = door.Id, Seq = row.Seq, Node = Node.Id, At = clock.GetUtcNow() });
            return (true, row, await store.TouchAsync(db, door, ct));
        }, ct);
        if (message is not null && touched is { } numbers) await announcer.RevisedAsync(door, message, numbers, ct);
        return stands;
    }

    /// <returns>What it was taken for meanwhile; null when its row is gone.</returns>
    static async Task<Taken?> SaveAsync(ParleyDb db, Attachment file, CancellationToken ct)
    {
        var taken = await db.Set<Attachment>().Where(a => a.Id == file.Id).Select(a => new Taken(a.ClientId)).SingleOrDefaultAsync(ct);
        if (taken is null) return null;
        var entry = db.Update(file);
        entry.Property(a => a.ClientId).IsModified = false; // it may be taken at this moment; everything else is ours while we hold it
        entry.Property(a => a.Keeper).IsModified = false;
        await db.SaveChangesAsync(ct);
        return taken;
    }

    sealed record Taken(Guid? For);
}
