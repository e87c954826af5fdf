using Parley.Access;
using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;
using Microsoft.EntityFrameworkCore;

namespace Parley.Conversations;

/// <summary>
/// When parties were last here, and the news of their coming and going for those who talk with them. A short absence
/// (a reload, a tunnel) is not news: going is told after ten seconds.
/// </summary>
public sealed class LastSeen(Store store, Switchboard switchboard, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    const int Nearest = 50;
    readonly BoundedCache<string, DateTimeOffset> gone = new(100_000);
    readonly System.Threading.Channels.Channel<(string Key, bool Online)> news =
        System.Threading.Channels.Channel.CreateBounded<(string, bool)>(new System.Threading.Channels.BoundedChannelOptions(10_000) { FullMode = System.Threading.Channels.BoundedChannelFullMode.DropOldest });

    public DateTimeOffset? Of(string key) => switchboard.IsOnline(key) ? clock.GetUtcNow() : gone.TryGet(key, out var at) ? at : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        switchboard.PresenceChanged += (key, online) => news.Writer.TryWrite((key, online));
        await foreach (var (key, online) in news.Reader.ReadAllAsync(stoppingToken))
        {
            if (online) await TellAsync(key, true, null, stoppingToken);
            else
            {
                var now = clock.GetUtcNow();
                gone.Set(key, now);
                _ = TellGoneAsync(key, now, stoppingToken);
            }
        }
    }

    async Task TellGoneAsync(string key, DateTimeOffset at, CancellationToken ct)
    {
        try
        {
            await Task.Delay(Grace, clock, ct);
            if (!switchboard.IsOnline(key)) await TellAsync(key, false, at, ct);
        }
        catch (OperationCanceledException)
        {
            // the server stops; everybody reconnects and asks anew
        }
    }

    /// <summary>To the counterparts of the most recent conversations that are online themselves.</summary>
    async Task TellAsync(string key, bool online, DateTimeOffset? at, CancellationToken ct)
    {
        try
        {
            await using var db = store.Open();
            var others = await (
                from party in db.Set<PartyFeed>()
                where party.Key == key
                join seat in db.Set<Seat>() on party.Id equals seat.PartyId
                orderby seat.Activity descending
                join other in db.Set<Seat>() on seat.ConversationId equals other.ConversationId
                where other.Party != seat.Party
                join otherParty in db.Set<PartyFeed>() on other.PartyId equals otherParty.Id
                select otherParty.Key).Take(Nearest).ToListAsync(ct);
            var push = new PresencePush(key[0] == 'b' ? PartyKind.Buyer : PartyKind.Vendor, key[2..], online, at);
            foreach (var other in others.Distinct()) switchboard.Push(other, "presence", push);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            // presence is a courtesy; it comes right with the next change
        }
    }
}
