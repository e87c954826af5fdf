using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Live;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="Unassigned">With <c>own</c>: whether agents also see what nobody has yet.</param>
/// <param name="Assign">How threads that owe an answer come to agents: <c>by-hand</c>, <c>round-robin</c> or <c>least-busy</c>.</param>
/// <param name="Capacity">How many such threads an agent has at most before no more are assigned, 1 to 1,000.</param>
/// <param name="AwayMinutes">After how many minutes of being away what was assigned by machine goes to somebody else, 0 to 10,080.</param>
public sealed record TeamBody(Visibility Visibility = Visibility.All, bool Unassigned = false, Assigning Assign = Assigning.ByHand, int Capacity = 20, int AwayMinutes = 60);

/// <summary>How a vendor's team works: read by all of it, changed by its owners.</summary>
public sealed class ChangeTeam(Store store, Register register, Switchboard switchboard, TimeProvider clock)
{
    /// <summary>The person's place in the team; for everybody else there is no team here.</summary>
    public async ValueTask<AgentRole> RequireAsync(Person person, string vendorId, CancellationToken ct) =>
        await register.AgentRoleAsync(Texts.Id(vendorId, "id"), person.Id, ct) ?? throw Refuse.NotFound();

    public async Task<TeamBody> ReadAsync(string vendorId, CancellationToken ct) => Shown(await register.TeamAsync(vendorId, ct));

    /// <summary>As it should be from now on. When it changes who sees what, the whole team's connections come back and load anew.</summary>
    public async Task<TeamBody> RunAsync(string vendorId, TeamBody body, CancellationToken ct)
    {
        if (body.Capacity is < 1 or > 1000) throw Refuse.Invalid("capacity", "'capacity' must be 1 to 1,000.");
        if (body.AwayMinutes is < 0 or > 7 * 24 * 60) throw Refuse.Invalid("awayMinutes", "'awayMinutes' must be 0 to 10,080.");
        var role = new Role(PartyKind.Vendor, vendorId);
        var (team, sightChanged) = await store.WriteAsync(async db =>
        {
            var feeds = await db.EnsureFeedsAsync([role], ct);
            await store.LockAsync(db, "parties", [feeds[role.Key]], ct); // one change of a team at a time
            var team = await db.Set<TeamSettings>().AsTracking().SingleOrDefaultAsync(t => t.VendorId == vendorId, ct);
            if (team is null) db.Add(team = new TeamSettings { VendorId = vendorId });
            var before = (team.Visibility, team.Unassigned);
            (team.Visibility, team.Unassigned) = (body.Visibility, body.Unassigned);
            (team.Assign, team.Capacity, team.AwayMinutes) = (body.Assign, body.Capacity, body.AwayMinutes);
            if (team.Assign != Assigning.ByHand) db.Add(new Fact { Kind = FactKind.AssignDue, Subject = vendorId, Node = Node.Id, At = clock.GetUtcNow() });
            var changed = before != (team.Visibility, team.Unassigned);
            if (changed)
            {
                var feed = await db.Set<PartyFeed>().AsTracking().SingleAsync(p => p.Key == role.Key, ct);
                team.SightSince = ++feed.Number;
                db.Add(new SeatTouch { PartyId = feed.Id, Number = feed.Number, ConversationId = Guid.Empty }); // of no thread, but a change
            }
            db.Add(new Fact { Kind = FactKind.MarketChanged, Subject = $"{(changed ? "sight" : "team")}:{vendorId}", Node = Node.Id, At = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
            return (team, changed);
        }, ct);
        register.Forget($"team:{vendorId}");
        if (sightChanged) switchboard.Drop(personId: null, role.Key);
        return Shown(team);
    }

    static TeamBody Shown(TeamSettings team) => new(team.Visibility, team.Unassigned, team.Assign, team.Capacity, team.AwayMinutes);
}
