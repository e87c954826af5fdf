using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="Reset">Too much has changed, or too long ago: forget everything and load the inbox anew.</param>
/// <param name="More">Ask again with <c>since</c> set to <paramref name="Feed"/>.</param>
/// <param name="Gone">Threads that left the sight of an agent who sees only what is theirs.</param>
public sealed record ChangePage(long Feed, bool Reset, bool More, IReadOnlyList<ConversationRow> Items, IReadOnlyList<Guid> Gone);

/// <summary>Exactly what changed for a party since a feed number, oldest change first.</summary>
public sealed class Changes(Store store, InboxRows rows, Register register, Sights sights)
{
    const int Page = 100, Bearable = 2000;

    public async Task<ChangePage> ReadAsync(Role role, Person person, long since, CancellationToken ct)
    {
        await using var db = store.Open();
        // The number is read first: what comes after it may be sent twice, never left out.
        if (await db.FindFeedAsync(role, ct) is not { } feed) return new ChangePage(0, since > 0, false, [], []);
        if (since > feed.Number || since < feed.Floor || feed.Number - since > Bearable || since < await SightSinceAsync(role, ct)) return new ChangePage(feed.Number, true, false, [], []);
        var messages = await db.Set<Seat>().Where(s => s.PartyId == feed.Id && s.Activity > since && s.Activity <= feed.Number)
            .OrderBy(s => s.Activity).Take(Page + 1).Select(s => new { s.ConversationId, Number = s.Activity }).ToListAsync(ct);
        var touches = await db.Set<SeatTouch>().Where(t => t.PartyId == feed.Id && t.Number > since && t.Number <= feed.Number)
            .OrderBy(t => t.Number).Take(Page + 1).Select(t => new { t.ConversationId, t.Number, t.Former }).ToListAsync(ct);
        var changed = messages.Concat(touches.Select(t => new { t.ConversationId, t.Number })).OrderBy(c => c.Number).ToList();
        var more = changed.Count > Page;
        if (more) changed.RemoveRange(Page, changed.Count - Page);
        var ids = changed.ConvertAll(c => c.ConversationId).Distinct().ToList();
        var sight = await sights.OfAsync(role, person.Id, ct);
        var found = await SeenAsync(await InboxRows.Query(db, db.Set<Seat>().Where(s => ids.Contains(s.ConversationId) && s.Party == role.Party)).ToListAsync(ct), sight, ct);
        var items = await rows.ViewAsync(found, ct);
        items.Sort((a, b) => ids.IndexOf(a.Id).CompareTo(ids.IndexOf(b.Id)));
        var upTo = more ? changed[^1].Number : feed.Number;
        var gone = sight.IsAll ? [] : touches.Where(t => t.Former is { } former && t.Number <= upTo && sight.Covers(former)).Select(t => t.ConversationId).Distinct().Except(found.Select(r => r.Seat.ConversationId)).ToList();
        return new ChangePage(upTo, false, more, items, gone);
    }

    /// <summary>Those that the person sees: theirs, and those into which they were asked.</summary>
    async Task<List<RawRow>> SeenAsync(List<RawRow> found, Sight sight, CancellationToken ct)
    {
        if (sight.Only is not { } person || found.Count == 0) return found;
        var guests = await sights.GuestsAsync(found[0].Seat.PartyId, found.ConvertAll(r => r.Seat.ConversationId), [person], ct);
        return found.FindAll(r => sight.Covers(r.Seat.Assignee) || guests.Contains((r.Seat.ConversationId, person)));
    }

    /// <summary>The number at which the team's owners last changed who sees what.</summary>
    async ValueTask<long> SightSinceAsync(Role role, CancellationToken ct) => role.Party == PartyKind.Vendor ? (await register.TeamAsync(role.HolderId, ct)).SightSince : 0;
}
