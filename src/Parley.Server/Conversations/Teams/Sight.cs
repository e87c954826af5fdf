using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Market;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>How much of a vendor's threads one of its team sees: all of them, or their own and perhaps those that nobody has yet.</summary>
/// <param name="Only">Whose threads; null for everybody's.</param>
public sealed record Sight(string? Only, bool Unassigned)
{
    public static readonly Sight All = new(null, true);

    public bool IsAll => Only is null;

    public bool Covers(string assignee) => Only is null || assignee == Only || (Unassigned && assignee.Length == 0);
}

public static class SightQueries
{
    /// <summary>Those of a vendor's seats that are within sight. Every list of a team's threads goes through here.</summary>
    public static IQueryable<Seat> Within(this IQueryable<Seat> seats, Sight sight)
    {
        if (sight.Only is not { } person) return seats;
        return sight.Unassigned ? seats.Where(s => s.Assignee == person || s.Assignee == "") : seats.Where(s => s.Assignee == person);
    }
}

/// <summary>Who was asked into threads that are not theirs; for folders whose rows this one does not know.</summary>
public interface IInvitations
{
    /// <summary>Which of these people were asked into which of these threads of the vendor's.</summary>
    Task<HashSet<(Guid Thread, string Person)>> AmongAsync(long vendorParty, IReadOnlyCollection<Guid> threads, IReadOnlyCollection<string> people, CancellationToken ct);
}

public enum Seeing
{
    Not,

    /// <summary>Somebody asked them in: they read, and answer in notes.</summary>
    AsGuest,
    Fully,
}

/// <summary>
/// What the people of a vendor's team see of its threads, where the vendor wants them to see only what is theirs. Decided by the rows at
/// the moment of asking; for teams that see everything nothing is asked.
/// </summary>
public sealed class Sights(Store store, Register register, IEnumerable<IInvitations> invitations)
{
    public async ValueTask<Sight> OfAsync(Role role, string personId, CancellationToken ct)
    {
        if (role.Party != PartyKind.Vendor || await register.TeamAsync(role.HolderId, ct) is not { Visibility: Visibility.Own } team) return Sight.All;
        return await register.AgentRoleAsync(role.HolderId, personId, ct) == AgentRole.Owner ? Sight.All : new Sight(personId, team.Unassigned);
    }

    public async ValueTask<bool> AreLimitedAsync(string vendorId, CancellationToken ct) => (await register.TeamAsync(vendorId, ct)).Visibility == Visibility.Own;

    /// <summary>How much one of the vendor's team sees of this thread.</summary>
    public async ValueTask<Seeing> OfAsync(Door door, string personId, CancellationToken ct)
    {
        var sight = await OfAsync(new Role(PartyKind.Vendor, door.VendorId), personId, ct);
        if (sight.IsAll || sight.Covers(await AssigneeAsync(door.Id, ct))) return Seeing.Fully;
        return (await GuestsAsync(door.VendorParty, [door.Id], [personId], ct)).Count > 0 ? Seeing.AsGuest : Seeing.Not;
    }

    /// <summary>Those of these people of the team who see the thread, and those who saw it while <paramref name="former"/> had it.</summary>
    public async Task<(HashSet<string> Now, HashSet<string> Before)> AmongAsync(Door door, IReadOnlyCollection<string> people, string? former, CancellationToken ct)
    {
        var assignee = await AssigneeAsync(door.Id, ct);
        var now = (await GuestsAsync(door.VendorParty, [door.Id], people, ct)).Select(g => g.Person).ToHashSet();
        var before = new HashSet<string>();
        foreach (var person in people)
        {
            var sight = await OfAsync(new Role(PartyKind.Vendor, door.VendorId), person, ct);
            if (sight.Covers(assignee)) now.Add(person);
            if (former is not null && sight.Covers(former)) before.Add(person);
        }
        return (now, before);
    }

    /// <summary>Whether a buyer's coming and going concerns this person of the team: they see a thread with them.</summary>
    public async Task<bool> SeesBuyerAsync(Role vendor, Role buyer, string personId, CancellationToken ct)
    {
        var sight = await OfAsync(vendor, personId, ct);
        if (sight.IsAll) return true;
        var (vendorKey, buyerKey) = (vendor.Key, buyer.Key);
        await using var db = store.Open();
        return await (
            from party in db.Set<PartyFeed>() where party.Key == buyerKey
            join theirs in db.Set<Seat>() on party.Id equals theirs.PartyId
            join ours in db.Set<Seat>().Where(s => s.Party == PartyKind.Vendor).Within(sight) on theirs.ConversationId equals ours.ConversationId
            join team in db.Set<PartyFeed>() on ours.PartyId equals team.Id
            where team.Key == vendorKey
            select ours).AnyAsync(ct);
    }

    public async Task<HashSet<(Guid Thread, string Person)>> GuestsAsync(long vendorParty, IReadOnlyCollection<Guid> threads, IReadOnlyCollection<string> people, CancellationToken ct)
    {
        var guests = new HashSet<(Guid, string)>();
        foreach (var some in invitations) guests.UnionWith(await some.AmongAsync(vendorParty, threads, people, ct));
        return guests;
    }

    async Task<string> AssigneeAsync(Guid conversation, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Seat>().Where(s => s.ConversationId == conversation && s.Party == PartyKind.Vendor).Select(s => s.Assignee).SingleAsync(ct);
    }
}
