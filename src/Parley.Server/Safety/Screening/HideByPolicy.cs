using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Policies;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>Hides what was masked until the policy of now allows it at the stage of now, which may be a second old.</summary>
public sealed class HideByPolicy(KeepPolicy policies, ReadContext contexts, TimeProvider clock) : IHiding
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    readonly BoundedCache<Guid, (ThreadContext Context, long At)> known = new(5_000);

    public async ValueTask<bool> IsHiddenAsync(Door door, PartyKind from, string kind, CancellationToken ct)
    {
        var policy = policies.Now;
        return policy.MeasureFor(kind, (await ContextAsync(door, from, ct)).For(from, policy)) != Measure.Allow;
    }

    async ValueTask<ThreadContext> ContextAsync(Door door, PartyKind from, CancellationToken ct)
    {
        if (known.TryGet(door.Id, out var hit) && clock.GetElapsedTime(hit.At) < Fresh) return hit.Context;
        var at = clock.GetTimestamp();
        var context = await contexts.OfAsync(new Draft(from, "", "") { Door = door }, ct);
        known.Set(door.Id, (context, at));
        return context;
    }
}
