namespace Parley.Attachments;

public enum ScanVerdict
{
    Clean,
    Infected,

    /// <summary>The scanner could not look into this file (too large for it, encrypted, broken): asking again may not help.</summary>
    Unscannable,

    /// <summary>It works at this file longer than it may, and answers others meanwhile.</summary>
    TooSlow,

    /// <summary>The scanner does not answer: ask again later.</summary>
    Unavailable,
}

/// <param name="Signature">What was found, or what kept the scanner from looking.</param>
public readonly record struct ScanResult(ScanVerdict Verdict, string? Signature = null);

/// <summary>Looks for malware. Never throws for what is in the file or for a scanner that is away, only when the file cannot be read.</summary>
public interface IFileScanner
{
    Task<ScanResult> ScanAsync(Stream bytes, CancellationToken ct);

    /// <summary>How it is, in words for the health page, and whether that is well.</summary>
    ValueTask<(bool Healthy, string Says)> HealthAsync(CancellationToken ct);
}

/// <summary>Nobody looks for malware; structure was looked into when the file came.</summary>
public sealed class NoScanner : IFileScanner
{
    public Task<ScanResult> ScanAsync(Stream bytes, CancellationToken ct) => Task.FromResult(new ScanResult(ScanVerdict.Clean));

    public ValueTask<(bool Healthy, string Says)> HealthAsync(CancellationToken ct) =>
        new((true, "No scanner: files are checked for their type and structure only. Set Parley:Attachments:Scanner to 'clamd' to look for malware."));
}
