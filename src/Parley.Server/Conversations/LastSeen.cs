using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// When parties were last here, and the news of their coming and going for those who talk with them. A short absence
/// (a reload, a tunnel, another node) is no news: until ten seconds have passed, a party counts as online.
/// News is gathered for half a second and told one party after another, each with one small query: when everybody comes back
/// after a restart, the store hardly notices.
/// </summary>
public sealed class LastSeen(Store store, Switchboard switchboard, Presence presence, Sights sights, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500), Grace = TimeSpan.FromSeconds(10);
    const int Nearest = 50;
    readonly BoundedCache<string, DateTimeOffset> gone = new(100_000);
    readonly ConcurrentDictionary<string, Move> moved = new();
    readonly ConcurrentDictionary<string, bool> shown = new();
    long moves;

    /// <summary>The last time that a party came or went.</summary>
    readonly record struct Move(long Number, DateTimeOffset At);

    readonly record struct News(string Key, bool Online, DateTimeOffset? At);

    /// <summary>Whether to show the party as online: it is, or was just now.</summary>
    public bool IsOnline(string key) => presence.IsOnline(key) || shown.ContainsKey(key);

    public DateTimeOffset? Of(string key) => IsOnline(key) ? clock.GetUtcNow() : gone.TryGet(key, out var at) ? at : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        presence.Changed += key => moved[key] = new Move(Interlocked.Increment(ref moves), clock.GetUtcNow());
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var one in Gather()) await TellAsync(one, stoppingToken);
    }

    /// <summary>Those who came, and those who have been away for long enough. A move that happens meanwhile stays for the next time.</summary>
    List<News> Gather()
    {
        var news = new List<News>();
        var now = clock.GetUtcNow();
        foreach (var entry in moved)
        {
            var (key, at) = (entry.Key, entry.Value.At);
            if (presence.IsOnline(key))
            {
                if (moved.TryRemove(entry) && shown.TryAdd(key, true)) news.Add(new News(key, true, null));
            }
            else if (now - at >= Grace && moved.TryRemove(entry))
            {
                gone.Set(key, at);
                if (shown.TryRemove(key, out _)) news.Add(new News(key, false, at));
            }
        }
        return news;
    }

    /// <summary>To the counterparts of its 50 most recent conversations, as far as they are connected here.</summary>
    async Task TellAsync(News news, CancellationToken ct)
    {
        if (switchboard.Count == 0) return;
        try
        {
            var push = new PresencePush(news.Key[0] == 'b' ? PartyKind.Buyer : PartyKind.Vendor, news.Key[2..], news.Online, news.At);
            foreach (var other in await CounterpartsAsync(news.Key, ct)) await TellAsync(other, news.Key, push, ct);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            // presence is a courtesy; it comes right with the next change
        }
    }

    /// <summary>Agents who see only what is theirs hear only of the buyers of those threads.</summary>
    async Task TellAsync(string other, string mover, PresencePush push, CancellationToken ct)
    {
        if (other[0] != 'v' || !await sights.AreLimitedAsync(other[2..], ct))
        {
            switchboard.Push(other, "presence", push);
            return;
        }
        var concerned = new HashSet<string>();
        foreach (var person in switchboard.PeopleOf(other))
            if (await sights.SeesBuyerAsync(new Role(PartyKind.Vendor, other[2..]), new Role(PartyKind.Buyer, mover[2..]), person, ct)) concerned.Add(person);
        switchboard.Push(other, "presence", push, line => concerned.Contains(line.PersonId));
    }

    async Task<List<string>> CounterpartsAsync(string key, CancellationToken ct)
    {
        await using var db = store.Open();
        var latest = (from party in db.Set<PartyFeed>() where party.Key == key join seat in db.Set<Seat>() on party.Id equals seat.PartyId where seat.Activity > 0 orderby seat.Activity descending select seat).Take(Nearest);
        return await (
            from seat in latest
            join other in db.Set<Seat>() on seat.ConversationId equals other.ConversationId
            where other.Party != seat.Party
            join otherParty in db.Set<PartyFeed>() on other.PartyId equals otherParty.Id
            select otherParty.Key).Distinct().ToListAsync(ct);
    }
}
