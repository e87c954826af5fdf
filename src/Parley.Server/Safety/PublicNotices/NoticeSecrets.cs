using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Encryption;
using Parley.Plumbing;

namespace Parley.Safety;

/// <summary>What a notice says, as it is sealed.</summary>
/// <param name="Conversation">As it was written; whether there is such a one is not said to anybody outside.</param>
/// <param name="Language">In which its author read the form: mails are in it.</param>
public sealed record NoticeWords(string About, string Why, string? Conversation, int? Message, string? Person, string? Name, string? Mail, string Language);

/// <summary>Codes of receipts, seals and digests of notices.</summary>
public sealed class NoticeSecrets(HouseSecrets secrets)
{
    const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int Groups = 4, Each = 5;

    /// <summary>Twenty of thirty letters and digits that are not taken for one another, to be read over a telephone: 98 random bits.</summary>
    public static string NewCode() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, Each)));

    /// <summary>However it was typed; null when it cannot be a code. It holds so much chance that its digest needs no key.</summary>
    public static byte[]? DigestOf(string? code)
    {
        if (code is not { Length: > 0 and <= 100 }) return null;
        var letters = string.Concat(code.ToUpperInvariant().Where(c => c is not ('-' or ' ' or '\t')));
        return letters.Length == Groups * Each && letters.All(c => Letters.Contains(c, StringComparison.Ordinal)) ? SHA256.HashData(Encoding.ASCII.GetBytes(letters)) : null;
    }

    public async ValueTask<byte[]> SealAsync(Guid id, NoticeWords words, CancellationToken ct) =>
        Sealed.Encrypt(await KeyAsync(id, ct), JsonSerializer.SerializeToUtf8Bytes(words, Wire.Json), id.ToByteArray(bigEndian: true));

    public async ValueTask<NoticeWords?> OpenAsync(PublicNotice notice, CancellationToken ct) => notice.Words is null ? null
        : JsonSerializer.Deserialize<NoticeWords>(Sealed.Decrypt(await KeyAsync(notice.Id, ct), notice.Words, notice.Id.ToByteArray(bigEndian: true)), Wire.Json);

    /// <summary>Of one day: the next day's digest of the same address is another.</summary>
    public async ValueTask<byte[]> OriginAsync(IPAddress? from, DateTimeOffset now, CancellationToken ct) => await DayAsync($"from {NetworkOf(from)}", now, ct);

    public async ValueTask<byte[]> ReachAsync(string mail, DateTimeOffset now, CancellationToken ct) => await DayAsync($"to {mail}", now, ct);

    async ValueTask<byte[]> DayAsync(string what, DateTimeOffset now, CancellationToken ct) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, await secrets.OfAsync(Name, ct), 32, [], "parley public notice origin v1"u8.ToArray()),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd} {what}")))[..16];

    async ValueTask<byte[]> KeyAsync(Guid id, CancellationToken ct) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, await secrets.OfAsync(Name, ct), 32, id.ToByteArray(bigEndian: true), "parley public notice v1"u8.ToArray());

    const string Name = "public-notices";

    /// <summary>Of IPv6 what one household has: its first 64 bits.</summary>
    static string NetworkOf(IPAddress? from)
    {
        if (from is null) return "";
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        return from.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(from.GetAddressBytes().AsSpan(0, 8)) : from.ToString();
    }
}
