using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What never changes about a conversation: who its parties are and its secret.</summary>
public sealed record Door(Guid Id, string VendorId, string BuyerId, long VendorParty, long BuyerParty, byte[] Secret)
{
    /// <summary>What does change, as this node last saw it: for the message log, which checks it.</summary>
    public RememberedHead Head { get; init; } = new(null);

    public string HolderOf(PartyKind party) => party == PartyKind.Buyer ? BuyerId : VendorId;

    public string KeyOf(PartyKind party) => Role.KeyOf(party, HolderOf(party));

    public long PartyIdOf(PartyKind party) => party == PartyKind.Buyer ? BuyerParty : VendorParty;
}

/// <summary>A person who has come through a conversation's door, on one side of it.</summary>
public sealed record Entered(Door Door, PartyKind Side, Person Person, bool ReadOnly)
{
    public Role Role => new(Side, Side == PartyKind.Buyer ? Door.BuyerId : Door.VendorId);

    /// <summary>One of the team who was asked in by a note, and reads for that reason only.</summary>
    public bool IsGuest { get; init; }

    /// <summary>Why they may not write for now, by the platform's decision or because one of the two sides does not want it.</summary>
    public Refusal? Restriction { get; init; }

    /// <summary>Whether one of the two sides blocks the other.</summary>
    public Blocking Blocked { get; init; }

    /// <summary>For the team's own notes, in which guests may answer.</summary>
    public Entered ToNote() => IsGuest ? this : ToKeep();

    /// <summary>For what is their own side's: where it lies, whether it is done with. Whom one blocks has no part in that.</summary>
    public Entered ToKeep() => ReadOnly ? throw Refuse.Forbidden("Your role in this team is read-only.") : Restriction is { } no && !IsBlock ? throw new RefusedException(no) : this;

    public Entered ToWrite() => ToKeep().Restriction is { } no ? throw new RefusedException(no) : this;

    bool IsBlock => Restriction == Refuse.BlockedByYou || Restriction == Refuse.BlockedByOther;
}

/// <summary>Lets the parties of a conversation in, and nobody else: for strangers it does not exist.</summary>
public sealed class Doors(Store store, Register register, Sights sights, Wrapping wrapping, IRestrictions restrictions)
{
    readonly BoundedCache<Guid, Door> known = new(200_000);

    public async ValueTask<Entered> EnterAsync(Person person, Guid conversationId, CancellationToken ct)
    {
        var door = await FindAsync(conversationId, ct) ?? throw Refuse.NotFound();
        if (door.BuyerId == person.Id) return new Entered(door, PartyKind.Buyer, person, ReadOnly: false) { Restriction = restrictions.OnWriting(person.Id, PartyKind.Buyer, door.VendorId, door.BuyerId), Blocked = restrictions.Between(PartyKind.Buyer, door.VendorId, door.BuyerId) };
        return await EnterAsAgentAsync(person, door, ct);
    }

    /// <summary>Lets one of the vendor's team in. Where they see only what is theirs, everything else does not exist for them.</summary>
    public async ValueTask<Entered> EnterAsAgentAsync(Person person, Door door, CancellationToken ct)
    {
        if (await register.AgentRoleAsync(door.VendorId, person.Id, ct) is not { } role) throw Refuse.NotFound();
        var seeing = await sights.OfAsync(door, person.Id, ct);
        if (seeing == Seeing.Not) throw Refuse.NotFound();
        var readOnly = role == AgentRole.ReadOnly;
        return new Entered(door, PartyKind.Vendor, person, readOnly || seeing == Seeing.AsGuest)
        {
            IsGuest = seeing == Seeing.AsGuest && !readOnly,
            Restriction = restrictions.OnWriting(person.Id, PartyKind.Vendor, door.VendorId, door.BuyerId),
            Blocked = restrictions.Between(PartyKind.Vendor, door.VendorId, door.BuyerId),
        };
    }

    public async ValueTask<Door?> FindAsync(Guid id, CancellationToken ct)
    {
        if (known.TryGet(id, out var door)) return door;
        await using var db = store.Open();
        var row = await db.Set<Conversation>().SingleOrDefaultAsync(c => c.Id == id, ct);
        return row is null ? null : Remember(row);
    }

    /// <summary>Whose the threads are that facts tell of, mostly from memory.</summary>
    public async Task<Dictionary<Guid, string>> VendorsAsync(IEnumerable<Fact> facts, CancellationToken ct)
    {
        var vendors = new Dictionary<Guid, string>();
        foreach (var id in facts.Select(f => f.ConversationId).OfType<Guid>().Distinct())
            if (await FindAsync(id, ct) is { } door) vendors[id] = door.VendorId;
        return vendors;
    }

    /// <summary>The conversation's row was changed otherwise than by a message of this node.</summary>
    public void ForgetHead(Guid id)
    {
        if (known.TryGet(id, out var door)) door.Head.Forget();
    }

    public Door Remember(Conversation c)
    {
        if (known.TryGet(c.Id, out var door)) return door;
        door = new Door(c.Id, c.VendorId, c.BuyerId, c.VendorParty, c.BuyerParty, wrapping.Unwrap(c.Secret, c.SecretWrappedBy, Conversation.SecretPurpose(c.Id)))
        {
            Head = new(new Head(c.State, c.LastSeq, c.ChainLength, c.ChainHead, c.Owes, c.AnswerSeq is { } answer ? new LastAnswer(answer, c.AnswerBy!) : null)),
        };
        known.Set(c.Id, door);
        return door;
    }
}
