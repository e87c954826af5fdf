using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Finds out whether what is asked for is little: then it is gathered by what makes it little and put in order here. Otherwise it is
/// not rare along the list's own order, and walking that finds a page soon. Each look ends after a thousand, so neither way of
/// reading a page, nor finding out which, grows with the inbox.
/// </summary>
static class Few
{
    public const int Most = 1000;

    /// <summary>Threads among which all are that are asked for; null when they are many, or when the list's own order finds them.</summary>
    public static async Task<List<Guid>?> FindAsync(ParleyDb db, long party, InboxQuery query, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var among in Looks(db, party, query, now))
        {
            // Counted first: for that the store reads an index and not its rows, and most that is asked for is not little.
            if (await IsMoreAsync(among, ct)) continue;
            var found = await among.Take(Most + 1).ToListAsync(ct);
            if (found.Count <= Most) return found;
        }
        return null;
    }

    public static async Task<bool> IsMoreAsync<T>(IQueryable<T> among, CancellationToken ct) => await among.Skip(Most).Take(1).AnyAsync(ct);

    /// <summary>By what is rarest as a rule, first.</summary>
    static IEnumerable<IQueryable<Guid>> Looks(ParleyDb db, long party, InboxQuery query, DateTimeOffset now)
    {
        var (folder, filters, me) = (query.Folder, query.Filters, query.Me);
        if (folder == Folder.Starred) yield return db.Set<SeatMark>().Where(m => m.PartyId == party && m.PersonId == me && m.Starred).Select(m => m.ConversationId);
        if (folder == Folder.Mentions) yield return db.Set<Mention>().Where(m => m.PartyId == party && m.PersonId == me).Select(m => m.ConversationId).Distinct();
        if (filters.Label is { } label) yield return db.Set<ThreadLabel>().Where(l => l.PartyId == party && l.LabelId == label).Select(l => l.ConversationId);
        if (filters.Found(db, party) is { } threads) yield return threads;
        if (IsOrdered(query)) yield break;
        // Of the folder as it is, with what its seats say: each of these is a range of one of its indexes.
        if (folder is Folder.Starred or Folder.Mentions or Folder.All) yield break;
        var seats = db.SeatsOf(party, query).In(db, folder, me);
        if (folder == Folder.Unread) seats = seats.Concat(db.SeatsOf(party, query).MarkedUnread(db, me));
        yield return seats.Select(s => s.ConversationId);
        if (folder is Folder.Snoozed or Folder.Archived or Folder.Spam) yield break;
        var inbox = db.SeatsOf(party, query).Where(s => s.Party == PartyKind.Vendor && s.Place == Place.Inbox);
        if (filters.Assignee is { } assignee) yield return inbox.Where(s => s.Assignee == assignee).Select(s => s.ConversationId);
        if (filters.WaitingOver is not null) yield return (Filters.None with { WaitingOver = filters.WaitingOver }).Narrow(db, party, inbox, now).Select(s => s.ConversationId);
        if (filters.Priority is not (null or Priority.Normal)) yield return (Filters.None with { Priority = filters.Priority }).Narrow(db, party, inbox, now).Select(s => s.ConversationId);
    }

    /// <summary>Whether one index holds just this folder in just this order.</summary>
    public static bool IsOrdered(InboxQuery query) => query.Filters.IsEmpty && (query.Sort, query.Folder) is (Sort.Waiting, Folder.Needs) or (Sort.Time, not (Folder.Needs or Folder.Starred or Folder.Mentions));
}
