using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Parley.Attachments.Images;

/// <summary>One worker, seen from the server: a process that knows nothing of the server but the picture it is given.</summary>
sealed partial class WorkerProcess : IDisposable
{
    static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    /// <summary>The most processor time for looking into a picture; a worker stops by itself before that, unless one attempt takes as long.</summary>
    const int LookSeconds = 10;

    readonly Process process;
    readonly ILogger log;
    readonly byte[] head = new byte[WorkerReply.Size];
    int pictures;
    bool isSpent;

    WorkerProcess(Process process, ILogger log) => (this.process, this.log) = (process, log);

    public int Id => process.Id;
    public bool IsAlive => !isSpent && !process.HasExited;

    /// <summary>A time of <see cref="Stopwatch"/>.</summary>
    public long IdleSince { get; set; }

    public bool CanGoOn(int most) => IsAlive && pictures < most;

    Stream Input => process.StandardInput.BaseStream;
    Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Null when none can be had now.</summary>
    public static async Task<WorkerProcess?> StartAsync(ILogger log, CancellationToken ct)
    {
        WorkerProcess worker;
        try
        {
            worker = new WorkerProcess(Landlock.Start(WorkerCommand.Start(), Landlock.OfWorkers), log);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            NotStarted(log, e.Message);
            return null;
        }
        _ = worker.PassOnErrorsAsync();
        using var watch = new Watch(worker.process, StartTime, long.MaxValue);
        await using var given = ct.Register(() => watch.End(KillReason.GivenUp));
        if (await worker.HearAsync(watch) is { Kind: ReplyKind.Ready }) return worker;
        worker.Dispose();
        ct.ThrowIfCancellationRequested();
        NotStarted(log, "it ended before it was ready");
        return null;
    }

    /// <summary>One picture. Null when the worker died over it, or said what no worker says; then it is ended.</summary>
    public async Task<ImageVerdict?> RenderAsync(Rendering rendering, ImageOptions limits, CancellationToken ct)
    {
        pictures++;
        using var watch = new Watch(process, TimeSpan.FromSeconds(limits.Seconds), (long)limits.MemoryMiB << 20);
        await using var given = ct.Register(() => watch.End(KillReason.GivenUp));
        var isDone = false;
        try
        {
            if (!await SendAsync(rendering, limits, watch, ct)) return Ended(watch, ct);
            while (await HearAsync(watch) is { } reply)
            {
                if (reply.Kind == ReplyKind.Verdict)
                {
                    isDone = true;
                    return Verdict(reply, rendering);
                }
                if (reply.AsRendition(rendering.Wanted) is not { } info || !await KeepAsync(rendering, info, watch, ct)) break;
            }
            return Ended(watch, ct);
        }
        finally
        {
            isSpent = !isDone;
            if (isSpent) watch.End(KillReason.GivenUp);
        }
    }

    /// <summary>What is read in one picture. Null when the worker died over it, or said what no worker says; then it is ended.</summary>
    public async Task<PictureSight?> LookAsync(Rendering picture, ImageOptions limits, CancellationToken ct)
    {
        pictures++;
        using var watch = new Watch(process, TimeSpan.FromSeconds(Math.Min(LookSeconds, limits.Seconds)), (long)limits.MemoryMiB << 20);
        await using var given = ct.Register(() => watch.End(KillReason.GivenUp));
        var (codes, complete, grey, isDone) = (new List<string>(), true, (GreyPicture?)null, false);
        try
        {
            if (!await SendAsync(picture, limits, watch, ct)) return Unfinished();
            while (await HearAsync(watch) is { } reply)
            {
                if (reply.Kind == ReplyKind.Verdict)
                {
                    isDone = true;
                    return new PictureSight((ImageVerdict)reply.What is ImageVerdict.Rendered or ImageVerdict.TooComplex ? (ImageVerdict)reply.What : ImageVerdict.Damaged, codes, complete, grey);
                }
                if (reply.Kind == ReplyKind.Unread) complete = false;
                else if (reply.IsCode && codes.Count < CodeReader.Most && await TakeAsync(reply.Length, watch) is { } text) codes.Add(Encoding.UTF8.GetString(text));
                else if (grey is null && reply.IsGrey(picture.Wanted) && await TakeAsync(reply.Length, watch) is { } pixels) grey = new GreyPicture(reply.Width, reply.Height, pixels);
                else break;
            }
            return Unfinished();
        }
        finally
        {
            isSpent = !isDone;
            if (isSpent) watch.End(KillReason.GivenUp);
        }

        PictureSight? Unfinished() => Ended(watch, ct) is null ? null : new PictureSight(ImageVerdict.Rendered, codes, false, grey);
    }

