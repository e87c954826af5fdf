using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="Feed">The party's feed number when the page was read: ask for changes since this.</param>
public sealed record InboxPage(IReadOnlyList<ConversationRow> Items, string? Cursor, long Feed);

public enum Folder
{
    All,
    Unread,
}

public enum Sort
{
    Time,
    Counterpart,
}

public sealed record InboxQuery(Role Role, Folder Folder, Sort Sort, int Limit)
{
    /// <summary>What of the party's threads the person asking sees.</summary>
    public Sight Sight { get; init; } = Sight.All;

    /// <summary>Names the list, so that its cursors fit no other.</summary>
    public string List => $"inbox {Role.Key} {Folder} {Sort}";
}

/// <summary>Pages of a party's inbox, by keyset: newest first, or by the other side's name and then newest first.</summary>
public sealed class InboxPages(Store store, InboxRows rows)
{
    readonly Func<ParleyDb, long, long, int, IAsyncEnumerable<RawRow>> all = InboxRows.Compile((db, party, before, limit) =>
        db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < before).OrderByDescending(s => s.Activity).Take(limit));

    readonly Func<ParleyDb, long, long, int, IAsyncEnumerable<RawRow>> unread = InboxRows.Compile((db, party, before, limit) =>
        db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < before && s.Incoming > s.IncomingRead && s.Place == Place.Inbox).OrderByDescending(s => s.Activity).Take(limit));

    public static InboxQuery Parse(Role role, string? folder, string? sort, string? limit) => new(
        role,
        folder switch
        {
            null or "all" => Folder.All,
            "unread" => Folder.Unread,
            _ => throw Refuse.Invalid("folder", "'folder' must be all or unread, or, for a vendor, mentions."),
        },
        sort switch
        {
            null or "time" => Sort.Time,
            "counterpart" => Sort.Counterpart,
            _ => throw Refuse.Invalid("sort", "'sort' must be time or counterpart."),
        },
        PageSize.Read(limit));

    public async Task<InboxPage> ReadAsync(InboxQuery query, string? cursor, CancellationToken ct)
    {
        var position = Cursor.Read(query.List, cursor);
        await using var db = store.Open();
        if (await db.FindFeedAsync(query.Role, ct) is not { } feed) return new InboxPage([], null, 0);
        var page = query.Sort == Sort.Time ? await ByTimeAsync(db, feed.Id, query, position, ct) : await ByNameAsync(db, feed.Id, query, position, ct);
        var more = page.Count > query.Limit;
        if (more) page.RemoveAt(query.Limit);
        var items = await rows.ViewAsync(page, ct);
        var next = !more ? null : Cursor.Write(query.List, query.Sort == Sort.Time ? $"{page[^1].Seat.Activity}" : $"{page[^1].Seat.Activity} {items[^1].With.Name}");
        return new InboxPage(items, next, feed.Number);
    }

    async Task<List<RawRow>> ByTimeAsync(ParleyDb db, long party, InboxQuery query, string? position, CancellationToken ct)
    {
        var before = position is null ? long.MaxValue : Number(position);
        if (!query.Sight.IsAll) return await SeenAsync(db, party, query, before, ct);
        var page = new List<RawRow>(query.Limit + 1);
        await foreach (var row in (query.Folder == Folder.Unread ? unread : all)(db, party, before, query.Limit + 1).WithCancellation(ct)) page.Add(row);
        page.Sort((a, b) => b.Seat.Activity.CompareTo(a.Seat.Activity));
        return page;
    }

    /// <summary>A page for an agent who sees only what is theirs.</summary>
    static async Task<List<RawRow>> SeenAsync(ParleyDb db, long party, InboxQuery query, long before, CancellationToken ct)
    {
        var seats = db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < before).Within(query.Sight);
        if (query.Folder == Folder.Unread) seats = seats.Where(s => s.Incoming > s.IncomingRead && s.Place == Place.Inbox);
        var page = await InboxRows.Query(db, seats.OrderByDescending(s => s.Activity).Take(query.Limit + 1)).ToListAsync(ct);
        page.Sort((a, b) => b.Seat.Activity.CompareTo(a.Seat.Activity));
        return page;
    }

    static async Task<List<RawRow>> ByNameAsync(ParleyDb db, long party, InboxQuery query, string? position, CancellationToken ct)
    {
        var seats = db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0).Within(query.Sight);
        if (query.Folder == Folder.Unread) seats = seats.Where(s => s.Incoming > s.IncomingRead && s.Place == Place.Inbox);
        var named = query.Role.Party == PartyKind.Buyer
            ? from s in seats join c in db.Set<Conversation>() on s.ConversationId equals c.Id join v in db.Set<Vendor>() on c.VendorId equals v.Id select new { Seat = s, v.Name }
            : from s in seats join c in db.Set<Conversation>() on s.ConversationId equals c.Id join p in db.Set<MarketPerson>() on c.BuyerId equals p.Id select new { Seat = s, p.Name };
        if (position is not null)
        {
            var split = position.IndexOf(' ', StringComparison.Ordinal);
            var (before, name) = (Number(position[..split]), position[(split + 1)..]);
            named = named.Where(n => n.Name.CompareTo(name) > 0 || (n.Name == name && n.Seat.Activity < before));
        }
        var order = await named.OrderBy(n => n.Name).ThenByDescending(n => n.Seat.Activity).Take(query.Limit + 1).Select(n => n.Seat.ConversationId).ToListAsync(ct);
        var page = await InboxRows.Query(db, seats.Where(s => order.Contains(s.ConversationId))).ToListAsync(ct);
        page.Sort((a, b) => order.IndexOf(a.Conversation.Id).CompareTo(order.IndexOf(b.Conversation.Id)));
        return page;
    }

    static long Number(string position) => long.TryParse(position, out var n) ? n : throw Refuse.InvalidCursor();
}
