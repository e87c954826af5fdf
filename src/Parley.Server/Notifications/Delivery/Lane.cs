using System.Collections.Concurrent;

namespace Parley.Notifications;

/// <summary>How a channel does at this node.</summary>
sealed class Lane
{
    /// <summary>After so many failures in a row one try at a time finds out whether the channel is back.</summary>
    const int Doubtful = 5;
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);
    readonly Lock gate = new();
    int running, failures;
    DateTimeOffset restUntil, lookedBackAt;
    DateTimeOffset? workedAt;

    /// <summary>It fails for everybody.</summary>
    public bool IsDown
    {
        get
        {
            lock (gate) return failures >= Doubtful;
        }
    }

    public int RoomFor(int wide, DateTimeOffset now)
    {
        lock (gate)
        {
            if (restUntil - now > LongestRest) restUntil = now; // the clock was set back
            return failures < Doubtful ? wide - running : running == 0 && now >= restUntil ? 1 : 0;
        }
    }

    /// <summary>Whether to look for what a clock that was set back left behind: now and then, and at once when it was.</summary>
    /// <returns>Null for not now; true for thoroughly, when the clock was seen to go back, and for the first time, because it may have been set while nobody looked.</returns>
    public bool? LooksBack(DateTimeOffset now)
    {
        lock (gate)
        {
            var thoroughly = now < lookedBackAt || lookedBackAt == default;
            if (!thoroughly && now - lookedBackAt < LongestRest) return null;
            lookedBackAt = now;
            return thoroughly;
        }
    }

    public void Begin()
    {
        lock (gate) running++;
    }

    /// <summary>
    /// Whether the channel did its part for anybody since then. Where it did not, a parcel that failed tells nothing of itself: it may be the
    /// only one that waits while the channel is down. What this node did not see counts as not done.
    /// </summary>
    public bool WorkedSince(DateTimeOffset then)
    {
        lock (gate) return workedAt >= then;
    }

    /// <param name="worked">Null when the channel was not asked.</param>
    /// <returns>Whether the channel was down and is back.</returns>
    public bool End(bool? worked, DateTimeOffset now)
    {
        lock (gate)
        {
            running--;
            if (worked is null) return false;
            if (worked == true) workedAt = now;
            var back = worked == true && failures >= Doubtful;
            failures = worked == true ? 0 : failures + 1;
            if (failures >= Doubtful) restUntil = now + TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, Math.Pow(2, failures - Doubtful)));
            return back;
        }
    }
}

/// <summary>The lanes of this node, for whoever delivers and whoever asks how they are.</summary>
sealed class ChannelHealth
{
    readonly ConcurrentDictionary<Channel, Lane> lanes = new();

    public IEnumerable<Channel> Down => lanes.Where(l => l.Value.IsDown).Select(l => l.Key).Order();

    public Lane Of(INoticeChannel channel) => lanes.GetOrAdd(channel.Channel, _ => new Lane());
}
