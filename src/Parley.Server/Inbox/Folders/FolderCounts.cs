using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>How many threads are in each folder; 1,000 stands for more than 999.</summary>
public sealed record FolderNumbers(int Needs, int Unread, int Mine, int Unassigned, int Mentions, int Starred, int Snoozed, int All, int Archived, int Spam);

/// <summary>Counts a vendor's folders as one of its people sees them, all in one query; each count ends at a thousand, so it costs the same in every inbox.</summary>
public sealed class FolderCounts(Store store, Sights sights)
{
    const int Most = 1000;

    public async Task<FolderNumbers> OfAsync(Role team, string me, CancellationToken ct)
    {
        var query = new InboxQuery(team, me, Folder.All, Sort.Time, Filters.None, 0) { Sight = await sights.OfAsync(team, me, ct) };
        await using var db = store.Open();
        if (await db.FindFeedAsync(team, ct) is not { } feed) return new FolderNumbers(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var seats = db.SeatsOf(feed.Id, query);
        var needs = db.SeatsOf(feed.Id, query with { Folder = Folder.Needs }).In(db, Folder.Needs, me).Take(Most);
        var (unread, mine, unassigned) = (seats.In(db, Folder.Unread, me).Take(Most), seats.In(db, Folder.Mine, me).Take(Most), seats.In(db, Folder.Unassigned, me).Take(Most));
        // From the marks, of which one person makes few, to their seats. Not said is that these are the party's, which the marks are: a plan for parties of any
        // size would read all its seats rather than look up a thousand.
        var marks = db.Set<SeatMark>().Where(m => m.PartyId == feed.Id && m.PersonId == me);
        var theirs = db.Set<Seat>().Where(s => s.Party == PartyKind.Vendor).Within(query.Sight);
        var stars = marks.Where(m => m.Starred);
        var starred = (query.Sight.IsAll ? stars : stars.Where(m => theirs.Any(s => s.ConversationId == m.ConversationId))).Take(Most);
        var marked = marks.Where(m => m.Unread && theirs.Any(s => s.ConversationId == m.ConversationId && s.Place == Place.Inbox && s.Incoming <= s.IncomingRead)).Take(Most);
        var (snoozed, all, archived, spam) = (seats.In(db, Folder.Snoozed, me).Take(Most), seats.In(db, Folder.All, me).Take(Most), seats.In(db, Folder.Archived, me).Take(Most), seats.In(db, Folder.Spam, me).Take(Most));
        var mentions = db.Set<Mention>().Where(m => m.PartyId == feed.Id && m.PersonId == me).Select(m => m.ConversationId).Distinct().Take(Most);
        var found = await db.Set<PartyFeed>().Where(p => p.Id == feed.Id).Select(p => new
        {
            Needs = needs.Count(),
            Unread = unread.Count(),
            Marked = marked.Count(),
            Mine = mine.Count(),
            Unassigned = unassigned.Count(),
            Mentions = mentions.Count(),
            Starred = starred.Count(),
            Snoozed = snoozed.Count(),
            All = all.Count(),
            Archived = archived.Count(),
            Spam = spam.Count(),
        }).SingleAsync(ct);
        return new FolderNumbers(found.Needs, Math.Min(found.Unread + found.Marked, Most), found.Mine, found.Unassigned, found.Mentions, found.Starred, found.Snoozed, found.All, found.Archived, found.Spam);
    }
}
