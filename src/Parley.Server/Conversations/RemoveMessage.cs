using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Takes a message out of everybody's sight by the platform's decision, or brings it back. Its row, its revisions and its place in the chain stay as they are: what is
/// shown changes, not what was said. Doing it again changes nothing; a frozen thread is no obstacle.
/// </summary>
public sealed class RemoveMessage(Store store, Doors doors, Announcer announcer, TimeProvider clock)
{
    /// <param name="thread">In which the message lies, also when that was merged into another.</param>
    /// <param name="decision">Whose statement says why.</param>
    public Task RunAsync(Guid thread, int seq, Guid decision, CancellationToken ct) =>
        ReviseAsync(thread, seq, row =>
        {
            if (row.RemovedAt is not null) return false; // the first decision stands
            row.Remove(clock.GetUtcNow(), decision);
            return true;
        }, ct);

    /// <summary>Only what this decision removed; another one may stand.</summary>
    public Task UndoAsync(Guid thread, int seq, Guid decision, CancellationToken ct) =>
        ReviseAsync(thread, seq, row =>
        {
            if (row.RemovedAt is null || row.RemovedBy != decision) return false;
            row.Restore();
            return true;
        }, ct);

    /// <summary>Shows the other side what was masked of it.</summary>
    public Task UnmaskAsync(Guid thread, int seq, Guid decision, CancellationToken ct) =>
        ReviseAsync(thread, seq, row =>
        {
            if (row.UnmaskedBy is not null) return false;
            row.Unmask(decision);
            return true;
        }, ct);

    async Task ReviseAsync(Guid thread, int seq, Func<Message, bool> change, CancellationToken ct)
    {
        if (await doors.FindAsync(thread, ct) is not { } door) return;
        var (message, touched) = await store.WriteAsync<(Message?, Touched?)>(async db =>
        {
            await store.LockConversationAsync(db, thread, ct);
            var row = await db.Set<Message>().AsTracking().SingleOrDefaultAsync(m => m.ConversationId == thread && m.Seq == seq && m.Kind != MessageKind.System, ct);
            if (row is null || !change(row)) return (null, null);
            var conversation = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == thread, ct);
            row.Revision = ++conversation.Revision;
            db.Add(new Fact { Kind = FactKind.MessageRevised, ConversationId = thread, Seq = seq, Node = Node.Id, At = clock.GetUtcNow() });
            return (row, await store.TouchAsync(db, door, ct));
        }, ct);
        if (message is null || touched is not { } numbers) return;
        door.Head.Forget();
        await announcer.RevisedAsync(door, message, numbers, ct);
    }
}
