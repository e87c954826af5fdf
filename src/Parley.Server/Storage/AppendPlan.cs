
namespace Parley.Storage;

/// <summary>A conversation's row as it stands under the lock; the plan moves it on.</summary>
public sealed class LockedConversation
{
    public required Guid Id { get; init; }
    public required ConversationState State { get; init; }
    public required int LastSeq { get; set; }
    public required int ChainLength { get; set; }
    public required byte[] ChainHead { get; set; }
    public required long? OwesSince { get; set; }
    public bool Changed { get; set; }
}

public sealed record PlannedMessage(Send Send, int Seq, int ChainNo, byte[] Hash);

public sealed class PlannedSeat(Guid conversationId, PartyKind party)
{
    public Guid ConversationId { get; } = conversationId;
    public PartyKind Party { get; } = party;
    public long Activity { get; set; }
    public int Incoming { get; set; }

    /// <summary>Places in the batch of the messages that moved this seat.</summary>
    public List<int> Places { get; } = [];
}

public sealed record PlannedAnswer(long PartyId, Guid ConversationId, long At, int Seconds);

/// <summary>
/// Decides a whole batch from the locked rows, without touching the store: numbers, hashes, feed numbers, refusals.
/// Both stores load, let it decide, and write what it says.
/// </summary>
public sealed class AppendPlan
{
    readonly Dictionary<(Guid, PartyKind), PlannedSeat> seats = [];

    public Appended[] Outcomes { get; private init; } = [];
    public List<PlannedMessage> Messages { get; } = [];
    public List<PlannedAnswer> Answers { get; } = [];
    public required Dictionary<Guid, LockedConversation> Conversations { get; init; }
    public required Dictionary<long, long> Feeds { get; init; }
    public IReadOnlyCollection<PlannedSeat> Seats => seats.Values;

    /// <param name="known">Client ids of this batch that are stored already, with their numbers.</param>
    public static AppendPlan Make(
        IReadOnlyList<Send> sends,
        Dictionary<Guid, LockedConversation> conversations,
        Dictionary<long, long> feeds,
        Dictionary<(Guid, Guid), int> known)
    {
        var plan = new AppendPlan { Conversations = conversations, Feeds = feeds, Outcomes = new Appended[sends.Count] };
        for (var i = 0; i < sends.Count; i++) plan.Outcomes[i] = plan.Decide(sends[i], i, known);
        return plan;
    }

    Appended Decide(Send send, int index, Dictionary<(Guid, Guid), int> known)
    {
        if (!Conversations.TryGetValue(send.ConversationId, out var conversation)) return new(AppendStatus.Gone, 0);
        if (known.TryGetValue((send.ConversationId, send.ClientId), out var first)) return new(AppendStatus.Repeated, first);
        if (conversation.State == ConversationState.Closed && !send.Always) return new(AppendStatus.Closed, 0);
        if (conversation.State == ConversationState.Frozen && !send.Always) return new(AppendStatus.Frozen, 0);
        if (send.ReplyTo > conversation.LastSeq) return new(AppendStatus.NoSuchReply, 0);

        var seq = ++conversation.LastSeq;
        conversation.ChainHead = HashChain.Message(conversation.ChainHead, send, seq);
        conversation.Changed = true;
        known[(send.ConversationId, send.ClientId)] = seq;
        Messages.Add(new PlannedMessage(send, seq, ++conversation.ChainLength, conversation.ChainHead));
        TrackDebt(send, conversation);
        return new(AppendStatus.Stored, seq, Bump(send, index, PartyKind.Buyer, send.BuyerParty), Bump(send, index, PartyKind.Vendor, send.VendorParty));
    }

    /// <summary>A buyer's message opens the vendor's debt of an answer; the vendor's next one settles it.</summary>
    void TrackDebt(Send send, LockedConversation conversation)
    {
        if (send.Kind != MessageKind.Text) return;
        if (send.Party == PartyKind.Buyer) conversation.OwesSince ??= send.At;
        if (send.Party != PartyKind.Vendor || conversation.OwesSince is not { } since) return;
        Answers.Add(new PlannedAnswer(send.VendorParty, send.ConversationId, send.At, (int)Math.Clamp((send.At - since) / 1_000_000, 0, int.MaxValue)));
        conversation.OwesSince = null;
    }

    long Bump(Send send, int index, PartyKind party, long partyId)
    {
        var number = Feeds[partyId] + 1;
        Feeds[partyId] = number;
        if (!seats.TryGetValue((send.ConversationId, party), out var seat))
            seats[(send.ConversationId, party)] = seat = new PlannedSeat(send.ConversationId, party);
        seat.Activity = number;
        seat.Places.Add(index);
        // An event of the order is news for the buyer; the vendor made it.
        if (send.Party != party && (party == PartyKind.Buyer || send.Kind != MessageKind.System)) seat.Incoming++;
        return number;
    }

    /// <summary>Fills in the unread counts that the store returned for a seat.</summary>
    public void SetUnread(Guid conversationId, PartyKind party, int unread)
    {
        foreach (var place in seats[(conversationId, party)].Places)
            Outcomes[place] = party == PartyKind.Buyer ? Outcomes[place] with { BuyerUnread = unread } : Outcomes[place] with { VendorUnread = unread };
    }
}
