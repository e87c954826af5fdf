using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Does to threads what was decided, with a line in them: at once, and again every two seconds for what was left over. A line's id is made from the
/// decision, so doing it twice changes nothing. The line names nobody: what was decided about one side is not for the other's eyes.
/// </summary>
public sealed partial class CarryOut(Store store, Doors doors, PlatformPost platform, RemoveMessage removal, FileThreads file, TimeProvider clock, ILogger<CarryOut> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Left = TimeSpan.FromSeconds(5);
    const int Step = 50;

    public async Task RunAsync(IReadOnlyList<Decision> decisions, CancellationToken ct)
    {
        foreach (var pending in decisions.Where(d => d.PendingSince is not null))
        {
            if (await NowAsync(pending.Id, ct) is not { PendingSince: not null } decision) continue; // another node has done it
            DateTimeOffset? again = null;
            try
            {
                if (!await DoAsync(decision, ct)) again = clock.GetUtcNow(); // when it thaws; behind those that can be done
            }
            catch (Exception e) when (!ct.IsCancellationRequested && StorageTrouble.Explain(e) is null)
            {
                Postponed(logger, e);
                again = clock.GetUtcNow(); // the others do not wait for it
            }
            await store.WriteAsync(db => db.Set<Decision>().Where(d => d.Id == decision.Id && d.Upheld == decision.Upheld).ExecuteUpdateAsync(s => s.SetProperty(d => d.PendingSince, again), ct), ct); // an appeal meanwhile is to be carried out itself
        }
    }

    /// <summary>As it stands: since the list was read, it may have been undone.</summary>
    async Task<Decision?> NowAsync(Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Decision>().SingleOrDefaultAsync(d => d.Id == id, ct);
    }

    /// <summary>False while the thread is frozen, so that nothing can be said in it.</summary>
    async Task<bool> DoAsync(Decision decision, CancellationToken ct)
    {
        if (decision is { Act: CaseAct.HideMessage, ConversationId: { } thread, Seq: { } seq })
            await (decision.Upheld == false ? removal.UndoAsync(thread, seq, decision.Id, ct) : removal.RunAsync(thread, seq, decision.Id, ct));
        if (decision is { Act: CaseAct.MaskText, Upheld: false, ConversationId: { } within, Seq: { } masked }) await removal.UnmaskAsync(within, masked, decision.Id, ct);
        if (await DoorAsync(decision, ct) is not { } door) return true;
        if (decision is { Act: CaseAct.Quarantine, Upheld: false }) await BringBackAsync(door, ct);
        return (await SayAsync(door, decision, ct)).Status != AppendStatus.Frozen || decision.Act == CaseAct.FreezeThread;
    }

    /// <summary>Out of the folder for what is unwanted, where the vendor's team has not filed it elsewhere since.</summary>
    async Task BringBackAsync(Door door, CancellationToken ct)
    {
        await using var db = store.Open();
        if (await db.Set<Seat>().AnyAsync(s => s.ConversationId == door.Id && s.Party == PartyKind.Vendor && s.Place == Place.Spam, ct)) await file.RunAsync(By.Machine("appeal"), [door], new Act { Type = "restore" }, ct);
    }

    /// <summary>Where the thread goes on, if it was merged into another. Null where nothing was ever said, and there is nothing but a line to say: the other side knows of no thread.</summary>
    async Task<Door?> DoorAsync(Decision decision, CancellationToken ct)
    {
        var (thread, changes) = (decision.ConversationId!.Value, decision.Act is CaseAct.CloseThread or CaseAct.FreezeThread);
        await using var db = store.Open();
        return await db.Set<Conversation>().AnyAsync(c => c.Id == thread && (changes || c.LastSeq > 0), ct) ? await doors.FindAsync(await OpenConversation.EndOfAsync(db, thread, ct), ct) : null;
    }

    async Task<Appended> SayAsync(Door door, Decision decision, CancellationToken ct)
    {
        var undone = decision.Upheld == false || decision.Act == CaseAct.EndSanction;
        var stays = decision.Upheld == false && await IsHeldByAnotherAsync(decision, ct);
        var (type, change) = (decision.Act, undone) switch
        {
            (CaseAct.CloseThread, false) => ("conversation-closed", StateChange.Close),
            (CaseAct.FreezeThread, false) => ("conversation-frozen", StateChange.Freeze),
            (CaseAct.CloseThread, true) when !stays => ("conversation-reopened", StateChange.Reopen),
            (CaseAct.FreezeThread, true) when !stays => ("conversation-thawed", StateChange.Thaw),
            (_, false) => ("decision-made", (StateChange?)null),
            _ => ("decision-undone", null),
        };
        var client = undone ? PlatformPost.IdFor(door.Id, decision.Id) : PlatformPost.IdFor(decision.Id, door.Id);
        var reason = decision.CaseId is null ? decision.Facts : decision.Reference; // what the host says of a freeze is for both sides
        var said = await platform.SayAsync(door, client, type, new { by = PartyKind.Platform, reason = change is null ? null : reason }, clock.NowMicros(), change, ct);
        if (undone && change is not null) await store.WriteAsync(db => FreezeByHost.LiftAsync(db, decision.ConversationId!.Value, decision.Act, clock.GetUtcNow(), ct), ct);
        return said;
    }

    /// <summary>Another decision that holds did the same to the thread, which stays as it is. What freezes it for both sides at once is one.</summary>
    async Task<bool> IsHeldByAnotherAsync(Decision decision, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Decision>().AnyAsync(d => d.ConversationId == decision.ConversationId && d.Act == decision.Act && d.Id != decision.Id && d.At != decision.At && d.LiftedAt == null && d.Upheld != false, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var before = clock.GetUtcNow() - Left; // what is newer is being done by whoever decided it
                await using var db = store.Open();
                await RunAsync(await db.Set<Decision>().Where(d => d.PendingSince != null && d.PendingSince < before).OrderBy(d => d.PendingSince).Take(Step).ToListAsync(stoppingToken), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A decision could not be carried out yet; it is tried again soon")]
    static partial void Postponed(ILogger logger, Exception error);
}
