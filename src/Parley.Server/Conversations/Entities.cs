using Parley.Market;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A thread between one buyer and one vendor about one subject, or about a topic. The platform may write into it.</summary>
public sealed class Conversation
{
    public required Guid Id { get; init; }

    /// <summary>A digest of buyer, vendor, subject and topic: the same thread cannot be opened twice, not even in a race.</summary>
    public required Guid ThreadKey { get; set; }
    public required string VendorId { get; init; }
    public required string BuyerId { get; init; }
    public required long VendorParty { get; init; }
    public required long BuyerParty { get; init; }
    public SubjectKind? SubjectKind { get; set; }
    public string? SubjectId { get; set; }
    public string? Topic { get; set; }
    public ConversationState State { get; set; }

    /// <summary>The thread in which this one goes on.</summary>
    public Guid? MergedInto { get; private set; }
    public int LastSeq { get; private set; }

    /// <summary>Counts edits, unsends and reactions, so that a returning reader can ask for what was revised.</summary>
    public long Revision { get; set; }
    public int ChainLength { get; set; }
    public required byte[] ChainHead { get; set; }

    /// <summary>Since when the vendor owes an answer, microseconds since 1970.</summary>
    public long? OwesSince { get; private set; }

    /// <summary>The buyer's message that is to be answered.</summary>
    public int? OwesSeq { get; private set; }

    /// <summary>The vendor's last text that stands, and its author.</summary>
    public int? AnswerSeq { get; private set; }
    public string? AnswerBy { get; private set; }
    public required byte[] Secret { get; set; }
    public required string SecretWrappedBy { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The vendor's last text was unsent; this one is the last now.</summary>
    public void Answered(LastAnswer? answer) => (AnswerSeq, AnswerBy) = (answer?.Seq, answer?.By);

    /// <summary>Nothing is owed any more, or this is.</summary>
    public void Owe(Debt? debt) => (OwesSince, OwesSeq) = (debt?.Since, debt?.Seq);

    public Debt? Owes => OwesSince is { } since ? new Debt(since, OwesSeq ?? 0) : null;

    /// <summary>Goes on in another thread: closed, and not to be reopened.</summary>
    public void MergeInto(Guid other) => (MergedInto, State) = (other, State | ConversationState.Closed | ConversationState.Merged);

    public void Unmerge(ConversationState before) => (MergedInto, State) = (null, before);

    /// <summary>Is about something else from now on.</summary>
    public void MoveTo(Thread place) => (ThreadKey, SubjectKind, SubjectId, Topic) = (place.Key, place.Kind, place.SubjectId, place.Topic);

    public static string SecretPurpose(Guid id) => $"parley conversation {id}";
}

/// <summary>One party's place in a conversation, which is also its inbox row.</summary>
public sealed class Seat
{
    public required Guid ConversationId { get; init; }
    public required PartyKind Party { get; init; }
    public required long PartyId { get; init; }

    /// <summary>The party's feed number at the last message: orders the inbox, and tells a returning client what is new.</summary>
    public long Activity { get; private set; }
    public int ReadSeq { get; set; }
    public int DeliveredSeq { get; set; }

    /// <summary>Messages that ever came in for this party, and how many of them were read. Unread is the difference.</summary>
    public int Incoming { get; private set; }
    public int IncomingRead { get; set; }

    /// <summary>
    /// Of those unread, how many lie in threads that were merged into this one; below zero, how many of this one's own unread messages
    /// count in the thread it was merged into.
    /// </summary>
    public int Carried { get; private set; }

    public int Unread => Incoming - IncomingRead;

    /// <summary>So many of its own messages were read now, and with them what came over from merged threads.</summary>
    public void Read(int messages)
    {
        var elsewhere = Math.Min(messages, Math.Max(0, -Carried)); // counted as read when they went over
        IncomingRead += messages - elsewhere + Math.Max(0, Carried);
        Carried = Math.Min(0, Carried + elsewhere);
    }

    /// <summary>Unread messages count in another thread from now on.</summary>
    public void Give(int unread)
    {
        IncomingRead += unread;
        Carried -= unread;
    }

    public void Take(int unread)
    {
        Incoming += unread;
        Carried += unread;
    }

    /// <summary>Undoes <see cref="Take"/>; returns how many of them are unread still.</summary>
    public int Return(int taken)
    {
        var unread = Math.Clamp(Carried, 0, taken);
        Incoming -= taken;
        IncomingRead -= taken - unread;
        Carried -= unread;
        return unread;
    }

    /// <summary>Undoes <see cref="Give"/> for those that nobody has read meanwhile.</summary>
    public void GetBack(int unread)
    {
        var own = Math.Min(unread, Math.Max(0, -Carried));
        IncomingRead -= own;
        Carried += own;
    }

    // Where the vendor's team keeps the thread; the buyer's seat stays as it was made.
    public Place Place { get; set; }

    /// <summary>The agent who has it; empty for nobody.</summary>
    public string Assignee { get; set; } = "";

    /// <summary>How a machine came to give it to them: <c>round-robin</c>, <c>least-busy</c>, or a rule's name; null when a hand did.</summary>
    public string? AssignReason { get; set; }
    public Priority Priority { get; set; } = Priority.Normal;

