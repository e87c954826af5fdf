using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <param name="Party"><c>person</c> or <c>vendor</c>.</param>
/// <param name="Left">Whether they left the marketplace.</param>
public sealed record PersonFound(string Party, string Id, string Name, bool Left);

public sealed record PeopleFound(IReadOnlyList<PersonFound> Items);

/// <summary>Looks people and vendors up by id, people by their whole mail address. Names are no way in: whoever looks knows of whom.</summary>
public sealed class FindPeople(Store store, Audit audit)
{
    const int Most = 20;

    public async Task<PeopleFound> RunAsync(Person me, string? asked, CancellationToken ct)
    {
        var q = Texts.Line(asked, "q", 254);
        return await store.WriteAsync(async db =>
        {
            var lower = q.ToLowerInvariant();
            var people = await db.Set<MarketPerson>().AsNoTracking().Where(p => p.Id == q || p.Email == q || p.Email == lower).OrderBy(p => p.Id).Take(Most).Select(p => new PersonFound("person", p.Id, p.Name, p.RemovedAt != null)).ToListAsync(ct);
            var vendors = await db.Set<Vendor>().AsNoTracking().Where(v => v.Id == q).Select(v => new PersonFound("vendor", v.Id, v.Name, v.RemovedAt != null)).ToListAsync(ct);
            await audit.WriteAsync(db, Entry.Of(me, "people-searched", "people", $"{people.Count + vendors.Count} found"), ct);
            return new PeopleFound([.. people, .. vendors]);
        }, ct);
    }
}
