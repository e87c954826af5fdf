using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>
/// The envelope's sender of one mail (VERP): <c>b+TOKEN@</c> the domain for bounces. The token names the parcel and is signed for the address
/// it went to; a bounce therefore tells of that mail and that address only, and nobody makes one for another's.
/// Layout, base32: parcel 16, the first 10 bytes of HMAC-SHA256 over parcel and address.
/// </summary>
public sealed class BounceTokens(MailSecret secret, IOptions<MailOptions> options)
{
    public const string Prefix = "b+";
    const int Signature = 10, Length = 16 + Signature;

    /// <summary>Of a token.</summary>
    public const int TextLength = 42;

    /// <summary>The sender for this parcel to this address; <see cref="MailOptions.From"/> where bounces do not come back to us.</summary>
    public async ValueTask<string> SenderAsync(Guid parcel, string address, CancellationToken ct)
    {
        var o = options.Value;
        if (o.BounceDomain.Length == 0) return o.Sender;
        return $"{Prefix}{Base32.Write([.. parcel.ToByteArray(bigEndian: true), .. await SignAsync(parcel, address, ct)])}@{o.BounceDomain}";
    }

    /// <summary>Which parcel a token names, not yet checked.</summary>
    public static Guid? ParcelOf(string token) => Base32.Read(token, Length) is { } bytes ? new Guid(bytes.AsSpan(0, 16), bigEndian: true) : null;

    /// <summary>Whether the token is of the mail that went to this address.</summary>
    public async ValueTask<bool> HoldsAsync(string token, string address, CancellationToken ct)
    {
        if (Base32.Read(token, Length) is not { } bytes) return false;
        var signature = await SignAsync(new Guid(bytes.AsSpan(0, 16), bigEndian: true), address, ct);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(16), signature);
    }

    async ValueTask<byte[]> SignAsync(Guid parcel, string address, CancellationToken ct)
    {
        byte[] signed = [.. parcel.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(MailAddresses.Normal(address) ?? address)];
        return HMACSHA256.HashData(await secret.KeyAsync("bounce", ct), signed)[..Signature];
    }
}