    async Task<byte[]?> TakeAsync(int length, Watch watch)
    {
        using var running = watch.Run();
        try
        {
            var bytes = new byte[length];
            return await Output.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, CancellationToken.None) == length ? bytes : null; // the watch ends it
        }
        catch (IOException)
        {
            return null;
        }
    }

    static ImageVerdict Verdict(WorkerReply reply, Rendering rendering) => (ImageVerdict)reply.What switch
    {
        ImageVerdict.Rendered when rendering.Wanted == Wanted.None => ImageVerdict.Rendered,
        ImageVerdict.TooComplex => ImageVerdict.TooComplex,
        _ => ImageVerdict.Damaged,
    };

    ImageVerdict? Ended(Watch watch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        WasEnded(log, Id, watch.Killed);
        return watch.Killed switch
        {
            KillReason.TookTooLong => ImageVerdict.Damaged,
            KillReason.TookTooMuch => ImageVerdict.TooComplex,
            _ => null,
        };
    }

    async Task<bool> SendAsync(Rendering rendering, ImageOptions limits, Watch watch, CancellationToken ct)
    {
        rendering.Original.Position = 0;
        var request = new byte[WorkerRequest.Size];
        new WorkerRequest(rendering.Type, rendering.Wanted, limits.Megapixels * 1_000_000L, (int)rendering.Original.Length).Write(request);
        var pipe = new WorkerInput(Input, watch);
        await pipe.WriteAsync(request, ct);
        await rendering.Original.CopyToAsync(pipe, ct);
        await pipe.FlushAsync(ct);
        return !pipe.IsBroken;
    }

    /// <summary>False when the worker broke off; what keeping itself throws comes out.</summary>
    async Task<bool> KeepAsync(Rendering rendering, RenditionInfo info, Watch watch, CancellationToken ct)
    {
        await using var bytes = new RenditionStream(Output, watch, info.Bytes);
        try
        {
            await rendering.Keep(info, bytes, ct);
        }
        catch (Exception) when (bytes.IsBroken)
        {
            return false;
        }
        if (!bytes.IsRead) throw new InvalidOperationException($"The {info.Rendition} rendition was not read to its end.");
        rendering.Done(info);
        return true;
    }

    async Task<WorkerReply?> HearAsync(Watch watch)
    {
        using var running = watch.Run();
        try
        {
            var read = await Output.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, CancellationToken.None); // the watch ends it
            return read == head.Length ? WorkerReply.Read(head) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    async Task PassOnErrorsAsync()
    {
        var text = new char[512];
        try
        {
            while (await process.StandardError.ReadAsync(text.AsMemory()) is > 0 and var read)
                Said(log, Id, new string(text, 0, read).ReplaceLineEndings(" ").Trim());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // it is gone
        }
    }

    /// <summary>Ends the process, whatever it does.</summary>
    public void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // it ended by itself
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    [LoggerMessage(1, LogLevel.Error, "No image worker could be started: {Why}")]
    static partial void NotStarted(ILogger log, string why);

    [LoggerMessage(2, LogLevel.Warning, "Image worker {Id} ended in the midst of a picture ({Why})")]
    static partial void WasEnded(ILogger log, int id, KillReason why);

    [LoggerMessage(3, LogLevel.Debug, "Image worker {Id}: {Text}")]
    static partial void Said(ILogger log, int id, string text);
}
