using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>Every folder in its usual order, compiled once: looking a query up by its expression costs as much as reading the rows. As <see cref="Folders"/> say it, word for word.</summary>
sealed class UsualPages
{
    readonly PageQuery needs = InboxRows.Compile((db, party, me, at, id, limit) => db.Set<Seat>()
        .Where(s => s.PartyId == party && s.Place == Place.Inbox && s.OwesSince != null && s.OwesSince >= at && (s.OwesSince != at || s.ConversationId.CompareTo(id) > 0))
        .OrderBy(s => s.OwesSince).ThenBy(s => s.ConversationId).Take(limit));

    readonly PageQuery unread = InboxRows.Compile((db, party, me, at, id, limit) => db.Set<Seat>()
        .Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < at && s.Incoming > s.IncomingRead && s.Place == Place.Inbox).OrderByDescending(s => s.Activity).Take(limit));

    readonly PageQuery assigned = InboxRows.Compile((db, party, me, at, id, limit) => db.Set<Seat>()
        .Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < at && s.Party == PartyKind.Vendor && s.Place == Place.Inbox && s.Assignee == me).OrderByDescending(s => s.Activity).Take(limit));

    readonly PageQuery snoozed = InboxRows.Compile((db, party, me, at, id, limit) => db.Set<Seat>()
        .Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < at && s.Place != Place.Inbox && s.Place == Place.Snoozed).OrderByDescending(s => s.Activity).Take(limit));

    readonly PageQuery archived = InboxRows.Compile((db, party, me, at, id, limit) => db.Set<Seat>()
        .Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < at && s.Place != Place.Inbox && s.Place == Place.Archived).OrderByDescending(s => s.Activity).Take(limit));

    readonly PageQuery spam = InboxRows.Compile((db, party, me, at, id, limit) => db.Set<Seat>()
        .Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < at && s.Place != Place.Inbox && s.Place == Place.Spam).OrderByDescending(s => s.Activity).Take(limit));

    readonly PageQuery all = InboxRows.Compile((db, party, me, at, id, limit) => db.Set<Seat>()
        .Where(s => s.PartyId == party && s.Activity > 0 && s.Activity < at && s.Place != Place.Spam).OrderByDescending(s => s.Activity).Take(limit));

    public async Task<List<RawRow>> ReadAsync(ParleyDb db, long party, InboxQuery query, Spot spot, CancellationToken ct)
    {
        var limit = query.Limit + 1;
        var found = query.Folder switch
        {
            Folder.Needs => needs(db, party, "", spot.At, spot.Id, limit),
            Folder.Unread => unread(db, party, "", -spot.At, Guid.Empty, limit),
            Folder.Mine => assigned(db, party, query.Me, -spot.At, Guid.Empty, limit),
            Folder.Unassigned => assigned(db, party, "", -spot.At, Guid.Empty, limit),
            Folder.Snoozed => snoozed(db, party, "", -spot.At, Guid.Empty, limit),
            Folder.Archived => archived(db, party, "", -spot.At, Guid.Empty, limit),
            Folder.Spam => spam(db, party, "", -spot.At, Guid.Empty, limit),
            _ => all(db, party, "", -spot.At, Guid.Empty, limit),
        };
        var page = new List<RawRow>(limit);
        await foreach (var row in found.WithCancellation(ct)) page.Add(row);
        page.Sort((a, b) => Spot.Of(a.Seat, query.Sort).Order.CompareTo(Spot.Of(b.Seat, query.Sort).Order));
        return page;
    }
}
