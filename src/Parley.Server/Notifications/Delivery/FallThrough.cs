using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// What is critical and could not be told by one way is told by the next one on the ladder that reaches the person and that they did not turn
/// off. Doing it again changes nothing.
/// </summary>
public sealed class FallThrough(Store store, Register register, Reaches reaches, KeepPreferences keep, Defaults defaults, NoticeQueue queue, TimeProvider clock)
{
    public async Task RunAsync(IEnumerable<Notice> failed, CancellationToken ct)
    {
        foreach (var notice in failed.Where(n => n.Kind.IsCritical()))
            if (await NextAsync(notice, ct) is { } channel) await TellAsync(notice, channel, ct);
    }

    /// <summary>Of the notice that stands by this channel for one that failed.</summary>
    internal static Guid IdOf(Guid failed, Channel channel) => NoticeId.Of($"{failed:N} {(byte)channel}");

    async Task<Channel?> NextAsync(Notice notice, CancellationToken ct)
    {
        if (await register.FindPersonAsync(notice.PersonId, ct) is not { RemovedAt: null } person) return null;
        var role = Judge.RoleOf(notice);
        var preferences = defaults.For(role.Party, KeepPreferences.Read(await keep.ChoicesAsync(person.Id, role, [notice.ConversationId], ct)));
        var reach = (await reaches.OfAsync([person], ct))[person.Id];
        var what = new NoticeEvent(notice.Kind, notice.Urgent, notice.ConversationId, notice.PlannedAt);
        foreach (var channel in Enum.GetValues<Channel>().Order().Where(c => c > notice.Channel && reach.GetValueOrDefault(c, Reach.NotConfigured) == Reach.Yes))
            if (Chosen.For(preferences, what, channel).Cadence != Cadence.Off) return channel;
        return null;
    }

    /// <summary>What waits there already goes out now; where it was told already, or nothing was planned, a notice of its own says so.</summary>
    async Task TellAsync(Notice notice, Channel channel, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await store.WriteAsync(async db =>
        {
            var there = db.Set<Notice>().Where(n => n.ConversationId == notice.ConversationId && n.PersonId == notice.PersonId && n.RoleKey == notice.RoleKey && n.Channel == channel && n.Kind == notice.Kind && n.FromSeq == notice.FromSeq && n.State != NoticeState.NotSent);
            await there.Where(n => n.State == NoticeState.Waiting && n.Attempts == 0 && n.DueAt > now).ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, now).SetProperty(n => n.Because, Because.FellThrough), ct);
            if (await there.AnyAsync(ct)) return;
            var id = IdOf(notice.Id, channel);
            await db.InsertMissingAsync("notices", "id, person_id, role_key, channel, kind, conversation_id, from_seq, to_seq, urgent, planned_at, because, state, attempts, due_at",
                [[store.IdOf(id), notice.PersonId, notice.RoleKey, (short)channel, (short)notice.Kind, store.IdOf(notice.ConversationId), notice.FromSeq, notice.FromSeq, notice.Urgent, now.ToMicros(), (short)Because.FellThrough, (short)NoticeState.Waiting, 0, now.ToMicros()]], ct);
            if (notice.Until is { } until) await db.Set<Notice>().Where(n => n.Id == id).ExecuteUpdateAsync(s => s.SetProperty(n => n.Until, until), ct);
        }, ct);
        queue.Wake();
    }
}
