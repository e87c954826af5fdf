using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <param name="Cursor">Ask for what comes <c>after</c> it; null at the end.</param>
public sealed record NotePage(IReadOnlyList<NoteView> Items, string? Cursor);

/// <summary>Reads a thread's notes, for the vendor's own team.</summary>
public sealed class Notes(Store store, Doors doors, NoteViews views)
{
    public const int PageSize = 500;

    /// <summary>One of the vendor's team. For the buyer of the thread its notes exist as little as for a stranger.</summary>
    public async ValueTask<Entered> EnterAsync(Person person, Guid conversation, CancellationToken ct)
    {
        var who = await doors.EnterAsync(person, conversation, ct);
        return who.Side == PartyKind.Vendor ? who : throw Refuse.NotFound();
    }

    /// <summary>Oldest first, also those that were removed.</summary>
    public async Task<NotePage> ReadAsync(Entered team, string? after, CancellationToken ct)
    {
        var list = $"notes {team.Door.Id}";
        var number = Cursor.Read(list, after) is { } position ? int.Parse(position, CultureInfo.InvariantCulture) : 0;
        await using var db = store.Open();
        var rows = await db.Set<Note>().Where(n => n.ConversationId == team.Door.Id && n.Number > number).OrderBy(n => n.Number).Take(PageSize + 1).ToListAsync(ct);
        var more = rows.Count > PageSize;
        if (more) rows.RemoveAt(PageSize);
        return new NotePage(await views.OfAsync(team.Door, rows, ct), more ? Cursor.Write(list, rows[^1].Number.ToString(CultureInfo.InvariantCulture)) : null);
    }
}
