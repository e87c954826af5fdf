using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Takes the console away from somebody at once, whatever token they have: what they had claimed is free for others, their grants end, requests for more are refused.
/// What they decided stays. Doing it again changes the moment.
/// </summary>
public sealed class RemoveOperator(Store store, RemovedOperators removed, Audit audit, TimeProvider clock)
{
    public async Task RunAsync(Access.Host host, string id, CancellationToken ct)
    {
        await store.WriteAsync(async db =>
        {
            var now = clock.GetUtcNow();
            await db.InsertMissingAsync("removed_operators", "id, at", [[id, now.ToMicros()]], ct);
            await db.Set<RemovedOperator>().Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.At, now), ct);
            await db.Set<Case>().Where(c => c.State == CaseState.Open && c.ClaimedBy == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.ClaimedBy, (string?)null).SetProperty(c => c.ClaimedUntil, (DateTimeOffset?)null), ct);
            await db.Set<AccessGrant>().Where(g => g.OperatorId == id && g.State == GrantState.Given && g.EndsAt > now).ExecuteUpdateAsync(s => s.SetProperty(g => g.State, GrantState.Ended).SetProperty(g => g.EndsAt, now), ct);
            await db.Set<AccessGrant>().Where(g => g.OperatorId == id && g.State == GrantState.Asked).ExecuteUpdateAsync(s => s.SetProperty(g => g.State, GrantState.Refused).SetProperty(g => g.DecidedBy, host.Name), ct);
            await audit.WriteAsync(db, Entry.Of(host, "operator-removed", $"operator {id}"), ct);
        }, ct);
        await removed.LookAsync(ct);
    }
}
