using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Act">What one would have done.</param>
public sealed record OpinionBody(CaseAct Act);

/// <param name="First">What was done, told now that the opinion stands.</param>
public sealed record OpinionGiven(CaseAct Act, CaseAct First, bool Agrees);

/// <summary>Says, blind, what one would have done about a case that somebody else decided. It concerns nobody and changes nothing.</summary>
public sealed class GiveOpinion(Store store, ClaimCase claims, CaseReadings readings, Audit audit, TimeProvider clock)
{
    public Task<OpinionGiven> RunAsync(Person me, Guid id, OpinionBody body, CancellationToken ct)
    {
        if (body.Act is CaseAct.Uphold or CaseAct.Reverse or CaseAct.EndSanction || Decision.IsByPolicy(body.Act)) throw Refuse.Invalid("act", "Say in 'act' what you would have done about the case.");
        return store.WriteAsync(async db =>
        {
            var @case = await claims.MineAsync(db, me, id, ct);
            if (SecondOpinions.CaseOf(@case) is not { } about) throw Refuse.Invalid("case", "This case is decided, not given an opinion on.");
            var opinion = await db.Set<SecondOpinion>().AsTracking().SingleAsync(o => o.CaseId == about, ct);
            var now = clock.GetUtcNow();
            opinion.Give(body.Act, me.Id, now);
            @case.Decide(now);
            await db.SaveChangesAsync(ct);
            await readings.EndAsync(db, id, now, ct);
            await audit.WriteAsync(db, Entry.Of(me, "opinion-given", $"case {about}", DecideCase.Word(body.Act)), ct);
            return new OpinionGiven(body.Act, opinion.FirstAct, opinion.Agrees);
        }, ct);
    }
}
