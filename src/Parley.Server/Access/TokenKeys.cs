using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Parley.Plumbing;

namespace Parley.Access;

/// <summary>
/// The keys that persons' tokens are checked with: one shared secret, or the host's published set. The set is looked at again every
/// ten minutes, once for all who wait; what was known serves while the host does not answer.
/// </summary>
public sealed class TokenKeys(IOptions<TokenOptions> options, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10), Patience = TimeSpan.FromSeconds(30), AfterFailure = TimeSpan.FromSeconds(5), ShortWait = TimeSpan.FromSeconds(1);
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = 1 << 20 };
    readonly SymmetricSecurityKey? secret = options.Value.Secret.Length > 0 ? new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Value.Secret)) : null;
    readonly Lock gate = new();
    volatile Seen seen = new([], DateTimeOffset.MinValue, DateTimeOffset.MinValue);
    Task looking = Task.CompletedTask;

    /// <summary>What is known, when we last looked, and until when nobody looks again.</summary>
    sealed record Seen(IReadOnlyList<SecurityKey> Keys, DateTimeOffset At, DateTimeOffset Until);

    public string[] Algorithms => secret is not null
        ? [SecurityAlgorithms.HmacSha256]
        : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <summary>True when a key that is not known may have been published since we looked; at most twice a minute.</summary>
    public bool MayHaveChanged => secret is null && clock.GetUtcNow() - seen.At > Patience;

    public async ValueTask<IReadOnlyList<SecurityKey>> GetAsync(CancellationToken ct)
    {
        if (secret is not null) return [secret];
        if (clock.GetUtcNow() < seen.Until) return Known();
        var look = LookAsync(seen);
        if (seen.Keys.Count > 0) await Task.WhenAny(look, Task.Delay(ShortWait, ct)); // whoever has keys does not wait for a slow host
        else await look.WaitAsync(ct);
        return Known();
    }

    public async ValueTask<IReadOnlyList<SecurityKey>> RefreshAsync(CancellationToken ct)
    {
        await LookAsync(seen).WaitAsync(ct);
        return Known();
    }

    IReadOnlyList<SecurityKey> Known() => seen.Keys is { Count: > 0 } keys ? keys : throw Refuse.Unavailable("The place of the marketplace's public keys");

    /// <summary>One look for all who ask meanwhile; none when somebody looked since.</summary>
    Task LookAsync(Seen before)
    {
        lock (gate)
        {
            if (!looking.IsCompleted || seen != before) return looking;
            return looking = Task.Run(ReadAsync);
        }
    }

    async Task ReadAsync()
    {
        var keys = seen.Keys;
        var pause = AfterFailure;
        try
        {
            var json = options.Value.JwksAddress is { } address ? await http.GetStringAsync(address) : await File.ReadAllTextAsync(options.Value.Jwks);
            keys = [.. new JsonWebKeySet(json).GetSigningKeys().Where(k => k is not SymmetricSecurityKey and not JsonWebKey { Kty: "oct" })];
            if (keys.Count > 0) pause = Fresh;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException or OperationCanceledException)
        {
            // the last known keys serve until the host is back
        }
        var now = clock.GetUtcNow();
        seen = new Seen(keys, now, now + pause);
    }

    public void Dispose() => http.Dispose();
}
