namespace Parley.Plumbing;

/// <summary>
/// Writes down what was refused because it looks like an attack, where the platform's people look for such things. Never fails, and never takes
/// long: what is refused is refused whether or not it can be noted. A flood of the same is noted in part, with how much was left out.
/// </summary>
public interface INoteRefusal
{
    /// <param name="what">One word, such as <c>unsubscribe-refused</c>; at most 40 characters.</param>
    /// <param name="about">A kind and an id, never what a stranger wrote; at most 200 characters.</param>
    /// <param name="reason">A sentence; at most 800 characters.</param>
    Task NoteAsync(string what, string about, string reason, CancellationToken ct);
}
