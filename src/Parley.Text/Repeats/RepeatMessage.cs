namespace Parley.Text.Repeats;

/// <summary>A message that was sent, as far as repetition goes.</summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="At">When; messages come in about this order.</param>
/// <param name="Text">What it says.</param>
/// <param name="HasOrder">Whether the recipient ordered something from the sender: what shops tell those who ordered is no solicitation.</param>
public sealed record RepeatMessage(string Sender, string Recipient, DateTimeOffset At, string Text, bool HasOrder)
{
    /// <summary>How much it sounds like an offer, where whoever hands it in knows; else the window asks.</summary>
    public double? Offer { get; init; }
}
