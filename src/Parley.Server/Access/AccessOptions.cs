namespace Parley.Access;

/// <summary>How persons prove who they are: short tokens (JWT) signed by the host.</summary>
public sealed class TokenOptions
{
    /// <summary>The secret shared with the host, at least 32 bytes of UTF-8 (HS256). Either this or <see cref="Jwks"/>.</summary>
    public string Secret { get; set; } = "";

    /// <summary>File or https address of the host's public keys (JWKS; RS256, ES256, PS256).</summary>
    public string Jwks { get; set; } = "";

    /// <summary>The address in <see cref="Jwks"/>; null when it names a file.</summary>
    internal Uri? JwksAddress => Uri.TryCreate(Jwks, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>What the token's <c>aud</c> must name.</summary>
    public string Audience { get; set; } = "parley";

    /// <summary>What the token's <c>iss</c> must be; empty accepts any.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>How far the host's clock may be off, in seconds. 0 to 300.</summary>
    public int ClockSkewSeconds { get; set; } = 30;

    /// <summary>The longest life of a token, in hours. 1 to 168.</summary>
    public int MaxHours { get; set; } = 24;
}

/// <summary>How often one caller may ask.</summary>
public sealed class LimitOptions
{
    /// <summary>Requests of one person a minute. 10 to 1,000,000.</summary>
    public int RequestsPerMinute { get; set; } = 1200;

    /// <summary>Messages of one person a minute. 1 to 1,000,000.</summary>
    public int SendsPerMinute { get; set; } = 120;

    /// <summary>Requests of one host key a minute. 10 to 10,000,000.</summary>
    public int HostRequestsPerMinute { get; set; } = 60_000;

    /// <summary>Live connections of one person at one node, in all their windows. 1 to 10,000.</summary>
    public int ConnectionsPerPerson { get; set; } = 20;
}
