using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Tells the people of a conversation, in it, that it was read under a grant, when the time has come. Being told twice is prevented by the message's own id.</summary>
public sealed partial class TellReadings(Store store, Doors doors, PlatformPost platform, TimeProvider clock, ILogger<TellReadings> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    const int Step = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await TellAsync(stoppingToken) == Step) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    async Task<int> TellAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<AccessGrant> due;
        await using (var db = store.Open()) due = await db.Set<AccessGrant>().Where(g => g.TellAt != null && g.TellAt <= now).OrderBy(g => g.TellAt).Take(Step).ToListAsync(ct);
        foreach (var grant in due)
        {
            if (await doors.FindAsync(grant.ConversationId, ct) is { } door)
                await platform.SayAsync(door, PlatformPost.IdFor(grant.Id, door.Id), "conversation-read", new { purpose = KeepGrants.Word(grant.Purpose), readAt = grant.FirstReadAt }, clock.NowMicros(), null, ct);
            await store.WriteAsync(db => db.Set<AccessGrant>().Where(g => g.Id == grant.Id).ExecuteUpdateAsync(s => s.SetProperty(g => g.TellAt, (DateTimeOffset?)null), ct), ct);
        }
        return due.Count;
    }

    [LoggerMessage(1, LogLevel.Warning, "The people of a conversation could not be told yet that it was read; it is tried again in two seconds")]
    static partial void Postponed(ILogger logger, Exception error);
}
