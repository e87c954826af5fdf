using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Simulation;

/// <param name="Policy">The one to be tried.</param>
/// <param name="Since">Messages from then on; without it, of the 30 days before <paramref name="Until"/>.</param>
/// <param name="Until">And before then; without it, until now. At most 31 days after <paramref name="Since"/>.</param>
public sealed record SimulateBody(PolicyBody Policy, DateTimeOffset? Since = null, DateTimeOffset? Until = null);

/// <summary>Begins simulations, ends them, and shows what came of them. What is found stays 30 days.</summary>
public sealed class KeepSimulations(Store store, KeepPolicy policies, Audit audit, TimeProvider clock)
{
    const int Most = 50;

    static readonly TimeSpan Usual = TimeSpan.FromDays(30), Longest = TimeSpan.FromDays(31);

    /// <summary>For how long after its end a simulation can be seen.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Refuses what is no policy in the words in which putting it would be refused, and a second one while one runs.</summary>
    public async Task<SimulationView> StartAsync(SimulateBody body, Caller by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = body.Until is { } end && end < now ? end : now;
        var since = body.Since ?? until - Usual;
        if (since >= until) throw Refuse.Invalid("since", "'since' lies before 'until', and in the past.");
        if (until - since > Longest) throw Refuse.Invalid("since", "A simulation reads the messages of 31 days at most.");
        var inForce = policies.Now;
        Policy.Of(inForce.Version + 1, body.Policy, tried: true);
        var tried = WhatIsTried(JsonSerializer.Serialize(body.Policy, Bodies.Strict), NewLists.Of(body.Policy, inForce.Body));
        var row = new PolicySimulation
        {
            Id = Guid.CreateVersion7(now), Body = JsonSerializer.Serialize(body.Policy, Bodies.Strict), Against = inForce.Version, Since = Instants.FromMicros(since.ToMicros()), Until = Instants.FromMicros(until.ToMicros()),
            By = by is Person person ? person.Id : by.Name, StartedAt = Instants.FromMicros(now.ToMicros()),
        };
        try
        {
            await store.WriteAsync(async db =>
            {
                if (await db.Set<PolicySimulation>().AnyAsync(s => s.State == SimulationState.Running, ct)) throw Runs();
                db.Add(row);
                await db.SaveChangesAsync(ct);
                await audit.WriteAsync(db, Entry.Of(by, "policy-simulated", $"simulation {row.Id}", $"messages from {since:yyyy-MM-dd HH:mm} to {until:yyyy-MM-dd HH:mm} UTC, by machine; {tried}"), ct); // before the first text is opened
            }, ct);
        }
        catch (DbUpdateException e) when (StorageTrouble.MayRepeatNow(e))
        {
            throw Runs(); // two at once
        }
        return SimulationView.Of(row);
    }

    /// <summary>Ends one that runs; what was counted so far stays. One that ended already stays as it is.</summary>
    public async Task CancelAsync(Guid id, Caller by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await store.WriteAsync(async db =>
        {
            if (await db.Set<PolicySimulation>().Where(s => s.Id == id && s.State == SimulationState.Running).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SimulationState.Cancelled).SetProperty(x => x.EndedAt, now), ct) == 1)
                await audit.WriteAsync(db, Entry.Of(by, "simulation-cancelled", $"simulation {id}"), ct);
            else if (!await db.Set<PolicySimulation>().AnyAsync(s => s.Id == id, ct)) throw Refuse.NotFound();
        }, ct);
    }

    public async Task<SimulationView> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        return SimulationView.Of(await db.Set<PolicySimulation>().SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw Refuse.NotFound());
    }

    /// <summary>The latest 50, newest first.</summary>
    public async Task<SimulationList> ListAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<PolicySimulation>().OrderByDescending(s => s.Id).Take(Most).Select(s => new SimulationRow(s.Id, s.State, s.Against, s.Since, s.Until, s.Done, s.Total, s.By, s.StartedAt, s.EndedAt)).ToListAsync(ct);
        return new SimulationList(rows);
    }

    /// <summary>For the log, which outlives the policy: whoever has its text can show that it was this one.</summary>
    static string WhatIsTried(string policy, IReadOnlyCollection<string> lists)
    {
        const int named = 10;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(policy)));
        return $"policy {digest}{(lists.Count == 0 ? "" : $", with new lists {string.Join(", ", lists.Take(named))}{(lists.Count > named ? $" and {lists.Count - named} more" : "")}")}";
    }

    static RefusedException Runs() => new(new Refusal("simulation-running", 409, "A simulation is running. Wait for its end, or cancel it."));
}
