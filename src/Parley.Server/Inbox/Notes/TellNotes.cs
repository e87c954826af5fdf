using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>A note was written, edited or removed. Only the vendor's own connections hear it.</summary>
public sealed record NotePush(long Feed, Guid ConversationId, NoteView Note);

/// <summary>Pushes notes to the vendor's connections: those of this node at once, those of others when they find the fact.</summary>
public sealed class TellNotes(Store store, ThreadLines lines, NoteViews views) : IFactTeller
{
    public FactKind Kind => FactKind.NoteWritten;

    /// <summary>Returns the note as it was pushed.</summary>
    public async Task<NoteView> PushAsync(Door door, Note note, CancellationToken ct)
    {
        var view = (await views.OfAsync(door, [note], ct))[0];
        await lines.PushAsync(door, PartyKind.Vendor, note.Feed, "note", new NotePush(note.Feed, door.Id, view));
        return view;
    }

    public async Task TellAsync(Door door, Fact fact, CancellationToken ct)
    {
        if (!lines.IsOnline(door, PartyKind.Vendor)) return;
        await using var db = store.Open();
        if (await db.Set<Note>().SingleOrDefaultAsync(n => n.ConversationId == door.Id && n.Number == fact.Seq, ct) is { } note) await PushAsync(door, note, ct);
    }
}
