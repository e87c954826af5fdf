using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Freezes a thread for the marketplace's own systems, and thaws it. Each of its sides has a statement of reasons of its own and may appeal to a person; who succeeds
/// thaws it for both. The record is there before the thread is frozen, so that a dying server leaves no freeze without reasons.
/// </summary>
public sealed class FreezeByHost(Store store, CarryOut carryOut, ChangeState change, Audit audit, IOptions<ModerationOptions> options, TimeProvider clock) : IHostFreezes
{
    /// <summary>What brings it up, where neither a report nor a finding did.</summary>
    public const string Source = "host";

    const string Own = "The rules of the marketplace";

    public async Task FreezeAsync(Door door, Access.Host host, FreezeBody body, CancellationToken ct)
    {
        var made = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var state = await db.Set<Conversation>().Where(c => c.Id == door.Id).Select(c => c.State).SingleAsync(ct);
            if (state.HasFlag(ConversationState.Frozen)) return null;
            if (state.HasFlag(ConversationState.Merged)) throw Refuse.Merged(await OpenConversation.EndOfAsync(db, door.Id, ct));
            if (await db.Set<Decision>().FirstOrDefaultAsync(d => d.ConversationId == door.Id && d.Act == CaseAct.FreezeThread && d.CaseId == null && d.PendingSince != null && d.Upheld == null, ct) is { } begun) return begun; // asked again before it was done
            var now = Instants.FromMicros(clock.NowMicros());
            var buyers = Make(door, host, body, PartyKind.Buyer, now);
            db.AddRange(buyers, Make(door, host, body, PartyKind.Vendor, now));
            await db.SaveChangesAsync(ct);
            await audit.WriteAsync(db, Entry.Of(host, "thread-frozen", $"conversation {door.Id}", body.Reference ?? ""), ct);
            return buyers;
        }, ct);
        if (made is not null) await carryOut.RunAsync([made], ct);
    }

    /// <summary>One of them freezes the thread; they are of the same instant.</summary>
    Decision Make(Door door, Access.Host host, FreezeBody body, PartyKind side, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now), PersonId = side == PartyKind.Buyer ? door.BuyerId : null, VendorId = side == PartyKind.Vendor ? door.VendorId : null, ConversationId = door.Id, Act = CaseAct.FreezeThread, Facts = body.Reason, Ground = Ground.Rule,
            Reference = body.Reference ?? Own, Source = Source, FoundByMachine = false, DecidedByMachine = body.Automated, DecidedBy = host.Name, At = now, AppealUntil = now.AddDays(options.Value.AppealDays), PendingSince = side == PartyKind.Buyer ? now : null,
        };

    public async Task ThawAsync(Door door, Access.Host host, CancellationToken ct)
    {
        await change.RunAsync(door, StateChange.Thaw, PartyKind.Platform, null, null, ct);
        await store.WriteAsync(async db =>
        {
            if (await LiftAsync(db, door.Id, CaseAct.FreezeThread, clock.GetUtcNow(), ct) > 0) await audit.WriteAsync(db, Entry.Of(host, "thread-thawed", $"conversation {door.Id}"), ct);
        }, ct);
    }

    /// <summary>What did this to the thread up to now holds no more, without anybody having found it wrong.</summary>
    public static Task<int> LiftAsync(ParleyDb db, Guid thread, CaseAct act, DateTimeOffset now, CancellationToken ct) =>
        db.Set<Decision>().Where(d => d.ConversationId == thread && d.Act == act && d.LiftedAt == null && d.Upheld != false).ExecuteUpdateAsync(s => s.SetProperty(d => d.LiftedAt, now), ct);
}
