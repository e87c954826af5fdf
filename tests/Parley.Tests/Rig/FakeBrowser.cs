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

    /// <summary>Opens it as the public libraries do (<c>http_ece</c>, <c>jws</c>): <c>plain</c>, whether the server's statement is <c>genuine</c>, and what that says.</summary>
    public async Task<JsonNode> OpenPubliclyAsync(ProviderAsked asked)
    {
        const string Script = """
            const { createECDH, createPublicKey } = require('node:crypto');
            const ece = require(process.env.MODULES + '/http_ece'), jws = require(process.env.MODULES + '/jws'), e = process.env;
            const browser = createECDH('prime256v1');
            browser.setPrivateKey(Buffer.from(e.PRIVATE, 'base64url'));
            const plain = JSON.parse(ece.decrypt(Buffer.from(e.BODY, 'base64'), { version: 'aes128gcm', privateKey: browser, authSecret: e.AUTH }));
            const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(e.AUTHORIZATION);
            const point = Buffer.from(key, 'base64url');
            const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
            const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
            const { aud, exp, sub } = jws.decode(token).payload;
            console.log(JSON.stringify({ plain, genuine: jws.verify(token, 'ES256', pem), aud, sub, lasts: exp - Date.now() / 1000 }));
            """;
        var environment = new Dictionary<string, string>
        {
            ["MODULES"] = Path.Combine(Places.Repository, "web", "node_modules"), ["BODY"] = Convert.ToBase64String(asked.Body), ["PRIVATE"] = Private, ["AUTH"] = Auth, ["AUTHORIZATION"] = asked.Headers["Authorization"],
        };
        return JsonNode.Parse((await Tool.RunAsync("node", ["-e", Script], environment)).Done())!;
    }

    public void Dispose() => key.Dispose();

    static byte[] PointOf(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
