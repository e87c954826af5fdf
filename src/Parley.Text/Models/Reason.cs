namespace Parley.Text.Models;

/// <summary>Something in a text that spoke for an answer.</summary>
/// <param name="Why">What kind of thing it is: <c>words</c>, <c>rule</c> with its name (<c>rule:threat</c>), or a trait of the whole text (<c>text:money</c>, <c>text:capitals</c>).</param>
/// <param name="Start">Where it begins, in UTF-16 units of the text.</param>
/// <param name="Length">How long it is; 0 when it is a trait of the whole text.</param>
/// <param name="Weight">How much it added to the score, in the score's unit before it was made a probability (log odds).</param>
public readonly record struct Reason(string Why, int Start, int Length, double Weight);
