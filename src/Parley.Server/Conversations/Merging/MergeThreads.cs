using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record MergeBody(Guid Into);

/// <summary>
/// Lets a thread go on in another of the same buyer and vendor. Both stay as evidence; the merged one is closed for good, and what was
/// unread, owed and kept there counts in the other one. All of it is one transaction; the lines that say so are said after it, and again
/// by a worker should this process not come to it.
/// </summary>
public sealed class MergeThreads(Store store, Doors doors, ThreadNews news, TimeProvider clock)
{
    public static readonly TimeSpan Undoable = TimeSpan.FromDays(1);

    /// <summary>Merging what is merged into the same thread already changes nothing.</summary>
    public async Task RunAsync(Entered who, Entered target, CancellationToken ct)
    {
        var (from, into) = (RequireAgent(who).Door, RequireAgent(target).Door);
        if (from.Id == into.Id) throw Refuse.Invalid("into", "'into' must be another conversation.");
        if (from.BuyerId != into.BuyerId || from.VendorId != into.VendorId) throw Refuse.NotMergeable();
        var changed = await store.WriteAsync(async db =>
        {
            var (source, goal) = await LoadAsync(db, from, into, ct);
            if (source.MergedInto == into.Id) return [];
            RequireFree(source);
            RequireFree(goal);
            if (goal.State != ConversationState.Open) throw Refuse.Closed();
            await MergeAsync(db, who, source, goal, ct);
            await CarryAsync(db, from, into, ct);
            return await news.RecordAsync(db, [from, into], ct);
        }, ct);
        await news.TellAsync(changed, ct);
    }

    /// <summary>Undoes a merge of the last day. Where there is none, nothing is to be done.</summary>
    public async Task UndoAsync(Entered who, CancellationToken ct)
    {
        var from = RequireAgent(who).Door;
        await using var look = store.Open();
        if (await look.Set<Conversation>().Where(c => c.Id == from.Id).Select(c => c.MergedInto).SingleAsync(ct) is not { } id) return;
        var into = await doors.FindAsync(id, ct) ?? throw Refuse.NotFound();
        var changed = await store.WriteAsync(async db =>
        {
            var (source, goal) = await LoadAsync(db, from, into, ct);
            if (source.MergedInto != into.Id) return []; // somebody was faster
            if (goal.MergedInto is { } further) throw Refuse.Merged(further);
            if ((source.State | goal.State).HasFlag(ConversationState.Frozen)) throw Refuse.Frozen();
            var merge = await db.Set<Merge>().AsTracking().SingleAsync(m => m.ConversationId == from.Id && m.UndoneAt == null, ct);
            if (clock.GetUtcNow() - merge.At > Undoable) throw Refuse.MergeFinal();
            await UndoAsync(db, merge, source, goal, ct);
            merge.Undo(who.Person.Id, clock.GetUtcNow());
            return await news.RecordAsync(db, [from, into], ct);
        }, ct);
        await news.TellAsync(changed, ct);
    }

    static Entered RequireAgent(Entered who) => who.Side == PartyKind.Vendor ? who.ToKeep() : throw Refuse.Forbidden("Only the vendor merges conversations.");

    static void RequireFree(Conversation thread)
    {
        if (thread.State.HasFlag(ConversationState.Frozen)) throw Refuse.Frozen();
        if (thread.MergedInto is { } into) throw Refuse.Merged(into);
    }

    async Task<(Conversation Source, Conversation Goal)> LoadAsync(ParleyDb db, Door from, Door into, CancellationToken ct)
    {
        await store.LockAsync(db, "conversations", [from.Id, into.Id], ct);
        var both = await db.Set<Conversation>().AsTracking().Where(c => c.Id == from.Id || c.Id == into.Id).ToListAsync(ct);
        return (both.Single(c => c.Id == from.Id), both.Single(c => c.Id == into.Id));
    }

