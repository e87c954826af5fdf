namespace Parley.Conversations;

/// <summary>A decision of the platform's about somebody, as they are told of it.</summary>
/// <param name="Alert">The id of the alert that asks for their attention.</param>
/// <param name="Act">By its name on the wire, such as <c>mute</c>.</param>
/// <param name="Facts">What happened, or why an appeal ended as it did.</param>
/// <param name="Until">When it ends by itself; null for good, or where nothing lasts.</param>
/// <param name="AppealUntil">Until when it can be appealed; null where it cannot.</param>
/// <param name="Upheld">Of an appeal that was decided: whether the decision stays.</param>
public sealed record Ruling(Guid Alert, string Act, string Facts, string Reference, DateTimeOffset At, DateTimeOffset? Until, DateTimeOffset? AppealUntil, bool? Upheld);

/// <summary>What was decided about people. Another folder decides; this one only tells.</summary>
public interface IRulings
{
    /// <param name="vendor">Whose team the person is of; null of a buyer.</param>
    /// <returns>Of this thread, the latest 50 decisions about the person or their vendor.</returns>
    Task<IReadOnlyList<Ruling>> OfAsync(Guid thread, string person, string? vendor, CancellationToken ct);
}
