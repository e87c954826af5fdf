using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Tests.Rig;

/// <summary>Nobody is kept from anything, for parts that are tried without a server.</summary>
public sealed class Unrestricted : IRestrictions
{
    public Refusal? OnWriting(string person, PartyKind side, string vendor, string buyer) => null;

    public Refusal? OnTelling(string person, PartyKind side, string vendor, string buyer) => null;

    public Refusal? OnOpening(string person, PartyKind side, string vendor, string buyer) => null;

    public Blocking Between(PartyKind side, string vendor, string buyer) => Blocking.None;

    public ValueTask<Refusal?> OnReopeningAsync(Guid conversation, CancellationToken ct) => new((Refusal?)null);
}
