using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Market;

/// <summary>Names and memberships by id, from memory when they were asked for before. A change is forgotten here at once, on other nodes within a second.</summary>
public sealed class Register(Store store) : IPeople
{
    readonly ReadCache<string, MarketPerson> persons = new(100_000);
    readonly ReadCache<string, Vendor> vendors = new(20_000);
    readonly ReadCache<string, IReadOnlyList<Agent>> memberships = new(100_000);
    readonly ReadCache<string, TeamSettings> teams = new(20_000);

    public async ValueTask RequireAsync(string personId, CancellationToken ct)
    {
        if (await FindPersonAsync(personId, ct) is not { RemovedAt: null })
            throw Refuse.Unauthenticated("The marketplace has not told us of this person, or removed them. The host sends PUT /v1/users/{id} first.");
    }

    public async ValueTask<MarketPerson?> FindPersonAsync(string id, CancellationToken ct)
    {
        if (persons.TryGet(id, out var known)) return known;
        var stamp = persons.Begin(id);
        await using var db = store.Open();
        var found = await db.Set<MarketPerson>().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (found is not null) persons.Keep(id, stamp, found);
        return found;
    }

    public async ValueTask<Vendor?> FindVendorAsync(string id, CancellationToken ct)
    {
        if (vendors.TryGet(id, out var known)) return known;
        var stamp = vendors.Begin(id);
        await using var db = store.Open();
        var found = await db.Set<Vendor>().SingleOrDefaultAsync(v => v.Id == id, ct);
        if (found is not null) vendors.Keep(id, stamp, found);
        return found;
    }

    /// <summary>How the vendor's team works.</summary>
    public async ValueTask<TeamSettings> TeamAsync(string vendorId, CancellationToken ct)
    {
        if (teams.TryGet(vendorId, out var known)) return known;
        var stamp = teams.Begin(vendorId);
        await using var db = store.Open();
        var found = await db.Set<TeamSettings>().SingleOrDefaultAsync(t => t.VendorId == vendorId, ct) ?? new TeamSettings { VendorId = vendorId };
        teams.Keep(vendorId, stamp, found);
        return found;
    }

    /// <summary>Whether the buyer or vendor with this id is known and has not left.</summary>
    public async ValueTask<bool> IsPresentAsync(PartyKind party, string id, CancellationToken ct) => party == PartyKind.Buyer
        ? await FindPersonAsync(id, ct) is { RemovedAt: null }
        : await FindVendorAsync(id, ct) is { RemovedAt: null };

    /// <summary>The vendors this person works for, without those that have left the marketplace.</summary>
    public async ValueTask<IReadOnlyList<Agent>> MembershipsAsync(string personId, CancellationToken ct)
    {
        var found = await TeamsAsync(personId, ct);
        List<Agent>? left = null;
        foreach (var agent in found)
            if (await FindVendorAsync(agent.VendorId, ct) is not { RemovedAt: null }) (left ??= []).Add(agent);
        return left is null ? found : [.. found.Except(left)];
    }

    async ValueTask<IReadOnlyList<Agent>> TeamsAsync(string personId, CancellationToken ct)
    {
        if (memberships.TryGet(personId, out var known)) return known;
        var stamp = memberships.Begin(personId);
        await using var db = store.Open();
        var found = await db.Set<Agent>().Where(a => a.PersonId == personId).OrderBy(a => a.VendorId).ToListAsync(ct);
        memberships.Keep(personId, stamp, found);
        return found;
    }

    /// <summary>The person's place in the vendor's team, or null.</summary>
    public async ValueTask<AgentRole?> AgentRoleAsync(string vendorId, string personId, CancellationToken ct)
    {
        foreach (var agent in await TeamsAsync(personId, ct))
            if (agent.VendorId == vendorId) return await FindVendorAsync(vendorId, ct) is { RemovedAt: null } ? agent.Role : null;
        return null;
    }

    /// <summary>The person's role in the vendor's team, null for the host; for everybody else there is nothing here.</summary>
    public async ValueTask<AgentRole?> EnterVendorAsync(string vendorId, Person? person, CancellationToken ct)
    {
        if (person is not null) return await AgentRoleAsync(vendorId, person.Id, ct) ?? throw Refuse.NotFound();
        return await FindVendorAsync(Texts.Id(vendorId, "id"), ct) is { RemovedAt: null } ? null : throw Refuse.NotFound();
    }

    /// <summary>The role asked for, if it is the person's; a team one does not belong to does not exist.</summary>
    public async ValueTask<Role> RoleAsync(Person person, string? asked, CancellationToken ct)
    {
        var role = Role.Parse(asked, person.Id);
        if (role.Party == PartyKind.Vendor && await AgentRoleAsync(role.HolderId, person.Id, ct) is null) throw Refuse.NotFound();
        return role;
    }

    /// <summary>Loads names of many persons and vendors at once, so that a page costs one query each at the most.</summary>
    public async ValueTask WarmAsync(IEnumerable<string> personIds, IEnumerable<string> vendorIds, CancellationToken ct)
    {
        var missingPersons = Missing(persons, personIds);
        var missingVendors = Missing(vendors, vendorIds);
        if (missingPersons.Count + missingVendors.Count == 0) return;
        await using var db = store.Open();
        if (missingPersons.Count > 0)
            foreach (var person in await db.Set<MarketPerson>().Where(p => missingPersons.Keys.Contains(p.Id)).ToListAsync(ct)) persons.Keep(person.Id, missingPersons[person.Id], person);
        if (missingVendors.Count > 0)
            foreach (var vendor in await db.Set<Vendor>().Where(v => missingVendors.Keys.Contains(v.Id)).ToListAsync(ct)) vendors.Keep(vendor.Id, missingVendors[vendor.Id], vendor);
    }

    /// <summary>The ids that are not in memory, each with its stamp.</summary>
    static Dictionary<string, int> Missing<T>(ReadCache<string, T> cache, IEnumerable<string> ids) => ids.Distinct().Where(id => !cache.TryGet(id, out _)).ToDictionary(id => id, cache.Begin);

    /// <summary>Forgets what a fact (<c>person:ID</c>, <c>vendor:ID</c>, <c>agent:VENDOR ID</c>, <c>team:VENDOR</c>, <c>sight:VENDOR</c>) says has changed.</summary>
    public void Forget(string subject)
    {
        var (kind, id) = subject.Split(':', 2) is [var k, var i] ? (k, i) : (subject, "");
        switch (kind)
        {
            case "person": persons.Forget(id); break;
            case "vendor": vendors.Forget(id); break;
            case "team" or "sight": teams.Forget(id); break;
            case "agent": memberships.Forget(id[(id.IndexOf(' ', StringComparison.Ordinal) + 1)..]); break;
        }
    }
}