    async Task MergeAsync(ParleyDb db, Entered who, Conversation source, Conversation goal, CancellationToken ct)
    {
        var seats = await SeatsAsync(db, source.Id, goal.Id, ct);
        var (mine, theirs) = (seats[(source.Id, PartyKind.Vendor)], seats[(goal.Id, PartyKind.Vendor)]);
        var after = OwedAfter(source, goal);
        var merge = new Merge
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            ConversationId = source.Id,
            IntoId = goal.Id,
            By = who.Person.Id,
            At = clock.GetUtcNow(),
            StateBefore = source.State,
            PlaceBefore = mine.Place,
            OwedSince = source.OwesSince,
            OwedSeq = source.OwesSeq,
            IntoOwedSince = goal.OwesSince,
            IntoOwedSeq = goal.OwesSeq,
            OwedAfter = after?.Since,
            IntoAssignee = theirs.Assignee,
            AssigneeAfter = theirs.Assignee.Length > 0 ? theirs.Assignee : mine.Assignee,
            BuyerUnread = seats[(source.Id, PartyKind.Buyer)].Unread,
            VendorUnread = mine.Unread,
        };
        db.Add(merge);
        foreach (var side in (ReadOnlySpan<PartyKind>)[PartyKind.Buyer, PartyKind.Vendor])
        {
            seats[(source.Id, side)].Give(merge.UnreadOf(side));
            seats[(goal.Id, side)].Take(merge.UnreadOf(side));
        }
        source.MergeInto(goal.Id);
        Owe(source, mine, null);
        Owe(goal, theirs, after);
        (mine.Place, mine.SnoozedUntil) = (mine.Place == Place.Spam ? Place.Spam : Place.Archived, null); // out of the folders in which threads wait
        if (theirs.Assignee != merge.AssigneeAfter) (theirs.Assignee, theirs.AssignReason) = (merge.AssigneeAfter, mine.AssignReason);
        if (mine.Priority > theirs.Priority) (theirs.Priority, theirs.PriorityReason) = (mine.Priority, mine.PriorityReason);
        if ((merge.Owed is not null || merge.VendorUnread > 0) && theirs.Place is Place.Snoozed or Place.Archived) (theirs.Place, theirs.SnoozedUntil) = (Place.Inbox, null);
    }

    /// <summary>The other thread gets the labels, and for each agent the star and the mark, that this one has.</summary>
    static async Task CarryAsync(ParleyDb db, Door from, Door into, CancellationToken ct)
    {
        var party = from.VendorParty;
        var labels = await db.Set<ThreadLabel>().Where(l => l.ConversationId == from.Id).Select(l => l.LabelId).ToListAsync(ct);
        var known = await db.Set<ThreadLabel>().Where(l => l.ConversationId == into.Id).Select(l => l.LabelId).ToListAsync(ct);
        db.AddRange(labels.Except(known).Select(l => new ThreadLabel { PartyId = party, LabelId = l, ConversationId = into.Id }));
        var marks = await db.Set<SeatMark>().Where(m => m.PartyId == party && m.ConversationId == from.Id && (m.Starred || m.Unread)).ToListAsync(ct);
        var theirs = await db.Set<SeatMark>().AsTracking().Where(m => m.PartyId == party && m.ConversationId == into.Id).ToDictionaryAsync(m => m.PersonId, ct);
        foreach (var mark in marks)
        {
            if (!theirs.TryGetValue(mark.PersonId, out var mine)) db.Add(mine = new SeatMark { PartyId = party, PersonId = mark.PersonId, ConversationId = into.Id });
            (mine.Starred, mine.Unread) = (mine.Starred || mark.Starred, mine.Unread || mark.Unread);
        }
    }

    /// <summary>Takes back what still stands: what was read or answered in the other thread meanwhile was read and answered.</summary>
    async Task UndoAsync(ParleyDb db, Merge merge, Conversation source, Conversation goal, CancellationToken ct)
    {
        var seats = await SeatsAsync(db, source.Id, goal.Id, ct);
        var (mine, theirs) = (seats[(source.Id, PartyKind.Vendor)], seats[(goal.Id, PartyKind.Vendor)]);
        foreach (var side in (ReadOnlySpan<PartyKind>)[PartyKind.Buyer, PartyKind.Vendor])
            seats[(source.Id, side)].GetBack(seats[(goal.Id, side)].Return(merge.UnreadOf(side)));
        source.Unmerge(merge.StateBefore);
        if (merge.OwedAfter is not null && goal.OwesSince == merge.OwedAfter)
        {
            Owe(source, mine, merge.Owed);
            Owe(goal, theirs, merge.IntoOwed);
        }
        mine.Place = merge.PlaceBefore == Place.Snoozed ? Place.Inbox : merge.PlaceBefore;
        if (theirs.Assignee == merge.AssigneeAfter && theirs.Assignee != merge.IntoAssignee) (theirs.Assignee, theirs.AssignReason) = (merge.IntoAssignee, null);
    }

    /// <summary>An answer is owed since the older of the two, to the other thread's message, or to its end where nothing was owed there.</summary>
    static Debt? OwedAfter(Conversation source, Conversation goal) =>
        source.Owes is not { } owed ? goal.Owes
        : goal.Owes is { } other ? new Debt(Math.Min(owed.Since, other.Since), other.Seq)
        : new Debt(owed.Since, goal.LastSeq);

    static void Owe(Conversation thread, Seat vendors, Debt? debt)
    {
        thread.Owe(debt);
        vendors.Owe(thread);
    }

    static Task<Dictionary<(Guid, PartyKind), Seat>> SeatsAsync(ParleyDb db, Guid one, Guid other, CancellationToken ct) =>
        db.Set<Seat>().AsTracking().Where(s => s.ConversationId == one || s.ConversationId == other).ToDictionaryAsync(s => (s.ConversationId, s.Party), ct);
}
