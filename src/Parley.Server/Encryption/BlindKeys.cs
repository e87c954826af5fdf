using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Encryption;

/// <summary>
/// The keys of one block of the search index, from its own random secret (HKDF-SHA256, RFC 5869). A token says nothing without the
/// secret, and the same word has another token in every other block. Where a token's word stands is sealed.
/// </summary>
public sealed class BlindKeys
{
    const int Bits = 48;
    static readonly byte[] TokenInfo = "parley search token v1"u8.ToArray(), SealInfo = "parley search places v1"u8.ToArray();
    readonly byte[] token, seal;

    public BlindKeys(byte[] secret)
    {
        token = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, [], TokenInfo);
        seal = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, [], SealInfo);
    }

    /// <summary>The first 48 bits of HMAC-SHA256: two forms of one block collide once in 2^48, and whatever is found by a token is opened and compared.</summary>
    public long TokenOf(string form) => (long)(Hash(form) >> (64 - Bits));

    /// <summary>By which an author's messages are known in the index, so that they can be taken out.</summary>
    public ulong AuthorOf(string author) => Hash("a" + author);

    public byte[] Seal(ReadOnlySpan<byte> plain, long party, long number) => Sealed.Encrypt(seal, plain, Binding(stackalloc byte[16], party, number));

    public byte[] Open(byte[] data, long party, long number) => Sealed.Decrypt(seal, data, Binding(stackalloc byte[16], party, number));

    ulong Hash(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        HMACSHA256.HashData(token, bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    static Span<byte> Binding(Span<byte> buffer, long party, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer, party);
        BinaryPrimitives.WriteInt64BigEndian(buffer[8..], number);
        return buffer;
    }
}
