using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;
using Host = Parley.Access.Host;

namespace Parley.Market;

/// <param name="Id">Client-made; sending the outage again with the same id corrects it, or says when it ended.</param>
/// <param name="Until">Null while it lasts.</param>
public sealed record OutageBody(Guid Id, DateTimeOffset From, DateTimeOffset? Until = null);

/// <param name="Told">By the host; otherwise the server found it by itself.</param>
public sealed record OutageView(Guid Id, DateTimeOffset From, DateTimeOffset? Until, bool Told);

/// <summary>Times in which the platform was down: no vendor's clock ran in them.</summary>
public sealed class Outages(Store store, VendorHours hours, TimeProvider clock)
{
    /// <summary>A server that was not seen working for longer was down.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(2);
    const int Shown = 200;

    /// <summary>The latest ones, newest first.</summary>
    public async Task<List<OutageView>> ReadAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        return (await db.Set<Outage>().OrderByDescending(o => o.From).Take(Shown).ToListAsync(ct)).ConvertAll(View);
    }

    public async Task<(OutageView View, bool IsNew)> TellAsync(OutageBody body, Host host, CancellationToken ct)
    {
        if (body.Id == Guid.Empty) throw Refuse.Invalid("id", "'id' must be a UUID you made for this outage.");
        if (body.From.Year < 2000) throw Refuse.Invalid("from", "'from' is too long ago.");
        if (body.Until <= body.From) throw Refuse.Invalid("until", "'until' must be later than 'from'.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var told = await store.WriteAsync(db => TellAsync(db, body, host, ct), ct);
                hours.Forget("outages:");
                return told;
            }
            catch (DbUpdateException e) when (attempt < 5 && StorageTrouble.MayRepeatNow(e))
            {
                // The same outage was told of twice at once; it is there now.
            }
        }
    }

    async Task<(OutageView, bool)> TellAsync(ParleyDb db, OutageBody body, Host host, CancellationToken ct)
    {
        var known = await db.Set<Outage>().SingleOrDefaultAsync(o => o.Id == body.Id, ct);
        if (known is not null && (known.From, known.Until) == (body.From, body.Until)) return (View(known), false);
        var outage = new Outage { Id = body.Id, From = body.From, Until = body.Until, By = known?.By ?? host.KeyId };
        if (known is null) db.Add(outage);
        else db.Update(outage);
        Tell(db, known is null || body.From < known.From ? body.From : known.From, Later(body.Until, known is null ? body.Until : known.Until));
        await db.SaveChangesAsync(ct);
        return (View(outage), known is null);
    }

    /// <summary>Says that a server works now. Where none did for longer than <see cref="Gap"/>, that was an outage; returns whether it was.</summary>
    public async Task<bool> BeatAsync(CancellationToken ct)
    {
        var found = await store.WriteAsync(async db =>
        {
            var now = clock.GetUtcNow();
            var before = await db.Set<Heartbeat>().Where(h => h.Id == 1).Select(h => (DateTimeOffset?)h.At).SingleOrDefaultAsync(ct);
            if (before is not { } at)
            {
                await db.InsertMissingAsync("heartbeats", "id, at", [[1, now.ToMicros()]], ct);
                return false;
            }
            // Of several nodes that start at once, one moves the row on and tells.
            if (await db.Set<Heartbeat>().Where(h => h.Id == 1 && h.At == at).ExecuteUpdateAsync(s => s.SetProperty(h => h.At, now), ct) == 0 || now - at <= Gap) return false;
            db.Add(new Outage { Id = Guid.CreateVersion7(now), From = at, Until = now, By = "" });
            Tell(db, at, now);
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);
        if (found) hours.Forget("outages:");
        return found;
    }

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is { } a && other is { } b ? (a > b ? a : b) : null;

    /// <summary>Between these moments something has changed: what was judged of them is judged again.</summary>
    void Tell(ParleyDb db, DateTimeOffset from, DateTimeOffset? until) => db.Add(new Fact
    {
        Kind = FactKind.MarketChanged,
        Subject = $"outages:{from.ToMicros()} {(until ?? DateTimeOffset.MaxValue).ToMicros()}",
        Node = Node.Id,
        At = clock.GetUtcNow(),
    });

    static OutageView View(Outage o) => new(o.Id, o.From, o.Until, o.By.Length > 0);
}

/// <summary>Beats once a minute, the first time at the start.</summary>
public sealed partial class Beat(Outages outages, TimeProvider clock, ILogger<Beat> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        do
        {
            try
            {
                if (await outages.BeatAsync(stoppingToken)) Down(logger);
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                Missed(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Information, "The server was down before this; the time is kept as an outage")]
    static partial void Down(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The store did not take the heartbeat; it is tried again in a minute: {Why}")]
    static partial void Missed(ILogger logger, string why);
}
