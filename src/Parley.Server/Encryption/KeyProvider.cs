namespace Parley.Encryption;

/// <summary>A 256-bit key that wraps others, and its short stable id.</summary>
public sealed record WrappingKey(string Id, byte[] Key);

/// <summary>
/// Where wrapping keys come from. <see cref="Current"/> wraps what is new; <see cref="Find"/> returns any key that still unwraps
/// something, or null. <see cref="RotateAsync"/> makes a new current key and keeps the old ones.
/// </summary>
public interface IKeyProvider
{
    WrappingKey Current { get; }

    WrappingKey? Find(string id);

    Task<WrappingKey> RotateAsync(CancellationToken ct);
}