    /// <summary>Why it has this priority, in words for the team.</summary>
    public string? PriorityReason { get; set; }

    /// <summary>When it comes back by itself; null while it is snoozed until the next message.</summary>
    public DateTimeOffset? SnoozedUntil { get; set; }

    /// <summary>Why it is back in the inbox after it was snoozed; no longer said once somebody of the vendor's wrote or filed it.</summary>
    public Woken Woken { get; set; }

    /// <summary>A file that can be opened came in one of the thread's messages.</summary>
    public bool HasFiles { get; set; }

    /// <summary>As the conversation says it while it is open, on the vendor's seat only: so that an index finds what can be answered and has waited longest.</summary>
    public long? OwesSince { get; private set; }

    /// <summary>After the conversation's debt or state changed. What is frozen owes, but cannot be answered.</summary>
    public void Owe(Conversation thread) => OwesSince = thread.State == ConversationState.Open ? thread.OwesSince : null;
}

/// <summary>Where a vendor's team keeps a thread. A buyer's message brings it back to the inbox, unless it is spam.</summary>
public enum Place : byte
{
    Inbox = 0,
    Snoozed = 1,
    Archived = 2,
    Spam = 3,
}

/// <summary>What brought a snoozed thread back.</summary>
public enum Woken : byte
{
    No = 0,

    /// <summary>Its time had come.</summary>
    Time = 1,

    /// <summary>The buyer wrote.</summary>
    Message = 2,
}

public enum Priority : byte
{
    Low = 1,
    Normal = 2,
    High = 3,
    Urgent = 4,
}

/// <summary>A party's feed: the number of its last change, and how far its clients have told us to hold it.</summary>
public sealed class PartyFeed
{
    public long Id { get; private set; }
    public required string Key { get; init; }
    public long Number { get; set; }
    public long Received { get; set; }

    /// <summary>Changes before this number are forgotten; a client that holds less starts anew.</summary>
    public long Floor { get; set; }
    public DateTimeOffset? SeenAt { get; set; }
}

/// <summary>A change of a seat that was not a message (read, edited, closed), by feed number.</summary>
public sealed class SeatTouch
{
    public required long PartyId { get; init; }
    public required long Number { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>Which of the team had the thread until this change, when it changed hands; empty for nobody.</summary>
    public string? Former { get; init; }
}

public sealed class Message
{
    public required Guid ConversationId { get; init; }
    public required int Seq { get; init; }
    public required Guid ClientId { get; init; }
    public required PartyKind Party { get; init; }
    public required string AuthorId { get; init; }
    public required MessageKind Kind { get; init; }

    /// <summary>The text as first sent. Never changed: an edit is kept beside it.</summary>
    public required byte[] Sealed { get; init; }
    public int? ReplyTo { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int ChainNo { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>The text as it reads now, when it was edited.</summary>
    public byte[]? SealedNow { get; private set; }
    public int Version { get; private set; }
    public long Revision { get; set; }
    public DateTimeOffset? EditedAt { get; private set; }
    public DateTimeOffset? UnsentAt { get; private set; }

    /// <summary>Since when the marketplace shows it to nobody, and by which decision, which stays here when that was undone. The chain knows nothing of it: it changes what is shown, not what was said.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }
    public Guid? RemovedBy { get; private set; }

    /// <summary>The decision by which nothing of its text as it reads now is hidden from the other side any more, though it was masked.</summary>
    public Guid? UnmaskedBy { get; private set; }

    public void Unmask(Guid decision) => UnmaskedBy = decision;

    /// <summary>Its words are for nobody in the thread any more.</summary>
    public bool IsGone => UnsentAt is not null || RemovedAt is not null;

    public void Remove(DateTimeOffset now, Guid decision) => (RemovedAt, RemovedBy) = (now, decision);

    public void Restore() => RemovedAt = null;

    public void Edit(byte[] newSealed, DateTimeOffset now)
    {
        Version++;
        UnmaskedBy = null; // what is hidden of other words is another matter
        SealedNow = newSealed;
        EditedAt = now;
    }

    public void Unsend(DateTimeOffset now)
    {
        Version++;
        UnsentAt = now;
    }
}

/// <summary>An edit or an unsend, as it stands in the evidence chain.</summary>
public sealed class Revision
{
    public required Guid ConversationId { get; init; }
    public required int Seq { get; init; }
    public required int Version { get; init; }
    public required bool Unsend { get; init; }
    public required string AuthorId { get; init; }
    public required DateTimeOffset At { get; init; }
    public byte[]? Sealed { get; init; }
    public required int ChainNo { get; init; }
    public required byte[] Hash { get; init; }
}

public sealed class Reaction
{
    public required Guid ConversationId { get; init; }
    public required int Seq { get; init; }
    public required PartyKind Party { get; init; }
    public required string PersonId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A change of a subject that was carried out, so that its retry is known.</summary>
public sealed class SubjectMove
{
    public required SubjectKind Kind { get; init; }
    public required string SubjectId { get; init; }
    public required Guid ChangeId { get; init; }
    public required DateTimeOffset At { get; init; }
}
