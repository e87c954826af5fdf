using System.Security.Cryptography;

namespace Parley.Notifications;

/// <summary>The token with which Apple is called: signed by the team's key, and used for most of the hour that it holds, because Apple refuses who makes one more often than every 20 minutes.</summary>
sealed class ApnsKey(ApnsOptions options, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Renewed = TimeSpan.FromMinutes(40), Soonest = TimeSpan.FromMinutes(20);
    readonly ECDsa key = Read(options.KeyFile);
    readonly Lock gate = new();
    string? token;
    DateTimeOffset made;

    public string Token()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (token is null || now - made > Renewed || now < made) (token, made) = (Sign(now), now);
            return token;
        }
    }

    /// <summary>Apple says that it has run out. False when it is too new for that, and another would be refused, too.</summary>
    public bool Renew(string refused)
    {
        lock (gate)
        {
            if (token != refused) return true; // somebody did
            if (clock.GetUtcNow() - made < Soonest) return false;
            token = null;
            return true;
        }
    }

    string Sign(DateTimeOffset now) => SignedClaims.Of(
        new() { ["alg"] = "ES256", ["kid"] = options.KeyId },
        new() { ["iss"] = options.TeamId, ["iat"] = now.ToUnixTimeSeconds() },
        data => key.SignData(data, HashAlgorithmName.SHA256));

    static ECDsa Read(string file)
    {
        var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(File.ReadAllText(file));
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    public static string? Mistake(string file)
    {
        try
        {
            Read(file).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return $"Parley:Apns:KeyFile is '{file}', and {(e is IOException or UnauthorizedAccessException ? "it cannot be read" : "it holds no key")}; write the path of the .p8 file that Apple gave out.";
        }
    }

    public void Dispose() => key.Dispose();
}
