namespace Parley.Conversations;

/// <summary>A file that did not come as an upload.</summary>
/// <param name="Id">It is one now, of its author in that thread, to be sent as any; null when it was not taken.</param>
/// <param name="Reason">Why not, as a problem's code.</param>
public sealed record BroughtFile(Guid? Id, string? Reason);

/// <summary>Takes files that come otherwise than by an upload, such as in a mail. Another folder keeps them; this one only asks.</summary>
public interface IBringFiles
{
    /// <summary>Makes of these bytes an upload of this person in this thread, under all limits and checks of one.</summary>
    Task<BroughtFile> BringAsync(Entered who, string name, Stream bytes, CancellationToken ct);
}
