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
