using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Attachments;

/// <summary>
/// Takes complete uploads from <c>scanning</c> to <c>ready</c> or <c>refused</c>, on whichever node has time: a file is held by moving its
/// due time ahead, so one that a dead node held comes up again. A scanner that is away keeps files waiting, never lets them through.
/// </summary>
public sealed partial class CheckFiles(Store store, CheckQueue queue, CheckFile check, IOptions<AttachmentOptions> options, TimeProvider clock, ILogger<CheckFiles> logger) : BackgroundService
{
    static readonly TimeSpan ShortestHold = TimeSpan.FromMinutes(3), Look = TimeSpan.FromSeconds(2), Again = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(15);
    static readonly int AtOnce = Math.Max(2, Environment.ProcessorCount);
    readonly Lock gate = new();
    int away;
    DateTimeOffset restUntil;

    /// <summary>How long a node may take for a file before another one tries: a scan to its end, after another one that it waits for, and the pictures.</summary>
    public static TimeSpan HoldFor(int scanSeconds)
    {
        var longest = TimeSpan.FromSeconds(2 * scanSeconds) + TimeSpan.FromMinutes(1);
        return longest > ShortestHold ? longest : ShortestHold;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var file in await DueAsync(stoppingToken))
                {
                    await turns.WaitAsync(stoppingToken);
                    _ = RunAsync(file, turns, stoppingToken);
                }
                await queue.WaitAsync(Look, clock, stoppingToken);
            }
            catch (Exception e) when (StorageTrouble.Explain(e) is not null)
            {
                await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        for (var i = 0; i < AtOnce; i++) await turns.WaitAsync(CancellationToken.None); // what runs comes to an end
    }

    async Task<List<Attachment>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (Room(now) is not (> 0 and var room)) return [];
        await using var db = store.Open();
        var due = await db.Set<Attachment>().Where(a => a.DueAt != null && a.DueAt <= now).OrderBy(a => a.DueAt).Take(room).ToListAsync(ct);
        var mine = new List<Attachment>();
        foreach (var file in due)
        {
            var until = now + HoldFor(options.Value.ScanSeconds);
            var held = await store.WriteAsync(writing => writing.Set<Attachment>().Where(a => a.Id == file.Id && a.DueAt == file.DueAt).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueAt, until), ct), ct);
            if (held == 0) continue;
            file.DueAt = until; // by this it is known to be ours
            mine.Add(file);
        }
        return mine;
    }

    async Task RunAsync(Attachment file, SemaphoreSlim turns, CancellationToken ct)
    {
        try
        {
            var later = await check.RunAsync(file, ct);
            Note(later);
            if (!later) queue.Wake(); // there may be more than were taken at once
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (StorageTrouble.Explain(e) is null && await BrokenAsync(file, e, ct)) return;
            await PostponeAsync(file, stopping: ct);
        }
        catch (OperationCanceledException)
        {
            // the server goes down
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>
    /// How many to take. While a scanner or the picture workers are away, one now and then finds out whether they are back: files that wait
    /// cost nothing, however many.
    /// </summary>
    int Room(DateTimeOffset now)
    {
        lock (gate) return away == 0 ? 2 * AtOnce : now < restUntil ? 0 : 1;
    }

    void Note(bool later)
    {
        lock (gate)
        {
            away = later ? away + 1 : 0;
            if (later) restUntil = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestRest.TotalSeconds, Math.Pow(2, Math.Min(away - 1, 10))));
        }
    }

    /// <summary>Counts it, so that one file cannot fail for ever; false when that failed, too.</summary>
    async Task<bool> BrokenAsync(Attachment file, Exception why, CancellationToken ct)
    {
        Failed(logger, why, file.Id);
        try
        {
            await check.BrokenAsync(file, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (StorageTrouble.Explain(e) is null) Failed(logger, e, file.Id);
            return false;
        }
    }

    /// <summary>Sooner than its hold ends, if the store answers.</summary>
    async Task PostponeAsync(Attachment file, CancellationToken stopping)
    {
        var due = clock.GetUtcNow() + Again;
        try
        {
            await store.WriteAsync(db => db.Set<Attachment>().Where(a => a.Id == file.Id && a.DueAt == file.DueAt).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueAt, due), stopping), stopping);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null || e is OperationCanceledException)
        {
            // its hold ends by itself
        }
    }

    [LoggerMessage(1, LogLevel.Error, "File {Id} could not be checked; it is tried again")]
    static partial void Failed(ILogger logger, Exception error, Guid id);
}
