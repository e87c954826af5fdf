using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Whoever reads a thread to its end has seen what presses in it: the mail and the text message that wait to tell them of it are not sent, and of
/// what was sent it is noted that it was opened. Each of a team for themselves: what presses is not done because a colleague looked.
/// </summary>
sealed class NoteSeen(Store store, TimeProvider clock) : IHearReading
{
    static readonly NoticeKind[] Pressing = [NoticeKind.Rule, NoticeKind.OrderAtRisk, NoticeKind.Dispute, NoticeKind.Appointment];

    public async Task ReadAsync(Entered who, CancellationToken ct)
    {
        try
        {
            await NoteAsync(who, ct);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            // what they read is noted; at worst they are told of it once more
        }
    }

    async Task NoteAsync(Entered who, CancellationToken ct)
    {
        var (thread, person, role, now) = (who.Door.Id, who.Person.Id, who.Role.Key, clock.GetUtcNow());
        List<Guid> waiting, sent;
        await using (var db = store.Open())
        {
            var theirs = await db.Set<Notice>().Where(n => n.ConversationId == thread && n.PersonId == person && n.RoleKey == role && Pressing.Contains(n.Kind) && n.OpenedAt == null
                && (n.State == NoticeState.Waiting || n.State == NoticeState.Sent || n.State == NoticeState.Delivered)).Select(n => new { n.Id, n.State }).ToListAsync(ct);
            waiting = [.. theirs.Where(n => n.State == NoticeState.Waiting).Select(n => n.Id)];
            sent = [.. theirs.Where(n => n.State != NoticeState.Waiting).Select(n => n.Id)];
        }
        if (waiting.Count + sent.Count == 0) return;
        await store.WriteAsync(async db =>
        {
            // Not what is on its way, or may have arrived: what became of that is to be told as it was.
            if (waiting.Count > 0) await db.Set<Notice>().Where(n => waiting.Contains(n.Id) && n.State == NoticeState.Waiting && n.ParcelId == null).ExecuteUpdateAsync(s => s
                .SetProperty(n => n.State, NoticeState.Cancelled).SetProperty(n => n.Outcome, Outcomes.Read).SetProperty(n => n.DueAt, (DateTimeOffset?)null).SetProperty(n => n.SettledAt, now), ct);
            if (sent.Count > 0) await db.Set<Notice>().Where(n => sent.Contains(n.Id)).ExecuteUpdateAsync(s => s.SetProperty(n => n.OpenedAt, now), ct);
        }, ct);
    }
}
