using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Tells the people of a conversation, in it, that it was read under a grant or for a case, when the time has come. Being told twice is prevented by the message's own id.</summary>
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
                while (await TellOfCasesAsync(stoppingToken) == Step) { }
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
                if (await DoorAsync(grant.ConversationId, ct) is { } door) await SayAsync(door, grant.Id, grant.Purpose, grant.FirstReadAt, ct);
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

    Task<Appended> SayAsync(Door door, Guid cause, GrantPurpose purpose, DateTimeOffset? readAt, CancellationToken ct) =>
        platform.SayAsync(door, PlatformPost.IdFor(cause, door.Id), "conversation-read", new { purpose = KeepGrants.Word(purpose), readAt }, clock.NowMicros(), null, ct);

    async Task<int> TellOfCasesAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<CaseReading> due;
        await using (var db = store.Open()) due = await db.Set<CaseReading>().Where(r => r.TellAt != null && r.TellAt <= now).OrderBy(r => r.TellAt).Take(Step).ToListAsync(ct);
        foreach (var reading in due)
        {
            DateTimeOffset? again;
            try
            {
                again = await TellAsync(reading, now, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && StorageTrouble.Explain(e) is null)
            {
                Postponed(logger, e);
                again = now + Later;
            }
            await store.WriteAsync(db => db.Set<CaseReading>().Where(r => r.CaseId == reading.CaseId && r.ConversationId == reading.ConversationId).ExecuteUpdateAsync(s => s.SetProperty(r => r.TellAt, again), ct), ct);
        }
        return due.Count;
    }

    /// <returns>When to try again; null when it is told, or there is nothing to tell.</returns>
    async Task<DateTimeOffset?> TellAsync(CaseReading reading, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = store.Open();
        if (await CaseReadings.WaitsAsync(db, reading, now, ct) is { } again) return again;
        if (await DoorAsync(reading.ConversationId, ct) is not { } door) return null;
        var asksAnother = await db.Set<Case>().AnyAsync(c => c.Id == reading.CaseId && c.Kind == SecondOpinions.Kind, ct);
        await SayAsync(door, reading.CaseId, asksAnother ? GrantPurpose.Quality : GrantPurpose.Safety, reading.FirstReadAt, ct);
        return null;
    }

    /// <summary>Where the thread goes on, if it was merged into another. Null where nothing was ever said: the other side knows of no thread.</summary>
    async Task<Door?> DoorAsync(Guid thread, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Conversation>().AnyAsync(c => c.Id == thread && c.LastSeq > 0, ct) ? await doors.FindAsync(await OpenConversation.EndOfAsync(db, thread, ct), ct) : null;
    }

    [LoggerMessage(1, LogLevel.Warning, "The people of a conversation could not be told yet that it was read; it is tried again soon")]
    static partial void Postponed(ILogger logger, Exception error);
}
