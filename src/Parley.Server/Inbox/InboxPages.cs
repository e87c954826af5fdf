using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="Feed">The party's feed number when the page was read: ask for changes since this.</param>
public sealed record InboxPage(IReadOnlyList<ConversationRow> Items, string? Cursor, long Feed);

/// <summary>Pages of a party's inbox by keyset. A folder in its usual order is one compiled query along one index.</summary>
public sealed class InboxPages(Store store, InboxRows rows, TimeProvider clock)
{
    readonly UsualPages usual = new();

    public async Task<InboxPage> ReadAsync(InboxQuery query, string? cursor, CancellationToken ct)
    {
        if (query.Sort == Sort.Counterpart) return await ByNameAsync(query, cursor, ct);
        if (query.Sort == Sort.Value) return await ByValueAsync(query, cursor, ct);
        var spot = Spot.Read(query.List, cursor);
        await using var db = store.Open();
        if (await db.FindFeedAsync(query.Role, ct) is not { } feed) return new InboxPage([], null, 0);
        var (page, looked) = await ReadAsync(db, feed.Id, query, spot, ct);
        var more = page.Count > query.Limit;
        var next = (more ? Spot.Of(page[query.Limit - 1].Seat, query.Sort) : looked)?.Write(query.List);
        if (more) page.RemoveRange(query.Limit, page.Count - query.Limit);
        return new InboxPage(await rows.ViewAsync(page, ct), next, feed.Number);
    }

    /// <summary>One row more than a page, where there are more; or up to where was looked for them.</summary>
    async Task<(List<RawRow> Page, Spot? Looked)> ReadAsync(ParleyDb db, long party, InboxQuery query, Spot spot, CancellationToken ct)
    {
        var marked = query is { Folder: Folder.Unread, Role.Party: PartyKind.Vendor } && await db.Set<SeatMark>().AnyAsync(m => m.PartyId == party && m.PersonId == query.Me && m.Unread, ct);
        if (!marked && query.Sight.IsAll && Few.IsOrdered(query)) return (await usual.ReadAsync(db, party, query, spot, ct), null);
        var now = clock.GetUtcNow();
        var sources = Sources(db, party, query, marked, now);
        return await Few.FindAsync(db, party, query, now, ct) is { } few ? (await GatherAsync(db, sources, few, query, spot, ct), null) : await new Walk(db, party, query, sources).ReadAsync(spot, ct);
    }

    /// <summary>All that is asked for; two where the folder lies along two indexes.</summary>
    static List<IQueryable<Seat>> Sources(ParleyDb db, long party, InboxQuery query, bool marked, DateTimeOffset now)
    {
        var seats = query.Filters.Narrow(db, party, db.SeatsOf(party, query), now);
        return marked ? [seats.In(db, query.Folder, query.Me), seats.MarkedUnread(db, query.Me)] : [seats.In(db, query.Folder, query.Me)];
    }

    /// <summary>From few threads: all that belong here, put in order, and then the page.</summary>
    static async Task<List<RawRow>> GatherAsync(ParleyDb db, List<IQueryable<Seat>> sources, List<Guid> few, InboxQuery query, Spot spot, CancellationToken ct)
    {
        var seats = new List<Seat>();
        if (few.Count > 0)
            foreach (var source in sources) seats.AddRange(await source.Where(s => few.Contains(s.ConversationId) && s.Party == PartyKind.Vendor).ToListAsync(ct));
        var ids = seats.Where(s => Spot.Of(s, query.Sort).Order.CompareTo(spot.Order) > 0).OrderBy(s => Spot.Of(s, query.Sort).Order).Take(query.Limit + 1).Select(s => s.ConversationId).ToList();
        if (ids.Count == 0) return [];
        var page = await InboxRows.Query(db, db.Set<Seat>().Where(s => ids.Contains(s.ConversationId) && s.Party == PartyKind.Vendor)).ToListAsync(ct);
        page.Sort((a, b) => ids.IndexOf(a.Seat.ConversationId).CompareTo(ids.IndexOf(b.Seat.ConversationId)));
        return page;
    }

