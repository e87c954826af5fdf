using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Plumbing;
using Parley.Safety.Screening;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>Writes the decisions of a case, in its transaction: one for each person, thread or message concerned, with what it keeps them from.</summary>
public sealed class MakeDecisions(Doors doors, IOptions<ModerationOptions> options)
{
    /// <param name="refused">Messages in review that the decision refuses; each is a decision of its own.</param>
    public async Task<List<Decision>> RunAsync(ParleyDb db, Person me, Case @case, DecisionBody body, IReadOnlyCollection<HeldMessage> refused, DateTimeOffset now, CancellationToken ct)
    {
        var flags = await db.Set<Flag>().Where(f => f.CaseId == @case.Id).OrderBy(f => f.Id).ToListAsync(ct); // all of them: nobody of a group is left out
        var making = new Making(db, me, @case, body, now, await DoorsAsync(db, flags, ct));
        if (body.Act != CaseAct.RefuseMessage)
            foreach (var flag in flags) Add(making, body.Act, flag);
        var held = flags.Where(f => f.HeldId is not null).ToLookup(f => (f.ConversationId, f.HeldId));
        foreach (var one in refused) Add(making, CaseAct.RefuseMessage, held[(one.ConversationId, one.Id)].First());
        var made = making.Made;
        if (made.Count == 0) throw Refuse.Invalid("act", "The case names nobody whom this could concern.");
        await db.SaveChangesAsync(ct);
        if (KindOf(body.Act) is not null) await Sanctions.CountChangeAsync(db, ct);
        return [.. made.Values];
    }

    sealed record Making(ParleyDb Db, Person Me, Case Case, DecisionBody Body, DateTimeOffset Now, Dictionary<Guid, Door> Doors)
    {
        public Dictionary<string, Decision> Made { get; } = [];

        /// <summary>Who was told in which thread.</summary>
        public HashSet<(string?, string?, Guid?)> Told { get; } = [];
    }

    async Task<Dictionary<Guid, Door>> DoorsAsync(ParleyDb db, List<Flag> flags, CancellationToken ct)
    {
        var ids = flags.Select(f => f.ConversationId).OfType<Guid>().Distinct().ToList();
        return (await db.Set<Conversation>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct)).ToDictionary(c => c.Id, doors.Remember);
    }

    void Add(Making making, CaseAct act, Flag flag)
    {
        var (db, me, @case, body, now, known) = making;
        var made = making.Made;
        var door = flag.ConversationId is { } thread ? known.GetValueOrDefault(thread) : null;
        var vendor = flag is { PersonId: null, Party: PartyKind.Vendor } ? door?.VendorId : null;
        var whom = flag.PersonId is { } person ? $"p:{person}" : vendor is not null ? $"v:{vendor}" : null;
        if (Decision.Restricts(act) && whom is null) return;
        if (KeyOf(act, flag, door, whom) is not { } key || made.ContainsKey(key)) return;
        var told = !making.Told.Add((flag.PersonId, vendor, flag.ConversationId)); // by another decision about them
        var decision = new Decision
        {
            Id = Guid.CreateVersion7(now), CaseId = @case.Id, PersonId = flag.PersonId, VendorId = vendor, ConversationId = flag.ConversationId, Seq = flag.Seq, HeldId = act == CaseAct.RefuseMessage ? flag.HeldId : null, Act = act, Facts = body.Facts.Trim(),
            Ground = body.Ground, Reference = body.Reference.Trim(), Source = @case.Kind, FoundByMachine = flag.Kind is not ("report" or "notice"), At = now, Until = body.Hours is { } hours && KindOf(act) is not null ? now.AddHours(hours) : null,
            DecidedBy = me.Id, AppealUntil = now.AddDays(options.Value.AppealDays), PendingSince = door is null || !Decision.Restricts(act) || (told && act == CaseAct.RefuseMessage) ? null : now,
        };
        made.Add(key, decision);
        db.Add(decision);
        if (KindOf(act) is { } kind)
            db.Add(new Sanction { Id = Guid.CreateVersion7(now), DecisionId = decision.Id, Kind = kind, Holder = kind == SanctionKind.BlockPair ? $"pair {door!.VendorId} {door.BuyerId}" : whom!, From = now, Until = decision.Until });
        if (Decision.Restricts(act) && door is not null && !(told && act == CaseAct.RefuseMessage)) Tell(db, decision, door, now);
    }

    /// <summary>What has the same one is decided once; null where the act does not fit.</summary>
    static string? KeyOf(CaseAct act, Flag flag, Door? door, string? whom) => act switch
    {
        CaseAct.CloseThread or CaseAct.FreezeThread or CaseAct.BlockPair => door is null ? null : $"thread {door.Id}",
        CaseAct.RefuseMessage => $"held {flag.HeldId}",
        CaseAct.HideMessage => door is null || flag.Seq is not { } seq ? null : $"message {door.Id} {seq}",
        _ => whom ?? "",
    };

    /// <summary>A notice that cannot be turned off, to whom it concerns: the person, or of a whole vendor its team.</summary>
    public static void Tell(ParleyDb db, Decision decision, Door door, DateTimeOffset now)
    {
        var side = decision.PersonId == door.BuyerId ? PartyKind.Buyer : PartyKind.Vendor;
        var alert = Rulings.AlertOf(decision, door.Id, appeal: decision.Upheld is not null);
        db.Add(new Fact { Kind = FactKind.AlertRaised, ConversationId = door.Id, Subject = $"{Fact.EssentialAlert} {(byte)side} {alert:N}{(decision.PersonId is { } person ? $" {person}" : "")}", Node = Node.Id, At = now });
    }

    static SanctionKind? KindOf(CaseAct act) => act switch
    {
        CaseAct.Mute => SanctionKind.Mute,
        CaseAct.PauseThreads => SanctionKind.PauseThreads,
        CaseAct.Suspend => SanctionKind.Suspend,
        CaseAct.BlockPair => SanctionKind.BlockPair,
        _ => null,
    };
}
