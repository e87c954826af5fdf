namespace Parley.Text.Models;

/// <summary>A text and what it is, for training.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">Its class.</param>
/// <param name="Group">Texts of one group are variants of each other and never tested against one another; null: a group of its own.</param>
/// <param name="Weight">How much it counts; 1 is usual.</param>
public sealed record Sample(string Text, string Label, string? Group = null, double Weight = 1);
