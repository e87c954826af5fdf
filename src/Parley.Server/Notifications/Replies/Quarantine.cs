using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <param name="Size">Of the whole mail, in bytes.</param>
public sealed record QuarantineRow(Guid Id, DateTimeOffset At, string Outcome, int Size);

/// <summary>
/// Mails that a provider brought and that were not taken, so that an operator can look why: sealed, the first 256 kB of each, for some days, and never
/// more than so many; the oldest go first. Those that a mailbox brought lie in its folder, whole.
/// </summary>
public sealed class Quarantine(Store store, MailSecret secret, IOptions<ReplyOptions> options, TimeProvider clock)
{
    public const int MostBytes = 256 * 1024;

    /// <summary>The same mail again is kept once.</summary>
    public async Task KeepAsync(byte[] mail, string outcome, CancellationToken ct)
    {
        if (options.Value.QuarantineMails == 0) return;
        var id = ReceiveReply.IdOf(SHA256.HashData(mail));
        var content = Sealed.Encrypt(await secret.KeyAsync("quarantine", ct), mail.AsSpan(0, Math.Min(mail.Length, MostBytes)), id.ToByteArray());
        await store.WriteAsync(async db =>
        {
            await db.InsertMissingAsync("quarantined_mails", "id, at, outcome, size, content", [[store.IdOf(id), clock.NowMicros(), outcome, mail.Length, content]], ct);
            var surplus = await db.Set<QuarantinedMail>().OrderByDescending(m => m.At).ThenBy(m => m.Id).Skip(options.Value.QuarantineMails).Select(m => m.Id).Take(100).ToListAsync(ct);
            if (surplus.Count > 0) await db.Set<QuarantinedMail>().Where(m => surplus.Contains(m.Id)).ExecuteDeleteAsync(ct);
        }, ct);
    }

    /// <summary>Newest first.</summary>
    public async Task<List<QuarantineRow>> ListAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<QuarantinedMail>().OrderByDescending(m => m.At).Select(m => new QuarantineRow(m.Id, m.At, m.Outcome, m.Size)).ToListAsync(ct);
    }

    /// <summary>The mail's beginning as it came; null when there is none of this id.</summary>
    public async Task<byte[]?> ReadAsync(Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<QuarantinedMail>().Where(m => m.Id == id).Select(m => m.Content).SingleOrDefaultAsync(ct) is { } content ? Sealed.Decrypt(await secret.KeyAsync("quarantine", ct), content, id.ToByteArray()) : null;
    }

    public Task<int> SweepAsync(CancellationToken ct)
    {
        var old = clock.GetUtcNow().AddDays(-options.Value.QuarantineDays);
        return store.WriteAsync(db => db.Set<QuarantinedMail>().Where(m => m.At < old).ExecuteDeleteAsync(ct), ct);
    }
}
