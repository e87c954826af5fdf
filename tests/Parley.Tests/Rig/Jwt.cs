using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Tests.Rig;

/// <summary>Makes tokens by hand, right and wrong ones.</summary>
public static class Jwt
{
    public static JsonObject Claims(string sub, double minutes = 5, string audience = "parley") => new()
    {
        ["sub"] = sub,
        ["aud"] = audience,
        ["exp"] = DateTimeOffset.UtcNow.AddMinutes(minutes).ToUnixTimeSeconds(),
    };

    public static string Hmac(JsonObject claims, string secret, string algorithm = "HS256", JsonObject? header = null) =>
        Signed(Head(algorithm, header), claims, data => algorithm switch
        {
            "HS384" => HMACSHA384.HashData(Encoding.UTF8.GetBytes(secret), data),
            "HS512" => HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), data),
            _ => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), data),
        });

    public static string Hmac(JsonObject claims, byte[] secret, JsonObject? header = null) => Signed(Head("HS256", header), claims, data => HMACSHA256.HashData(secret, data));

    public static string Rsa(JsonObject claims, RSA key, string? kid = null, JsonObject? header = null)
    {
        var head = Head("RS256", header);
        if (kid is not null) head["kid"] = kid;
        return Signed(head, claims, data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static string Unsigned(JsonObject claims, string algorithm = "none") => $"{Part(Head(algorithm, null))}.{Part(claims)}.";

    /// <summary>The public half, as a host publishes it.</summary>
    public static JsonObject Published(RSA key, string kid)
    {
        var parameters = key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = kid,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
    }

    public static string Signed(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var data = $"{Part(header)}.{Part(claims)}";
        return $"{data}.{Base64Url.EncodeToString(sign(Encoding.UTF8.GetBytes(data)))}";
    }

    static JsonObject Head(string algorithm, JsonObject? extra)
    {
        var head = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        foreach (var (name, value) in extra ?? []) head[name] = value?.DeepClone();
        return head;
    }

    static string Part(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
