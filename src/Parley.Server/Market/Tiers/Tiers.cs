using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Access;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Market;

/// <summary>What the marketplace asks of vendors of one sort, in opening time.</summary>
public sealed class Tier
{
    public required string Name { get; init; }
    public required int FirstMinutes { get; set; }
    public required int NextMinutes { get; set; }
    public required int ResolutionDays { get; set; }
}

/// <param name="FirstAnswerHours">Opening hours for the first answer of a thread; 24 unless told.</param>
/// <param name="NextAnswerHours">Opening hours for each later one; 24 unless told.</param>
/// <param name="ResolutionDays">Opening days until a thread is done with; 5 unless told.</param>
public sealed record TierBody(double FirstAnswerHours = 24, double NextAnswerHours = 24, int ResolutionDays = 5);

public sealed record TierView(string Name, double FirstAnswerHours, double NextAnswerHours, int ResolutionDays);

/// <summary>Targets by tier, from memory when they were asked for before.</summary>
public sealed class Tiers(Store store, TimeProvider clock)
{
    public const int Most = 100;
    readonly ReadCache<string, Tier?> known = new(1000);

    /// <summary>Null for one the marketplace has not told us of: the standard holds.</summary>
    public async ValueTask<Tier?> FindAsync(string name, CancellationToken ct)
    {
        if (known.TryGet(name, out var tier)) return tier;
        var stamp = known.Begin(name);
        await using var db = store.Open();
        tier = await db.Set<Tier>().SingleOrDefaultAsync(t => t.Name == name, ct);
        known.Keep(name, stamp, tier);
        return tier;
    }

    public async Task<List<TierView>> ReadAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        return (await db.Set<Tier>().OrderBy(t => t.Name).ToListAsync(ct)).ConvertAll(t => new TierView(t.Name, t.FirstMinutes / 60d, t.NextMinutes / 60d, t.ResolutionDays));
    }

    public async Task PutAsync(string name, TierBody body, CancellationToken ct)
    {
        var wanted = new Tier
        {
            Name = Texts.Id(name, "name"),
            FirstMinutes = Minutes(body.FirstAnswerHours, "firstAnswerHours"),
            NextMinutes = Minutes(body.NextAnswerHours, "nextAnswerHours"),
            ResolutionDays = body.ResolutionDays is >= 1 and <= 365 ? body.ResolutionDays : throw Refuse.Invalid("resolutionDays", "'resolutionDays' must be 1 to 365."),
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.WriteAsync(db => SaveAsync(db, wanted, ct), ct);
                break;
            }
            catch (DbUpdateException e) when (attempt < 5 && StorageTrouble.MayRepeatNow(e))
            {
                // The same tier was put twice at once; it is there now.
            }
        }
        Forget($"tier:{name}");
    }

    async Task SaveAsync(ParleyDb db, Tier wanted, CancellationToken ct)
    {
        var tier = await db.Set<Tier>().AsTracking().SingleOrDefaultAsync(t => t.Name == wanted.Name, ct);
        if (tier is null)
        {
            if (await db.Set<Tier>().CountAsync(ct) >= Most) throw Refuse.Invalid("name", $"There are {Most} tiers already.");
            db.Add(wanted);
        }
        else
        {
            (tier.FirstMinutes, tier.NextMinutes, tier.ResolutionDays) = (wanted.FirstMinutes, wanted.NextMinutes, wanted.ResolutionDays);
            if (db.Entry(tier).State == EntityState.Unchanged) return;
        }
        db.Add(new Fact { Kind = FactKind.MarketChanged, Subject = $"tier:{wanted.Name}", Node = Node.Id, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Forgets what a fact (<c>tier:NAME</c>) says has changed.</summary>
    public void Forget(string subject)
    {
        if (subject.StartsWith("tier:", StringComparison.Ordinal)) known.Forget(subject[5..]);
    }

    static int Minutes(double hours, string field) =>
        hours is >= 0.25 and <= 2000 ? (int)Math.Round(hours * 60) : throw Refuse.Invalid(field, $"'{field}' must be 0.25 to 2,000 hours.");
}

/// <summary>The host sets what it asks of each tier; a vendor's tier is told with the vendor.</summary>
public static class TiersApi
{
    public static void MapTiers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/tiers").WithTags("Host").ForHost(Scope.MarketWrite);
        group.MapGet("", GetTiers).WithName("getTiers").ForHost(Scope.MarketRead);
        group.MapPut("/{name}", PutTier).WithName("putTier");
    }

    static async Task<Ok<List<TierView>>> GetTiers(Tiers tiers, CancellationToken ct) => TypedResults.Ok(await tiers.ReadAsync(ct));

    static async Task<NoContent> PutTier(string name, Body<TierBody> body, Tiers tiers, CancellationToken ct)
    {
        await tiers.PutAsync(name, body.Value, ct);
        return TypedResults.NoContent();
    }
}

sealed class TierTable : IEntityTypeConfiguration<Tier>
{
    public void Configure(EntityTypeBuilder<Tier> builder)
    {
        builder.ToTable("tiers");
        builder.HasKey(t => t.Name);
    }
}
