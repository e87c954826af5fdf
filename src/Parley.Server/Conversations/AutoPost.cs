using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What a machine says for a vendor: auto-replies, scheduled messages. News for the buyer, and never an answer.</summary>
public sealed class AutoPost(SendMessage send, Postbox postbox, TimeProvider clock)
{
    /// <param name="clientId">Made from what caused it and the thread (<see cref="PlatformPost.IdFor"/>), so that saying it again is free.</param>
    /// <returns>Closed or frozen threads take none: look at the status.</returns>
    public async Task<Appended> SayAsync(Door door, Guid clientId, string text, CancellationToken ct) =>
        await await postbox.PostPatientlyAsync(await send.SealAsync(door, clientId, PartyKind.Vendor, Unseal.Machine, MessageKind.Auto, text, clock.NowMicros(), ct), ct);
}
