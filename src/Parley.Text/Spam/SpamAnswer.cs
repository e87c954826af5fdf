using Parley.Text.Models;

namespace Parley.Text.Spam;

/// <summary>What a model thinks of a text.</summary>
/// <param name="Probability">How likely it is spam, from 0 to 1.</param>
/// <param name="IsSpam">Whether the model would say so itself; it rather misses spam than takes a person's words for it.</param>
/// <param name="Reasons">What spoke for spam, the strongest first; empty when nothing did.</param>
public sealed record SpamAnswer(double Probability, bool IsSpam, IReadOnlyList<Reason> Reasons);
