using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Closes, reopens, freezes and thaws a thread. The system message that says so brings the state about, in one commit; repeating a
/// change does nothing. Closing says that no answer is needed: what was owed ends with it, and in no figure. A thread that was closed when it was frozen is closed again when it is thawed.
/// </summary>
public sealed class ChangeState(PlatformPost platform, Store store, TimeProvider clock)
{
    public async Task RunAsync(Door door, StateChange change, PartyKind by, string? person, string? reason, CancellationToken ct)
    {
        var appended = await platform.SayAsync(door, Guid.CreateVersion7(), EventFor(change), new { by, reason }, clock.NowMicros(), change, ct, person);
        if (appended.Status == AppendStatus.Frozen) throw Refuse.Frozen();
        if (appended.Status != AppendStatus.Merged) return;
        await using var db = store.Open();
        throw Refuse.Merged(await OpenConversation.EndOfAsync(db, door.Id, ct));
    }

    static string EventFor(StateChange change) => change switch
    {
        StateChange.Close => "conversation-closed",
        StateChange.Freeze => "conversation-frozen",
        StateChange.Thaw => "conversation-thawed",
        _ => "conversation-reopened",
    };
}
