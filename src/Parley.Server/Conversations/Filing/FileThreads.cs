using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Files threads of one vendor, whoever does it: a person, a macro, a rule. All in one transaction; what was so already stays untouched,
/// and a thread that refuses leaves the others alone.
/// </summary>
public sealed class FileThreads(Store store, Register register, TellFiled tell, TellDesk desk, IActNotes notes, TimeProvider clock)
{
    public const int Most = 100;

    /// <param name="threads">At most 100, of one vendor, each once.</param>
    public async Task<Acted> RunAsync(By by, IReadOnlyList<Door> threads, Act act, CancellationToken ct)
    {
        act.Checked(clock.GetUtcNow());
        if (threads.Count == 0) return new Acted(0, [], null);
        if (act is { Type: "assign", Agent: { } agent } && await register.AgentRoleAsync(threads[0].VendorId, agent, ct) is null or AgentRole.ReadOnly) throw Refuse.NotAssignable();
        if (act.Note is { } said) await notes.ReadyAsync(by, said, ct);
        var team = new Role(PartyKind.Vendor, threads[0].VendorId);
        var refused = new List<RefusedAct>();
        var (undo, feeds, former, noted) = await store.WriteAsync(async db =>
        {
            var work = await FilingWork.LoadAsync(store, db, threads, act, by, ct);
            var done = new List<Seat>();
            foreach (var seat in work.Seats)
                if (await work.ApplyAsync(seat, clock.GetUtcNow(), ct)) done.Add(seat);
                else refused.Add(await TakenAsync(seat, ct));
            var had = work.Changed.ToDictionary(c => c.Conversation, c => c.Before.Assignee);
            var kept = by.Id.Length == 0 || had.Count == 0 ? null : await RememberAsync(db, by, threads[0].VendorParty, new Filed(act, work.Changed), ct);
            var touched = act.IsOwn || had.Count == 0 ? [] : await tell.RecordAsync(db, work.ChangedSeats, had, ct);
            if (act.IsOwn && had.Count > 0) desk.Record(db, team, "marks", by.Id);
            var written = act.Note is { } note ? await notes.WriteAsync(db, by, done.ConvertAll(work.With), note, act.Agent!, ct) : [];
            await db.SaveChangesAsync(ct);
            return (kept?.Id, touched, had, written);
        }, ct);
        if (!act.IsOwn) await tell.PushAsync([.. threads.Where(t => feeds.ContainsKey(t.Id))], feeds, former, ct);
        else if (former.Count > 0) desk.Push(team, "marks", by.Id);
        if (act.Note is { } told) await notes.PushAsync(noted, told.ClientNoteId, ct);
        return new Acted(threads.Count - refused.Count, refused, undo);
    }

    async Task<RefusedAct> TakenAsync(Seat seat, CancellationToken ct)
    {
        var name = seat.Assignee.Length == 0 ? null : (await register.FindPersonAsync(seat.Assignee, ct))?.Name;
        return new RefusedAct(seat.ConversationId, "taken-meanwhile", name is null ? "Nobody has this conversation any more. Look again." : $"{name} has this conversation by now.");
    }

    /// <summary>So that it can be taken back for a day; what is older goes.</summary>
    async Task<DoneActs> RememberAsync(ParleyDb db, By by, long party, Filed filed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var horizon = now - TakeBack.Kept;
        await db.Set<DoneActs>().Where(d => d.PartyId == party && d.PersonId == by.Id && d.At < horizon).ExecuteDeleteAsync(ct);
        var done = new DoneActs { PartyId = party, Id = Guid.CreateVersion7(now), PersonId = by.Id, At = now, Content = filed.Write() };
        db.Add(done);
        return done;
    }
}
