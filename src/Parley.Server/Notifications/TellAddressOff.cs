using Parley.Conversations;
using Parley.Live;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>An address of yours was switched off. Only the person's own connections hear it.</summary>
public sealed record AddressOffPush(Channel Channel, string Reason);

/// <summary>
/// Says on the person's pages that an address of theirs does not work any more: those of this node at once, those of others when they find
/// the fact. Whoever is not there finds it beside their preferences.
/// </summary>
public sealed class TellAddressOff(Store store, Doors doors, Switchboard switchboard, TimeProvider clock) : IFactTeller
{
    public FactKind Kind => FactKind.AddressClosed;

    public async Task RunAsync(Notice notice, string reason, CancellationToken ct)
    {
        await store.WriteAsync(db =>
        {
            db.Add(new Fact { Kind = Kind, ConversationId = notice.ConversationId, Subject = $"{notice.PersonId} {(byte)notice.Channel} {reason}", Node = Node.Id, At = clock.GetUtcNow() });
            return db.SaveChangesAsync(ct);
        }, ct);
        if (await doors.FindAsync(notice.ConversationId, ct) is { } door) Push(door, notice.PersonId, notice.Channel, reason);
    }

    public Task TellAsync(Door door, Fact fact, CancellationToken ct)
    {
        if (Read(fact.Subject) is var (person, channel, reason)) Push(door, person, channel, reason);
        return Task.CompletedTask;
    }

    internal const string Complained = "complained";

    internal static (string Person, Channel Channel, string Reason)? Read(string? subject) =>
        subject?.Split(' ', 3) is [var person, var channel, var reason] && byte.TryParse(channel, out var number) ? (person, (Channel)number, reason) : null;

    void Push(Door door, string person, Channel channel, string reason)
    {
        foreach (var side in (ReadOnlySpan<PartyKind>)[PartyKind.Buyer, PartyKind.Vendor])
            switchboard.Push(door.KeyOf(side), "address-off", new AddressOffPush(channel, reason), line => line.PersonId == person);
    }
}
