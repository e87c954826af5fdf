using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Reason">In one's own words, at least 10 characters and at most 500.</param>
public sealed record GrantBody(Guid Conversation, GrantPurpose Purpose, string Reason);

/// <param name="State"><c>asked</c>, <c>given</c>, <c>refused</c> or <c>ended</c>.</param>
/// <param name="Mine">Whether it is the caller's own; others' are seen only to agree or to refuse.</param>
public sealed record GrantView(Guid Id, Guid Conversation, string Operator, GrantPurpose Purpose, string Reason, DateTimeOffset AskedAt, GrantState State, string? DecidedBy, DateTimeOffset? EndsAt, DateTimeOffset? FirstReadAt, bool Mine);

public sealed record GrantList(IReadOnlyList<GrantView> Items);

/// <summary>Asks for the right to read, gives and refuses it, and ends it.</summary>
public sealed class KeepGrants(Store store, Doors doors, Audit audit, IOptions<ModerationOptions> options, TimeProvider clock)
{
    const int Most = 100;

    public async Task<GrantView> AskAsync(Person me, GrantBody body, CancellationToken ct)
    {
        var reason = Texts.Line(body.Reason, "reason", 500);
        if (reason.Length < 10) throw Refuse.Invalid("reason", "Say in a sentence why you must read this conversation.");
        var door = await doors.FindAsync(body.Conversation, ct) ?? throw Refuse.NotFound();
        var now = clock.GetUtcNow();
        var grant = new AccessGrant { Id = Guid.CreateVersion7(now), ConversationId = door.Id, OperatorId = me.Id, Purpose = body.Purpose, Reason = reason, AskedAt = now };
        if (!options.Value.GrantApproval) grant.Give(now.AddMinutes(options.Value.GrantMinutes), null);
        await store.WriteAsync(async db =>
        {
            await RequireNotOwnAsync(db, me, door.Id, ct);
            db.Add(grant);
            await db.SaveChangesAsync(ct);
            await audit.WriteAsync(db, Entry.Of(me, grant.State == GrantState.Given ? "grant-given" : "grant-asked", $"conversation {door.Id}", $"{Word(body.Purpose)}: {reason}"), ct);
        }, ct);
        return ViewOf(grant, me);
    }

    /// <summary>Who is in it, or was flagged or reported in it, neither asks for it nor agrees.</summary>
    static async Task RequireNotOwnAsync(ParleyDb db, Person me, Guid conversation, CancellationToken ct)
    {
        if (await ClaimCase.IsWithinAsync(db, me, db.Set<Conversation>().Where(c => c.Id == conversation).Select(c => c.Id), ct)
            || await db.Set<Flag>().AnyAsync(f => f.ConversationId == conversation && f.PersonId == me.Id, ct)) throw ClaimCase.Within();
    }

    /// <summary>One's own, newest first, and what others ask for.</summary>
    public async Task<GrantList> ListAsync(Person me, CancellationToken ct)
    {
        await using var db = store.Open();
        var mine = await db.Set<AccessGrant>().Where(g => g.OperatorId == me.Id).OrderByDescending(g => g.Id).Take(Most).ToListAsync(ct);
        var asked = await db.Set<AccessGrant>().Where(g => g.State == GrantState.Asked && g.OperatorId != me.Id).OrderBy(g => g.Id).Take(Most).ToListAsync(ct);
        return new GrantList([.. asked.Concat(mine).Select(g => ViewOf(g, me))]);
    }

    /// <summary>Another one agrees, or does not. Nobody agrees to their own.</summary>
    public Task<GrantView> DecideAsync(Person me, Guid id, bool given, CancellationToken ct) =>
        ChangeAsync(id, async (db, grant, now) =>
        {
            if (grant.OperatorId == me.Id) throw Refuse.OwnMatter("Another of the marketplace's people decides about your request.");
            await RequireNotOwnAsync(db, me, grant.ConversationId, ct);
            if (grant.State != GrantState.Asked) throw Refuse.ChangedMeanwhile();
            if (given) grant.Give(now.AddMinutes(options.Value.GrantMinutes), me.Id);
            else grant.Refuse(me.Id);
            await db.SaveChangesAsync(ct);
            await audit.WriteAsync(db, Entry.Of(me, given ? "grant-agreed" : "grant-refused", $"grant {id}", $"{Word(grant.Purpose)}: {grant.Reason}"), ct);
            return ViewOf(grant, me);
        }, ct);

    /// <summary>Ends one's own before its time; what ended already stays as it is.</summary>
    public Task EndAsync(Person me, Guid id, CancellationToken ct) =>
        ChangeAsync(id, async (db, grant, now) =>
        {
            if (grant.OperatorId != me.Id) throw Refuse.NotFound();
            if (grant.State is GrantState.Refused or GrantState.Ended) return false;
            grant.End(now);
            await db.SaveChangesAsync(ct);
            await audit.WriteAsync(db, Entry.Of(me, "grant-ended", $"grant {id}"), ct);
            return true;
        }, ct);

    Task<T> ChangeAsync<T>(Guid id, Func<ParleyDb, AccessGrant, DateTimeOffset, Task<T>> change, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            await store.LockAsync(db, "access_grants", [id], ct);
            var grant = await db.Set<AccessGrant>().AsTracking().SingleOrDefaultAsync(g => g.Id == id, ct) ?? throw Refuse.NotFound();
            return await change(db, grant, clock.GetUtcNow());
        }, ct);

    GrantView ViewOf(AccessGrant g, Person me) =>
        new(g.Id, g.ConversationId, g.OperatorId, g.Purpose, g.Reason, g.AskedAt, g.State == GrantState.Given && !g.Opens(clock.GetUtcNow()) ? GrantState.Ended : g.State, g.DecidedBy, g.EndsAt, g.FirstReadAt, g.OperatorId == me.Id);

    public static string Word(GrantPurpose purpose) => purpose.ToString().ToLowerInvariant();
}
