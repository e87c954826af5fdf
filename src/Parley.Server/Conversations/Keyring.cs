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
    public string? TextOf(Message row) => NowOf(row)?.Text;

    Content? NowOf(Message row) => row.SealedNow is not { } now ? FirstOf(row) : Open(row, now, row.UnsentAt is null ? row.Version : row.Version - 1) is { } packed ? Content.Unpack(packed) : null;

    /// <summary>The text that an edit gave it; null when its author was erased.</summary>
    public string? TextOf(Message row, Revision edit) => edit.Sealed is { } given && Open(row, given, edit.Version) is { } packed ? Content.Unpack(packed).Text : null;

    /// <summary>Text and files as first sent, or null when its author was erased. Files stay when the text is edited.</summary>
    public Content? FirstOf(Message row) => Open(row, row.Sealed, 0) is { } packed ? Content.Unpack(packed) : null;

    /// <summary>The text as it reads now, with the files.</summary>
    public Content? ContentOf(Message row) => row.UnmaskedBy is null ? MaskedOf(row) : MaskedOf(row) is { } content ? content with { Masks = [] } : null;

    Content? MaskedOf(Message row)
    {
        var first = FirstOf(row);
        if (first is null || row.SealedNow is null) return first;
        return NowOf(row) is { } now ? first with { Text = now.Text, Masks = now.Masks } : null;
    }

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
