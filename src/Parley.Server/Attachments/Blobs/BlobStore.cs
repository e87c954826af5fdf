namespace Parley.Attachments;

/// <summary>
/// Keeps sealed bytes under keys made here (32 hexadecimal digits, or the name of a pack's piece). A key is written once and never changed. Nothing kept is readable
/// without the file's key, so the place may be anybody's.
/// </summary>
public interface IBlobStore
{
    /// <summary>Keeps what <paramref name="write"/> writes; when it returns, the bytes are durable. When it throws, nothing is kept.</summary>
    Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken ct);

    /// <summary>Reads on from this byte; behind the last one may come what is somebody else's. Throws <see cref="FileNotFoundException"/> when there is no such key.</summary>
    Task<Stream> OpenAsync(string key, long from, CancellationToken ct);

    /// <summary>Repeating it is harmless.</summary>
    Task DeleteAsync(string key, CancellationToken ct);

    /// <summary>Everything kept, and since when; of pieces kept together the name of their pack.</summary>
    IAsyncEnumerable<(string Key, DateTimeOffset Since)> ListAsync(CancellationToken ct);

    /// <summary>One round trip; throws when it does not answer.</summary>
    Task PingAsync(CancellationToken ct);
}

/// <summary>A place that keeps many small pieces sooner together than one by one.</summary>
public interface IPacks
{
    /// <summary>Keeps these, at most a MiB or so each, and chooses their keys, returned in their order. When it returns, all are durable; when it throws, none is kept.</summary>
    IReadOnlyList<string> Keep(IReadOnlyList<ReadOnlyMemory<byte>> pieces);

    /// <summary>
    /// Gives back the room of what lies between these pieces of a pack: of pieces that no row names any more. Nothing, where somebody may still
    /// append to it here. Returns how many stretches were given back.
    /// </summary>
    int Trim(string pack, IReadOnlyList<string> named);
}
