using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Delivers what is due, on whichever node has time: a lane for each channel, so that one that is slow, or down, holds up no other. A channel
/// that fails for everybody is asked with one parcel at a time until it is back, and then with all that it kept waiting.
/// </summary>
sealed partial class DeliverNotices(Store store, Reaches reaches, Take take, HandOver hand, NoticeQueue queue, ChannelHealth health, TimeProvider clock, ILogger<DeliverNotices> logger) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    int running;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(reaches.Configured.Select(channel => ServeAsync(channel, health.Of(channel), stoppingToken)));
        while (Volatile.Read(ref running) > 0) await Task.Delay(20, CancellationToken.None); // what runs comes to an end: the token ends it
    }

    async Task ServeAsync(INoticeChannel channel, Lane lane, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await FillAsync(channel, lane, ct);
                await queue.Of(channel.Channel).WaitAsync(Look, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                if (StorageTrouble.Explain(e) is null) Unserved(logger, e, channel.Channel);
                await Task.Delay(Look, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task FillAsync(INoticeChannel channel, Lane lane, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (lane.LooksBack(now) is { } thoroughly) await take.LookBackAsync(now, thoroughly, ct);
        if (lane.RoomFor(channel.Wide, now) is not (> 0 and var room)) return;
        foreach (var taken in await take.RunAsync(channel, room, now, ct))
        {
            lane.Begin();
            Interlocked.Increment(ref running);
            _ = RunAsync(channel, lane, taken, ct);
        }
    }

    async Task RunAsync(INoticeChannel channel, Lane lane, Taken taken, CancellationToken ct)
    {
        bool? worked = null;
        try
        {
            worked = await hand.RunAsync(channel, taken, lane, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (StorageTrouble.Explain(e) is null) await BrokenAsync(taken, e, ct); // else it is ours no longer before long, and comes up again
        }
        catch (OperationCanceledException)
        {
            // the server goes down; the parcel comes up again by itself
        }
        finally
        {
            if (lane.End(worked, clock.GetUtcNow())) await BackAsync(channel.Channel, ct);
            Interlocked.Decrement(ref running);
            queue.Of(channel.Channel).Wake(); // there may be more than fitted
        }
    }

    /// <summary>It counts as a try, so that it does not come up for ever.</summary>
    async Task BrokenAsync(Taken taken, Exception error, CancellationToken ct)
    {
        Failed(logger, error, taken.Parcel);
        try
        {
            await hand.BreakAsync(taken, ct);
        }
        catch (Exception e) when (ct.IsCancellationRequested || StorageTrouble.Explain(e) is not null)
        {
            // it comes up again by itself
        }
    }

    /// <summary>The channel works again: what it kept waiting need not wait longer.</summary>
    async Task BackAsync(Channel channel, CancellationToken ct)
    {
        try
        {
            var now = clock.GetUtcNow();
            await store.WriteAsync(db => db.Set<Notice>().Where(n => n.Channel == channel && n.DueAt > now && n.Attempts > 0 && n.ParcelId == null && n.State == NoticeState.Waiting).ExecuteUpdateAsync(s => s.SetProperty(n => n.DueAt, now), ct), ct);
        }
        catch (Exception e) when (ct.IsCancellationRequested || StorageTrouble.Explain(e) is not null)
        {
            // they come up at their own times
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Notices of channel {Channel} could not be served; tried again in a second")]
    static partial void Unserved(ILogger logger, Exception error, Channel channel);

    [LoggerMessage(2, LogLevel.Error, "Parcel {Parcel} could not be handed over; it is tried again")]
    static partial void Failed(ILogger logger, Exception error, Guid parcel);
}
