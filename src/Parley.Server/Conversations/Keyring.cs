using System.Security.Cryptography;
using Parley.Encryption;

namespace Parley.Conversations;

/// <summary>Opens one conversation's texts; the key of each author is derived once, however many messages of theirs are read.</summary>
/// <param name="secrets">Of every author that will be asked for; null when erased.</param>
public sealed class Keyring(Door door, IReadOnlyDictionary<string, byte[]?> secrets)
{
    readonly Dictionary<string, byte[]?> keys = [];

    public Door Door => door;

    /// <summary>The text as it reads now, or null when its author was erased.</summary>
    public string? TextOf(Message row) =>
        row.SealedNow is { } now ? Open(row, now, row.UnsentAt is null ? row.Version : row.Version - 1) : FirstTextOf(row);

    /// <summary>The text as first sent, or null when its author was erased.</summary>
    public string? FirstTextOf(Message row) => Open(row, row.Sealed, 0);

    string? Open(Message row, byte[] data, int version)
    {
        if (!keys.TryGetValue(row.AuthorId, out var key))
            keys[row.AuthorId] = key = secrets[row.AuthorId] is { } secret ? TextSeal.Key(secret, door.Secret) : null;
        if (key is null) return null;
        try
        {
            return TextSeal.Open(key, data, door.Id, row.ClientId, version);
        }
        catch (AuthenticationTagMismatchException)
        {
            // Written under a secret that was destroyed since; its author came back and has a new one. The chain tells tampering apart.
            return null;
        }
    }
}
