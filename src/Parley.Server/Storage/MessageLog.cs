using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>One side of a conversation, and who can write in it.</summary>
public enum PartyKind : byte
{
    Buyer = 1,
    Vendor = 2,
    Platform = 3,
}

/// <summary>A conversation can be closed by its vendor and, apart from that, frozen by the platform; people see <see cref="States.Shown"/>.</summary>
[Flags]
public enum ConversationState : byte
{
    Open = 0,
    Closed = 1,
    Frozen = 2,

    /// <summary>With <see cref="Closed"/>: it goes on in another conversation.</summary>
    Merged = 4,
}

/// <summary>What a message does to its conversation's state, in the same commit.</summary>
public enum StateChange
{
    Close,
    Reopen,
    Freeze,
    Thaw,
}

public static class States
{
    /// <summary>The one word people see: frozen outweighs closed.</summary>
    public static ConversationState Shown(this ConversationState state) => state.HasFlag(ConversationState.Frozen) ? ConversationState.Frozen : state & ConversationState.Closed;

    /// <summary>The state after a change, or what keeps it from happening. A party's change meets a frozen thread; the platform's passes.</summary>
    public static (AppendStatus Status, ConversationState State) After(this ConversationState state, StateChange change) => change switch
    {
        StateChange.Freeze => Moved(state, state | ConversationState.Frozen),
        StateChange.Thaw => Moved(state, state & ~ConversationState.Frozen),
        _ when state.HasFlag(ConversationState.Frozen) => (AppendStatus.Frozen, state),
        _ when state.HasFlag(ConversationState.Merged) => (AppendStatus.Merged, state),
        StateChange.Close => Moved(state, ConversationState.Closed),
        _ => Moved(state, ConversationState.Open),
    };

    static (AppendStatus, ConversationState) Moved(ConversationState before, ConversationState after) => (before == after ? AppendStatus.Unchanged : AppendStatus.Stored, after);
}

public enum MessageKind : byte
{
    Text = 1,
    System = 2,

    /// <summary>A text that a machine wrote for the vendor. News for the buyer, never an answer.</summary>
    Auto = 3,
}

/// <summary>One message on its way into the log: sealed, checked, without a number yet.</summary>
/// <param name="BuyerParty">Feed row of the conversation's buyer; with <paramref name="VendorParty"/> it names the rows to lock.</param>
/// <param name="At">Microseconds since 1970.</param>
public sealed record Send(
    Guid ConversationId,
    Guid ClientId,
    PartyKind Party,
    string AuthorId,
    MessageKind Kind,
    byte[] Sealed,
    int? ReplyTo,
    long At,
    long BuyerParty,
    long VendorParty)
{
    /// <summary>The conversation's head as this node remembers it; a store that can write on condition saves itself the reading.</summary>
    public RememberedHead Head { get; init; } = new(null);

    /// <summary>What this message does to the conversation's state; where it is so already, nothing is stored.</summary>
    public StateChange? Change { get; init; }

    /// <summary>The person who brings the change about, where it is one.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>The last message the author had seen. Of a vendor's agent: where a colleague's text came after it, nothing is stored.</summary>
    public int? SeenSeq { get; init; }

    /// <summary>Brought from a former system: history, and nothing that happens now. Its fact says so.</summary>
    public bool Imported { get; init; }

    /// <summary>The <see cref="Fact.Subject"/> of its fact.</summary>
    public string? Speaker => Imported ? Fact.Imported : Kind switch
    {
        MessageKind.System => Fact.Line,
        MessageKind.Auto => Fact.Machine,
        _ => Party switch { PartyKind.Buyer => Fact.Buyer, PartyKind.Vendor => Fact.Vendor, _ => null },
    };

    /// <summary>Written by the platform itself: goes into closed and frozen threads as well.</summary>
    public bool Always => Party == PartyKind.Platform;
}

public enum AppendStatus
{
    /// <summary>New, and durable.</summary>
    Stored,

    /// <summary>This client id was stored before in this conversation; <see cref="Appended.Seq"/> is the first one's.</summary>
    Repeated,
    Closed,
    Frozen,

    /// <summary>The conversation goes on in another one.</summary>
    Merged,

    /// <summary>The conversation does not exist.</summary>
    Gone,

    /// <summary>The message answered to is not there.</summary>
    NoSuchReply,

    /// <summary>A colleague's text, <see cref="Appended.Seq"/>, came after what the author had seen.</summary>
    AnsweredMeanwhile,

    /// <summary>The state that the message was to bring about is there already.</summary>
    Unchanged,
}

/// <summary>What became of a send. Feed numbers are those of this very change; unread counts are those after it.</summary>
public readonly record struct Appended(AppendStatus Status, int Seq, long BuyerFeed = 0, long VendorFeed = 0, int BuyerUnread = 0, int VendorUnread = 0);

/// <summary>
/// The one hot place: appends many sends in one commit. Within a call, sends of one conversation keep their order and get
/// contiguous numbers; a refused send leaves the others alone; when the call returns, everything stored is durable. When it
/// throws, nothing of it is, unless only the answer to the commit was lost: then all of it may be. One call at a time; other nodes
/// may append to the same store meanwhile.
/// Sending the same batch again is free: client ids find the first result. It blocks: call it from a thread of your own.
/// </summary>
public interface IMessageLog
{
    Appended[] Append(IReadOnlyList<Send> sends);
}
