using Parley.Text.Models;

namespace Parley.Text.Topics;

/// <summary>What a text is about.</summary>
/// <param name="Topic">The likeliest topic.</param>
/// <param name="Probability">How likely it is among all, from 0 to 1.</param>
/// <param name="Reasons">What spoke for it, the strongest first.</param>
public sealed record TopicAnswer(Topic Topic, double Probability, IReadOnlyList<Reason> Reasons);
