using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record ReadBody(int Seq);

public sealed record ReadMark(int ReadSeq, int Unread);

public sealed record ReceivedBody(long Feed);

/// <summary>Moves the marks of a seat: what was read, and what arrived on a device. Forward only; repeating is free.</summary>
public sealed class MarkRead(Store store, Sights sights, Announcer announcer, Doors doors, IEnumerable<IHearReading> hearers, TimeProvider clock)
{
    /// <summary>Everything up to <paramref name="seq"/> is read; a number past the end means the end.</summary>
    public async Task<ReadMark> RunAsync(Entered who, int seq, CancellationToken ct)
    {
        if (seq < 0) throw Refuse.Invalid("seq", "'seq' must be the number of a message.");
        var door = who.Door;
        var (seat, touched, toItsEnd) = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var mine = await db.Set<Seat>().AsTracking().SingleAsync(s => s.ConversationId == door.Id && s.Party == who.Side, ct);
            var last = await db.Set<Conversation>().Where(c => c.Id == door.Id).Select(c => c.LastSeq).SingleAsync(ct);
            var upTo = Math.Min(seq, last);
            if (upTo <= mine.ReadSeq) return (mine, default(Touched?), upTo == last);
            mine.Read(await IncomingBetweenAsync(db, door.Id, who.Side, mine.ReadSeq, upTo, ct));
            mine.ReadSeq = upTo;
            mine.DeliveredSeq = Math.Max(mine.DeliveredSeq, upTo);
            Tell(db, door.Id, upTo);
            return (mine, await store.TouchAsync(db, door, ct), upTo == last);
        }, ct);
        var unread = seat.Incoming - seat.IncomingRead;
        if (touched is { } numbers) await announcer.MovedAsync(door, numbers, who.Side, seat.ReadSeq, seat.DeliveredSeq, unread);
        if (toItsEnd) foreach (var hearer in hearers) await hearer.ReadAsync(who, ct);
        return new ReadMark(seat.ReadSeq, unread);
    }

    /// <summary>A device of the party holds its feed up to this number, so everything before it was delivered.</summary>
    public async Task ReceivedAsync(Role role, Person person, long feed, CancellationToken ct)
    {
        // Who sees only a part of the team's threads holds only that part.
        var sight = await sights.OfAsync(role, person.Id, ct);
        var (from, ids) = sight.IsAll ? await AdvanceAsync(role, feed, ct) : (0, await UndeliveredAsync(role, sight, feed, ct));
        foreach (var id in ids)
            if (await doors.FindAsync(id, ct) is { } door) await DeliveredAsync(door, role.Party, from, feed, ct);
    }

    /// <summary>Messages that count as unread for this side: the other's, and for the buyer also the platform's.</summary>
    public static Task<int> IncomingBetweenAsync(ParleyDb db, Guid id, PartyKind side, int after, int upTo, CancellationToken ct) =>
        db.Set<Message>().CountAsync(m => m.ConversationId == id && m.Seq > after && m.Seq <= upTo && m.Party != side
            && (side == PartyKind.Buyer || m.Kind != MessageKind.System), ct);

    Task<(long From, List<Guid> Ids)> AdvanceAsync(Role role, long feed, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var key = role.Key;
            var party = await db.Set<PartyFeed>().AsTracking().SingleOrDefaultAsync(p => p.Key == key, ct);
            if (party is null || feed <= party.Received) return (0L, new List<Guid>());
            var (known, upTo) = (party.Received, Math.Min(feed, party.Number));
            await db.Set<PartyFeed>().Where(p => p.Id == party.Id && p.Received < upTo).ExecuteUpdateAsync(s => s.SetProperty(p => p.Received, upTo).SetProperty(p => p.SeenAt, clock.GetUtcNow()), ct);
            var ids = await (
                from seat in db.Set<Seat>()
                where seat.PartyId == party.Id && seat.Activity > known && seat.Activity <= upTo
                join conversation in db.Set<Conversation>() on seat.ConversationId equals conversation.Id
                where seat.DeliveredSeq < conversation.LastSeq
                select seat.ConversationId).Take(1000).ToListAsync(ct);
            return (known, ids);
        }, ct);

    async Task<List<Guid>> UndeliveredAsync(Role role, Sight sight, long feed, CancellationToken ct)
    {
        var key = role.Key;
        await using var db = store.Open();
        return await (
            from party in db.Set<PartyFeed>()
            where party.Key == key
            join seat in db.Set<Seat>().Within(sight) on party.Id equals seat.PartyId
            where seat.Incoming > seat.IncomingRead && seat.Activity <= feed
            join conversation in db.Set<Conversation>() on seat.ConversationId equals conversation.Id
            where seat.DeliveredSeq < conversation.LastSeq
            select seat.ConversationId).Take(1000).ToListAsync(ct);
    }

    async Task DeliveredAsync(Door door, PartyKind side, long from, long upTo, CancellationToken ct)
    {
        var (seat, touched) = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var mine = await db.Set<Seat>().AsTracking().SingleAsync(s => s.ConversationId == door.Id && s.Party == side, ct);
            var last = await db.Set<Conversation>().Where(c => c.Id == door.Id).Select(c => c.LastSeq).SingleAsync(ct);
            // A message that came in meanwhile has a higher feed number: the next "received" covers it.
            if (mine.DeliveredSeq >= last || mine.Activity <= from || mine.Activity > upTo) return (mine, default(Touched?));
            mine.DeliveredSeq = last;
            Tell(db, door.Id, last);
            return (mine, await store.TouchAsync(db, door, ct));
        }, ct);
        if (touched is { } numbers) await announcer.MovedAsync(door, numbers, side, seat.ReadSeq, seat.DeliveredSeq, seat.Incoming - seat.IncomingRead);
    }

    void Tell(ParleyDb db, Guid id, int seq) => db.Add(new Fact { Kind = FactKind.ReadMoved, ConversationId = id, Seq = seq, Node = Node.Id, At = clock.GetUtcNow() });
}
