using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>
/// Sends what is due, on one node, a batch every three seconds. Whether it still fits is decided now: the order may be cancelled or gone,
/// its date may have moved, the buyer may not want it, the vendor may have changed its mind. A message's client id is made of what it is
/// for, so it goes out once, whatever happens between sending and noting it.
/// </summary>
public sealed partial class SendPlanned(
    Store store, Turns turns, SayByMachine say, KeepPreferences preferences, OpenConversation open, Deeds deeds, TimeProvider clock, ILogger<SendPlanned> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(3), Turn = TimeSpan.FromSeconds(20);
    const int Step = 100;

    /// <summary>Words for an order that is off, in the marketplace's words.</summary>
    static readonly SoughtWord[] Off = [.. new[] { "cancel*", "canceled", "void*", "declined", "rejected", "refunded", "annul*", "storn*", "expired" }.Select(w => SoughtWord.Of(w)!)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await turns.TakeAsync("turn:scheduled", Turn, stoppingToken) && await RunAsync(stoppingToken) == Step) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (StorageTrouble.Explain(e) is { } trouble) Postponed(logger, trouble.Sentence);
                else Failed(logger, e);
            }
        }
    }

    /// <summary>One batch; returns how many were looked at.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<ScheduledMessage> due;
        await using (var db = store.Open())
            due = await db.Set<ScheduledMessage>().Where(p => p.Status == PlanState.Planned && p.DueAt <= now).OrderBy(p => p.DueAt).Take(Step).ToListAsync(ct);
        foreach (var planned in due) await SendAsync(planned, ct);
        return due.Count;
    }

    async Task SendAsync(ScheduledMessage planned, CancellationToken ct)
    {
        var (thread, problem) = await TrySendAsync(planned, ct);
        var status = problem is null ? PlanState.Sent : PlanState.NotSent;
        await store.WriteAsync(async db =>
        {
            await db.Set<ScheduledMessage>().Where(p => p.Id == planned.Id && p.Status == PlanState.Planned)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, status).SetProperty(p => p.Problem, problem), ct);
            if (thread is { } id)
                await deeds.NoteAsync(db, [new NewDeed(planned.VendorId, id, $"p{planned.Id:N}", DeedKind.Scheduled, planned.ScheduleId, planned.Name, [ReasonOf(planned)],
                    [new DeedAct("reply", null, problem is null, problem)])], ct);
        }, ct);
    }

    static string ReasonOf(ScheduledMessage planned) => planned.State is { } state ? $"state is {state}" : "the date";

    async Task<(Guid? Thread, string? Problem)> TrySendAsync(ScheduledMessage planned, CancellationToken ct)
    {
        Subject? subject;
        ScheduleList? list;
        await using (var db = store.Open())
        {
            subject = await db.Set<Subject>().SingleOrDefaultAsync(s => s.Kind == planned.Kind && s.Id == planned.SubjectId, ct);
            list = await db.Set<ScheduleList>().SingleOrDefaultAsync(s => s.VendorId == planned.VendorId, ct);
        }
        var wanted = subject is { BuyerId: { } buyer } ? new Conversations.Thread(subject.VendorId, buyer, subject.Kind, subject.Id, null) : null;
        var door = wanted is null ? null : await open.FindAsync(wanted, ct);
        if (subject is not { RemovedAt: null, BuyerId: not null } || subject.VendorId != planned.VendorId) return (door?.Id, "The marketplace has removed it.");
        if (Find(list, planned) is not { } schedule) return (door?.Id, "The scheduled message was taken away.");
        if (IsOff(subject, planned)) return (door?.Id, $"It is {subject.State} by now.");
        if (!(await preferences.ReadAsync(subject.BuyerId, ct)).ScheduledMessages) return (door?.Id, "The buyer does not want scheduled messages.");
        if (door is null && !schedule.Opens) return (null, "There is no thread about it.");
        door ??= await open.EnsureAsync(wanted!, ct);
        var said = await say.RunAsync(door, subject, null, PlatformPost.IdFor(planned.Id, door.Id), schedule.Template, null, ct);
        return (door.Id, said.Problem);
    }

    static Schedule? Find(ScheduleList? list, ScheduledMessage planned) => list is null ? null : ScheduleList.Read(list.Messages).FirstOrDefault(s => s.Id == planned.ScheduleId && !s.Off);

    /// <summary>It was called off, and that is not what the message is about.</summary>
    static bool IsOff(Subject subject, ScheduledMessage planned)
    {
        if (subject.State is not { } state || (planned.State is { } own && MessageWords.Fold(own) == MessageWords.Fold(state))) return false;
        var words = MessageWords.Of(state);
        return Array.Exists(Off, words.Has);
    }

    [LoggerMessage(1, LogLevel.Warning, "Scheduled messages wait for the store: {Why}")]
    static partial void Postponed(ILogger logger, string why);

    [LoggerMessage(2, LogLevel.Error, "Scheduled messages could not be sent; tried again in three seconds")]
    static partial void Failed(ILogger logger, Exception error);
}
