using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Client;

/// <summary>
/// Checks that an event came from Parley, unaltered and just now: the signatures of Standard Webhooks 1.0.0
/// (<c>webhook-id</c>, <c>webhook-timestamp</c>, <c>webhook-signature</c>).
/// </summary>
/// <remarks>
/// Check before anything is read from the body, and the body as it came, byte for byte. An event may come twice, with the
/// same <c>webhook-id</c>: remember the ids of a few days, or make hearing it again change nothing. Answer with 2xx within 15
/// seconds; anything else brings it again. An instance may be shared between threads.
/// </remarks>
public sealed class ParleyWebhooks
{
    const string Prefix = "whsec_", Version = "v1,";

    /// <summary>How far the sender's clock may be off, either way: 5 minutes.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    readonly byte[] secret;
    readonly TimeProvider clock;

    /// <param name="secret">As Parley showed it: <c>whsec_</c> and base64.</param>
    /// <param name="clock">The clock that decides what is too old; the system's by default.</param>
    /// <exception cref="ArgumentException">That is no such secret.</exception>
    public ParleyWebhooks(string secret, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        this.clock = clock ?? TimeProvider.System;
        try
        {
            this.secret = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        }
        catch (FormatException e)
        {
            throw new ArgumentException("A webhook's secret is 'whsec_' and base64.", nameof(secret), e);
        }
        if (this.secret.Length < 24) throw new ArgumentException("A webhook's secret has at least 24 bytes.", nameof(secret));
    }

    /// <summary>Whether one of the signatures is this secret's, over this id, time and body, and the time is now.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>: one or more, separated by blanks.</param>
    /// <param name="body">As it came.</param>
    public bool Verify(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (seconds < now - (long)Tolerance.TotalSeconds || seconds > now + (long)Tolerance.TotalSeconds) return false;
        var expected = HMACSHA256.HashData(secret, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
        var matches = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
            if (signature.StartsWith(Version, StringComparison.Ordinal) && Convert.TryFromBase64String(signature[Version.Length..], given, out var length) && length == given.Length)
                matches |= CryptographicOperations.FixedTimeEquals(given, expected);
        return matches;
    }
}
