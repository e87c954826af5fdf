using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Encryption;

/// <summary>A secret of the house's own, by what it is for, wrapped.</summary>
public sealed class HouseSecret
{
    public required string Name { get; init; }
    public required byte[] Wrapped { get; set; }
    public required string WrappedBy { get; set; }

    public static string Purpose(string name) => $"parley house {name}";
}

sealed class HouseSecretTable : IEntityTypeConfiguration<HouseSecret>
{
    public void Configure(EntityTypeBuilder<HouseSecret> builder)
    {
        builder.ToTable("house_secrets");
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(60);
        builder.Property(s => s.WrappedBy).HasMaxLength(32);
    }
}

/// <summary>
/// 32 random bytes for each purpose of the house's own: keys of digests, of signatures in links. The same on every node and for good, whatever
/// becomes of the wrapping key.
/// </summary>
public sealed class HouseSecrets(Store store, Wrapping wrapping)
{
    readonly BoundedCache<string, byte[]> known = new(100);

    /// <summary>The secret of this name, made when it is first asked for.</summary>
    public async ValueTask<byte[]> OfAsync(string name, CancellationToken ct)
    {
        if (known.TryGet(name, out var secret)) return secret;
        secret = await FindAsync(name, ct);
        if (secret is null)
        {
            var (wrapped, by) = wrapping.Wrap(Wrapping.NewSecret(), HouseSecret.Purpose(name));
            // Two nodes may be first at once; the one that loses reads the winner's secret afterwards.
            await store.WriteAsync(db => db.InsertMissingAsync("house_secrets", "name, wrapped, wrapped_by", [[name, wrapped, by]], ct), ct);
            secret = (await FindAsync(name, ct))!;
        }
        known.Set(name, secret);
        return secret;
    }

    async Task<byte[]?> FindAsync(string name, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<HouseSecret>().SingleOrDefaultAsync(s => s.Name == name, ct) is { } row ? wrapping.Unwrap(row.Wrapped, row.WrappedBy, HouseSecret.Purpose(name)) : null;
    }
}
