using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="What">One word, such as <c>case-read</c>; at most 40 characters.</param>
/// <param name="About">A kind and an id; at most 200 characters.</param>
/// <param name="Reason">At most 1,000 characters; empty where the act says it all.</param>
public sealed record Entry(string Who, string Role, string What, string About, string Reason)
{
    public static Entry Of(Person person, string what, string about, string reason = "") => new(person.Id, person.Operator ?? "", what, about, reason);

    /// <summary>Of staff, or of the marketplace's own systems.</summary>
    public static Entry Of(Caller caller, string what, string about, string reason = "") => caller is Person person ? Of(person, what, about, reason) : new(caller.Name, "host", what, about, reason);

    /// <summary>What the server did by itself.</summary>
    public static Entry OfServer(string what, string about, string reason = "") => new("parley", "", what, about, reason);
}

/// <summary>The one way into the audit log.</summary>
public sealed class Audit(TimeProvider clock)
{
    /// <summary>
    /// Appends in the caller's transaction: what it does and the entry come about together, or neither. Call it last: it holds the end of
    /// the log until the transaction ends.
    /// </summary>
    public async Task WriteAsync(ParleyDb db, Entry entry, CancellationToken ct)
    {
        if (await db.Set<AuditHead>().Where(h => h.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(h => h.Number, h => h.Number + 1), ct) == 0)
        {
            await db.InsertMissingAsync("audit_head", "id, number, hash", [[1, 0L, AuditChain.Genesis]], ct);
            await db.Set<AuditHead>().Where(h => h.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(h => h.Number, h => h.Number + 1), ct);
        }
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(h => h.Id == 1, ct);
        var at = Instants.FromMicros(clock.NowMicros());
        var hash = AuditChain.HashOf(head.Hash, head.Number, at, entry.Who, entry.Role, entry.What, entry.About, entry.Reason);
        db.Add(new AuditEntry { Number = head.Number, At = at, Who = entry.Who, Role = entry.Role, What = entry.What, About = entry.About, Reason = entry.Reason, Hash = hash });
        await db.SaveChangesAsync(ct);
        await db.Set<AuditHead>().Where(h => h.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(h => h.Hash, hash), ct);
    }
}
