using Parley.Text.Models;

namespace Parley.Text.Abuse;

/// <summary>What a model thinks of a text.</summary>
/// <param name="Probability">How likely it is abuse, from 0 to 1.</param>
/// <param name="IsAbuse">Whether the model would say so itself.</param>
/// <param name="Kind">The likeliest kind; none when it is no abuse.</param>
/// <param name="Reasons">What spoke for abuse, the strongest first.</param>
public sealed record AbuseAnswer(double Probability, bool IsAbuse, AbuseKind Kind, IReadOnlyList<Reason> Reasons);
