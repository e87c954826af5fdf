using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Addresses for answers, <c>r+TOKEN@</c> the domain for them. A token is 128 bits that nobody can guess or make, and is of no use to anybody
/// but its owner; it is given anew when half of its time is over.
/// </summary>
public sealed class ReplyAddresses(Store store, MailSecret secret, IOptions<ReplyOptions> options, TimeProvider clock) : IReplyAddresses
{
    public const string Prefix = "r+";

    /// <summary>Of a token's text.</summary>
    public const int TokenLength = 26;
    const int Bytes = 16;

    /// <summary>That somebody wants none does not expire.</summary>
    static readonly TimeSpan ForGood = TimeSpan.FromDays(36_500);

    public async ValueTask<string?> ForAsync(string personId, Role role, Guid conversation, CancellationToken ct)
    {
        var o = options.Value;
        if (!o.IsOn) return null;
        var (now, key) = (clock.GetUtcNow(), await secret.KeyAsync("reply", ct));
        var fresh = now.AddDays(o.Days / 2.0);
        ReplyAlias? alias;
        if (await IsStoppedAsync(personId, role, conversation, ct)) return null;
        await using (var db = store.Open())
            alias = await db.Set<ReplyAlias>().Where(a => a.PersonId == personId && a.ConversationId == conversation && a.RoleKey == role.Key && a.RevokedAt == null && a.ExpiresAt > fresh).OrderByDescending(a => a.ExpiresAt).FirstOrDefaultAsync(ct);
        alias ??= await MakeAsync(key, personId, role, conversation, now, ct);
        return $"{Prefix}{TokenOf(key, alias)}@{o.Domain}";
    }

    /// <summary>What the token stands for, also when it has expired; null when there is no such token.</summary>
    public async Task<ReplyAlias?> FindAsync(string token, CancellationToken ct)
    {
        var digest = DigestOf(token.ToLowerInvariant());
        await using var db = store.Open();
        return await db.Set<ReplyAlias>().SingleOrDefaultAsync(a => a.Digest == digest, ct);
    }

    /// <summary>Ends all addresses of a person, or those of one role.</summary>
    public Task RevokeAsync(string personId, string? roleKey, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return store.WriteAsync(db => db.Set<ReplyAlias>().Where(a => a.PersonId == personId && (roleKey == null || a.RoleKey == roleKey) && a.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(a => a.RevokedAt, now), ct), ct);
    }

    /// <summary>Ends the addresses of a person in one thread and gives none there until they want them again. Repeating it changes nothing.</summary>
    public async Task StopAsync(string personId, Role role, Guid conversation, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mark = Make(await secret.KeyAsync("reply", ct), personId, role, conversation, now, stopped: true);
        await store.WriteAsync(async db =>
        {
            await Of(db, personId, role, conversation).Where(a => a.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(a => a.RevokedAt, now), ct);
            if (await Of(db, personId, role, conversation).AnyAsync(a => a.StoppedAt != null, ct)) return;
            db.Add(mark);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    /// <summary>Newer mails of the thread can be answered again; the former addresses stay ended.</summary>
    public Task ResumeAsync(string personId, Role role, Guid conversation, CancellationToken ct) =>
        store.WriteAsync(db => Of(db, personId, role, conversation).Where(a => a.StoppedAt != null).ExecuteDeleteAsync(ct), ct);

    public async Task<bool> IsStoppedAsync(string personId, Role role, Guid conversation, CancellationToken ct)
    {
        await using var db = store.Open();
        return await Of(db, personId, role, conversation).AnyAsync(a => a.StoppedAt != null, ct);
    }

    static IQueryable<ReplyAlias> Of(ParleyDb db, string personId, Role role, Guid conversation)
    {
        var key = role.Key;
        return db.Set<ReplyAlias>().Where(a => a.PersonId == personId && a.ConversationId == conversation && a.RoleKey == key);
    }

    async Task<ReplyAlias> MakeAsync(byte[] key, string personId, Role role, Guid conversation, DateTimeOffset now, CancellationToken ct)
    {
        var alias = Make(key, personId, role, conversation, now, stopped: false);
        await store.WriteAsync(async db =>
        {
            db.Add(alias);
            await db.SaveChangesAsync(ct);
        }, ct);
        return alias;
    }

    ReplyAlias Make(byte[] key, string personId, Role role, Guid conversation, DateTimeOffset now, bool stopped)
    {
        var salt = RandomNumberGenerator.GetBytes(Bytes);
        return new ReplyAlias
        {
            Digest = DigestOf(TokenOf(key, salt)), Salt = salt, PersonId = personId, RoleKey = role.Key, ConversationId = conversation, CreatedAt = now,
            ExpiresAt = stopped ? now + ForGood : now.AddDays(options.Value.Days), RevokedAt = stopped ? now : null, StoppedAt = stopped ? now : null,
        };
    }

    static string TokenOf(byte[] key, ReplyAlias alias) => TokenOf(key, alias.Salt);

    static string TokenOf(byte[] key, byte[] salt) => Base32.Write(HMACSHA256.HashData(key, salt).AsSpan(0, Bytes));

    static byte[] DigestOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
