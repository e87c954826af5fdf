using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Rig;

/// <summary>Holds the numbers of a store against its rows.</summary>
public static class Ledger
{
    /// <summary>Numbers contiguous, chains whole, unread as the rows say, feeds consistent: in every conversation of this vendor, or of all.</summary>
    public static async Task MustBalanceAsync(TestStore store, string? vendor = null)
    {
        await using var db = store.Open();
        var conversations = await db.Set<Conversation>().Where(c => vendor == null || c.VendorId == vendor).ToListAsync();
        Assert.NotEmpty(conversations);
        foreach (var conversation in conversations)
        {
            Assert.Null(await Evidence.FindFlawAsync(db, conversation.Id));
            var answer = await db.Set<Message>().Where(m => m.ConversationId == conversation.Id && m.Party == PartyKind.Vendor && m.Kind == MessageKind.Text && m.UnsentAt == null).OrderBy(m => m.Seq).LastOrDefaultAsync();
            Assert.Equal((answer?.Seq, answer?.AuthorId), (conversation.AnswerSeq, conversation.AnswerBy));
            foreach (var seat in await db.Set<Seat>().Where(s => s.ConversationId == conversation.Id).ToListAsync()) await SeatMustBalanceAsync(db, conversation, seat);
        }
        await FeedsMustBalanceAsync(db, [.. conversations.SelectMany(c => new[] { c.VendorParty, c.BuyerParty }).Distinct()]);
    }

    public static async Task<int> UnreadAsync(ParleyDb db, string partyKey)
    {
        var party = await db.Set<PartyFeed>().SingleAsync(p => p.Key == partyKey);
        var sum = 0;
        foreach (var seat in await db.Set<Seat>().Where(s => s.PartyId == party.Id).ToListAsync()) sum += await IncomingAfterAsync(db, seat, seat.ReadSeq);
        return sum;
    }

    static async Task SeatMustBalanceAsync(ParleyDb db, Conversation conversation, Seat seat)
    {
        var merged = await db.Set<Merge>().Where(m => m.IntoId == seat.ConversationId && m.UndoneAt == null).ToListAsync();
        Assert.Equal(await IncomingAfterAsync(db, seat, 0) + merged.Sum(m => m.UnreadOf(seat.Party)), seat.Incoming);
        Assert.Equal(await IncomingAfterAsync(db, seat, seat.ReadSeq) + seat.Carried, seat.Unread);
        Assert.True(seat.Unread >= 0);
        Assert.InRange(seat.ReadSeq, 0, conversation.LastSeq);
        Assert.InRange(seat.DeliveredSeq, 0, conversation.LastSeq);
        Assert.Equal(seat.Party == PartyKind.Vendor && conversation.State == ConversationState.Open ? conversation.OwesSince : null, seat.OwesSince);
    }

    /// <summary>What counts as news for this side: the other's messages, and for the buyer also the platform's.</summary>
    static Task<int> IncomingAfterAsync(ParleyDb db, Seat seat, int after) =>
        db.Set<Message>().CountAsync(m => m.ConversationId == seat.ConversationId && m.Seq > after && m.Party != seat.Party
            && (seat.Party == PartyKind.Buyer || m.Kind != MessageKind.System));

    /// <summary>Each number of a feed was given to one change, and none beyond the feed's own.</summary>
    static async Task FeedsMustBalanceAsync(ParleyDb db, List<long> parties)
    {
        foreach (var party in await db.Set<PartyFeed>().Where(p => p.Floor == 0 && parties.Contains(p.Id)).ToListAsync()) // the others have forgotten some
        {
            var activities = await db.Set<Seat>().Where(s => s.PartyId == party.Id && s.Activity > 0).Select(s => s.Activity).ToListAsync();
            var touches = await db.Set<SeatTouch>().Where(t => t.PartyId == party.Id).Select(t => t.Number).ToListAsync();
            var numbers = activities.Concat(touches).ToList();
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
            Assert.True(numbers.Count == 0 || numbers.Max() == party.Number, $"the feed of {party.Key} says {party.Number}, its last change {numbers.DefaultIfEmpty().Max()}");
            var ids = await db.Set<Seat>().Where(s => s.PartyId == party.Id).Select(s => s.ConversationId).ToListAsync();
            var messages = await db.Set<Message>().CountAsync(m => ids.Contains(m.ConversationId));
            Assert.Equal(party.Number, messages + touches.Count);
            Assert.True(party.Received <= party.Number);
        }
    }
}
