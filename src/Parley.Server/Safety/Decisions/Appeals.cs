using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Words">Why the decision is wrong; at most 1,000 characters.</param>
public sealed record AppealBody(string Words);

/// <summary>The person concerned, and nobody else, has a decision looked at once more. It comes into the queue as a case of its own.</summary>
public sealed class Appeals(Store store, Statements statements, Flags flags, AuthorKeys keys, TimeProvider clock)
{
    public const string Prefix = "appeal ";
    const int Harm = 60;

    public async Task<StatementView> AppealAsync(Person me, Guid id, AppealBody body, CancellationToken ct)
    {
        if (TextShape.FlawOf(body.Words, 1000) is { } flaw) throw new RefusedException(flaw);
        var secret = await keys.EnsureAsync(me.Id, ct); // before the transaction: making a key writes on its own
        return await store.WriteAsync(async db =>
        {
            await store.LockAsync(db, "decisions", [id], ct);
            var decision = await statements.OwnAsync(db, me.Id, id, ct);
            var now = clock.GetUtcNow();
            if (decision.AppealedAt is not null) throw Refuse.AppealedAlready();
            if (decision.AppealUntil <= now) throw Refuse.AppealOver(decision.AppealUntil);
            decision.Appeal(now);
            db.Add(AppealWords.Of(id, me.Id, body.Words, secret));
            await db.SaveChangesAsync(ct);
            await flags.RaiseAsync(db, new Raise("appeal", decision.ConversationId, decision.Seq, decision.HeldId, decision.PersonId, null, Harm, $"{Prefix}{id:N}", null, []), ct);
            return Statements.ViewOf(decision, now);
        }, ct);
    }

    /// <summary>The decision that a case is about, where it is an appeal.</summary>
    public static Guid? DecisionOf(Case @case) => @case.GroupKey.StartsWith(Prefix, StringComparison.Ordinal) ? Guid.Parse(@case.GroupKey[Prefix.Length..]) : null;
}
