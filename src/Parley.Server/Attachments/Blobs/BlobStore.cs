namespace Parley.Attachments;

/// <summary>
/// Keeps sealed bytes under keys made here (32 hexadecimal digits). A key is written once and never changed. Nothing kept is readable
/// without the file's key, so the place may be anybody's.
/// </summary>
public interface IBlobStore
{
    /// <summary>Keeps what <paramref name="write"/> writes; when it returns, the bytes are durable. When it throws, nothing is kept.</summary>
    Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken ct);

    /// <summary>Reads on from this byte. Throws <see cref="FileNotFoundException"/> when there is no such key.</summary>
    Task<Stream> OpenAsync(string key, long from, CancellationToken ct);

    /// <summary>Repeating it is harmless.</summary>
    Task DeleteAsync(string key, CancellationToken ct);

    /// <summary>Everything kept, and since when.</summary>
    IAsyncEnumerable<(string Key, DateTimeOffset Since)> ListAsync(CancellationToken ct);

    /// <summary>One round trip; throws when it does not answer.</summary>
    Task PingAsync(CancellationToken ct);
}
