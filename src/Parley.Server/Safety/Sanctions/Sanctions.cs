using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// The sanctions that stand, in memory, and beside them what people block themselves. Each node looks once a second whether there is anything
/// new. Sanctions are read anew then, and the connections of those who are concerned are cut, so that open pages ask what holds now.
/// </summary>
public sealed partial class Sanctions(Store store, Blocks blocks, Switchboard switchboard, TimeProvider clock, ILogger<Sanctions> logger) : BackgroundService, IRestrictions
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    volatile FrozenDictionary<string, Sanction[]> standing = FrozenDictionary<string, Sanction[]>.Empty;
    readonly SemaphoreSlim looking = new(1, 1);
    long known = -1;

    public Refusal? OnWriting(string person, PartyKind side, string vendor, string buyer) => Find(person, side, vendor, buyer, SanctionKind.Mute, SanctionKind.Suspend, SanctionKind.BlockPair) ?? WhyOf(Between(side, vendor, buyer));

    public Refusal? OnTelling(string person, PartyKind side, string vendor, string buyer) => Find(person, side, vendor, buyer, SanctionKind.Suspend, SanctionKind.BlockPair);

    public Refusal? OnOpening(string person, PartyKind side, string vendor, string buyer) => Find(person, side, vendor, buyer, SanctionKind.Mute, SanctionKind.PauseThreads, SanctionKind.Suspend, SanctionKind.BlockPair) ?? WhyOf(Between(side, vendor, buyer));

    public Blocking Between(PartyKind side, string vendor, string buyer) => blocks.Between(side, vendor, buyer);

    public async ValueTask<Refusal?> OnReopeningAsync(Guid conversation, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Decision>().AnyAsync(d => d.ConversationId == conversation && d.Act == CaseAct.CloseThread && d.Upheld != false, ct)
            ? new Refusal("closed-by-decision", 403, "The marketplace has decided to close this conversation. Whom the decision concerns was told why, and how to appeal.") : null;
    }

    Refusal? Find(string person, PartyKind side, string vendor, string buyer, params ReadOnlySpan<SanctionKind> kinds)
    {
        if (standing.Count == 0) return null;
        var now = clock.GetUtcNow();
        foreach (var holder in (ReadOnlySpan<string>)[$"p:{person}", side == PartyKind.Vendor ? $"v:{vendor}" : "", $"pair {vendor} {buyer}"])
            if (standing.TryGetValue(holder, out var some))
                foreach (var sanction in some)
                    if (kinds.Contains(sanction.Kind) && !(sanction.Until <= now)) return WhyOf(sanction);
        return null;
    }

    static Refusal? WhyOf(Blocking blocking) => blocking switch
    {
        Blocking.ByYou => Refuse.BlockedByYou,
        Blocking.ByOther => Refuse.BlockedByOther,
        _ => null,
    };

    static Refusal WhyOf(Sanction sanction)
    {
        var until = sanction.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $"until {end:yyyy-MM-dd HH:mm} UTC") : "for now";
        return sanction.Kind switch
        {
            SanctionKind.Mute => new Refusal("muted", 403, $"The marketplace has decided that you cannot write {until}. The decision says why, and how to appeal."),
            SanctionKind.PauseThreads => new Refusal("threads-paused", 403, $"The marketplace has decided that you cannot open conversations {until}. The decision says why, and how to appeal."),
            SanctionKind.Suspend => new Refusal("account-suspended", 403, $"The marketplace has suspended you {until}. You can read what is yours. The decision says why, and how to appeal."),
            _ => new Refusal("pair-blocked", 403, "The marketplace has decided that you two cannot write to each other. Whom the decision concerns was told why, and how to appeal."),
        };
    }

    /// <summary>Sanctions hold from the first request on.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Unread(logger, e);
            }
        }
    }

    /// <summary>Reads what stands, if anything changed.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await looking.WaitAsync(ct); // what was read earlier is never taken up later
        try
        {
            await ReadAsync(ct);
        }
        finally
        {
            looking.Release();
        }
    }

    async Task ReadAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        var numbers = await db.Set<SanctionChanges>().AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Number, ct);
        await ReadAsync(db, numbers.GetValueOrDefault(SanctionChanges.OfSanctions), ct);
        await blocks.TakeUpAsync(db, numbers.GetValueOrDefault(SanctionChanges.OfBlocks), ct);
    }

    async Task ReadAsync(ParleyDb db, long number, CancellationToken ct)
    {
        if (number == Interlocked.Read(ref known)) return;
        var now = clock.GetUtcNow();
        var rows = await db.Set<Sanction>().Where(s => s.EndedAt == null && (s.Until == null || s.Until > now)).ToListAsync(ct);
        var before = standing;
        standing = rows.GroupBy(s => s.Holder).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        if (Interlocked.Exchange(ref known, number) == -1) return;
        foreach (var holder in before.Keys.Concat(standing.Keys).Distinct())
            if (!Same(before.GetValueOrDefault(holder), standing.GetValueOrDefault(holder))) Drop(holder);
    }

    static bool Same(Sanction[]? a, Sanction[]? b) => a is not null && b is not null && a.Select(s => s.Id).ToHashSet().SetEquals(b.Select(s => s.Id));

    void Drop(string holder)
    {
        if (holder.StartsWith("p:", StringComparison.Ordinal)) switchboard.Drop(holder[2..], key: null);
        else if (holder.StartsWith("v:", StringComparison.Ordinal)) switchboard.Drop(personId: null, holder);
    }

    /// <summary>In the transaction that makes or ends some, after them.</summary>
    public static Task CountChangeAsync(ParleyDb db, CancellationToken ct) => SanctionChanges.CountAsync(db, SanctionChanges.OfSanctions, ct);

    public override void Dispose()
    {
        looking.Dispose();
        base.Dispose();
    }

    [LoggerMessage(1, LogLevel.Error, "Sanctions could not be read; tried again in a second")]
    static partial void Unread(ILogger logger, Exception error);
}
