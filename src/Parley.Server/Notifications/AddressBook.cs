using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Addresses that are not to be used any more: they bounced, complained or said stop. An address is kept as a keyed digest, so the table
/// tells nobody which it was. Another address, as the host tells it, is a new one and open.
/// </summary>
public sealed class AddressBook(Store store, HouseSecrets secrets, TimeProvider clock)
{
    const string Secret = "notice addresses";

    public async ValueTask<bool> IsClosedAsync(Channel channel, string address, CancellationToken ct) => (await ClosedAmongAsync(channel, [address], ct)).Count > 0;

    /// <summary>Those of the addresses that are closed, as they were given.</summary>
    public async ValueTask<IReadOnlySet<string>> ClosedAmongAsync(Channel channel, IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        if (addresses.Count == 0) return new HashSet<string>();
        var key = await secrets.OfAsync(Secret, ct);
        var digests = addresses.Distinct().ToDictionary(a => a, a => DigestOf(key, channel, a));
        var wanted = digests.Values.ToList();
        await using var db = store.Open();
        var closed = (await db.Set<ClosedAddress>().Where(a => a.Channel == channel && wanted.Contains(a.Digest)).Select(a => a.Digest).ToListAsync(ct)).ConvertAll(Convert.ToHexString).ToHashSet();
        return digests.Where(d => closed.Contains(Convert.ToHexString(d.Value))).Select(d => d.Key).ToHashSet();
    }

    /// <param name="person">Who is told that it is switched off.</param>
    /// <param name="reason">A word such as <c>bounced</c>, <c>complained</c>, <c>stopped</c>, <c>gone</c>.</param>
    /// <returns>False when it was closed already.</returns>
    public async Task<bool> CloseAsync(string person, Channel channel, string address, string reason, CancellationToken ct)
    {
        var digest = DigestOf(await secrets.OfAsync(Secret, ct), channel, address);
        return await store.WriteAsync(async db =>
        {
            if (await db.Set<ClosedAddress>().AnyAsync(a => a.Channel == channel && a.Digest == digest, ct)) return false;
            await db.InsertMissingAsync("closed_addresses", "channel, digest, person_id, reason, at", [[(short)channel, digest, person, reason, clock.NowMicros()]], ct);
            return true;
        }, ct);
    }

    /// <returns>False when it was open.</returns>
    public async Task<bool> ReopenAsync(Channel channel, string address, CancellationToken ct)
    {
        var digest = DigestOf(await secrets.OfAsync(Secret, ct), channel, address);
        return await store.WriteAsync(db => db.Set<ClosedAddress>().Where(a => a.Channel == channel && a.Digest == digest).ExecuteDeleteAsync(ct), ct) > 0;
    }

    /// <summary>What is known of the address; null when it is open.</summary>
    public async Task<ClosedAddress?> FindAsync(Channel channel, string address, CancellationToken ct)
    {
        var digest = DigestOf(await secrets.OfAsync(Secret, ct), channel, address);
        await using var db = store.Open();
        return await db.Set<ClosedAddress>().SingleOrDefaultAsync(a => a.Channel == channel && a.Digest == digest, ct);
    }

    /// <summary>Mail addresses are the same whatever their case, numbers whatever stands between their digits.</summary>
    static byte[] DigestOf(byte[] key, Channel channel, string address)
    {
        var clean = channel == Channel.Sms ? string.Concat(address.Where(char.IsAsciiDigit)) : address.Trim().ToLowerInvariant();
        byte[] named = [(byte)channel, .. Encoding.UTF8.GetBytes(clean)];
        return HMACSHA256.HashData(key, named);
    }
}
