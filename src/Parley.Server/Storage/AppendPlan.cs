using Parley.Plumbing;

namespace Parley.Storage;

/// <summary>A conversation that the plan moves on from one head to the next.</summary>
public sealed class PlannedConversation(Guid id, Head before)
{
    public Guid Id { get; } = id;
    public Head Before { get; } = before;
    public Head Now { get; set; } = before;
    public bool Changed => !ReferenceEquals(Before, Now);
}

public sealed record PlannedMessage(Send Send, int Seq, int ChainNo, byte[] Hash);

/// <summary>What a batch adds to one side's seat. Changes of a party's feed are counted from the batch's first; the store knows where that is.</summary>
public sealed class PlannedSeat(Guid conversationId, PartyKind party, long partyId)
{
    readonly List<(int Place, int Change)> moves = [];

    public Guid ConversationId { get; } = conversationId;
    public PartyKind Party { get; } = party;
    public long PartyId { get; } = partyId;
    public int Incoming { get; set; }

    /// <summary>A buyer's text brings back what the vendor's team had put away.</summary>
    public bool Wakes { get; set; }

    /// <summary>Since when an answer is owed, after the batch; on the vendor's seat.</summary>
    public long? OwesSince { get; set; }

    /// <summary>Which of the party's changes in this batch is the seat's last one.</summary>
    public int LastChange => moves[^1].Change;

    /// <summary>Places in the batch of the messages that moved this seat, and which change of the party each one is.</summary>
    public IReadOnlyList<(int Place, int Change)> Moves => moves;

    public void Move(int place, int change) => moves.Add((place, change));
}

/// <summary>An answer owed that is not owed any more: a person of the vendor's gave it, or closed the thread without one.</summary>
/// <param name="How">As the ledger names it.</param>
public sealed record PlannedClosing(long PartyId, Guid ConversationId, Debt Debt, int Seq, long At, string By, short How)
{
    public const short Answer = 1, NoAnswerNeeded = 4;
}

/// <summary>
/// Decides a whole batch from the conversations' heads, without touching the store: numbers, hashes, refusals.
/// Both stores load, let it decide, write what it says, and tell it the feed numbers that came out.
/// </summary>
public sealed class AppendPlan
{
    readonly Dictionary<Guid, PlannedConversation> conversations;
    readonly Dictionary<(Guid, PartyKind), PlannedSeat> seats = [];
    readonly Dictionary<long, int> changes = [];

    public Appended[] Outcomes { get; }
    public List<PlannedMessage> Messages { get; } = [];
    public List<PlannedClosing> Closings { get; } = [];
    public IReadOnlyCollection<PlannedConversation> Conversations => conversations.Values;
    public IReadOnlyCollection<PlannedSeat> Seats => seats.Values;

    /// <summary>How many changes each party's feed gets.</summary>
    public IReadOnlyDictionary<long, int> Changes => changes;

    /// <param name="heads">Of the batch's conversations; what is not there does not exist.</param>
    /// <param name="known">Client ids of this batch that are stored already, with their numbers.</param>
    public AppendPlan(IReadOnlyList<Send> sends, IReadOnlyDictionary<Guid, Head> heads, Dictionary<(Guid, Guid), int> known)
    {
        conversations = heads.ToDictionary(h => h.Key, h => new PlannedConversation(h.Key, h.Value));
        Outcomes = new Appended[sends.Count];
        for (var i = 0; i < sends.Count; i++) Outcomes[i] = Decide(sends[i], i, known);
    }

