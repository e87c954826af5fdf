using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Parley.Tests.Rig;

/// <summary>A browser that subscribed to pushes at a provider, and opens what comes for it (RFC 8291).</summary>
public sealed class FakeBrowser(string provider) : IDisposable
{
    readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    public string Endpoint { get; } = $"{provider}/push/{Guid.NewGuid():N}";
    public byte[] Point => PointOf(key.ExportParameters(false).Q);
    public string Auth => Base64Url.EncodeToString(auth);
    public string Private => Base64Url.EncodeToString(key.ExportParameters(true).D!);

    /// <summary>As a browser's <c>PushSubscription.toJSON()</c>.</summary>
    public object Subscription => new { endpoint = Endpoint, expirationTime = (double?)null, keys = new { p256dh = Base64Url.EncodeToString(Point), auth = Auth } };

    public bool IsFor(ProviderAsked asked) => Endpoint.EndsWith(asked.Path, StringComparison.Ordinal);

    public JsonNode Open(ProviderAsked asked)
    {
        Assert.Equal("aes128gcm", asked.Headers["Content-Encoding"]);
        Assert.True(asked.Body.Length <= 4096);
        var (salt, record, id) = (asked.Body[..16], BinaryPrimitives.ReadInt32BigEndian(asked.Body.AsSpan(16)), asked.Body[20]);
        Assert.Equal((4096, 65), (record, id));
        var sender = asked.Body[21..86];
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.DeriveRawSecretAgreement(other.PublicKey), 32, auth, [.. "WebPush: info\0"u8, .. Point, .. sender]);
        using var gcm = new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray()), 16);
        var plain = new byte[asked.Body.Length - 86 - 16];
        gcm.Decrypt(HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray()), asked.Body.AsSpan(86, plain.Length), asked.Body.AsSpan(86 + plain.Length), plain);
        var end = Array.FindLastIndex(plain, b => b != 0);
        Assert.Equal(2, plain[end]);
        return JsonNode.Parse(plain.AsSpan(0, end))!;
    }

    public void Dispose() => key.Dispose();

    static byte[] PointOf(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
