using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Gives a case to one of the platform's people for some minutes, so that two do not collide. Nobody gets a case of their own.</summary>
public sealed class ClaimCase(Store store, Audit audit, IOptions<ModerationOptions> options, TimeProvider clock)
{
    public DateTimeOffset Until => clock.GetUtcNow().AddMinutes(options.Value.ClaimMinutes);

    public Task RunAsync(Person me, Guid id, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var @case = await LockAsync(db, id, ct);
            if (@case.State != CaseState.Open) throw Refuse.CaseDecided();
            if (@case.IsClaimedByOther(me.Id, clock.GetUtcNow())) throw Refuse.CaseClaimed();
            await RequireNotOwnAsync(db, me, @case, ct);
            var renewed = @case.IsClaimedBy(me.Id, clock.GetUtcNow());
            @case.Claim(me.Id, Until);
            await db.SaveChangesAsync(ct);
            if (!renewed) await audit.WriteAsync(db, Entry.Of(me, "case-claimed", $"case {id}"), ct);
        }, ct);

    public Task LetGoAsync(Person me, Guid id, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var @case = await LockAsync(db, id, ct);
            if (!@case.IsClaimedBy(me.Id, clock.GetUtcNow())) return;
            @case.LetGo();
            await db.SaveChangesAsync(ct);
            await audit.WriteAsync(db, Entry.Of(me, "case-let-go", $"case {id}"), ct);
        }, ct);

    /// <summary>The case, locked until the transaction ends, in the hands of whoever asks.</summary>
    public async Task<Case> MineAsync(ParleyDb db, Person me, Guid id, CancellationToken ct)
    {
        var @case = await LockAsync(db, id, ct);
        if (@case.State != CaseState.Open) throw Refuse.CaseDecided();
        if (@case.IsClaimedByOther(me.Id, clock.GetUtcNow())) throw Refuse.CaseClaimed();
        if (!@case.IsClaimedBy(me.Id, clock.GetUtcNow())) throw Refuse.CaseNotClaimed();
        await RequireNotOwnAsync(db, me, @case, ct);
        return @case;
    }

    async Task<Case> LockAsync(ParleyDb db, Guid id, CancellationToken ct)
    {
        await store.LockAsync(db, "cases", [id], ct);
        return await db.Set<Case>().AsTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw Refuse.NotFound();
    }

    /// <summary>Who is meant, who reported, who is in the thread, and who took the decision that is appealed: none of them decides.</summary>
    async Task RequireNotOwnAsync(ParleyDb db, Person me, Case @case, CancellationToken ct)
    {
        var about = SecondOpinions.CaseOf(@case) ?? @case.Id;
        var own = await db.Set<Flag>().AnyAsync(f => f.CaseId == about && f.PersonId == me.Id, ct)
            || await db.Set<Report>().AnyAsync(r => r.CaseId == about && r.ReporterId == me.Id, ct)
            || (about != @case.Id && await db.Set<SecondOpinion>().AnyAsync(o => o.CaseId == about && o.FirstBy == me.Id, ct))
            || (Appeals.DecisionOf(@case) is { } appealed && await db.Set<Decision>().AnyAsync(d => d.Id == appealed && d.DecidedBy == me.Id, ct));
        if (own) throw Refuse.OwnMatter("This is about you, or about a decision of yours. Another of the marketplace's people decides it.");
        if (await IsWithinAsync(db, me, db.Set<Flag>().Where(f => f.CaseId == about && f.ConversationId != null).Select(f => f.ConversationId!.Value), ct)) throw Within();
    }

    /// <summary>Whether somebody is the buyer, or works for the vendor, of one of these threads.</summary>
    public static Task<bool> IsWithinAsync(ParleyDb db, Person me, IQueryable<Guid> threads, CancellationToken ct) =>
        db.Set<Conversation>().AnyAsync(c => threads.Contains(c.Id) && (c.BuyerId == me.Id || db.Set<Agent>().Any(a => a.VendorId == c.VendorId && a.PersonId == me.Id)), ct);

    public static RefusedException Within() => Refuse.OwnMatter("You are one of the people in this conversation. Another of the marketplace's people decides it.");
}
