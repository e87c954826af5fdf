using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Tells the people of a conversation, in it, that it was read under a grant, when the time has come. Being told twice is prevented by the message's own id.</summary>
public sealed partial class TellReadings(Store store, Doors doors, PlatformPost platform, TimeProvider clock, ILogger<TellReadings> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Later = TimeSpan.FromMinutes(1);
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
            DateTimeOffset? again = null;
            try
            {
                if (await DoorAsync(grant.ConversationId, ct) is { } door)
                    await platform.SayAsync(door, PlatformPost.IdFor(grant.Id, door.Id), "conversation-read", new { purpose = KeepGrants.Word(grant.Purpose), readAt = grant.FirstReadAt }, clock.NowMicros(), null, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && StorageTrouble.Explain(e) is null)
            {
                Postponed(logger, e);
                again = now + Later; // the others do not wait for it
            }
            await store.WriteAsync(db => db.Set<AccessGrant>().Where(g => g.Id == grant.Id).ExecuteUpdateAsync(s => s.SetProperty(g => g.TellAt, again), ct), ct);
        }
        return due.Count;
    }

    /// <summary>Where the thread goes on, if it was merged into another.</summary>
    async Task<Door?> DoorAsync(Guid thread, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Conversation>().AnyAsync(c => c.Id == thread, ct) ? await doors.FindAsync(await OpenConversation.EndOfAsync(db, thread, ct), ct) : null;
    }

    [LoggerMessage(1, LogLevel.Warning, "The people of a conversation could not be told yet that it was read; it is tried again soon")]
    static partial void Postponed(ILogger logger, Exception error);
}
