using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Encryption;

/// <summary>
/// Seals files in chunks that can be opened one by one. The key is the file's own:
/// <c>HKDF-SHA256(author's secret, salt = conversation's secret, info = "parley file v1" | file id)</c> (RFC 5869), so it dies with either.
/// A chunk is AES-256-GCM with a random nonce, bound to the file, its rendition and its place; layout: nonce 12, ciphertext, tag 16.
/// </summary>
public static class FileSeal
{
    /// <summary>Bytes of plain text in a chunk; the last one of a part may have fewer.</summary>
    public const int ChunkSize = 64 * 1024;

    const int NonceLength = 12, TagLength = 16;

    /// <summary>What sealing adds to a chunk, in bytes.</summary>
    public const int Overhead = NonceLength + TagLength;

    static readonly byte[] KeyInfo = "parley file v1"u8.ToArray(), PrintInfo = "parley file print v1"u8.ToArray();

    public static byte[] Key(byte[] authorSecret, byte[] conversationSecret, Guid file)
    {
        Span<byte> info = stackalloc byte[KeyInfo.Length + 16];
        KeyInfo.CopyTo(info);
        file.TryWriteBytes(info[KeyInfo.Length..], bigEndian: true, out _);
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, authorSecret, key, conversationSecret, info);
        return key;
    }

    /// <summary>By which the same bytes by the same author in the same conversation are known again; to anybody without both secrets it says nothing.</summary>
    public static byte[] Fingerprint(byte[] authorSecret, byte[] conversationSecret, byte[] digest) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, authorSecret, 32, conversationSecret, PrintInfo), digest);

    /// <summary>How many bytes of the store a part of so many bytes takes.</summary>
    public static long SealedLength(long plain) => plain + (plain + ChunkSize - 1) / ChunkSize * Overhead;

    /// <summary>Where in a sealed part the chunk begins that holds this byte, which is counted from the part's first.</summary>
    public static long SealedOffset(long plain) => plain / ChunkSize * (ChunkSize + Overhead);

    /// <summary>Returns the length of what was written.</summary>
    public static int Encrypt(AesGcm gcm, ReadOnlySpan<byte> plain, Span<byte> chunk, Guid file, byte rendition, long at)
    {
        RandomNumberGenerator.Fill(chunk[..NonceLength]);
        gcm.Encrypt(chunk[..NonceLength], plain, chunk.Slice(NonceLength, plain.Length), chunk.Slice(NonceLength + plain.Length, TagLength), Binding(stackalloc byte[25], file, rendition, at));
        return plain.Length + Overhead;
    }

    /// <summary>Returns the length of the plain text. Throws <see cref="CryptographicException"/> when anything was altered or moved.</summary>
    public static int Decrypt(AesGcm gcm, ReadOnlySpan<byte> chunk, Span<byte> plain, Guid file, byte rendition, long at)
    {
        var length = chunk.Length - Overhead;
        if (length < 0) throw new CryptographicException("A sealed chunk is too short.");
        gcm.Decrypt(chunk[..NonceLength], chunk.Slice(NonceLength, length), chunk[^TagLength..], plain[..length], Binding(stackalloc byte[25], file, rendition, at));
        return length;
    }

    public static AesGcm Open(byte[] key) => new(key, TagLength);

    static Span<byte> Binding(Span<byte> buffer, Guid file, byte rendition, long at)
    {
        file.TryWriteBytes(buffer, bigEndian: true, out _);
        buffer[16] = rendition;
        BinaryPrimitives.WriteInt64BigEndian(buffer[17..], at);
        return buffer;
    }
}
