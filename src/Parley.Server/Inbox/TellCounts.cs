using Parley.Access;
using Parley.Conversations;
using Parley.Live;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Inbox;

/// <summary>
/// Pushes <c>counts</c> to parties that are online when their unread numbers may have changed: gathered for 250 ms, so at most
/// four times a second a party, and counted with one query for up to 20 parties. Off the path of every send: after each query it
/// rests nine times as long as that took, so counting never takes more than a tenth of the time, and never much at once.
/// </summary>
public sealed class TellCounts(Counts counts, Sights sights, Switchboard switchboard, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250), Pause = TimeSpan.FromSeconds(1);
    const int Step = 20, Rest = 9;
    readonly Lock gate = new();
    HashSet<string> changed = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        switchboard.Pushed += Note;
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var some in Take().Where(switchboard.IsOnline).Chunk(Step))
            {
                var started = clock.GetTimestamp();
                var told = await TellAsync(some, stoppingToken);
                await Task.Delay(told ? clock.GetElapsedTime(started) * Rest : Pause, clock, stoppingToken);
            }
    }

    /// <summary>A message from somebody else, one's own read mark, or a row: what may have moved the numbers.</summary>
    void Note(string key, object push)
    {
        var may = push switch
        {
            MessagePush message => message.Message.Author.Party != (key[0] == 'b' ? PartyKind.Buyer : PartyKind.Vendor),
            ReadPush read => read.Unread is not null,
            ConversationPush or GonePush => true,
            _ => false,
        };
        if (!may) return;
        lock (gate) changed.Add(key);
    }

    HashSet<string> Take()
    {
        lock (gate)
        {
            if (changed.Count == 0) return [];
            var taken = changed;
            changed = [];
            return taken;
        }
    }

    /// <summary>False when the store did not answer; they wait for the next time.</summary>
    async Task<bool> TellAsync(string[] keys, CancellationToken ct)
    {
        try
        {
            foreach (var (key, unread) in await counts.OfAsync(keys, ct))
            {
                if (key[0] == 'v' && await sights.AreLimitedAsync(key[2..], ct)) await TellEachAsync(key, ct);
                else switchboard.Push(key, "counts", unread);
            }
            return true;
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null)
        {
            lock (gate) changed.UnionWith(keys);
            return false;
        }
    }

    /// <summary>In a team whose agents see only what is theirs, everybody has numbers of their own.</summary>
    async Task TellEachAsync(string key, CancellationToken ct)
    {
        foreach (var person in switchboard.PeopleOf(key))
        {
            var unread = await counts.OfAsync(new Role(PartyKind.Vendor, key[2..]), person, ct);
            switchboard.Push(key, "counts", unread, line => line.PersonId == person);
        }
    }
}
