namespace Parley.Live;

/// <summary>What nodes know of each other's connections.</summary>
public sealed class LiveOptions
{
    /// <summary>After how long without a sign of life a node counts as dead, in seconds; its people are offline ten seconds later. The same on every node. 6 to 600.</summary>
    public int NodeSilenceSeconds { get; set; } = 45;
}
