using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>The rows that one act is done to, locked and tracked, inside its transaction.</summary>
sealed class FilingWork
{
    readonly ParleyDb db;
    readonly Act act;
    readonly By by;
    readonly Dictionary<Guid, Door> doors;
    readonly Dictionary<Guid, Conversation> conversations;
    readonly HashSet<Guid> having; // the threads that have what the act is about: a label, a star, a mark

    FilingWork(ParleyDb db, Act act, By by, IReadOnlyList<Door> threads, Dictionary<Guid, Conversation> conversations, List<Seat> seats, HashSet<Guid> having)
    {
        (this.db, this.act, this.by, this.conversations, this.having) = (db, act, by, conversations, having);
        doors = threads.ToDictionary(t => t.Id);
        Seats = seats;
    }

    public List<Seat> Seats { get; }
    public List<FiledThread> Changed { get; } = [];
    public IEnumerable<Seat> ChangedSeats => Seats.Where(s => Changed.Exists(c => c.Conversation == s.ConversationId));

    public static async Task<FilingWork> LoadAsync(Store store, ParleyDb db, IReadOnlyList<Door> threads, Act act, By by, CancellationToken ct)
    {
        var (ids, party) = (threads.Select(t => t.Id).ToList(), threads[0].VendorParty);
        await store.LockAsync(db, "conversations", ids, ct);
        var rows = await db.Set<Conversation>().AsTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var seats = await db.Set<Seat>().AsTracking().Where(s => ids.Contains(s.ConversationId) && s.Party == PartyKind.Vendor).OrderBy(s => s.ConversationId).ToListAsync(ct);
        return new FilingWork(db, act, by, threads, rows, seats, await HavingAsync(db, party, ids, act, by, ct));
    }

    static async Task<HashSet<Guid>> HavingAsync(ParleyDb db, long party, List<Guid> ids, Act act, By by, CancellationToken ct)
    {
        if (act.Label is { } label)
        {
            if (act.Type == "addLabel" && !await db.Set<Label>().AnyAsync(l => l.PartyId == party && l.Id == label, ct)) throw Refuse.Invalid("act.label", "This label is not one of the team's any more.");
            return await db.Set<ThreadLabel>().Where(l => l.PartyId == party && l.LabelId == label && ids.Contains(l.ConversationId)).Select(l => l.ConversationId).ToHashSetAsync(ct);
        }
        if (!act.IsOwn) return [];
        var star = act.Type is "star" or "unstar";
        return await db.Set<SeatMark>().Where(m => m.PartyId == party && m.PersonId == by.Id && ids.Contains(m.ConversationId) && (star ? m.Starred : m.Unread)).Select(m => m.ConversationId).ToHashSetAsync(ct);
    }

    /// <summary>A seat with its door and its thread's last message.</summary>
    public (Door Door, Seat Seat, int LastSeq) With(Seat seat) => (doors[seat.ConversationId], seat, conversations[seat.ConversationId].LastSeq);

    /// <summary>False, and nothing changed, when the act's condition does not hold.</summary>
    public async Task<bool> ApplyAsync(Seat seat, DateTimeOffset now, CancellationToken ct)
    {
        var conversation = conversations[seat.ConversationId];
        var before = FiledState.Of(seat, conversation, having.Contains(seat.ConversationId));
        if (!seat.Apply(act, by)) return false;
        await db.PayAsync(act, conversation, seat, before.Place, by.Id, now, ct);
        var has = act.Type is "addLabel" or "star" or "markUnread";
        var after = FiledState.Of(seat, conversation, act.Label is not null || act.IsOwn ? has : before.Has);
        if (after == before) return true;
        if (after.Owes != before.Owes) doors[seat.ConversationId].Head.Forget();
        if (after.Has != before.Has) await HaveAsync(seat, has, ct);
        Changed.Add(new FiledThread(seat.ConversationId, conversation.LastSeq, before, after));
        return true;
    }

    Task HaveAsync(Seat seat, bool has, CancellationToken ct) => act.Label is { } label ? db.LabelAsync(seat, label, has, ct) : db.MarkAsync(seat, by.Id, act.Type is "star" or "unstar", has, ct);
}

static class FilingRows
{
    /// <summary>What the act does to the answer that is owed.</summary>
    public static async Task PayAsync(this ParleyDb db, Act act, Conversation conversation, Seat vendor, Place before, string by, DateTimeOffset now, CancellationToken ct)
    {
        if (act.Type == "noAnswerNeeded") db.Settle(conversation, vendor, Ending.NoAnswerNeeded, by, now);
        else if (vendor.Place == Place.Spam && before != Place.Spam) await db.MarkSpamAsync(conversation, vendor, by, now, ct);
        else if (vendor.Place != Place.Spam && before == Place.Spam) await db.UnmarkSpamAsync(conversation, vendor, now, ct);
    }

    /// <summary>It was no end after all: what was owed is owed since then. The ledger keeps the entry and says beside it that it is void.</summary>
    public static async Task OweAgainAsync(this ParleyDb db, Conversation conversation, Seat vendor, Debt debt, string by, DateTimeOffset now, CancellationToken ct)
    {
        var since = Instants.FromMicros(debt.Since);
        var ended = await db.Set<Obligation>().AsTracking().Where(o => o.ConversationId == conversation.Id && o.OpenedSeq == debt.Seq && o.Since == since
            && (o.How == Ending.NoAnswerNeeded || o.How == Ending.Spam) && !db.Set<Reversal>().Any(r => r.ConversationId == o.ConversationId && r.OpenedSeq == o.OpenedSeq && r.Since == o.Since && r.ClosedAt == o.ClosedAt)).ToListAsync(ct);
        foreach (var entry in ended)
        {
            entry.TakeBack();
            db.Add(new Reversal { ConversationId = entry.ConversationId, OpenedSeq = entry.OpenedSeq, Since = entry.Since, ClosedAt = entry.ClosedAt, At = now, By = by });
        }
        conversation.Owe(debt);
        vendor.Owe(conversation);
    }

    public static async Task LabelAsync(this ParleyDb db, Seat seat, Guid label, bool has, CancellationToken ct)
    {
        if (has) db.Add(new ThreadLabel { PartyId = seat.PartyId, LabelId = label, ConversationId = seat.ConversationId });
        else await db.Set<ThreadLabel>().Where(l => l.PartyId == seat.PartyId && l.LabelId == label && l.ConversationId == seat.ConversationId).ExecuteDeleteAsync(ct);
    }

    public static async Task MarkAsync(this ParleyDb db, Seat seat, string person, bool star, bool has, CancellationToken ct)
    {
        var mark = await db.Set<SeatMark>().AsTracking().SingleOrDefaultAsync(m => m.PartyId == seat.PartyId && m.PersonId == person && m.ConversationId == seat.ConversationId, ct);
        if (mark is null) db.Add(mark = new SeatMark { PartyId = seat.PartyId, PersonId = person, ConversationId = seat.ConversationId });
        if (star) mark.Starred = has;
        else mark.Unread = has;
        if (!mark.Starred && !mark.Unread) db.Remove(mark);
    }
}
