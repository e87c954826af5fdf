namespace Parley.Webhooks;

/// <summary>How each endpoint does at this node: how many tries run, and how many failed in a row.</summary>
sealed class EndpointLanes
{
    /// <summary>How many at once for one endpoint.</summary>
    const int Wide = 8;

    /// <summary>After so many failures in a row one try at a time finds out whether an endpoint is back.</summary>
    const int Doubtful = 5;

    /// <summary>One that failed and took nothing since is asked after so long, too: in a quiet shop there may be only one event that waits.</summary>
    static readonly TimeSpan Doubt = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30), LongestAlone = TimeSpan.FromDays(1);
    readonly Dictionary<Guid, Lane> lanes = [];
    readonly Lock gate = new();

    sealed class Lane
    {
        public int Running, Failures;
        public DateTimeOffset RestUntil, FailedSince;

        /// <summary>Until then it wants to be left alone with what it answered 429 or 503 to.</summary>
        public DateTimeOffset AloneUntil;

        public bool IsDown(DateTimeOffset now) => Failures >= Doubtful || (Failures > 0 && now - FailedSince >= Doubt);

        public int Room(DateTimeOffset now)
        {
            if (RestUntil - now > LongestRest) RestUntil = now; // the clock was set back
            return !IsDown(now) ? Wide - Running : Running == 0 && now >= RestUntil ? 1 : 0;
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

    static bool MayBeAsked(Lane lane, DateTimeOffset now) => lane.IsDown(now) && now >= lane.AloneUntil && lane.Room(now) > 0;

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
            var back = tried.Delivered && lane.Failures >= Doubtful;
            if (lane.Failures == 0) lane.FailedSince = now;
            lane.Failures = tried.Delivered ? 0 : lane.Failures + 1;
            if (lane.Failures >= Doubtful) lane.RestUntil = now + TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, Math.Pow(2, lane.Failures - Doubtful)));
            if (tried.After is { } after) lane.AloneUntil = now + (after < LongestAlone ? after : LongestAlone);
            return (back, lane.Running <= Wide / 2);
        }
    }

    /// <summary>Deliveries failed on it before this process began: it is asked as one that is down.</summary>
    public void BeginInDoubt(Guid endpoint)
    {
        lock (gate) LaneOf(endpoint).Failures = Doubtful;
    }

    /// <summary>The clock was set back by so much.</summary>
    public void SetBack(TimeSpan by)
    {
        lock (gate)
            foreach (var lane in lanes.Values) (lane.FailedSince, lane.AloneUntil) = (Before(lane.FailedSince, by), Before(lane.AloneUntil, by));

        static DateTimeOffset Before(DateTimeOffset at, TimeSpan by) => at > DateTimeOffset.MinValue + by ? at - by : at;
    }

    Lane LaneOf(Guid id) => lanes.TryGetValue(id, out var lane) ? lane : lanes[id] = new Lane();
}
