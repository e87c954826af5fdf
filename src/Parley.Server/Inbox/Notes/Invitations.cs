using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>Whoever is named in a note was asked into its thread, for as long as the note names them.</summary>
public sealed class Invitations(Store store) : IInvitations
{
    public async Task<HashSet<(Guid Thread, string Person)>> AmongAsync(long vendorParty, IReadOnlyCollection<Guid> threads, IReadOnlyCollection<string> people, CancellationToken ct)
    {
        await using var db = store.Open();
        var found = await db.Set<Mention>().Where(m => m.PartyId == vendorParty && people.Contains(m.PersonId) && threads.Contains(m.ConversationId))
            .Select(m => new { m.ConversationId, m.PersonId }).Distinct().ToListAsync(ct);
        return [.. found.Select(m => (m.ConversationId, m.PersonId))];
    }
}

public static class InvitedQueries
{
    /// <summary>Those of a vendor's seats that a person may read: what is within their sight, and where they were asked in.</summary>
    public static IQueryable<Seat> WithinOrInvited(this IQueryable<Seat> seats, ParleyDb db, Sight sight)
    {
        if (sight is not { Only: { } person, Unassigned: var free }) return seats;
        return seats.Where(s => s.Assignee == person || (free && s.Assignee == "") || db.Set<Mention>().Any(m => m.PartyId == s.PartyId && m.PersonId == person && m.ConversationId == s.ConversationId));
    }
}
