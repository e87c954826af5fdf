using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Plumbing;

/// <summary>
/// Standard Webhooks 1.0.0: <c>v1,base64(HMAC-SHA256(secret, id "." timestamp "." body))</c>, one for each secret that holds, separated
/// by blanks. A secret is 32 random bytes, shown as <c>whsec_</c> and base64.
/// </summary>
public static class Signature
{
    const string Prefix = "whsec_";

    public static string Show(byte[] secret) => Prefix + Convert.ToBase64String(secret);

    /// <summary>The secret that is shown so, with or without its prefix; null when it is none.</summary>
    public static byte[]? Read(string shown)
    {
        var text = shown.StartsWith(Prefix, StringComparison.Ordinal) ? shown.AsSpan(Prefix.Length) : shown;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text, bytes, out var length) ? bytes[..length] : null;
    }

    public static string Of(IEnumerable<byte[]> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }
}
