using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>Files a thread as a rule says.</summary>
public sealed class FileByRule(Store store, ThreadLines lines, InboxRows rows, TimeProvider clock)
{
    /// <returns>False when it was so already.</returns>
    public async Task<bool> RunAsync(Door door, Rule rule, RuleAct act, CancellationToken ct)
    {
        var feed = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var seat = await db.Set<Seat>().AsTracking().SingleAsync(s => s.ConversationId == door.Id && s.Party == PartyKind.Vendor, ct);
            switch (act)
            {
                case { Type: "assign" }: seat.Assignee = act.To ?? ""; break;
                case { Type: "priority", Priority: { } level } when rule.Standard is null || level > seat.Priority: (seat.Priority, seat.PriorityReason) = (level, rule.Name); break;
                case { Type: "snooze" }: (seat.Place, seat.SnoozedUntil) = (Place.Snoozed, act.Hours is { } hours ? clock.GetUtcNow().AddHours(hours) : null); break;
                case { Type: "archive" }: (seat.Place, seat.SnoozedUntil) = (Place.Archived, null); break;
            }
            if (db.Entry(seat).State == EntityState.Unchanged) return 0;
            await db.SaveChangesAsync(ct);
            return (await store.TouchAsync(db, [seat], ct))[door.Id];
        }, ct);
        if (feed == 0) return false;
        if (await rows.FindAsync(door, PartyKind.Vendor, ct) is { } row) await lines.PushAsync(door, PartyKind.Vendor, feed, "conversation", new ConversationPush(feed, row));
        return true;
    }
}
