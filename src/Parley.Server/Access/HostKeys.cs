using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Access;

/// <summary>A host's API key. Only a SHA-256 of the secret is kept; the secret itself has 256 random bits, so a slow hash would add nothing.</summary>
public sealed class HostKey
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>Separated by commas; see <see cref="Scope"/>.</summary>
    public required string Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

sealed class HostKeyTable : IEntityTypeConfiguration<HostKey>
{
    public void Configure(EntityTypeBuilder<HostKey> builder)
    {
        builder.ToTable("host_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasMaxLength(16);
        builder.Property(k => k.Name).HasMaxLength(100);
        builder.Property(k => k.Scopes).HasMaxLength(300);
    }
}

/// <summary>Makes and checks host keys: <c>pk_live_{id}_{secret}</c>.</summary>
public sealed class HostKeys(Store store, TimeProvider clock)
{
    public const string Prefix = "pk_live_";

    /// <summary>For how long a key that passed is not looked up again.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromSeconds(30);
    readonly BoundedCache<string, (Host Host, DateTimeOffset Until)> known = new(1000);

    /// <summary>Makes a key. The returned text is the only copy of its secret.</summary>
    public async Task<string> CreateAsync(string name, IReadOnlyCollection<string> scopes, CancellationToken ct)
    {
        var unknown = scopes.Except(Scope.All).ToArray();
        if (scopes.Count == 0 || unknown.Length > 0) throw Refuse.Invalid("scopes", $"Scopes are {string.Join(", ", Scope.All)}; unknown: {string.Join(", ", unknown)}.");
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await store.WriteAsync(async db =>
        {
            db.Add(new HostKey { Id = id, Name = Texts.Line(name, "name", 100), Hash = Hash(secret), Scopes = string.Join(',', scopes), CreatedAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }, ct);
        return $"{Prefix}{id}_{secret}";
    }

    /// <summary>Every key ever made, oldest first.</summary>
    public async Task<List<HostKey>> ListAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        return [.. (await db.Set<HostKey>().ToListAsync(ct)).OrderBy(k => k.CreatedAt)];
    }

    /// <summary>Refuses the key from now on (see <see cref="ReadAsync"/>). Repeating it is harmless.</summary>
    public Task RevokeAsync(string id, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var key = await db.Set<HostKey>().AsTracking().SingleOrDefaultAsync(k => k.Id == id, ct)
                ?? throw Refuse.Invalid("id", $"No host key has the id '{id}'; 'parley key list' shows them.");
            key.Revoke(clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }, ct);

    /// <summary>Who holds this key. A revoked key is refused at the latest after 30 seconds on every node.</summary>
    public async ValueTask<Host> ReadAsync(string key, CancellationToken ct)
    {
        if (known.TryGet(key, out var hit) && hit.Until > clock.GetUtcNow()) return hit.Host;
        var parts = key.Length <= 200 ? key[Prefix.Length..].Split('_') : [];
        if (parts.Length != 2 || parts[0].Contains('\0')) throw Refuse.Unauthenticated("This host key is malformed.");
        await using var db = store.Open();
        var id = parts[0];
        var row = await db.Set<HostKey>().SingleOrDefaultAsync(k => k.Id == id, ct);
        if (!CryptographicOperations.FixedTimeEquals(row?.Hash ?? new byte[32], Hash(parts[1])) || row is null || row.RevokedAt is not null)
            throw Refuse.Unauthenticated("This host key is unknown or was revoked.");
        var host = new Host(row.Id, row.Scopes.Split(',').ToHashSet());
        known.Set(key, (host, clock.GetUtcNow() + Trusted));
        return host;
    }

    static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