    Appended Decide(Send send, int place, Dictionary<(Guid, Guid), int> known)
    {
        if (!conversations.TryGetValue(send.ConversationId, out var conversation)) return new(AppendStatus.Gone, 0);
        if (known.TryGetValue((send.ConversationId, send.ClientId), out var first)) return new(AppendStatus.Repeated, first);
        var head = conversation.Now;
        if (head.State != ConversationState.Open && !send.Always) return new(WhyShut(head.State), 0);
        var (status, state) = send.Change is { } change ? head.State.After(change) : (AppendStatus.Stored, head.State);
        if (status != AppendStatus.Stored) return new(status, 0);
        if (send.SeenSeq is { } seen && send.Party == PartyKind.Vendor && head.Answer is { } answer && answer.Seq > seen && answer.By != send.AuthorId)
            return new(AppendStatus.AnsweredMeanwhile, answer.Seq);
        if (send.ReplyTo > head.LastSeq) return new(AppendStatus.NoSuchReply, 0);

        var seq = head.LastSeq + 1;
        var message = new PlannedMessage(send, seq, head.ChainLength + 1, HashChain.Message(head.ChainHead, send, seq));
        Messages.Add(message);
        known[(send.ConversationId, send.ClientId)] = seq;
        conversation.Now = new Head(state, seq, message.ChainNo, message.Hash, Owed(send, seq, head.Owes),
            send is { Party: PartyKind.Vendor, Kind: MessageKind.Text } ? new LastAnswer(seq, send.AuthorId) : head.Answer);
        Bump(send, place, PartyKind.Buyer, send.BuyerParty);
        var vendors = Bump(send, place, PartyKind.Vendor, send.VendorParty);
        vendors.OwesSince = state == ConversationState.Open ? conversation.Now.OwesSince : null;
        vendors.Wakes |= send is { Party: PartyKind.Buyer, Kind: MessageKind.Text };
        return new(AppendStatus.Stored, seq);
    }

    static AppendStatus WhyShut(ConversationState state) =>
        state.HasFlag(ConversationState.Frozen) ? AppendStatus.Frozen : state.HasFlag(ConversationState.Merged) ? AppendStatus.Merged : AppendStatus.Closed;

    /// <summary>A buyer's text opens the vendor's debt of an answer; a text of the vendor's, by a person, settles it. Whoever closes a thread says that none is needed.</summary>
    Debt? Owed(Send send, int seq, Debt? debt)
    {
        if (send.Change == StateChange.Close && debt is not null)
        {
            Closings.Add(new PlannedClosing(send.VendorParty, send.ConversationId, debt, seq, send.At, send.ChangedBy ?? "", PlannedClosing.NoAnswerNeeded));
            return null;
        }
        if (send.Kind != MessageKind.Text) return debt;
        if (send.Party == PartyKind.Buyer) return debt ?? new Debt(send.At, seq);
        if (send.Party != PartyKind.Vendor || debt is null) return debt;
        Closings.Add(new PlannedClosing(send.VendorParty, send.ConversationId, debt, seq, send.At, send.AuthorId, PlannedClosing.Answer));
        return null;
    }

    PlannedSeat Bump(Send send, int place, PartyKind party, long partyId)
    {
        var change = changes[partyId] = changes.GetValueOrDefault(partyId) + 1;
        if (!seats.TryGetValue((send.ConversationId, party), out var seat))
            seats[(send.ConversationId, party)] = seat = new PlannedSeat(send.ConversationId, party, partyId);
        seat.Move(place, change);
        // An event of the order is news for the buyer; the vendor made it.
        if (send.Party != party && (party == PartyKind.Buyer || send.Kind != MessageKind.System)) seat.Incoming++;
        return seat;
    }

    /// <summary>Fills in what the store returned for a seat: its activity, which is the feed number of its last change, and its unread count.</summary>
    public void Numbered(Guid conversationId, PartyKind party, long activity, int unread)
    {
        var seat = seats[(conversationId, party)];
        foreach (var (place, change) in seat.Moves)
        {
            var feed = activity - seat.LastChange + change;
            Outcomes[place] = party == PartyKind.Buyer
                ? Outcomes[place] with { BuyerFeed = feed, BuyerUnread = unread }
                : Outcomes[place] with { VendorFeed = feed, VendorUnread = unread };
        }
    }
}
