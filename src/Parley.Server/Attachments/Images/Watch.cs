using System.Diagnostics;

namespace Parley.Attachments.Images;

/// <summary>Why a worker was ended in the midst of a picture.</summary>
enum KillReason
{
    None,
    TookTooLong,
    TookTooMuch,
    GivenUp,
}

/// <summary>Looks after one worker during one picture: ends it when it takes too long or too much. Only its own time counts, not that of whoever keeps the renditions.</summary>
sealed class Watch : IDisposable
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    readonly Lock gate = new();
    readonly Stopwatch own = new();
    readonly Process worker;
    readonly TimeSpan time;
    readonly long memory;
    readonly Timer timer;
    bool over;

    public Watch(Process worker, TimeSpan time, long memory)
    {
        (this.worker, this.time, this.memory) = (worker, time, memory);
        timer = new Timer(_ => Look(), null, Step, Step);
    }

    public KillReason Killed { get; private set; }

    /// <summary>From now on the worker's time runs, until the result is disposed.</summary>
    public Running Run()
    {
        lock (gate) own.Start();
        return new Running(this);
    }

    public void End(KillReason why)
    {
        lock (gate)
        {
            if (over || Killed != KillReason.None) return;
            Killed = why;
            try
            {
                worker.Kill();
            }
            catch (InvalidOperationException)
            {
                // it ended by itself
            }
        }
    }

    void Look()
    {
        var late = false;
        lock (gate)
        {
            if (over || Killed != KillReason.None) return;
            late = own.Elapsed > time;
        }
        if (late) End(KillReason.TookTooLong);
        else if (Holds() > memory) End(KillReason.TookTooMuch);
    }

    long Holds()
    {
        lock (gate)
        {
            if (over) return 0;
            try
            {
                worker.Refresh();
                return worker.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0; // it ended meanwhile
            }
        }
    }

    public void Dispose()
    {
        lock (gate) over = true;
        timer.Dispose();
    }

    public readonly struct Running(Watch watch) : IDisposable
    {
        public void Dispose()
        {
            lock (watch.gate) watch.own.Stop();
        }
    }
}
