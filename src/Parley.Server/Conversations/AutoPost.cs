using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What a machine says for a vendor: auto-replies, scheduled messages. News for the buyer, and never an answer.</summary>
public sealed class AutoPost(SendMessage send, SignOff signOff, Postbox postbox, IMessageFiles files, Store store, TimeProvider clock)
{
    /// <param name="clientId">Made from what caused it and the thread (<see cref="PlatformPost.IdFor"/>), so that saying it again is free.</param>
    /// <param name="carried">Uploads of the machine's in this thread.</param>
    /// <returns>Closed or frozen threads take none: look at the status.</returns>
    public async Task<Appended> SayAsync(Door door, Guid clientId, Passed passed, IReadOnlyList<Guid> carried, CancellationToken ct)
    {
        var text = passed.Text;
        await signOff.RequireAsync(door, new SignOffMessage(clientId, Fact.Machine, null, text, carried.Count), ct);
        var content = new Content(text, carried.Count == 0 ? [] : await files.ClaimAsync(door, PartyKind.Vendor, Unseal.Machine, clientId, carried, ct)) { Masks = passed.Masks };
        return await await postbox.PostPatientlyAsync(await send.SealAsync(door, clientId, PartyKind.Vendor, Unseal.Machine, MessageKind.Auto, content, clock.NowMicros(), ct), ct);
    }

    /// <summary>Whether it was said before: then nothing is made ready for it.</summary>
    public async Task<bool> IsSaidAsync(Door door, Guid clientId, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Message>().AnyAsync(m => m.ConversationId == door.Id && m.ClientId == clientId, ct);
    }
}
