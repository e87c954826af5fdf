using System.ComponentModel;
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

/// <summary>
/// Looks after one worker during one picture: ends it when it takes too long or too much. Its processor time counts, so that a busy machine
/// condemns no picture; one that hangs is ended after three times that on the clock, without the time of whoever keeps the renditions.
/// </summary>
sealed class Watch : IDisposable
{
    const int Patience = 3;
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    readonly Lock gate = new();
    readonly Stopwatch own = new();
    readonly Process worker;
    readonly TimeSpan time, before;
    readonly long memory;
    readonly Timer timer;
    bool over;

    public Watch(Process worker, TimeSpan time, long memory)
    {
        (this.worker, this.time, this.memory) = (worker, time, memory);
        before = Used().Time;
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
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // it ended by itself
            }
        }
    }

    void Look()
    {
        var (used, held, waited) = (before, 0L, TimeSpan.Zero);
        lock (gate)
        {
            if (over || Killed != KillReason.None) return;
            (used, held) = Used();
            waited = own.Elapsed;
        }
        if (used - before > time || waited > time * Patience) End(KillReason.TookTooLong);
        else if (held > memory) End(KillReason.TookTooMuch);
    }

    (TimeSpan Time, long Memory) Used()
    {
        try
        {
            worker.Refresh();
            return (worker.TotalProcessorTime, worker.WorkingSet64);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return (TimeSpan.Zero, 0); // it ended meanwhile, perhaps between the two questions; nobody catches for a timer
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
