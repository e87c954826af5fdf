using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Plumbing;

namespace Parley.Access;

/// <summary>
/// Checks persons' tokens: signature, audience, life time, subject. One family of algorithms at a time, so a public key can
/// never be taken for a shared secret. A token that passed once is remembered until it expires.
/// </summary>
public sealed class TokenReader(IOptions<TokenOptions> options, TokenKeys keys, TimeProvider clock)
{
    readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    readonly BoundedCache<string, Person> known = new(100_000);
    const int LongestToken = 4096;

    public async ValueTask<Person> ReadAsync(string token, CancellationToken ct)
    {
        if (known.TryGet(token, out var person))
        {
            if (person.Expires + Skew > clock.GetUtcNow()) return person;
            known.Forget(token);
            throw Refuse.TokenExpired();
        }
        if (token.Length > LongestToken) throw Refuse.Unauthenticated("This token is longer than 4,096 characters.");
        var result = await handler.ValidateTokenAsync(token, Parameters(await keys.GetAsync(ct)));
        if (!result.IsValid && keys.MayHaveChanged) // the host may have published a new key since we looked; at most twice a minute
            result = await handler.ValidateTokenAsync(token, Parameters(await keys.RefreshAsync(ct)));
        if (!result.IsValid) throw Explain(result.Exception);
        person = Describe((JsonWebToken)result.SecurityToken);
        known.Set(token, person);
        return person;
    }

    TimeSpan Skew => TimeSpan.FromSeconds(options.Value.ClockSkewSeconds);

    TokenValidationParameters Parameters(IReadOnlyList<SecurityKey> signing) => new()
    {
        ValidAlgorithms = keys.Algorithms,
        IssuerSigningKeys = signing,
        ValidAudience = options.Value.Audience,
        ValidateIssuer = options.Value.Issuer.Length > 0,
        ValidIssuer = options.Value.Issuer,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = true,
        LifetimeValidator = (from, until, _, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (until is not { } end) throw new SecurityTokenNoExpirationException();
            if (end + Skew <= now) throw new SecurityTokenExpiredException();
            return (from is null || from.Value - Skew <= now) && end <= now + Skew + TimeSpan.FromHours(options.Value.MaxHours);
        },
    };

    static Person Describe(JsonWebToken token)
    {
        var id = token.Subject;
        if (string.IsNullOrEmpty(id) || id.Contains('\0') || id.Length > Texts.IdLength) throw Refuse.Unauthenticated("This token names no person ('sub').");
        if (token.TryGetHeaderValue<object>("crit", out _)) throw Refuse.Unauthenticated("This token demands ('crit') what this server does not know.");
        return new Person(id, RoleOf(token), token.ValidTo) { Issued = token.IssuedAt == DateTime.MinValue ? null : token.IssuedAt };
    }

    /// <summary>Nobody becomes staff by a claim of another type or meaning, such as <c>false</c>.</summary>
    static string? RoleOf(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<object>("operator", out var claimed)) return null;
        return claimed is string role && OperatorRole.All.Contains(role) ? role
            : throw Refuse.Unauthenticated($"'operator' must be one of {string.Join(", ", OperatorRole.All)}; leave it out of everybody else's token.");
    }

    static RefusedException Explain(Exception? error) => error switch
    {
        SecurityTokenExpiredException => Refuse.TokenExpired(),
        SecurityTokenInvalidAudienceException => Refuse.Unauthenticated("This token was made for another audience."),
        SecurityTokenInvalidIssuerException => Refuse.Unauthenticated("This token was made by another issuer."),
        SecurityTokenInvalidLifetimeException => Refuse.Unauthenticated("This token is not valid yet, or for longer than permitted."),
        SecurityTokenNoExpirationException => Refuse.Unauthenticated("This token never expires; add 'exp'."),
        _ => Refuse.Unauthenticated("This token cannot be trusted: it is malformed, unsigned or signed with another key or algorithm."),
    };
}
