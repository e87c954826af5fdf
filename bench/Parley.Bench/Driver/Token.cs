using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Parley.Bench.Driver;

/// <summary>Person tokens: JWT signed with HS256 over a shared secret, as a host makes them.</summary>
static class Token
{
    static readonly string Header = WebEncoders.Base64UrlEncode("""{"alg":"HS256","typ":"JWT"}"""u8);

    public static string For(string person, string secret, TimeSpan lifetime, string? operatorRole = null)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = $$"""{"sub":"{{person}}","aud":"parley","iat":{{now.ToUnixTimeSeconds()}},"exp":{{now.Add(lifetime).ToUnixTimeSeconds()}}{{(operatorRole is null ? "" : $",\"operator\":\"{operatorRole}\"")}}}""";
        var signed = $"{Header}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Sign(signed, secret)}";
    }

    /// <summary>The person behind a token, or null when the signature or the time is wrong.</summary>
    public static ClaimsPrincipal? Read(string? token, string secret)
    {
        var cut = token?.LastIndexOf('.') ?? -1;
        if (cut < 0 || Sign(token![..cut], secret) != token[(cut + 1)..]) return null;
        var claims = JsonSerializer.Deserialize<JsonElement>(WebEncoders.Base64UrlDecode(token[(token.IndexOf('.') + 1)..cut]));
        if (claims.GetProperty("exp").GetInt64() < DateTimeOffset.UtcNow.ToUnixTimeSeconds()) return null;
        var identity = claims.EnumerateObject().Select(claim => new Claim(claim.Name, Convert.ToString(claim.Value, CultureInfo.InvariantCulture)!));
        return new ClaimsPrincipal(new ClaimsIdentity(identity, "token"));
    }

    static string Sign(string text, string secret) =>
        WebEncoders.Base64UrlEncode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
