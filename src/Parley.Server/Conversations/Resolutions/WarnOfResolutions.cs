using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Warns when three quarters of the open time until a thread is to be done with have passed, and says when all of it has: one fact and
/// one push each, like those of answers. Several nodes may look at once; the row's mark is taken by one of them.
/// </summary>
public sealed partial class WarnOfResolutions(Store store, Doors doors, ThreadLines lines, JudgeResolutions judge, TimeProvider clock, ILogger<WarnOfResolutions> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(5), Stale = TimeSpan.FromHours(1);
    const int Step = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RunAsync(stoppingToken) > 0) { }
                await judge.RunAsync(stoppingToken); // what no fact tells of: a thread that changed sides of the spam folder
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Postponed(logger, e);
            }
        }
    }

    /// <summary>One step; returns how many were looked at.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<OpenThread> due;
        await using (var db = store.Open())
        {
            due = await db.Set<OpenThread>().Where(o => !o.Missed && o.DueAt <= now).OrderBy(o => o.DueAt).Take(Step).ToListAsync(ct);
            due.AddRange(await db.Set<OpenThread>().Where(o => !o.Warned && o.WarnAt <= now && o.DueAt > now).OrderBy(o => o.WarnAt).Take(Step).ToListAsync(ct));
        }
        var taken = 0;
        foreach (var row in due)
        {
            if (await TakeAsync(row, now, ct) is not { } tell) continue;
            taken++;
            if (tell && await doors.FindAsync(row.ConversationId, ct) is { } door)
                await lines.PushAsync(door, PartyKind.Vendor, null, TellDues.Word(row.DueAt <= now), TellResolutions.View(row));
        }
        return taken;
    }

    /// <summary>Null when it was closed, or another node took it; false when nobody is to be told: of spam, and of what was over long before it was seen.</summary>
    Task<bool?> TakeAsync(OpenThread row, DateTimeOffset now, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var missed = row.DueAt <= now;
            var mine = db.Set<OpenThread>().Where(o => o.ConversationId == row.ConversationId && o.OpenedSeq == row.OpenedSeq && o.DueAt == row.DueAt);
            var taken = missed
                ? await mine.Where(o => !o.Missed).ExecuteUpdateAsync(s => s.SetProperty(o => o.Missed, true).SetProperty(o => o.Warned, true), ct)
                : await mine.Where(o => !o.Warned).ExecuteUpdateAsync(s => s.SetProperty(o => o.Warned, true), ct);
            if (taken == 0) return default(bool?);
            if (row.DueAt < now - Stale || await db.Set<Seat>().AnyAsync(s => s.ConversationId == row.ConversationId && s.Party == PartyKind.Vendor && s.Place == Place.Spam, ct)) return false;
            db.Add(new Fact { Kind = missed ? FactKind.ResolutionMissed : FactKind.ResolutionDueSoon, ConversationId = row.ConversationId, Seq = row.OpenedSeq, Node = Node.Id, At = now });
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);

    [LoggerMessage(1, LogLevel.Error, "Nobody could be warned of threads that are to be done with; tried again in a moment")]
    static partial void Postponed(ILogger logger, Exception error);
}

/// <summary>Tells this node's connections what another node found due.</summary>
public sealed class TellResolutions(FactKind kind, Store store, ThreadLines lines) : IFactTeller
{
    public FactKind Kind => kind;

    public static DuePush View(OpenThread thread) => new(thread.ConversationId, thread.OpenedSeq, thread.Since, thread.DueAt!.Value, DueKind.Resolution);

    public async Task TellAsync(Door door, Fact fact, CancellationToken ct)
    {
        if (!lines.IsOnline(door, PartyKind.Vendor)) return;
        await using var db = store.Open();
        if (await db.Set<OpenThread>().SingleOrDefaultAsync(o => o.ConversationId == door.Id && o.OpenedSeq == fact.Seq && o.DueAt != null, ct) is { } thread)
            await lines.PushAsync(door, PartyKind.Vendor, null, TellDues.Word(kind == FactKind.ResolutionMissed), View(thread));
    }
}
