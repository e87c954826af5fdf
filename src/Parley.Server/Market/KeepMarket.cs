using Microsoft.EntityFrameworkCore;
using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Market;

/// <summary>What to remove: a row of the kinds the host keeps with us.</summary>
public sealed record Removal(string Of, string Id, string? Second = null);

/// <summary>
/// Stores what the host tells us, many rows of one kind in one transaction: one query finds those that are there already, one batch
/// writes what is new or different. Repeating a row changes nothing and tells nobody. Removed people and subjects stay as shadows,
/// because conversations still name them.
/// </summary>
public sealed class KeepMarket(Store store, Register register, Switchboard switchboard, TimeProvider clock)
{
    /// <summary>Stores rows of one kind, each key at most once among them.</summary>
    public async Task SaveAsync<T>(IReadOnlyList<T> rows, CancellationToken ct) where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TrySaveAsync(rows, ct);
                break;
            }
            catch (DbUpdateException e) when (attempt < 5 && StorageTrouble.MayRepeatNow(e))
            {
                // Somebody told us of the same new row in the same moment; it is there now and will be updated.
            }
        }
        foreach (var row in rows) register.Forget(NameOf(row));
    }

    async Task TrySaveAsync<T>(IReadOnlyList<T> rows, CancellationToken ct) where T : class
    {
        await store.WriteAsync(async db =>
        {
            var kept = (await Kept(db, rows).ToListAsync(ct)).ToDictionary(NameOf);
            foreach (var row in rows)
            {
                if (kept.TryGetValue(NameOf(row), out var known))
                {
                    var entry = db.Attach(known);
                    entry.CurrentValues.SetValues(row);
                    if (entry.State == EntityState.Unchanged) continue;
                    Tell(db, NameOf(row), row is Subject && entry.Property(nameof(Subject.State)).IsModified ? SubjectNews.Moved : SubjectNews.None);
                    continue;
                }
                db.Add(row);
                Tell(db, NameOf(row), row is Subject ? SubjectNews.New : SubjectNews.None);
            }
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    /// <summary>At least those of the rows that are there already.</summary>
    static IQueryable<T> Kept<T>(ParleyDb db, IReadOnlyList<T> rows) where T : class
    {
        switch (rows)
        {
            case IReadOnlyList<MarketPerson> persons:
                var personIds = persons.Select(p => p.Id).ToList();
                return (IQueryable<T>)db.Set<MarketPerson>().Where(p => personIds.Contains(p.Id));
            case IReadOnlyList<Vendor> vendors:
                var vendorIds = vendors.Select(v => v.Id).ToList();
                return (IQueryable<T>)db.Set<Vendor>().Where(v => vendorIds.Contains(v.Id));
            case IReadOnlyList<Agent> agents:
                var (teams, members) = (agents.Select(a => a.VendorId).Distinct().ToList(), agents.Select(a => a.PersonId).Distinct().ToList());
                return (IQueryable<T>)db.Set<Agent>().Where(a => teams.Contains(a.VendorId) && members.Contains(a.PersonId));
            case IReadOnlyList<Subject> subjects:
                var (kinds, ids) = (subjects.Select(s => s.Kind).Distinct().ToList(), subjects.Select(s => s.Id).Distinct().ToList());
                return (IQueryable<T>)db.Set<Subject>().Where(s => kinds.Contains(s.Kind) && ids.Contains(s.Id));
            default:
                throw new InvalidOperationException($"{typeof(T).Name} is not kept here.");
        }
    }

    /// <summary>Removes one; returns false when it was never there. Open connections of the person, agent or team end at once.</summary>
    public async Task<bool> RemoveAsync(Removal removal, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (of, id, second) = removal;
        var removed = await store.WriteAsync(async db =>
        {
            var count = of switch
            {
                "user" => await db.Set<MarketPerson>().Where(p => p.Id == id && p.RemovedAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(p => p.RemovedAt, now).SetProperty(p => p.Email, (string?)null).SetProperty(p => p.Phone, (string?)null)
                        .SetProperty(p => p.Attributes, (string?)null), ct),
                "vendor" => await db.Set<Vendor>().Where(v => v.Id == id && v.RemovedAt == null).ExecuteUpdateAsync(s => s.SetProperty(v => v.RemovedAt, now), ct),
                "agent" => await db.Set<Agent>().Where(a => a.VendorId == id && a.PersonId == second).ExecuteDeleteAsync(ct),
                "subject" => await RemoveSubjectAsync(db, SubjectKinds.Parse(id), second!, now, ct),
                _ => throw Refuse.Invalid("of", "'of' must be user, vendor, agent or subject."),
            };
            Tell(db, of switch { "user" => $"person:{id}", "agent" => $"agent:{id} {second}", _ => $"{of}:{id}" });
            await db.SaveChangesAsync(ct);
            return count > 0;
        }, ct);
        register.Forget(of switch { "user" => $"person:{id}", "agent" => $"agent:{id} {second}", _ => $"{of}:{id}" });
        if (of == "user") switchboard.Drop(personId: id, key: null);
        if (of == "agent") switchboard.Drop(personId: second!, key: $"v:{id}");
        if (of == "vendor") switchboard.Drop(personId: null, key: $"v:{id}");
        return removed;
    }

    static Task<int> RemoveSubjectAsync(ParleyDb db, SubjectKind kind, string id, DateTimeOffset now, CancellationToken ct) =>
        db.Set<Subject>().Where(s => s.Kind == kind && s.Id == id && s.RemovedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.RemovedAt, now), ct);

    void Tell(ParleyDb db, string subject, SubjectNews news = SubjectNews.None) => db.Add(new Fact { Kind = FactKind.MarketChanged, Subject = subject, Seq = (int)news, Node = Node.Id, At = clock.GetUtcNow() });

    static string NameOf(object row) => row switch
    {
        MarketPerson p => $"person:{p.Id}",
        Vendor v => $"vendor:{v.Id}",
        Agent a => $"agent:{a.VendorId} {a.PersonId}",
        Subject s => $"subject:{s.Kind} {s.Id}",
        _ => throw new InvalidOperationException($"{row.GetType().Name} is not kept here."),
    };
}

public static class SubjectKinds
{
    public static SubjectKind Parse(string? kind) => kind switch
    {
        "listing" => SubjectKind.Listing,
        "order" => SubjectKind.Order,
        "booking" => SubjectKind.Booking,
        "request" => SubjectKind.Request,
        _ => throw Refuse.Invalid("kind", "'kind' must be listing, order, booking or request."),
    };

    public static string Word(this SubjectKind kind) => kind switch
    {
        SubjectKind.Listing => "listing",
        SubjectKind.Order => "order",
        SubjectKind.Booking => "booking",
        _ => "request",
    };
}
