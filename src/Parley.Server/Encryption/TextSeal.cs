using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Encryption;

/// <summary>
/// Seals texts with a key of conversation and author together:
/// <c>HKDF-SHA256(author's secret, salt = conversation's secret, info = "parley text v1")</c> (RFC 5869).
/// Without either secret there is no key: destroying the author's erases their words everywhere, destroying the conversation's
/// erases the thread; and one pair's key can be shown to a court without giving away any other.
/// </summary>
public static class TextSeal
{
    static readonly byte[] Info = "parley text v1"u8.ToArray(), NoteInfo = "parley note v1"u8.ToArray();

    public static byte[] Key(byte[] authorSecret, byte[] conversationSecret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, authorSecret, 32, conversationSecret, Info);

    /// <summary>Of the same two secrets, for a team's notes: whoever is shown an author's messages is not shown their notes with them.</summary>
    public static byte[] NoteKey(byte[] authorSecret, byte[] conversationSecret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, authorSecret, 32, conversationSecret, NoteInfo);

    public static byte[] Seal(byte[] key, string text, Guid conversationId, Guid clientId, int version) =>
        Sealed.Encrypt(key, Encoding.UTF8.GetBytes(text), Binding(stackalloc byte[36], conversationId, clientId, version));

    public static string Open(byte[] key, byte[] data, Guid conversationId, Guid clientId, int version) =>
        Encoding.UTF8.GetString(Sealed.Decrypt(key, data, Binding(stackalloc byte[36], conversationId, clientId, version)));

    static Span<byte> Binding(Span<byte> buffer, Guid conversationId, Guid clientId, int version)
    {
        conversationId.TryWriteBytes(buffer, bigEndian: true, out _);
        clientId.TryWriteBytes(buffer[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(buffer[32..], version);
        return buffer;
    }
}
