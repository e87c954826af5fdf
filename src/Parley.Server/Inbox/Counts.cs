using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

public sealed record UnreadCounts(int Conversations, int Messages);

/// <summary>Unread conversations and messages of parties, counted from the seats that have any; what a team put away does not count until it is back.</summary>
public sealed class Counts(Store store, Sights sights)
{
    static readonly UnreadCounts Nothing = new(0, 0);

    /// <summary>Of what the person sees in this role.</summary>
    public async Task<UnreadCounts> OfAsync(Role role, string personId, CancellationToken ct)
    {
        var key = role.Key;
        var sight = await sights.OfAsync(role, personId, ct);
        await using var db = store.Open();
        return (await Sums(db.Set<PartyFeed>().Where(p => p.Key == key), db.Set<Seat>().Within(sight)).SingleOrDefaultAsync(ct))?.Counts ?? Nothing;
    }

    /// <summary>Of many parties in one query, by <see cref="Role.Key"/>.</summary>
    public async Task<Dictionary<string, UnreadCounts>> OfAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        await using var db = store.Open();
        var found = await Sums(db.Set<PartyFeed>().Where(p => keys.Contains(p.Key)), db.Set<Seat>()).ToDictionaryAsync(s => s.Key, s => s.Counts, ct);
        return keys.ToDictionary(k => k, k => found.GetValueOrDefault(k, Nothing));
    }

    sealed record Sum(string Key, UnreadCounts Counts);

    static IQueryable<Sum> Sums(IQueryable<PartyFeed> parties, IQueryable<Seat> seats) =>
        from party in parties
        join seat in seats on party.Id equals seat.PartyId
        where seat.Incoming > seat.IncomingRead && seat.Place == Place.Inbox
        group seat.Incoming - seat.IncomingRead by party.Key into unread
        select new Sum(unread.Key, new UnreadCounts(unread.Count(), unread.Sum()));
}