    async Task<InboxPage> ByValueAsync(InboxQuery query, string? cursor, CancellationToken ct)
    {
        var after = Worth.Read(query.List, cursor);
        await using var db = store.Open();
        if (await db.FindFeedAsync(query.Role, ct) is not { } feed) return new InboxPage([], null, 0);
        var now = clock.GetUtcNow();
        var seats = query.Filters.Narrow(db, feed.Id, db.SeatsOf(feed.Id, query), now);
        var from = new ByValue(db, feed.Id, query.Role.HolderId, query.Folder == Folder.Unread ? seats.UnreadOrMarked(db, query.Me) : seats.In(db, query.Folder, query.Me));
        var places = await from.ReadAsync(await Few.FindAsync(db, feed.Id, query, now, ct), after, query.Limit + 1, ct);
        var more = places.Count > query.Limit;
        if (more) places.RemoveAt(query.Limit);
        var order = places.ConvertAll(p => p.Thread);
        var page = await InboxRows.Query(db, db.Set<Seat>().Where(s => order.Contains(s.ConversationId) && s.Party == PartyKind.Vendor)).ToListAsync(ct);
        page.Sort((a, b) => order.IndexOf(a.Conversation.Id).CompareTo(order.IndexOf(b.Conversation.Id)));
        return new InboxPage(await rows.ViewAsync(page, ct), more ? places[^1].Write(query.List) : null, feed.Number);
    }

    async Task<InboxPage> ByNameAsync(InboxQuery query, string? cursor, CancellationToken ct)
    {
        var position = Cursor.Read(query.List, cursor);
        await using var db = store.Open();
        if (await db.FindFeedAsync(query.Role, ct) is not { } feed) return new InboxPage([], null, 0);
        var seats = query.Filters.Narrow(db, feed.Id, db.SeatsOf(feed.Id, query), clock.GetUtcNow());
        var page = await ByNameAsync(db, query.Folder == Folder.Unread ? seats.UnreadOrMarked(db, query.Me) : seats.In(db, query.Folder, query.Me), query, position, ct);
        var more = page.Count > query.Limit;
        if (more) page.RemoveAt(query.Limit);
        var items = await rows.ViewAsync(page, ct);
        return new InboxPage(items, more ? Cursor.Write(query.List, $"{page[^1].Seat.Activity} {items[^1].With.Name}") : null, feed.Number);
    }

    static async Task<List<RawRow>> ByNameAsync(ParleyDb db, IQueryable<Seat> seats, InboxQuery query, string? position, CancellationToken ct)
    {
        var named = query.Role.Party == PartyKind.Buyer
            ? from s in seats join c in db.Set<Conversation>() on s.ConversationId equals c.Id join v in db.Set<Vendor>() on c.VendorId equals v.Id select new { Seat = s, v.Name }
            : from s in seats join c in db.Set<Conversation>() on s.ConversationId equals c.Id join p in db.Set<MarketPerson>() on c.BuyerId equals p.Id select new { Seat = s, p.Name };
        if (position is not null)
        {
            var split = position.IndexOf(' ', StringComparison.Ordinal);
            var (before, name) = (long.TryParse(position[..split], out var n) ? n : throw Refuse.InvalidCursor(), position[(split + 1)..]);
            named = named.Where(n => n.Name.CompareTo(name) > 0 || (n.Name == name && n.Seat.Activity < before));
        }
        var order = await named.OrderBy(n => n.Name).ThenByDescending(n => n.Seat.Activity).Take(query.Limit + 1).Select(n => n.Seat.ConversationId).ToListAsync(ct);
        var page = await InboxRows.Query(db, seats.Where(s => order.Contains(s.ConversationId) && s.Party == query.Role.Party)).ToListAsync(ct);
        page.Sort((a, b) => order.IndexOf(a.Conversation.Id).CompareTo(order.IndexOf(b.Conversation.Id)));
        return page;
    }
}
