namespace Parley.Encryption;

/// <summary>The keys that wrap all other keys.</summary>
public sealed class KeyOptions
{
    /// <summary><c>file</c> (made on first start, mode 0600) or <c>environment</c> (<see cref="Value"/>).</summary>
    public string Provider { get; set; } = "file";

    /// <summary>The key file; processes on one database share it. Empty means <c>keys.json</c> in the data folder. Losing it loses every text: back it up apart from the database.</summary>
    public string File { get; set; } = "";

    /// <summary>For the provider <c>environment</c>: <c>id:base64</c> of 32 bytes each, separated by commas, the current key first.</summary>
    public string Value { get; set; } = "";
}
