using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Notifications;

/// <summary>
/// Seals a push for one browser (RFC 8291, over RFC 8188's <c>aes128gcm</c>), in one record. The push service, which carries it, learns
/// only its size, and that in steps.
/// </summary>
static class PushSeal
{
    const int PointLength = 65, SaltLength = 16, TagLength = 16, HeaderLength = SaltLength + 4 + 1 + PointLength, RecordLength = 4096, Step = 256;

    /// <summary>What fits into one push, in bytes: services must take 4,096 with what sealing adds (RFC 8291, 4).</summary>
    public const int MostPlain = RecordLength - HeaderLength - 1 - TagLength;

    /// <summary>Whether this is a point of P-256, uncompressed.</summary>
    public static bool IsPoint(byte[] point)
    {
        if (point.Length != PointLength || point[0] != 4) return false;
        try
        {
            using var key = ECDiffieHellman.Create(ParametersOf(point));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static byte[] Seal(ReadOnlySpan<byte> plain, byte[] receiver, byte[] auth)
    {
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(plain, receiver, auth, sender, RandomNumberGenerator.GetBytes(SaltLength), Step);
    }

    /// <param name="step">The plain text is filled up to a multiple of this.</param>
    internal static byte[] Seal(ReadOnlySpan<byte> plain, byte[] receiver, byte[] auth, ECDiffieHellman sender, byte[] salt, int step)
    {
        if (plain.Length > MostPlain) throw new ArgumentException($"A push holds at most {MostPlain} bytes.", nameof(plain));
        var mine = PointOf(sender.ExportParameters(false).Q);
        using var other = ECDiffieHellman.Create(ParametersOf(receiver));
        var shared = sender.DeriveRawSecretAgreement(other.PublicKey);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, [.. "WebPush: info\0"u8, .. receiver, .. mine]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());

        var filled = new byte[Math.Min(MostPlain, (plain.Length + step - 1) / step * step) + 1];
        plain.CopyTo(filled);
        filled[plain.Length] = 2; // the end of the last record; zeros follow

        var result = new byte[HeaderLength + filled.Length + TagLength];
        salt.CopyTo(result, 0);
        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(SaltLength), RecordLength);
        result[SaltLength + 4] = PointLength;
        mine.CopyTo(result, SaltLength + 5);
        using var gcm = new AesGcm(key, TagLength);
        gcm.Encrypt(nonce, filled, result.AsSpan(HeaderLength, filled.Length), result.AsSpan(HeaderLength + filled.Length));
        return result;
    }

    internal static byte[] PointOf(ECPoint point) => [4, .. point.X!, .. point.Y!];

    static ECParameters ParametersOf(byte[] point) => new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } };
}
