using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Live;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Tells this node's connections of one kind of facts about conversations that another node committed; for folders whose rows this one does not know.</summary>
public interface IFactTeller
{
    FactKind Kind { get; }

    Task TellAsync(Door door, Fact fact, CancellationToken ct);
}

/// <summary>
/// Reads the outbox for what other nodes committed, and tells this node's connections: also when that node died right after its
/// commit. Facts may become visible out of order, so the last five seconds are read again each time and known ones are skipped.
/// With one node (sqlite) there is nothing to read.
/// </summary>
public sealed partial class OtherNodes(
    Store store, Doors doors, Announcer announcer, IEnumerable<IFactTeller> tellers, Register register, VendorHours hours, Tiers tiers, AuthorKeys keys, Switchboard switchboard, TellDesk desk, TimeProvider clock, ILogger<OtherNodes> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);
    const int Step = 1000;
    readonly HashSet<long> seen = [];
    readonly Queue<(long At, long End)> ends = new(); // where the outbox ended, reading by reading

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store.Kind == "sqlite") return;
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await ReadAsync(stoppingToken) == Step) { }
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                Waiting(logger, e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Unread(logger, e); // read again in half a second; the server goes on
            }
        }
    }

    async Task<int> ReadAsync(CancellationToken ct)
    {
        await using var db = store.Open();
        var from = MoveOn(await db.Set<Fact>().MaxAsync(f => (long?)f.Id, ct) ?? 0);
        var mine = Node.Id;
        var facts = await db.Set<Fact>().Where(f => f.Id > from && f.Node != mine && !seen.Contains(f.Id)).OrderBy(f => f.Id).Take(Step).ToListAsync(ct);
        foreach (var fact in facts)
        {
            try
            {
                await TellAsync(fact, ct);
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is null && !ct.IsCancellationRequested)
            {
                Untold(logger, e, fact.Id, fact.Kind); // whoever misses it finds it when they ask what changed
            }
            seen.Add(fact.Id);
        }
        return facts.Count;
    }

    /// <summary>Where the outbox ended five seconds before the last reading, however long ago that was: everything after that is looked at (again).</summary>
    long MoveOn(long end)
    {
        while (ends.Count > 1 && clock.GetElapsedTime(ends.ElementAt(1).At, ends.Last().At) > Overlap) ends.Dequeue();
        ends.Enqueue((clock.GetTimestamp(), end));
        var from = ends.Peek().End;
        seen.RemoveWhere(id => id <= from);
        return from;
    }

    async Task TellAsync(Fact fact, CancellationToken ct)
    {
        if (fact.Kind == FactKind.MarketChanged) await ForgetAsync(fact.Subject!, ct);
        if (fact.Kind == FactKind.DeskChanged) desk.Push(fact.Subject!);
        if (fact.ConversationId is { } changed) doors.ForgetHead(changed);
        if (fact.ConversationId is not { } id || await doors.FindAsync(id, ct) is not { } door) return;
        if (tellers.FirstOrDefault(t => t.Kind == fact.Kind) is { } teller) await teller.TellAsync(door, fact, ct);
        else await announcer.FromOtherNodeAsync(door, fact, ct);
    }

    /// <summary>What was remembered of a person or team may be wrong now; whoever lost access loses their connections here as well.</summary>
    async Task ForgetAsync(string subject, CancellationToken ct)
    {
        register.Forget(subject);
        hours.Forget(subject);
        tiers.Forget(subject);
        if (subject.StartsWith("erased:", StringComparison.Ordinal)) keys.Forget(subject[7..]);
        if (subject.StartsWith("person:", StringComparison.Ordinal) && await register.FindPersonAsync(subject[7..], ct) is { RemovedAt: not null } gone)
            switchboard.Drop(gone.Id, key: null);
        if (subject.StartsWith("vendor:", StringComparison.Ordinal) && await register.FindVendorAsync(subject[7..], ct) is { RemovedAt: not null } closed)
            switchboard.Drop(personId: null, $"v:{closed.Id}");
        if (subject.StartsWith("sight:", StringComparison.Ordinal)) switchboard.Drop(personId: null, $"v:{subject[6..]}");
        if (subject.StartsWith("agent:", StringComparison.Ordinal) && subject[6..].Split(' ') is [var vendor, var person] && await register.AgentRoleAsync(vendor, person, ct) is null)
            switchboard.Drop(person, $"v:{vendor}");
    }

    [LoggerMessage(1, LogLevel.Warning, "Facts of other nodes wait for the store: {Why}")]
    static partial void Waiting(ILogger logger, string why);

    [LoggerMessage(2, LogLevel.Error, "Facts of other nodes could not be read; tried again in half a second")]
    static partial void Unread(ILogger logger, Exception error);

    [LoggerMessage(3, LogLevel.Error, "Fact {Id} ({Kind}) of another node could not be told to this node's connections")]
    static partial void Untold(ILogger logger, Exception error, long id, FactKind kind);
}

/// <summary>Forgets old changes of each feed; clients that hold less start anew.</summary>
public sealed partial class PruneTouches(Store store, ILogger<PruneTouches> logger) : BackgroundService
{
    const int Kept = 5000, Step = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(30));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                Postponed(logger, e.Message);
            }
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        long last = 0;
        while (true)
        {
            await using var db = store.Open();
            var parties = await db.Set<PartyFeed>().Where(p => p.Id > last && p.Number - p.Floor > 2 * Kept).OrderBy(p => p.Id).Take(Step).Select(p => new { p.Id, p.Number }).ToListAsync(ct);
            if (parties.Count == 0) return;
            foreach (var party in parties)
            {
                var floor = party.Number - Kept;
                await store.WriteAsync(async write =>
                {
                    await write.Set<PartyFeed>().Where(p => p.Id == party.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Floor, floor), ct);
                    await write.Set<SeatTouch>().Where(t => t.PartyId == party.Id && t.Number <= floor).ExecuteDeleteAsync(ct);
                }, ct);
            }
            last = parties[^1].Id;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old feed changes could not be removed; tried again in half an hour: {Why}")]
    static partial void Postponed(ILogger logger, string why);
}
