using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Parley.Notifications;

/// <summary>A statement of this server's to a push service: JWS in its compact form (RFC 7515).</summary>
static class SignedClaims
{
    /// <param name="sign">Over the bytes given; of ES256 the two halves one after the other, as .NET gives them.</param>
    public static string Of(Dictionary<string, object> header, Dictionary<string, object> claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    static string Part(Dictionary<string, object> values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));
}
