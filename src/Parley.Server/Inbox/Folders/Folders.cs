using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

public enum Folder
{
    /// <summary>In the inbox and owed an answer: what a vendor's team sees first.</summary>
    Needs,

    /// <summary>In the inbox, with messages that the party has not read or that the agent marked so.</summary>
    Unread,
    Mine,
    Unassigned,

    /// <summary>Those in whose notes the person is named, wherever they are kept.</summary>
    Mentions,

    /// <summary>The person's own stars, wherever the threads are kept.</summary>
    Starred,
    Snoozed,

    /// <summary>All but spam.</summary>
    All,
    Archived,
    Spam,
}

/// <summary>What is in which folder. The pages, their filters and the counts all ask here, so they cannot disagree.</summary>
static class Folders
{
    public static IQueryable<Seat> In(this IQueryable<Seat> seats, ParleyDb db, Folder folder, string me) => folder switch
    {
        Folder.Needs => seats.Where(s => s.Place == Place.Inbox && s.OwesSince != null),
        Folder.Unread => seats.Where(s => s.Place == Place.Inbox && s.Incoming > s.IncomingRead),
        Folder.Mine => seats.Where(s => s.Party == PartyKind.Vendor && s.Place == Place.Inbox && s.Assignee == me),
        Folder.Unassigned => seats.Where(s => s.Party == PartyKind.Vendor && s.Place == Place.Inbox && s.Assignee == ""),
        Folder.Mentions => seats.Where(s => db.Set<Mention>().Any(m => m.PartyId == s.PartyId && m.PersonId == me && m.ConversationId == s.ConversationId)),
        Folder.Starred => seats.Where(s => db.Set<SeatMark>().Any(m => m.PartyId == s.PartyId && m.PersonId == me && m.ConversationId == s.ConversationId && m.Starred)),
        // That it is not in the inbox is said as the index says it, for stores that do not reason.
        Folder.Snoozed => seats.Where(s => s.Place != Place.Inbox && s.Place == Place.Snoozed),
        Folder.Archived => seats.Where(s => s.Place != Place.Inbox && s.Place == Place.Archived),
        Folder.Spam => seats.Where(s => s.Place != Place.Inbox && s.Place == Place.Spam),
        _ => seats.Where(s => s.Place != Place.Spam),
    };

    /// <summary>What is in the unread folder only because the agent marked it.</summary>
    public static IQueryable<Seat> MarkedUnread(this IQueryable<Seat> seats, ParleyDb db, string me) =>
        seats.Where(s => s.Place == Place.Inbox && s.Incoming <= s.IncomingRead && db.Set<SeatMark>().Any(m => m.PartyId == s.PartyId && m.PersonId == me && m.ConversationId == s.ConversationId && m.Unread));

    /// <summary>The unread folder of one who may have marked something.</summary>
    public static IQueryable<Seat> UnreadOrMarked(this IQueryable<Seat> seats, ParleyDb db, string me) =>
        seats.Where(s => s.Place == Place.Inbox && (s.Incoming > s.IncomingRead || db.Set<SeatMark>().Any(m => m.PartyId == s.PartyId && m.PersonId == me && m.ConversationId == s.ConversationId && m.Unread)));

    /// <summary>A party's threads that have messages, as far as the person sees them. Who is named in a note sees that thread, whosever it is.</summary>
    public static IQueryable<Seat> SeatsOf(this ParleyDb db, long party, InboxQuery query)
    {
        // What owes an answer has messages; not asked, so that an index alone says it.
        var seats = query.Folder == Folder.Needs ? db.Set<Seat>().Where(s => s.PartyId == party) : db.Set<Seat>().Where(s => s.PartyId == party && s.Activity > 0);
        return query.Folder == Folder.Mentions ? seats : seats.Within(query.Sight);
    }
}
