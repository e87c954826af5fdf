using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Reads a page along the list's own order, part by part. What is asked for may be rare in a way that no index tells, and then the
/// way to the end of the page has no end: so a page looks at no more than a thousand seats of a part. If that does not fill it, it is
/// shorter than asked for, perhaps empty, and its cursor says from where to look on.
/// </summary>
/// <param name="sources">All that is asked for; two where the folder lies along two indexes.</param>
sealed class Walk(ParleyDb db, long party, InboxQuery query, List<IQueryable<Seat>> sources)
{
    public const int Most = 1000;

    readonly record struct Stretch(IQueryable<Seat> Seats, Func<IQueryable<Seat>, IQueryable<Seat>> Within);

    /// <summary>One row more than a page, where there are more, and up to where was looked when that was not the end.</summary>
    public async Task<(List<RawRow> Page, Spot? Looked)> ReadAsync(Spot spot, CancellationToken ct)
    {
        var page = new List<RawRow>();
        for (var part = spot.Part; part < Spot.PartsOf(query.Sort, query.Folder); part++)
        {
            var (from, wanted) = (part == spot.Part ? spot : Spot.Start(part), query.Limit + 1 - page.Count);
            var stretches = StretchesOf(part).ToList();
            var end = await EndAsync(stretches, from, ct);
            var found = new List<RawRow>();
            foreach (var source in sources)
                foreach (var stretch in stretches)
                    found.AddRange(await InboxRows.Query(db, stretch.Within(source).UpTo(query.Sort, end).After(query.Sort, from).Take(wanted)).ToListAsync(ct));
            page.AddRange(found.OrderBy(r => Spot.Of(r.Seat, query.Sort).Order).Take(wanted));
            if (page.Count > query.Limit) break;
            if (end is not null) return (page, end);
        }
        return (page, null);
    }

    /// <summary>The ranges of indexes in which the part's seats lie, filters apart.</summary>
    IEnumerable<Stretch> StretchesOf(int part)
    {
        if (Spot.IsByDebt(query.Sort, part))
        {
            foreach (var place in PlacesOf(query.Folder)) yield return new Stretch(db.Set<Seat>().Where(s => s.PartyId == party && s.Place == place), source => source.Where(s => s.Place == place));
            yield break;
        }
        var seats = db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0);
        var isAlong = query.Sort != Sort.Priority && (query.Folder is Folder.Mine or Folder.Unassigned or Folder.Snoozed or Folder.Archived or Folder.Spam || (query.Folder == Folder.Unread && sources.Count == 1));
        if (query.Filters.Priority is { } only and not Priority.Normal && query.Sort == Sort.Time) seats = seats.OfPart(Sort.Priority, Priority.Urgent - only);
        else if (isAlong) seats = seats.In(db, query.Folder, query.Me);
        else if (query.Sort == Sort.Priority && part != Priority.Urgent - Priority.Normal) seats = seats.OfPart(Sort.Priority, part);
        yield return new Stretch(seats, source => source);
    }

    static Place[] PlacesOf(Folder folder) => folder switch
    {
        Folder.Needs or Folder.Unread or Folder.Mine or Folder.Unassigned => [Place.Inbox],
        Folder.Snoozed => [Place.Snoozed],
        Folder.Archived => [Place.Archived],
        Folder.Spam => [Place.Spam],
        Folder.All => [Place.Inbox, Place.Snoozed, Place.Archived],
        _ => [Place.Inbox, Place.Snoozed, Place.Archived, Place.Spam],
    };

    /// <summary>The last spot that may be looked at, of the stretch that reaches it first; null when all stretches end before.</summary>
    async Task<Spot?> EndAsync(List<Stretch> stretches, Spot start, CancellationToken ct)
    {
        Spot? end = null;
        foreach (var stretch in stretches)
        {
            var byDebt = Spot.IsByDebt(query.Sort, start.Part);
            // The parts of a list by time lie along one index, whatever its seats owe.
            var range = byDebt ? stretch.Seats.After(query.Sort, start) : stretch.Seats.After(Sort.Time, start with { Part = 0 });
            if (await LastAsync(range.Skip(Most - 1).Take(1), byDebt, start.Part, ct) is not { } spot) continue;
            if (end is null || spot.Order.CompareTo(end.Value.Order) < 0) end = spot;
        }
        return end;
    }

    /// <summary>Asks for no more than the index holds, so that none of the thousand rows is read.</summary>
    static async Task<Spot?> LastAsync(IQueryable<Seat> last, bool byDebt, int part, CancellationToken ct)
    {
        if (!byDebt) return await last.Select(s => (long?)s.Activity).SingleOrDefaultAsync(ct) is { } activity ? new Spot(part, -activity, Guid.Empty) : null;
        return await last.Select(s => new { s.OwesSince, s.ConversationId }).SingleOrDefaultAsync(ct) is { } owed ? new Spot(part, owed.OwesSince!.Value, owed.ConversationId) : null;
    }
}
