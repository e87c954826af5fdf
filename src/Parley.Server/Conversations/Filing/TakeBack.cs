using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="Left">Threads that somebody else, or a message, changed since; they stay as they are.</param>
public sealed record Undone([property: System.Text.Json.Serialization.JsonPropertyName("undone")] int UndoneCount, int Left);

/// <summary>Takes back what an agent did to threads, within a day, once.</summary>
public sealed class TakeBack(Store store, Doors doors, TellFiled tell, TellDesk desk, IActNotes notes, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<Undone> RunAsync(Role team, long party, string person, Guid id, CancellationToken ct)
    {
        var horizon = clock.GetUtcNow() - Kept;
        Filed? filed = null;
        var (undone, left, feeds, former, note) = await store.WriteAsync(async db =>
        {
            var done = await db.Set<DoneActs>().SingleOrDefaultAsync(d => d.PartyId == party && d.Id == id && d.PersonId == person && d.At >= horizon, ct) ?? throw Refuse.NotFound();
            if (await db.Set<DoneActs>().Where(d => d.PartyId == party && d.Id == id).ExecuteDeleteAsync(ct) == 0) throw Refuse.NotFound();
            filed = Filed.Read(done.Content);
            if (filed.Act.IsOwn) desk.Record(db, team, "marks", person);
            return await UndoAsync(db, filed, person, ct);
        }, ct);
        if (filed!.Act.IsOwn) desk.Push(team, "marks", person);
        var changed = new List<Door>();
        foreach (var thread in feeds.Keys)
            if (await doors.FindAsync(thread, ct) is { } door) changed.Add(door);
        foreach (var door in changed) door.Head.Forget();
        await tell.PushAsync(changed, feeds, former, ct);
        if (note is { } gone) await notes.PushAsync(changed, gone, ct);
        return new Undone(undone, left);
    }

    /// <summary>With an assignment goes the note that it came with: whom it names is not asked any more.</summary>
    async Task<(int, int, Dictionary<Guid, long>, Dictionary<Guid, string>, Guid?)> UndoAsync(ParleyDb db, Filed filed, string person, CancellationToken ct)
    {
        var ids = filed.Threads.Select(t => t.Conversation).ToList();
        await store.LockAsync(db, "conversations", ids, ct);
        var conversations = await db.Set<Conversation>().AsTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var seats = await db.Set<Seat>().AsTracking().Where(s => ids.Contains(s.ConversationId) && s.Party == PartyKind.Vendor).ToDictionaryAsync(s => s.ConversationId, ct);
        var back = new List<Seat>();
        var former = new Dictionary<Guid, string>();
        foreach (var thread in filed.Threads)
        {
            var (seat, conversation) = (seats[thread.Conversation], conversations[thread.Conversation]);
            var now = FiledState.Of(seat, conversation, await HasAsync(db, seat, filed.Act, person, ct));
            if (!filed.IsStillSo(thread, now, conversation.LastSeq)) continue;
            former[thread.Conversation] = seat.Assignee;
            seat.TakeBack(filed.Act, thread.Before);
            if (filed.Act.Moves) await db.PayAsync(filed.Act, conversation, seat, now.Place, person, clock.GetUtcNow(), ct);
            if (thread.Before.Owes is { } debt && thread.After.Owes is null) await db.OweAgainAsync(conversation, seat, debt, person, clock.GetUtcNow(), ct);
            if (now.Has != thread.Before.Has && filed.Act.Label is { } label) await db.LabelAsync(seat, label, thread.Before.Has, ct);
            if (now.Has != thread.Before.Has && filed.Act.IsOwn) await db.MarkAsync(seat, person, filed.Act.Type is "star" or "unstar", thread.Before.Has, ct);
            back.Add(seat);
        }
        var feeds = filed.Act.IsOwn || back.Count == 0 ? [] : await tell.RecordAsync(db, back, former, ct);
        var note = filed.Act.Note is { } said && (await notes.RemoveAsync(db, back, said.ClientNoteId, person, ct)).Count > 0 ? said.ClientNoteId : default(Guid?);
        await db.SaveChangesAsync(ct);
        return (back.Count, filed.Threads.Count - back.Count, feeds, former, note);
    }

    static async Task<bool> HasAsync(ParleyDb db, Seat seat, Act act, string person, CancellationToken ct)
    {
        if (act.Label is { } label) return await db.Set<ThreadLabel>().AnyAsync(l => l.PartyId == seat.PartyId && l.LabelId == label && l.ConversationId == seat.ConversationId, ct);
        if (!act.IsOwn) return false;
        var star = act.Type is "star" or "unstar";
        return await db.Set<SeatMark>().AnyAsync(m => m.PartyId == seat.PartyId && m.PersonId == person && m.ConversationId == seat.ConversationId && (star ? m.Starred : m.Unread), ct);
    }
}
