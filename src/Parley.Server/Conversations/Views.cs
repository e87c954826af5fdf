using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Market;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="AgentId">Only shown to the author's own side.</param>
public sealed record Author(PartyKind Party, string Id, string Name, string? AgentId, string? AgentName);

/// <summary>What happened, for a system message: a stable type and its data; the page puts it into words.</summary>
public sealed record SystemEvent(string Type, JsonElement Data);

public sealed record ReplyView(int Seq, Author Author, string? Text)
{
    /// <summary>The marketplace shows it to neither side any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }
}

public sealed record ReactionBy(PartyKind Party, string Name);

public sealed record ReactionView(string Reaction, IReadOnlyList<ReactionBy> By);

public sealed record MessageView(
    Guid ConversationId, int Seq, Guid ClientMessageId, Author Author, MessageKind Kind, string? Text, SystemEvent? Event, ReplyView? ReplyTo,
    DateTimeOffset At, DateTimeOffset? EditedAt, DateTimeOffset? UnsentAt, bool Erased, long Revision, IReadOnlyList<ReactionView> Reactions, IReadOnlyList<AttachmentView> Attachments)
{
    /// <summary>The marketplace shows it to neither side any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RemovedView? Removed { get; init; }

    /// <summary>For its author's side: something of it is hidden from the other one for now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Masked { get; init; }

    /// <summary>For the platform's people, of one that was edited: the text as first sent, in which places that were found lie.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Original { get; init; }

    /// <summary>For the platform's people: every text that it was given later, in order, so that no edit takes one away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EditView>? Edits { get; init; }
}

/// <param name="Version">1 for the first edit.</param>
/// <param name="Text">Null where nobody can read it any more.</param>
public sealed record EditView(int Version, DateTimeOffset At, string? Text);

/// <param name="Decision">Which says why, for the author's own side.</param>
public sealed record RemovedView(DateTimeOffset At, Guid? Decision);

/// <summary>A file of a message. Until it is ready, the other side learns only that one is being checked; of one that was refused, nothing.</summary>
/// <param name="Reason">Why it was refused, as a problem's code; for its author's side.</param>
/// <param name="Sha256">Of the bytes as they were uploaded, hexadecimal.</param>
public sealed record AttachmentView(Guid Id, AttachmentState State, string? Reason, string? Name, string? MediaType, long? Bytes, int? Width, int? Height, int? Pages, string? Sha256, int? Milliseconds);

/// <summary>The last message, as an inbox row shows it.</summary>
/// <param name="Files">How many files it was sent with.</param>
/// <param name="RemovedAt">Since when the marketplace shows it to neither side any more.</param>
public sealed record LastView(int Seq, Author Author, MessageKind Kind, string? Text, SystemEvent? Event, DateTimeOffset At, bool Unsent, int Files, DateTimeOffset? RemovedAt = null);

public sealed record Counterpart(PartyKind Party, string Id, string Name, string? AvatarUrl, bool Online, DateTimeOffset? LastSeenAt);

/// <summary>Where a vendor's team keeps a thread and who has it.</summary>
/// <param name="PriorityReason">Who or which rule set the priority; null for the usual one.</param>
/// <param name="SnoozedUntil">Null while snoozed: until the buyer writes.</param>
/// <param name="Labels">Ids of the team's labels.</param>
/// <param name="AssignReason">How a machine came to assign it: <c>round-robin</c>, <c>least-busy</c>, or a rule's name; null when a hand did.</param>
/// <param name="Woken">Why it is back after it was snoozed.</param>
public sealed record FilingView(Place Place, Assignee? Assignee, Priority Priority, string? PriorityReason, DateTimeOffset? SnoozedUntil, IReadOnlyList<Guid> Labels, string? AssignReason = null, Woken Woken = Woken.No);

public sealed record Assignee(string Id, string Name);

/// <summary>One conversation from one party's point of view.</summary>
/// <param name="MergedInto">The thread in which this one goes on.</param>
/// <param name="Filing">For the vendor's team; null for the buyer.</param>
/// <param name="DueAt">When the answer owed is due, by the vendor's hours and target as they are now; null for the buyer.</param>
/// <param name="ResolveBy">When the open thread is to be done with, by the vendor's hours and target; null for the buyer.</param>
public record ConversationRow(
    Guid Id, ConversationState State, SubjectCard? Subject, string? Topic, PartyKind Party, Counterpart With, int LastSeq, long Revision, LastView? Last,
    int Unread, int ReadSeq, int TheirReadSeq, int TheirDeliveredSeq, DateTimeOffset? OwesSince, long Feed, DateTimeOffset At, Guid? MergedInto, FilingView? Filing = null, DateTimeOffset? DueAt = null, DateTimeOffset? ResolveBy = null);

public sealed record PersonView(string Id, string Name, string? AvatarUrl = null);

public sealed record VendorView(string Id, string Name, string? AvatarUrl, AnswerTime AnswerTime);

/// <summary>The row and all that a thread's screen needs besides its messages.</summary>
/// <param name="Here">Which of the vendor's team are in the thread now; null for a buyer.</param>
public sealed record ConversationView(
    [property: System.Text.Json.Serialization.JsonIgnore] ConversationRow Row, PersonView You, VendorView Vendor, PersonView Buyer, bool CanWrite, string? WhyNot, IReadOnlyList<HereView>? Here)
    : ConversationRow(Row)
{
    /// <summary><c>by-you</c> or <c>by-other</c> where one of the two sides takes no messages of the other; one's own counts first.</summary>
    public string? Blocked { get; init; }
}

/// <param name="Revision">Everything revised up to this is known to whoever has the page: ask for what was revised since this.</param>
/// <param name="MoreRevised">More was revised than fits: ask again at once.</param>
public sealed record MessagePage(IReadOnlyList<MessageView> Items, int LastSeq, long Revision, bool HasBefore, bool HasAfter, bool MoreRevised);

/// <summary>How long this vendor usually takes for a first answer, in its opening time, as a bucket; <c>new</c> below ten answers in 90 days.</summary>
/// <param name="MedianSeconds">Of opening time.</param>
/// <param name="OpeningHours">The median in whole hours, rounded up: "usually within 3 opening hours".</param>
public sealed record AnswerTime(string Label, int? MedianSeconds, int Answers, int? OpeningHours);
