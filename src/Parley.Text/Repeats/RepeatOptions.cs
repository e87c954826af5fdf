namespace Parley.Text.Repeats;

/// <summary>How much is remembered, and how alike texts must be. The defaults are those that were measured.</summary>
public sealed record RepeatOptions
{
    /// <summary>How long a message is remembered.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How many messages are remembered at most; the oldest go first. Each takes about 2 kB.</summary>
    public int Capacity { get; init; } = 20_000;

    /// <summary>From which share of common shingles, of the text that has fewer, two texts of one sender are variants; 0 to 1.</summary>
    public double AlikeOfOneSender { get; init; } = 0.27;

    /// <summary>The same for texts of different senders.</summary>
    public double AlikeOfOthers { get; init; } = 0.42;

    /// <summary>How many people one sender may write variants of an inquiry to; beyond it, whatever is asked is a campaign.</summary>
    public int MostInquiries { get; init; } = 8;

    /// <summary>Within which time four variants that are not an inquiry are a campaign.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromHours(6);
}
