using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Parley.Attachments.Images;

/// <summary>
/// A few worker processes, started when first needed, each busy with one picture at a time. One that died is replaced, one that has done its
/// share too, and one that was idle for a minute is ended. They end with this process: their standard input closes.
/// </summary>
sealed class ImageWorkers(IOptions<ImageOptions> options, ILogger<ImageWorkers> log) : IImageWorker, IDisposable
{
    static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(1);

    readonly ImageOptions limits = options.Value;
    readonly SemaphoreSlim turns = new(options.Value.WorkersOrUsual);
    readonly Lock gate = new();
    readonly List<WorkerProcess> idle = [];
    readonly HashSet<WorkerProcess> busy = [];
    Timer? sweep;
    bool isOver;

    /// <summary>The processes there are now.</summary>
    internal int[] Ids
    {
        get
        {
            lock (gate) return [.. busy.Concat(idle).Select(worker => worker.Id)];
        }
    }

    public Task<ImageOutcome> RenderAsync(Stream original, string mediaType, Func<RenditionInfo, Stream, CancellationToken, Task> keep, CancellationToken ct) =>
        RenderAsync(original, mediaType, Wanted.All, keep, ct);

    /// <summary>Only some of the renditions, for measuring.</summary>
    internal async Task<ImageOutcome> RenderAsync(Stream original, string mediaType, Wanted wanted, Func<RenditionInfo, Stream, CancellationToken, Task> keep, CancellationToken ct)
    {
        if (ImageTypes.Find(mediaType) is not { } type || original.Length == 0) return new ImageOutcome(ImageVerdict.Damaged, []);
        if (original.Length > WorkerLoop.MaxLength) return new ImageOutcome(ImageVerdict.TooComplex, []);
        var rendering = new Rendering(original, type, wanted, keep);
        await turns.WaitAsync(ct);
        try
        {
            return await RenderAsync(rendering, ct);
        }
        finally
        {
            turns.Release();
        }
    }

    public async Task<PictureSight> LookAsync(Stream original, string mediaType, bool withGrey, CancellationToken ct)
    {
        if (ImageTypes.Find(mediaType) is not { } type || original.Length == 0) return Unseen(ImageVerdict.Damaged);
        if (original.Length > WorkerLoop.MaxLength) return Unseen(ImageVerdict.TooComplex);
        var picture = new Rendering(original, type, withGrey ? Wanted.Codes | Wanted.Grey : Wanted.Codes, (_, _, _) => Task.CompletedTask);
        await turns.WaitAsync(ct);
        try
        {
            for (var attempt = 0; attempt < 2; attempt++)
            {
                if (await TakeAsync(isFresh: attempt > 0, ct) is not { } worker) return Unseen(ImageVerdict.Unavailable);
                try
                {
                    if (await worker.LookAsync(picture, limits, ct) is { } sight) return sight;
                }
                finally
                {
                    PutBack(worker);
                }
            }
            return Unseen(ImageVerdict.Damaged) with { Complete = false }; // two died of looking at it
        }
        finally
        {
            turns.Release();
        }
    }

    static PictureSight Unseen(ImageVerdict verdict) => new(verdict, [], true, null);

    /// <summary>A worker may have died of something else than the picture, so it is tried once more, in a fresh one.</summary>
    async Task<ImageOutcome> RenderAsync(Rendering rendering, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (await TakeAsync(isFresh: attempt > 0, ct) is not { } worker) return rendering.Outcome(ImageVerdict.Unavailable);
            try
            {
                if (await worker.RenderAsync(rendering, limits, ct) is { } verdict) return rendering.Outcome(verdict);
            }
            finally
            {
                PutBack(worker);
            }
        }
        return rendering.Outcome(ImageVerdict.Damaged);
    }

    async Task<WorkerProcess?> TakeAsync(bool isFresh, CancellationToken ct)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            while (!isFresh && idle.Count > 0)
            {
                var last = idle[^1];
                idle.RemoveAt(idle.Count - 1);
                if (last.IsAlive)
                {
                    busy.Add(last);
                    return last;
                }
                last.Dispose();
            }
        }
        if (await WorkerProcess.StartAsync(log, ct) is not { } started) return null;
        lock (gate)
        {
            if (!isOver)
            {
                busy.Add(started);
                sweep ??= new Timer(_ => Sweep(), null, IdleTime, IdleTime / 4);
                return started;
            }
        }
        started.Dispose();
        throw new ObjectDisposedException(nameof(ImageWorkers));
    }

    void PutBack(WorkerProcess worker)
    {
        lock (gate)
        {
            busy.Remove(worker);
            if (!isOver && worker.CanGoOn(limits.PicturesPerWorker))
            {
                worker.IdleSince = Stopwatch.GetTimestamp();
                idle.Add(worker);
                return;
            }
        }
        worker.Dispose();
    }

    void Sweep()
    {
        WorkerProcess[] unused;
        lock (gate)
        {
            unused = [.. idle.Where(worker => Stopwatch.GetElapsedTime(worker.IdleSince) > IdleTime)];
            idle.RemoveAll(unused.Contains);
        }
        foreach (var worker in unused) worker.Dispose();
    }

    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            foreach (var worker in idle) worker.Dispose();
            foreach (var worker in busy) worker.Kill(); // whoever uses it puts it back
            idle.Clear();
        }
        sweep?.Dispose();
    }
}
