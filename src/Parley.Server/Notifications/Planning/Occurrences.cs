using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// From facts to what people may have to hear of: what was written by the other side, never what was imported, what a line says, or what one did
/// oneself; what a colleague, a rule or a deadline asks for.
/// </summary>
sealed class Occurrences(Store store, Doors doors, INamings namings, Register register)
{
    public async Task<List<Occurrence>> OfAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var found = new List<Occurrence>();
        var unclear = new List<long>();
        foreach (var fact in facts)
        {
            if (!Concerns(fact) || await doors.FindAsync(fact.ConversationId!.Value, ct) is not { } door) continue;
            if (fact.Kind == FactKind.MessageSent && await IsUnclearAsync(fact, door, ct)) unclear.Add(fact.Id);
            else if (Of(fact, door) is { } one) found.Add(one);
        }
        found.AddRange(await ReadAsync(unclear, ct));
        found.AddRange(await NamedAsync([.. facts.Where(f => f.Kind == FactKind.NoteWritten)], ct));
        return found;
    }

    static bool Concerns(Fact fact) => fact is { ConversationId: not null, Kind: FactKind.RuleNoticed or FactKind.AnswerDueSoon or FactKind.AnswerMissed or FactKind.ResolutionDueSoon or FactKind.ResolutionMissed or FactKind.ThreadFiled or FactKind.AlertRaised or FactKind.AddressClosed }
        or { ConversationId: not null, Kind: FactKind.MessageSent, Subject: null or Fact.Buyer or Fact.Vendor or Fact.Machine };

    static Occurrence? Of(Fact fact, Door door) => fact.Kind switch
    {
        FactKind.MessageSent => Said(door, fact.Subject == Fact.Buyer ? PartyKind.Vendor : PartyKind.Buyer, fact.Seq, fact.At),
        FactKind.RuleNoticed => fact.Subject?.Split(' ', 3) is [_, var person, ..] ? new Occurrence(door, PartyKind.Vendor, NoticeKind.Rule, 0, $"rule {fact.Id}", fact.At, person) : null,
        FactKind.AnswerDueSoon => new Occurrence(door, PartyKind.Vendor, NoticeKind.Answer, fact.Seq, $"soon {fact.Seq}", fact.At),
        FactKind.AnswerMissed => new Occurrence(door, PartyKind.Vendor, NoticeKind.Answer, fact.Seq, $"missed {fact.Seq}", fact.At),
        FactKind.ResolutionDueSoon => new Occurrence(door, PartyKind.Vendor, NoticeKind.Resolution, fact.Seq, $"soon {fact.Seq}", fact.At),
        FactKind.ResolutionMissed => new Occurrence(door, PartyKind.Vendor, NoticeKind.Resolution, fact.Seq, $"missed {fact.Seq}", fact.At),
        FactKind.AlertRaised => RaiseAlert.Read(fact.Subject) is var (kind, side, id, person) ? new Occurrence(door, side, kind, 0, Occurrence.AlertWindow(id), fact.At, person) { Until = RaiseAlert.UntilOf(fact.Subject) } : null,
        FactKind.AddressClosed => Closed(fact, door),
        // It may have come to somebody new, with messages that nobody has read: the recipients' seat tells.
        FactKind.ThreadFiled => new Occurrence(door, PartyKind.Vendor, NoticeKind.Message, 0, "", fact.At),
        _ => null,
    };

    /// <summary>An address of theirs does not work any more, which they must hear by another way; whoever complained knows it.</summary>
    static Occurrence? Closed(Fact fact, Door door) => TellAddressOff.Read(fact.Subject) is var (person, channel, reason) && reason != TellAddressOff.Complained
        ? new Occurrence(door, person == door.BuyerId ? PartyKind.Buyer : PartyKind.Vendor, NoticeKind.Essential, (int)channel, $"address {fact.Id}", fact.At, person) : null;

    static Occurrence Said(Door door, PartyKind to, int seq, DateTimeOffset at) => new(door, to, NoticeKind.Message, seq, $"{seq}", at);

    /// <summary>Who speaks is not told by facts of older versions; and a buyer may be of the vendor's own team.</summary>
    async ValueTask<bool> IsUnclearAsync(Fact fact, Door door, CancellationToken ct) =>
        fact.Subject is null || (fact.Subject == Fact.Vendor && await register.AgentRoleAsync(door.VendorId, door.BuyerId, ct) is not null);

    async Task<List<Occurrence>> ReadAsync(List<long> facts, CancellationToken ct)
    {
        var found = new List<Occurrence>();
        if (facts.Count == 0) return found;
        await using var db = store.Open();
        foreach (var message in await db.MessagesOfAsync(facts, ct))
        {
            if (message.Kind == MessageKind.System || message.Party == PartyKind.Platform || await doors.FindAsync(message.ConversationId, ct) is not { } door) continue;
            if (message.Party == PartyKind.Vendor && message.AuthorId == door.BuyerId) continue;
            found.Add(Said(door, message.Party == PartyKind.Buyer ? PartyKind.Vendor : PartyKind.Buyer, message.Seq, message.At));
        }
        return found;
    }

    async Task<List<Occurrence>> NamedAsync(List<Fact> facts, CancellationToken ct)
    {
        var found = new List<Occurrence>();
        foreach (var named in await namings.UnseenAsync([.. facts.Where(f => f.ConversationId is not null).Select(f => (f.ConversationId!.Value, f.Seq)).Distinct()], ct))
            if (await doors.FindAsync(named.Thread, ct) is { } door) found.Add(new Occurrence(door, PartyKind.Vendor, NoticeKind.Mention, named.Note, $"note {named.Note}", named.At, named.Person));
        return found;
    }
}
