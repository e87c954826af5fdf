using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Parley.Plumbing;

namespace Parley.Access;

/// <summary>The keys that persons' tokens are checked with: one shared secret, or the host's published set.</summary>
public sealed class TokenKeys(IOptions<TokenOptions> options, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10), Patience = TimeSpan.FromSeconds(30);
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = 1 << 20 };
    readonly SemaphoreSlim refreshing = new(1, 1);
    readonly SymmetricSecurityKey? secret = options.Value.Secret.Length > 0 ? new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Value.Secret)) : null;
    IReadOnlyList<SecurityKey> published = [];
    DateTimeOffset readAt;

    public string[] Algorithms => secret is not null
        ? [SecurityAlgorithms.HmacSha256]
        : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <summary>True when a key that is not known may have been published since we looked; at most twice a minute.</summary>
    public bool MayHaveChanged => secret is null && clock.GetUtcNow() - readAt > Patience;

    public async ValueTask<IReadOnlyList<SecurityKey>> GetAsync(CancellationToken ct)
    {
        if (secret is not null) return [secret];
        return published.Count > 0 && clock.GetUtcNow() - readAt < Fresh ? published : await RefreshAsync(ct);
    }

    public async ValueTask<IReadOnlyList<SecurityKey>> RefreshAsync(CancellationToken ct)
    {
        await refreshing.WaitAsync(ct);
        try
        {
            var place = options.Value.Jwks;
            var json = place.StartsWith("http", StringComparison.Ordinal) ? await http.GetStringAsync(new Uri(place), ct) : await File.ReadAllTextAsync(place, ct);
            published = [.. new JsonWebKeySet(json).GetSigningKeys().Where(k => k is not SymmetricSecurityKey and not JsonWebKey { Kty: "oct" })];
            readAt = clock.GetUtcNow();
            if (published.Count == 0) throw Refuse.Unavailable("The place of the marketplace's public keys");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            if (published.Count == 0) throw Refuse.Unavailable("The place of the marketplace's public keys");
            readAt = clock.GetUtcNow(); // the last known keys serve until the host is back
        }
        finally
        {
            refreshing.Release();
        }
        return published;
    }

    public void Dispose()
    {
        http.Dispose();
        refreshing.Dispose();
    }
}
