using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Policies;

/// <summary>The policy that holds now: one version for all nodes, which each takes up within two seconds. Without one of the operator's, the one that comes with Parley.</summary>
public sealed partial class KeepPolicy(Store store, Audit audit, TimeProvider clock, ILogger<KeepPolicy> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    Policy now = DefaultPolicy.Policy;

    public Policy Now => Volatile.Read(ref now);

    /// <summary>Reads the latest before anything is screened.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TakeUpAsync(cancellationToken);
        }
        catch (Exception e) when (e is JsonException or RefusedException)
        {
            NotRead(logger, Now.Version, e.Message); // of another version of Parley; the server starts with the policy that comes with it
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TakeUpAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotRead(logger, Now.Version, e.Message); // the one before holds on
            }
        }
    }

    async Task TakeUpAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        var latest = await db.Set<PolicyVersion>().MaxAsync(p => (int?)p.Version, ct) ?? 0;
        if (latest == Now.Version) return;
        Use(latest == 0 ? DefaultPolicy.Policy : Read(await db.Set<PolicyVersion>().SingleAsync(p => p.Version == latest, ct)));
    }

    /// <summary>Makes it the policy from now on. Refuses a policy that is wrong, and one that another was put before meanwhile.</summary>
    /// <param name="after">The version it replaces.</param>
    public async Task<Policy> PutAsync(PolicyBody body, int after, Caller by, CancellationToken ct)
    {
        var made = Policy.Of(after + 1, body, tried: true);
        var row = new PolicyVersion { Version = after + 1, Body = JsonSerializer.Serialize(body, Bodies.Strict), By = by is Person person ? person.Id : by.Name, At = clock.GetUtcNow() };
        try
        {
            await store.WriteAsync(async db =>
            {
                if ((await db.Set<PolicyVersion>().MaxAsync(p => (int?)p.Version, ct) ?? 0) != after) throw Refuse.ChangedMeanwhile();
                db.Add(row);
                await db.SaveChangesAsync(ct);
                await audit.WriteAsync(db, Entry.Of(by, "policy-put", $"policy {row.Version}"), ct);
            }, ct);
        }
        catch (DbUpdateException e) when (StorageTrouble.MayRepeatNow(e))
        {
            throw Refuse.ChangedMeanwhile(); // two at once
        }
        Use(made);
        return made;
    }

    public async Task<PolicyVersion?> FindAsync(int version, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<PolicyVersion>().SingleOrDefaultAsync(p => p.Version == version, ct);
    }

    /// <summary>One that was put, made ready; 0 is the one that comes with Parley.</summary>
    public async Task<Policy> VersionAsync(int version, CancellationToken ct) => version == 0 ? DefaultPolicy.Policy : version == Now.Version ? Now : Read(await FindAsync(version, ct) ?? throw Refuse.NotFound());

    /// <summary>The latest, newest first.</summary>
    public async Task<List<PolicyVersion>> LatestAsync(int most, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<PolicyVersion>().OrderByDescending(p => p.Version).Take(most).ToListAsync(ct);
    }

    void Use(Policy policy)
    {
        if (policy.Version < Now.Version) return;
        Volatile.Write(ref now, policy);
        TakenUp(logger, policy.Version);
    }

    static Policy Read(PolicyVersion row) => Policy.Of(row.Version, BodyOf(row));

    public static PolicyBody BodyOf(PolicyVersion row) => JsonSerializer.Deserialize<PolicyBody>(row.Body, Bodies.Strict)!;

    [LoggerMessage(1, LogLevel.Information, "Messages are screened by policy {Version} from now on")]
    static partial void TakenUp(ILogger logger, int version);

    [LoggerMessage(2, LogLevel.Warning, "The policy could not be read; version {Version} holds on: {Why}")]
    static partial void NotRead(ILogger logger, int version, string why);
}
