namespace Parley.Encryption;

/// <summary>Wrapping keys handed in by configuration: <c>id:base64,id:base64</c>, the current one first.</summary>
public sealed class EnvironmentKeys : IKeyProvider
{
    readonly List<WrappingKey> keys;

    public EnvironmentKeys(string value)
    {
        keys = [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];
        if (keys.Count == 0) throw new InvalidOperationException("Parley:Keys:Value is empty; write 'id:base64' of 32 random bytes (openssl rand -base64 32).");
    }

    /// <summary>What is wrong with the value, and what to write instead; null when nothing is.</summary>
    public static string? FindMistake(string value)
    {
        try
        {
            _ = new EnvironmentKeys(value);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    public WrappingKey Current => keys[0];

    public WrappingKey? Find(string id) => keys.Find(k => k.Id == id);

    public Task<WrappingKey> RotateAsync(CancellationToken ct) =>
        throw new InvalidOperationException("Keys come from the environment: put the new key first in Parley:Keys:Value, restart, then run 'parley key rotate' to rewrap.");

    static WrappingKey Read(string pair)
    {
        var parts = pair.Split(':', 2);
        var bytes = new byte[32];
        if (parts.Length == 2 && parts[0].Length is > 0 and <= 32 && Convert.TryFromBase64String(parts[1], bytes, out var length) && length == 32) return new WrappingKey(parts[0], bytes);
        throw new InvalidOperationException("Parley:Keys:Value must be 'id:base64' of exactly 32 bytes, several separated by commas.");
    }
}
