using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A word to whoever gets a thread: a note of the team's, which mentions them.</summary>
/// <param name="ClientNoteId">A UUID made by the client; with it a retry writes nothing twice.</param>
/// <param name="Text">1 to 5,000 characters, at least one of them visible.</param>
public sealed record ActNote(Guid ClientNoteId, string Text);

/// <summary>Writes notes in the commit of the acts that they go with; for the folder whose rows notes are.</summary>
public interface IActNotes
{
    /// <summary>Refuses what is no note, and makes what takes writes of its own. Before the transaction.</summary>
    Task ReadyAsync(By by, ActNote note, CancellationToken ct);

    /// <summary>Inside a transaction that locked the threads.</summary>
    /// <param name="seats">The vendor's seats, each with its door and its thread's last message.</param>
    /// <param name="to">Whom it mentions.</param>
    /// <returns>The threads in which it is new; in the others it was written before.</returns>
    Task<IReadOnlyList<Door>> WriteAsync(ParleyDb db, By by, IReadOnlyList<(Door Door, Seat Seat, int LastSeq)> seats, ActNote note, string to, CancellationToken ct);

    /// <summary>Takes it back, as its author could by hand, inside a transaction that locked the threads.</summary>
    /// <returns>The threads in which it was still there.</returns>
    Task<IReadOnlyList<Guid>> RemoveAsync(ParleyDb db, IReadOnlyList<Seat> seats, Guid note, string author, CancellationToken ct);

    /// <summary>Tells the team's connections here, after the commit.</summary>
    Task PushAsync(IReadOnlyList<Door> threads, Guid note, CancellationToken ct);
}
