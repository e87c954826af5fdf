using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

public sealed record UnreadCounts(int Conversations, int Messages);

/// <summary>Unread conversations and messages of a party, counted from the seats that have any.</summary>
public sealed class Counts(Store store)
{
    public async Task<UnreadCounts> OfAsync(Role role, CancellationToken ct)
    {
        var key = role.Key;
        await using var db = store.Open();
        var unread = from party in db.Set<PartyFeed>()
                     where party.Key == key
                     join seat in db.Set<Seat>() on party.Id equals seat.PartyId
                     where seat.Incoming > seat.IncomingRead
                     select seat.Incoming - seat.IncomingRead;
        var sums = await unread.GroupBy(_ => 1).Select(g => new { Conversations = g.Count(), Messages = g.Sum() }).SingleOrDefaultAsync(ct);
        return new UnreadCounts(sums?.Conversations ?? 0, sums?.Messages ?? 0);
    }
}
