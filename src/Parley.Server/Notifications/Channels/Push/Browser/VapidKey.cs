using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>By which push services know this server (VAPID, RFC 8292): a key of P-256 whose public half every subscription names.</summary>
sealed class VapidKey : IDisposable
{
    /// <summary>A statement holds for half a day, at most a day is allowed; services want to see the same one again.</summary>
    static readonly TimeSpan Holds = TimeSpan.FromHours(12), Renewed = TimeSpan.FromHours(6);
    readonly ECDsa key;
    readonly BoundedCache<string, (string Statement, DateTimeOffset Made)> made = new(1000);

    public VapidKey(byte[] secret)
    {
        key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        Public = Base64Url.EncodeToString(PushSeal.PointOf(key.ExportParameters(false).Q));
    }

    /// <summary>The public half, as browsers want it when they subscribe: 65 bytes as base64url.</summary>
    public string Public { get; }

    public static bool IsKey(byte[] secret)
    {
        try
        {
            new VapidKey(secret).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The value of <c>Authorization</c> for a push to this endpoint.</summary>
    public string Authorization(Uri endpoint, string contact, DateTimeOffset now)
    {
        var audience = endpoint.GetLeftPart(UriPartial.Authority);
        if (!made.TryGet(audience, out var known) || known.Made > now || known.Made + Renewed < now) made.Set(audience, known = (Sign(audience, contact, now), now));
        return $"vapid t={known.Statement}, k={Public}";
    }

    string Sign(string audience, string contact, DateTimeOffset now) => SignedClaims.Of(
        new() { ["typ"] = "JWT", ["alg"] = "ES256" },
        new() { ["aud"] = audience, ["exp"] = (now + Holds).ToUnixTimeSeconds(), ["sub"] = contact },
        data => key.SignData(data, HashAlgorithmName.SHA256));

    public void Dispose() => key.Dispose();
}
