namespace Parley.Storage;

/// <summary>Where messages are kept.</summary>
public sealed class StoreOptions
{
    /// <summary><c>sqlite</c> (one file, nothing to install) or <c>postgres</c> (15 or later).</summary>
    public string Kind { get; set; } = "sqlite";

    /// <summary>The connection string. Empty means <c>parley.db</c> in the data folder for sqlite; postgres needs one. Unless it says otherwise, PostgreSQL has 3 s to take a connection and 6 s for a statement.</summary>
    public string Connection { get; set; } = "";

    /// <summary>The most sends that share one commit. 1 to 1024.</summary>
    public int BatchSize { get; set; } = 256;

    /// <summary>The most sends that may wait for a commit before new ones are refused with 503. 16 to 100,000.</summary>
    public int QueueLimit { get; set; } = 1024;

    /// <summary>How long facts stay in the outbox, in hours. 1 to 720.</summary>
    public int OutboxHours { get; set; } = 24;
}
