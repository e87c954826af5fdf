using System.Diagnostics;

namespace Parley.BrowserTests.Rig;

/// <summary>What a page asks over HTTP: how much is under way, and since when nothing is.</summary>
sealed class Requests
{
    static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);
    readonly Lock gate = new();
    readonly Stopwatch since = Stopwatch.StartNew();
    int underWay;

    public Requests(IPage page)
    {
        page.Request += (_, _) => Count(1);
        page.RequestFinished += (_, _) => Count(-1);
        page.RequestFailed += (_, _) => Count(-1);
    }

    /// <summary>No request is under way, and none was for a second.</summary>
    public bool AreOver
    {
        get
        {
            lock (gate) return underWay <= 0 && since.Elapsed > Calm;
        }
    }

    void Count(int more)
    {
        lock (gate)
        {
            underWay += more;
            since.Restart();
        }
    }
}
