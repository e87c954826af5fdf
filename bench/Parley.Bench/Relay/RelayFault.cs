namespace Parley.Bench.Relay;

/// <summary>A fault the relay commits on purpose, one message in 97, to show that the checker would see it.</summary>
enum RelayFault
{
    None,

    /// <summary>Acknowledged and stored, never pushed.</summary>
    Dropped,

    /// <summary>Pushed two times.</summary>
    Twice,

    /// <summary>Pushed 300 ms after those behind it.</summary>
    Late,

    /// <summary>Acknowledged and pushed, never stored.</summary>
    Unstored,
}
