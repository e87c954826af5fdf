using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="Reset">Too much has changed, or too long ago: forget everything and load the inbox anew.</param>
/// <param name="More">Ask again with <c>since</c> set to <paramref name="Feed"/>.</param>
public sealed record ChangePage(long Feed, bool Reset, bool More, IReadOnlyList<ConversationRow> Items);

/// <summary>Exactly what changed for a party since a feed number, oldest change first.</summary>
public sealed class Changes(Store store, InboxRows rows)
{
    const int Page = 100, Bearable = 2000;

    public async Task<ChangePage> ReadAsync(Role role, long since, CancellationToken ct)
    {
        await using var db = store.Open();
        // The number is read first: what comes after it may be sent twice, never left out.
        if (await db.FindFeedAsync(role, ct) is not { } feed) return new ChangePage(0, since > 0, false, []);
        if (since > feed.Number || since < feed.Floor || feed.Number - since > Bearable) return new ChangePage(feed.Number, true, false, []);
        var messages = await db.Set<Seat>().Where(s => s.PartyId == feed.Id && s.Activity > since && s.Activity <= feed.Number)
            .OrderBy(s => s.Activity).Take(Page + 1).Select(s => new { s.ConversationId, Number = s.Activity }).ToListAsync(ct);
        var touches = await db.Set<SeatTouch>().Where(t => t.PartyId == feed.Id && t.Number > since && t.Number <= feed.Number)
            .OrderBy(t => t.Number).Take(Page + 1).Select(t => new { t.ConversationId, t.Number }).ToListAsync(ct);
        var changed = messages.Concat(touches).OrderBy(c => c.Number).ToList();
        var more = changed.Count > Page;
        if (more) changed.RemoveRange(Page, changed.Count - Page);
        var ids = changed.ConvertAll(c => c.ConversationId).Distinct().ToList();
        var found = await InboxRows.Query(db, db.Set<Seat>().Where(s => s.PartyId == feed.Id && ids.Contains(s.ConversationId))).ToListAsync(ct);
        var items = await rows.ViewAsync(found, ct);
        items.Sort((a, b) => ids.IndexOf(a.Id).CompareTo(ids.IndexOf(b.Id)));
        return new ChangePage(more ? changed[^1].Number : feed.Number, false, more, items);
    }
}
