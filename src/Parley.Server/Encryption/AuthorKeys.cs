using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Encryption;

/// <summary>An author's secret, wrapped. Deleting the row erases every word this author ever wrote.</summary>
public sealed class AuthorKey
{
    public required string Author { get; init; }
    public required byte[] Wrapped { get; set; }
    public required string WrappedBy { get; set; }
}

sealed class AuthorKeyTable : IEntityTypeConfiguration<AuthorKey>
{
    public void Configure(EntityTypeBuilder<AuthorKey> builder)
    {
        builder.ToTable("author_keys");
        builder.HasKey(k => k.Author);
        builder.Property(k => k.Author).HasMaxLength(130);
        builder.Property(k => k.WrappedBy).HasMaxLength(32);
    }
}

/// <summary>
/// The secrets of authors, unwrapped and kept in memory for ten minutes, so that an erasure on another node takes hold without a restart.
/// </summary>
public sealed class AuthorKeys(Store store, Wrapping wrapping, TimeProvider clock)
{
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    const int Capacity = 50_000;
    readonly ReadCache<string, (byte[] Secret, long Until)> cache = new(Capacity);

    /// <summary>The author's secret, made on first use.</summary>
    public async ValueTask<byte[]> EnsureAsync(string author, CancellationToken ct)
    {
        if (TryGetCached(author, out var secret) && secret is not null) return secret;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await EnsureAsync([author], ct);
            if ((await LoadAsync([author], ct))[author] is { } made) return made;
        }
        throw Refuse.Unavailable("The key of the author"); // whose words are erased again and again while they write
    }

    /// <summary>Makes the secrets that are missing, in one transaction.</summary>
    public async Task EnsureAsync(IReadOnlyCollection<string> authors, CancellationToken ct)
    {
        var missing = (await LoadAsync(authors, ct)).Where(a => a.Value is null).Select(a => a.Key).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return;
        var rows = missing.ConvertAll(author =>
        {
            var (wrapped, by) = wrapping.Wrap(Wrapping.NewSecret(), Purpose(author));
            return new object[] { author, wrapped, by };
        });
        // Two nodes may be first at once; the one that loses reads the winner's secret afterwards.
        await store.WriteAsync(db => db.InsertMissingAsync("author_keys", "author, wrapped, wrapped_by", rows, ct), ct);
        await LoadAsync(missing, ct);
    }

    /// <summary>The secrets of several authors; null stands for one that was erased.</summary>
    public async ValueTask<Dictionary<string, byte[]?>> LoadAsync(IReadOnlyCollection<string> authors, CancellationToken ct)
    {
        var result = new Dictionary<string, byte[]?>(authors.Count);
        Dictionary<string, int>? missing = null;
        foreach (var author in authors)
        {
            if (TryGetCached(author, out var secret)) result[author] = secret;
            else (missing ??= [])[author] = cache.Begin(author);
        }
        if (missing is null) return result;
        await using var db = store.Open();
        var rows = await db.Set<AuthorKey>().Where(k => missing.Keys.Contains(k.Author)).ToDictionaryAsync(k => k.Author, ct);
        foreach (var (author, stamp) in missing)
            result[author] = Remember(author, stamp, rows.TryGetValue(author, out var row) ? wrapping.Unwrap(row.Wrapped, row.WrappedBy, Purpose(author)) : null);
        return result;
    }

    /// <summary>As <see cref="LoadAsync"/>, of many authors who may not be asked for again: nothing is looked up in memory, or kept there.</summary>
    public async Task<Dictionary<string, byte[]?>> ReadAsync(IReadOnlyCollection<string> authors, CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<AuthorKey>().Where(k => authors.Contains(k.Author)).ToDictionaryAsync(k => k.Author, ct);
        return authors.ToDictionary(a => a, a => rows.TryGetValue(a, out var row) ? wrapping.Unwrap(row.Wrapped, row.WrappedBy, Purpose(a)) : null);
    }

    /// <summary>Destroys the secret: every text of this author becomes unreadable, here and in every copy of the messages. Repeating it is harmless.</summary>
    public async Task DestroyAsync(string author, CancellationToken ct)
    {
        await store.WriteAsync(async db =>
        {
            await db.Set<AuthorKey>().Where(k => k.Author == author).ExecuteDeleteAsync(ct);
            db.Add(new Fact { Kind = FactKind.MarketChanged, Subject = $"erased:{author}", Node = Node.Id, At = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }, ct);
        Forget(author);
    }

    /// <summary>Forgets what is remembered; the store is asked again.</summary>
    public void Forget(string author) => cache.Forget(author);

    public static string Purpose(string author) => $"parley author {author}";

    bool TryGetCached(string author, out byte[]? secret)
    {
        var hit = cache.TryGet(author, out var entry) && entry.Until > clock.GetTimestamp();
        secret = hit ? entry.Secret : null;
        return hit;
    }

    byte[]? Remember(string author, int stamp, byte[]? secret)
    {
        if (secret is not null) cache.Keep(author, stamp, (secret, clock.GetTimestamp() + (long)(Kept.TotalSeconds * clock.TimestampFrequency)));
        return secret;
    }
}
