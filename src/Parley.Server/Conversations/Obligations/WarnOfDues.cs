using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What is due: an answer, or being done with a thread.</summary>
public enum DueKind
{
    Answer,
    Resolution,
}

/// <summary>An answer, or a thread, is due soon, or was due: told to the vendor's team once each. No feed number; not repeated.</summary>
public sealed record DuePush(Guid ConversationId, int OpenedSeq, DateTimeOffset Since, DateTimeOffset DueAt, DueKind Kind = DueKind.Answer);

/// <summary>
/// Warns when three quarters of a target's open time have passed, and says when all of it has: one fact and one push each. Several nodes
/// may look at once; the row's mark is taken by one of them.
/// </summary>
public sealed partial class WarnOfDues(Store store, Doors doors, ThreadLines lines, JudgeObligations judge, TimeProvider clock, ILogger<WarnOfDues> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    const int Step = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RunAsync(stoppingToken) > 0) { }
                await judge.RunAsync(stoppingToken); // what an older version left unjudged, and what no fact tells of
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is null) Postponed(logger, e);
            }
        }
    }

    /// <summary>One step; returns how many were told.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<DueAnswer> due;
        await using (var db = store.Open())
        {
            due = await db.Set<DueAnswer>().Where(d => !d.Missed && d.DueAt <= now).OrderBy(d => d.DueAt).Take(Step).ToListAsync(ct);
            due.AddRange(await db.Set<DueAnswer>().Where(d => !d.Warned && d.WarnAt <= now && d.DueAt > now).OrderBy(d => d.WarnAt).Take(Step).ToListAsync(ct));
        }
        var told = 0;
        foreach (var row in due)
            if (await doors.FindAsync(row.ConversationId, ct) is { } door && await TakeAsync(row, row.DueAt <= now, now, ct))
            {
                told++;
                await lines.PushAsync(door, PartyKind.Vendor, null, TellDues.Word(row.DueAt <= now), TellDues.View(row));
            }
        return told;
    }

    /// <summary>False when it is no longer owed, or another node told it.</summary>
    Task<bool> TakeAsync(DueAnswer row, bool missed, DateTimeOffset now, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var mine = db.Set<DueAnswer>().Where(d => d.ConversationId == row.ConversationId && d.Since == row.Since && d.OpenedSeq == row.OpenedSeq && d.DueAt == row.DueAt);
            var taken = missed
                ? await mine.Where(d => !d.Missed).ExecuteUpdateAsync(s => s.SetProperty(d => d.Missed, true).SetProperty(d => d.Warned, true), ct)
                : await mine.Where(d => !d.Warned).ExecuteUpdateAsync(s => s.SetProperty(d => d.Warned, true), ct);
            var (since, seq) = (row.Since.ToMicros(), row.OpenedSeq);
            if (taken == 0 || !await db.Set<Conversation>().AnyAsync(c => c.Id == row.ConversationId && c.OwesSince == since && c.OwesSeq == seq, ct)) return false;
            db.Add(new Fact { Kind = missed ? FactKind.AnswerMissed : FactKind.AnswerDueSoon, ConversationId = row.ConversationId, Seq = row.OpenedSeq, Node = Node.Id, At = now });
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);

    [LoggerMessage(1, LogLevel.Error, "Nobody could be warned of what is due; tried again in a moment")]
    static partial void Postponed(ILogger logger, Exception error);
}

/// <summary>Tells this node's connections what another node found due.</summary>
public sealed class TellDues(FactKind kind, Store store, ThreadLines lines) : IFactTeller
{
    public FactKind Kind => kind;

    public static string Word(bool missed) => missed ? "missed" : "due-soon";

    public static DuePush View(DueAnswer due) => new(due.ConversationId, due.OpenedSeq, due.Since, due.DueAt);

    public async Task TellAsync(Door door, Fact fact, CancellationToken ct)
    {
        if (!lines.IsOnline(door, PartyKind.Vendor)) return;
        await using var db = store.Open();
        if (await db.Set<DueAnswer>().SingleOrDefaultAsync(d => d.ConversationId == door.Id && d.OpenedSeq == fact.Seq, ct) is { } due)
            await lines.PushAsync(door, PartyKind.Vendor, null, Word(kind == FactKind.AnswerMissed), View(due));
    }
}
