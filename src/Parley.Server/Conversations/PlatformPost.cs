using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>The platform's own voice in a thread.</summary>
public sealed class PlatformPost(SendMessage send, Postbox postbox)
{
    /// <param name="change">What the message does to the thread's state, in the same commit.</param>
    /// <param name="person">Who brings the change about, where it is a person.</param>
    public async Task<Appended> SayAsync(Door door, Guid clientId, string type, object data, long at, StateChange? change, CancellationToken ct, string? person = null)
    {
        var text = JsonSerializer.Serialize(new { type, data }, Wire.Json);
        var letter = await send.SealAsync(door, clientId, PartyKind.Platform, Unseal.Platform, MessageKind.System, text, at, ct);
        return await await postbox.PostPatientlyAsync(letter with { Send = letter.Send with { Change = change, ChangedBy = person } }, ct);
    }

    /// <summary>A client id made from what is told and where, so that telling it again is free.</summary>
    public static Guid IdFor(Guid cause, Guid conversationId) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{cause} {conversationId}"))[..16], bigEndian: true);
}
