namespace Parley.Webhooks;

/// <summary>How each endpoint does at this node: how many tries run, and how many failed in a row.</summary>
sealed class EndpointLanes
{
    /// <summary>How many at once for one endpoint.</summary>
    const int Wide = 8;

    /// <summary>After so many failures in a row one try at a time finds out whether an endpoint is back.</summary>
    const int Doubtful = 5;
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30), LongestAlone = TimeSpan.FromDays(1);
    readonly Dictionary<Guid, Lane> lanes = [];
    readonly Lock gate = new();

    sealed class Lane
    {
        public int Running, Failures;
        public DateTimeOffset RestUntil;

        /// <summary>Until then it wants to be left alone with what it answered 429 or 503 to.</summary>
        public DateTimeOffset AloneUntil;

        public bool IsDown => Failures >= Doubtful;

        public int Room(DateTimeOffset now)
        {
            if (RestUntil - now > LongestRest) RestUntil = now; // the clock was set back
            return !IsDown ? Wide - Running : Running == 0 && now >= RestUntil ? 1 : 0;
        }
    }

    /// <summary>Those that are down and rested long enough to be asked, though nothing is due.</summary>
    public List<Guid> ToAsk(DateTimeOffset now)
    {
        lock (gate) return [.. lanes.Where(l => MayBeAsked(l.Value, now)).Select(l => l.Key)];
    }

    public (int Room, bool MayBeAsked) Of(Guid endpoint, DateTimeOffset now)
    {
        lock (gate) return (LaneOf(endpoint).Room(now), MayBeAsked(LaneOf(endpoint), now));
    }

    static bool MayBeAsked(Lane lane, DateTimeOffset now) => lane.IsDown && now >= lane.AloneUntil && lane.Room(now) > 0;

    public void Begin(Guid endpoint)
    {
        lock (gate) LaneOf(endpoint).Running++;
    }

    /// <param name="tried">Null when the endpoint was not asked.</param>
    /// <returns>Whether it was down and is back, and whether there is room again for so many that taking them together pays.</returns>
    public (bool IsBack, bool HasRoom) End(Guid endpoint, Tried? tried, DateTimeOffset now)
    {
        lock (gate)
        {
            var lane = LaneOf(endpoint);
            lane.Running--;
            if (tried is null) return (false, lane.Running <= Wide / 2);
            var back = tried.Delivered && lane.IsDown;
            lane.Failures = tried.Delivered ? 0 : lane.Failures + 1;
            if (lane.IsDown) lane.RestUntil = now + TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, Math.Pow(2, lane.Failures - Doubtful)));
            if (tried.After is { } after) lane.AloneUntil = now + (after < LongestAlone ? after : LongestAlone);
            return (back, lane.Running <= Wide / 2);
        }
    }

    Lane LaneOf(Guid id) => lanes.TryGetValue(id, out var lane) ? lane : lanes[id] = new Lane();
}
