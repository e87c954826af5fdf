using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>Lets go what nobody needs any more, once an hour, one node at a time: addresses long expired, the log of mails, those that were kept for a look, counts of tries.</summary>
public sealed partial class SweepReplies(Store store, Quarantine quarantine, Turns turns, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<SweepReplies> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1), Turn = TimeSpan.FromMinutes(90);

    /// <summary>For so long an address that has expired is still known, so that its owner hears why their answer was not taken.</summary>
    static readonly TimeSpan Known = TimeSpan.FromDays(90);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await turns.TakeAsync("sweep-replies", Turn, stoppingToken)) await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (expired, old, day) = (now - Known, now.AddDays(-options.Value.LogDays), now.AddDays(-2));
        await store.WriteAsync(db => db.Set<ReplyAlias>().Where(a => a.ExpiresAt < expired).ExecuteDeleteAsync(ct), ct);
        await store.WriteAsync(db => db.Set<ReceivedMail>().Where(m => m.At < old && m.Removed == null).ExecuteDeleteAsync(ct), ct);
        await quarantine.SweepAsync(ct);
        await store.WriteAsync(db => db.Set<MailTry>().Where(t => t.At < day).ExecuteDeleteAsync(ct), ct);
        await store.WriteAsync(db => db.Set<MailAnswer>().Where(a => a.At < day).ExecuteDeleteAsync(ct), ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Old mails' records could not be cleared away; it is tried again in an hour")]
    static partial void Postponed(ILogger logger, Exception error);
}
