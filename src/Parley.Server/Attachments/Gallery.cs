using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>A file of a thread, and the message it came with.</summary>
public sealed record GalleryItem(int Seq, DateTimeOffset At, PartyKind From, AttachmentView File);

/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record GalleryPage(IReadOnlyList<GalleryItem> Items, string? Cursor);

/// <summary>A thread's files that stand and are ready, newest first.</summary>
public sealed class Gallery(Store store, Unseal unseal)
{
    public async Task<GalleryPage> ReadAsync(Entered who, string? cursor, int limit, CancellationToken ct)
    {
        var list = $"files {who.Door.Id}";
        var before = Cursor.Read(list, cursor) is { } at ? int.Parse(at, CultureInfo.InvariantCulture) : int.MaxValue;
        await using var db = store.Open();
        var ready = Links.Reachable(db, who);
        var messages = await db.Set<Message>().Where(m => m.ConversationId == who.Door.Id && m.Seq < before && m.UnsentAt == null && m.RemovedAt == null && ready.Any(a => a.ClientId == m.ClientId))
            .OrderByDescending(m => m.Seq).Take(limit + 1).ToListAsync(ct);
        var more = messages.Count > limit;
        if (more) messages.RemoveAt(limit);
        var items = new List<GalleryItem>();
        foreach (var view in await unseal.MessagesAsync(who.Door, messages, who.Side, ct))
            items.AddRange(view.Attachments.Where(a => a.State == AttachmentState.Ready).Select(a => new GalleryItem(view.Seq, view.At, view.Author.Party, a)));
        return new GalleryPage(items, more ? Cursor.Write(list, messages[^1].Seq.ToString(CultureInfo.InvariantCulture)) : null);
    }
}
