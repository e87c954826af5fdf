using System.Globalization;
using Parley.Conversations;
using Parley.Plumbing;

namespace Parley.Inbox;

/// <summary>
/// A row's place in a list that has several parts, one after the other: urgent before high, owed before not owed. Places compare
/// as they follow, and each part is found along one index; so a page begins at any of them at the same price.
/// </summary>
/// <param name="Part">Which part, from 0.</param>
/// <param name="At">Within it: since when an answer is owed, or the activity's negative, newest first.</param>
/// <param name="Id">Among those that are owed since the same moment.</param>
readonly record struct Spot(int Part, long At, Guid Id)
{
    /// <summary>Before everything in the part.</summary>
    public static Spot Start(int part) => new(part, -long.MaxValue, Guid.Empty);

    public static int PartsOf(Sort sort, Folder folder) => sort switch
    {
        Sort.Priority => 4,
        Sort.Waiting when folder != Folder.Needs => 2,
        _ => 1,
    };

    public static bool IsByDebt(Sort sort, int part) => sort == Sort.Waiting && part == 0;

    public static Spot Of(Seat seat, Sort sort) => sort switch
    {
        Sort.Waiting when seat.OwesSince is { } since => new Spot(0, since, seat.ConversationId),
        Sort.Waiting => new Spot(1, -seat.Activity, Guid.Empty),
        Sort.Priority => new Spot(Priority.Urgent - seat.Priority, -seat.Activity, Guid.Empty),
        _ => new Spot(0, -seat.Activity, Guid.Empty),
    };

    public static Spot Read(string list, string? cursor)
    {
        if (Cursor.Read(list, cursor) is not { } position) return Start(0);
        return position.Split(' ') is [var part, var at, var id] && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var a) && a > long.MinValue && Guid.TryParse(id, out var i) ? new Spot(p, a, i) : throw Refuse.InvalidCursor();
    }

    public string Write(string list) => Cursor.Write(list, string.Create(CultureInfo.InvariantCulture, $"{Part} {At} {Id:N}"));

    /// <summary>Compares as the rows follow.</summary>
    public (int, long, Guid) Order => (Part, At, Id);
}

static class SpotQueries
{
    /// <summary>The part's seats that follow the spot, in order.</summary>
    public static IQueryable<Seat> After(this IQueryable<Seat> seats, Sort sort, Spot spot)
    {
        if (Spot.IsByDebt(sort, spot.Part))
        {
            var (since, id) = (spot.At, spot.Id);
            // Not "later, or as late and after it": a store that may choose would find both and sort them all.
            return seats.Where(s => s.OwesSince != null && s.OwesSince >= since && (s.OwesSince != since || s.ConversationId.CompareTo(id) > 0)).OrderBy(s => s.OwesSince).ThenBy(s => s.ConversationId);
        }
        var before = -spot.At;
        return seats.OfPart(sort, spot.Part).Where(s => s.Activity < before).OrderByDescending(s => s.Activity);
    }

    /// <summary>Of the part's seats those up to the spot, and it.</summary>
    public static IQueryable<Seat> UpTo(this IQueryable<Seat> seats, Sort sort, Spot? end)
    {
        if (end is not { } spot) return seats;
        if (Spot.IsByDebt(sort, spot.Part))
        {
            var (since, id) = (spot.At, spot.Id);
            return seats.Where(s => s.OwesSince <= since && (s.OwesSince != since || s.ConversationId.CompareTo(id) <= 0));
        }
        var last = -spot.At;
        return seats.Where(s => s.Activity >= last);
    }

    // Literals, not parameters: the indexes are of some priorities only, and the store has to see which.
    public static IQueryable<Seat> OfPart(this IQueryable<Seat> seats, Sort sort, int part) => (sort, part) switch
    {
        (Sort.Waiting, _) => seats.Where(s => s.OwesSince == null),
        (Sort.Priority, 0) => seats.Where(s => s.Priority != Priority.Normal && s.Priority == Priority.Urgent),
        (Sort.Priority, 1) => seats.Where(s => s.Priority != Priority.Normal && s.Priority == Priority.High),
        (Sort.Priority, 2) => seats.Where(s => s.Priority == Priority.Normal),
        (Sort.Priority, _) => seats.Where(s => s.Priority != Priority.Normal && s.Priority == Priority.Low),
        _ => seats,
    };
}
