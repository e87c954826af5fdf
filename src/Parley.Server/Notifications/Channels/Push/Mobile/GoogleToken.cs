using System.Security.Cryptography;
using System.Text.Json;

namespace Parley.Notifications;

/// <summary>The token with which FCM is called (OAuth 2.0, RFC 7523): asked for with the account's signature, and kept while it holds.</summary>
sealed class GoogleToken(HttpClient http, FcmAccount account, TimeProvider clock) : IDisposable
{
    const string Scope = "https://www.googleapis.com/auth/firebase.messaging";
    static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    readonly SemaphoreSlim gate = new(1);
    string? token;
    DateTimeOffset until;

    /// <returns>The token, or null and what Google answered instead.</returns>
    public async Task<(string? Token, Asked? Instead)> GetAsync(CancellationToken limit, CancellationToken ct)
    {
        if (token is { } held && until > clock.GetUtcNow()) return (held, null);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit, ct);
        try
        {
            await gate.WaitAsync(both.Token);
        }
        catch (OperationCanceledException)
        {
            return (null, new Asked(null, ct.IsCancellationRequested ? "stopped" : "timed-out", null, []));
        }
        try
        {
            if (token is { } other && until > clock.GetUtcNow()) return (other, null);
            var asked = await AskAsync(limit, ct);
            (token, var lasts) = asked.Took ? Read(asked.Body) : (null, TimeSpan.Zero);
            until = clock.GetUtcNow() + lasts - Early;
            return token is null ? (null, asked.Took ? asked with { Status = 502 } : asked) : (token, null);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>It was refused: another is asked for next time.</summary>
    public void Forget(string refused)
    {
        if (token == refused) token = null;
    }

    async Task<Asked> AskAsync(CancellationToken limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var statement = SignedClaims.Of(
            new() { ["typ"] = "JWT", ["alg"] = "RS256" },
            new() { ["iss"] = account.Email, ["scope"] = Scope, ["aud"] = account.TokenAddress.OriginalString, ["iat"] = now, ["exp"] = now + 3600 },
            data => account.Key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var request = new HttpRequestMessage(HttpMethod.Post, account.TokenAddress)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer", ["assertion"] = statement }),
        };
        return await http.AskAsync(request, 16 * 1024, clock, limit, ct);
    }

    static (string?, TimeSpan) Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return (json.RootElement.GetProperty("access_token").GetString(), TimeSpan.FromSeconds(json.RootElement.GetProperty("expires_in").GetInt32()));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return (null, TimeSpan.Zero);
        }
    }

    public void Dispose() => gate.Dispose();
}
