using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Client;

/// <summary>
/// Makes the short-lived tokens with which a person's browser talks to Parley: JSON Web Tokens (RFC 7519)
/// signed with HMAC-SHA256 from the secret that the marketplace and Parley share.
/// </summary>
/// <remarks>
/// Make a token only for the person who is signed in to the marketplace, at the moment the page asks for it;
/// never hand the secret itself to a browser. An instance holds no state beyond the secret and may be shared
/// between threads.
/// </remarks>
public sealed class ParleyTokens
{
    /// <summary>The shortest secret that Parley accepts, in bytes of UTF-8 (RFC 7518, section 3.2).</summary>
    public const int ShortestSecret = 32;

    /// <summary>How long a token lives unless the caller says otherwise: 15 minutes.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(15);

    static readonly string Header = Encode("""{"alg":"HS256","typ":"JWT"}"""u8);

    readonly byte[] secret;
    readonly TimeProvider clock;
    readonly string audience;
    readonly string? issuer;

    /// <summary>Takes the secret that Parley knows as <c>Parley__Tokens__Secret</c>.</summary>
    /// <param name="secret">At least <see cref="ShortestSecret"/> bytes of UTF-8; made by a random generator.</param>
    /// <param name="clock">The clock that decides the issue and expiry times; the system's by default.</param>
    /// <param name="audience">What Parley knows as <c>Parley__Tokens__Audience</c>.</param>
    /// <param name="issuer">What Parley knows as <c>Parley__Tokens__Issuer</c>; only needed when that is set.</param>
    /// <exception cref="ArgumentException">The secret is too short to resist guessing.</exception>
    public ParleyTokens(string secret, TimeProvider? clock = null, string audience = "parley", string? issuer = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        this.secret = Encoding.UTF8.GetBytes(secret);
        this.clock = clock ?? TimeProvider.System;
        this.audience = audience;
        this.issuer = issuer;
        if (this.secret.Length < ShortestSecret)
            throw new ArgumentException($"The token secret needs at least {ShortestSecret} bytes.", nameof(secret));
    }

    /// <summary>Makes a token for one person, whom the marketplace has told Parley of before.</summary>
    /// <param name="userId">The marketplace's own id of the signed-in person.</param>
    /// <param name="lifetime">How long the token is good; <see cref="DefaultLifetime"/> when not given.</param>
    /// <param name="operatorRole">The role of one of the marketplace's own staff, such as <c>moderator</c>.</param>
    /// <returns>The compact form: header, claims and signature, ready for <c>Authorization: Bearer</c>.</returns>
    public string For(string userId, TimeSpan? lifetime = null, string? operatorRole = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userId);
        var now = clock.GetUtcNow();
        var claims = new JsonObject
        {
            ["sub"] = userId,
            ["aud"] = audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.Add(lifetime ?? DefaultLifetime).ToUnixTimeSeconds(),
            ["jti"] = Guid.CreateVersion7(now).ToString("N"),
        };
        if (issuer is not null)
            claims["iss"] = issuer;
        if (operatorRole is not null)
            claims["operator"] = operatorRole;

        var signed = $"{Header}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Encode(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed)))}";
    }

    static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
