using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Notes when what a notice told of was read after it was sent. Nothing in a mail or a push reports back to us; the thread's own read mark says it,
/// of a vendor's team whoever of it read. Hearing a fact again changes nothing.
/// </summary>
sealed class NoteOpened(Store store, TimeProvider clock) : IFactWorker
{
    const int Step = 200;

    public string Name => "opened-notices";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var read = facts.Where(f => f is { Kind: FactKind.ReadMoved, ConversationId: not null }).Select(f => f.ConversationId!.Value).Distinct().ToList();
        foreach (var threads in read.Chunk(Step))
        {
            List<Guid> opened = [.. await OpenedAsync(threads, PartyKind.Buyer, "b:", ct), .. await OpenedAsync(threads, PartyKind.Vendor, "v:", ct)];
            if (opened.Count == 0) continue;
            var now = clock.GetUtcNow();
            await store.WriteAsync(db => db.Set<Notice>().Where(n => opened.Contains(n.Id) && n.OpenedAt == null).ExecuteUpdateAsync(s => s.SetProperty(n => n.OpenedAt, now), ct), ct);
        }
    }

    async Task<List<Guid>> OpenedAsync(Guid[] threads, PartyKind side, string role, CancellationToken ct)
    {
        await using var db = store.Open();
        return await (
            from n in db.Set<Notice>()
            where threads.Contains(n.ConversationId) && n.Kind == NoticeKind.Message && n.OpenedAt == null && (n.State == NoticeState.Sent || n.State == NoticeState.Delivered) && n.RoleKey.StartsWith(role)
            join s in db.Set<Seat>() on n.ConversationId equals s.ConversationId
            where s.Party == side && s.ReadSeq >= n.ToSeq
            select n.Id).ToListAsync(ct);
    }
}
