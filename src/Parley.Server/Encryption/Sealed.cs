using System.Security.Cryptography;

namespace Parley.Encryption;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. Layout: nonce 12, ciphertext, tag 16.</summary>
public static class Sealed
{
    const int NonceLength = 12, TagLength = 16;

    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        var result = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        using var gcm = new AesGcm(key, TagLength);
        gcm.Encrypt(result.AsSpan(0, NonceLength), plain, result.AsSpan(NonceLength, plain.Length), result.AsSpan(NonceLength + plain.Length), bound);
        return result;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when anything was altered.</summary>
    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> bound)
    {
        if (data.Length < NonceLength + TagLength) throw new CryptographicException("Sealed data is too short.");
        var plain = new byte[data.Length - NonceLength - TagLength];
        using var gcm = new AesGcm(key, TagLength);
        gcm.Decrypt(data[..NonceLength], data.Slice(NonceLength, plain.Length), data[^TagLength..], plain, bound);
        return plain;
    }
}
