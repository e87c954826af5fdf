namespace Parley.Conversations;

/// <summary>Somebody of the team is named in a note of a thread's, and has not seen it.</summary>
/// <param name="Note">The note's number in its thread.</param>
public sealed record Naming(Guid Thread, int Note, string Person, string Author, DateTimeOffset At);

/// <summary>Who is named in notes; for folders whose rows this one does not know.</summary>
public interface INamings
{
    /// <summary>Everybody who is named in these notes now and has not seen it; nobody who named themself.</summary>
    Task<IReadOnlyList<Naming>> UnseenAsync(IReadOnlyCollection<(Guid Thread, int Note)> notes, CancellationToken ct);
}
