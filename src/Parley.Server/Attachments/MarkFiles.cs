using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>Says on both seats of a thread that files came in it, so that an inbox can be narrowed to such threads.</summary>
public sealed class MarkFiles(Store store) : IFactWorker
{
    public string Name => "mark-files";

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var ids = facts.Where(f => f.Kind is FactKind.MessageSent or FactKind.MessageRevised && f.Subject != Fact.Line).Select(f => f.ConversationId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return;
        List<Guid> carrying;
        await using (var db = store.Open())
        {
            carrying = await db.Set<Attachment>().Where(a => ids.Contains(a.ConversationId) && a.ClientId != null && a.State == AttachmentState.Ready)
                .Where(a => db.Set<Message>().Any(m => m.ConversationId == a.ConversationId && m.ClientId == a.ClientId)).Select(a => a.ConversationId).Distinct().ToListAsync(ct);
        }
        if (carrying.Count > 0)
            await store.WriteAsync(db => db.Set<Seat>().Where(s => carrying.Contains(s.ConversationId) && !s.HasFiles).ExecuteUpdateAsync(s => s.SetProperty(x => x.HasFiles, true), ct), ct);
    }
}
