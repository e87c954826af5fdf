using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Closes, reopens, freezes and thaws a thread. Each change stands in the thread as a system message; repeating one does nothing.</summary>
public sealed class ChangeState(Store store, Announcer announcer, PlatformPost platform, TimeProvider clock)
{
    public async Task RunAsync(Door door, ConversationState wanted, PartyKind by, string? reason, CancellationToken ct)
    {
        var (before, touched) = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var row = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == door.Id, ct);
            var was = row.State;
            if (was == wanted) return (was, default(Touched?));
            if (was == ConversationState.Frozen && by != PartyKind.Platform) throw Refuse.Frozen();
            row.State = wanted;
            db.Add(new Fact { Kind = FactKind.ConversationChanged, ConversationId = door.Id, Node = Node.Id, At = clock.GetUtcNow() });
            return (was, await store.TouchAsync(db, door, ct));
        }, ct);
        if (touched is not { } numbers) return;
        door.Head.Forget();
        await announcer.ChangedAsync(door, numbers, ct);
        await platform.SayAsync(door, Guid.CreateVersion7(), EventFor(before, wanted), new { by, reason }, clock.NowMicros(), ct);
    }

    static string EventFor(ConversationState before, ConversationState after) => (before, after) switch
    {
        (_, ConversationState.Closed) => "conversation-closed",
        (_, ConversationState.Frozen) => "conversation-frozen",
        (ConversationState.Frozen, _) => "conversation-thawed",
        _ => "conversation-reopened",
    };
}

/// <summary>The platform's own voice in a thread.</summary>
public sealed class PlatformPost(SendMessage send, Postbox postbox)
{
    public async Task SayAsync(Door door, Guid clientId, string type, object data, long at, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(new { type, data }, Wire.Json);
        var letter = await send.SealAsync(door, clientId, PartyKind.Platform, Unseal.Platform, MessageKind.System, text, at, ct);
        await await postbox.PostPatientlyAsync(letter, ct);
    }

    /// <summary>A client id made from what is told and where, so that telling it again is free.</summary>
    public static Guid IdFor(Guid cause, Guid conversationId) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{cause} {conversationId}"))[..16], bigEndian: true);
}
