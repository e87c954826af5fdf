using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Gives threads that owe an answer to agents who are there, where a team wants that: in turns, or to whoever has least. On one node at a
/// time, as a worker of facts; a thread is given only while it still has who it had, so that a hand is always faster. Every node looks now
/// and then whether somebody became free, and says so by a fact.
/// </summary>
public sealed partial class AssignThreads(Store store, Register register, Doors doors, VendorHours hours, AgentHours own, FileThreads file, TimeProvider clock, ILogger<AssignThreads> logger) : BackgroundService, IFactWorker
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    /// <summary>Their names are the reason that is shown.</summary>
    static readonly By RoundRobin = By.Machine("round-robin"), LeastBusy = By.Machine("least-busy");
    const int Step = 100;

    public string Name => "assign-threads";

    sealed class Free(string id, int load, long last)
    {
        public string Id => id;
        public int Load { get; set; } = load;
        public long Last { get; set; } = last;
    }

    sealed record Due(Guid Thread, string Assignee);

    sealed record Plan(TeamSettings Team, List<Free> Free, List<Due> Threads);

    public async Task WorkAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var vendors = facts.Where(f => f.Kind == FactKind.AssignDue).Select(f => f.Subject!).ToHashSet();
        foreach (var id in facts.Where(f => f.Kind == FactKind.MessageSent).Select(f => f.ConversationId!.Value).Distinct())
            if (await doors.FindAsync(id, ct) is { } door && (await register.TeamAsync(door.VendorId, ct)).Assign != Assigning.ByHand) vendors.Add(door.VendorId);
        foreach (var vendor in vendors)
            while (await AssignAsync(vendor, ct) == Step) { }
    }

    /// <summary>One step; returns how many threads were given.</summary>
    public async Task<int> AssignAsync(string vendorId, CancellationToken ct)
    {
        var given = 0;
        if (await PlanAsync(vendorId, ct) is not { } plan) return 0;
        foreach (var due in plan.Threads)
        {
            if (plan.Free.Count == 0) break;
            var agent = plan.Team.Assign == Assigning.RoundRobin ? plan.Free.MinBy(f => (f.Last, f.Id))! : plan.Free.MinBy(f => (f.Load, f.Last, f.Id))!;
            if (!await GiveAsync(vendorId, due, agent, plan.Team.Assign == Assigning.RoundRobin ? RoundRobin : LeastBusy, ct)) continue;
            given++;
            if (++agent.Load >= plan.Team.Capacity) plan.Free.Remove(agent);
        }
        return given;
    }

    async Task<bool> GiveAsync(string vendorId, Due due, Free agent, By why, CancellationToken ct)
    {
        if (await doors.FindAsync(due.Thread, ct) is not { } door) return false;
        var act = new Act { Type = "assign", Agent = agent.Id, IfAssignee = due.Assignee.Length == 0 ? null : due.Assignee };
        try
        {
            if ((await file.RunAsync(why, [door], act, ct)).Refused.Count > 0) return false; // somebody took it
        }
        catch (RefusedException)
        {
            return false; // they may no longer write; the next look knows
        }
        agent.Last = Math.Max(clock.NowMicros(), agent.Last + 1);
        await store.WriteAsync(async db =>
        {
            await db.EnsureAvailabilityAsync(vendorId, agent.Id, ct);
            await db.Set<AgentAvailability>().Where(a => a.VendorId == vendorId && a.PersonId == agent.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.LastAssigned, agent.Last), ct);
            var known = await db.Set<AutoAssigned>().AsTracking().SingleOrDefaultAsync(a => a.ConversationId == door.Id, ct);
            if (known is null) db.Add(new AutoAssigned { ConversationId = door.Id, PersonId = agent.Id });
            else known.PersonId = agent.Id;
            await db.SaveChangesAsync(ct);
        }, ct);
        return true;
    }

    /// <summary>Who is free, and which threads are theirs to get, longest waiting first; null when there is nothing to do.</summary>
    async Task<Plan?> PlanAsync(string vendorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Open();
        if (await db.Set<TeamSettings>().SingleOrDefaultAsync(t => t.VendorId == vendorId && t.Assign != Assigning.ByHand, ct) is not { } team) return null;
        if (await db.FindFeedAsync(new Role(PartyKind.Vendor, vendorId), ct) is not { } feed || !(await hours.OfAsync(vendorId, ct)).Now.IsOpen(now)) return null;
        var members = await (from a in db.Set<Agent>() where a.VendorId == vendorId join p in db.Set<MarketPerson>() on a.PersonId equals p.Id where p.RemovedAt == null select new { a.PersonId, a.Role }).ToListAsync(ct);
        var known = await db.Set<AgentAvailability>().Where(a => a.VendorId == vendorId).ToDictionaryAsync(a => a.PersonId, ct);
        var zone = await own.ZoneAsync(vendorId, ct);
        var owing = db.Set<Seat>().Where(s => s.PartyId == feed.Id && s.Party == PartyKind.Vendor && s.Place == Place.Inbox && s.OwesSince != null);
        var loads = await owing.Where(s => s.Assignee != "").GroupBy(s => s.Assignee).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var free = members.Where(m => m.Role != AgentRole.ReadOnly && IsThere(known.GetValueOrDefault(m.PersonId)))
            .Select(m => new Free(m.PersonId, loads.GetValueOrDefault(m.PersonId), known.GetValueOrDefault(m.PersonId)?.LastAssigned ?? 0)).Where(f => f.Load < team.Capacity).ToList();
        if (free.Count == 0) return null;
        var (ids, horizon) = (members.ConvertAll(m => m.PersonId), now.AddMinutes(-team.AwayMinutes));
        var away = known.Values.Where(a => a.IsAway(now) && a.AwaySince <= horizon).Select(a => a.PersonId).ToList();
        var threads = await owing.Where(s => s.Assignee == "" || !ids.Contains(s.Assignee)
                || (away.Contains(s.Assignee) && db.Set<AutoAssigned>().Any(a => a.ConversationId == s.ConversationId && a.PersonId == s.Assignee)))
            .OrderBy(s => s.OwesSince).ThenBy(s => s.ConversationId).Take(Step).Select(s => new Due(s.ConversationId, s.Assignee)).ToListAsync(ct);
        return threads.Count == 0 ? null : new Plan(team, free, threads);

        bool IsThere(AgentAvailability? agent) => agent is null || (!agent.IsAway(now) && AgentHours.AreNow(agent.Weekly, zone, now));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Postponed(logger, e);
            }
        }
    }

    /// <summary>Somebody came back, a vendor opened, an answer made room: nobody tells of these.</summary>
    async Task LookAsync(CancellationToken ct)
    {
        List<string> teams;
        await using (var db = store.Open()) teams = await db.Set<TeamSettings>().Where(t => t.Assign != Assigning.ByHand).Select(t => t.VendorId).ToListAsync(ct);
        foreach (var vendor in teams)
            if (await PlanAsync(vendor, ct) is not null)
                await store.WriteAsync(async db =>
                {
                    db.Add(new Fact { Kind = FactKind.AssignDue, Subject = vendor, Node = Node.Id, At = clock.GetUtcNow() });
                    await db.SaveChangesAsync(ct);
                }, ct);
    }

    [LoggerMessage(1, LogLevel.Error, "It could not be looked whether threads are to be assigned; tried again in a moment")]
    static partial void Postponed(ILogger logger, Exception error);
}
