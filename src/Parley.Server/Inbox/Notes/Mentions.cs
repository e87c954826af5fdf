using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

public sealed record SeenBody(Guid Conversation);

/// <summary>Where a person was named, within one team.</summary>
public sealed class Mentions(Store store, Notes notes)
{
    /// <summary>The person has seen where they are named in this thread. Repeating is free.</summary>
    public async Task SeeAsync(Role role, Person person, Guid conversation, CancellationToken ct)
    {
        var team = await notes.EnterAsync(person, conversation, ct);
        if (team.Role != role) throw Refuse.NotFound();
        await store.WriteAsync(db => db.Set<Mention>()
            .Where(m => m.PartyId == team.Door.VendorParty && m.PersonId == person.Id && m.ConversationId == conversation && !m.Seen)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Seen, true), ct), ct);
    }
}
