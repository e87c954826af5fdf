using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety.Screening;

/// <summary>
/// Messages that people look at first. What the same author writes after one of them in the thread waits behind it, so that their order holds;
/// each gets its number when it is let through, under its own client id, by the same door as every message.
/// </summary>
public sealed class HeldMessages(Store store, SendReleased release, Flags flags, SettleCase settle, RecordRefusal record, Audit audit, AuthorKeys keys, IMessageFiles files, TimeProvider clock) : IHeldMessages
{
    readonly ConcurrentDictionary<(Guid Thread, string Author), long> waiting = [];

    /// <summary>Whether something of this author's is in review in this thread. Of other nodes it is known within a second.</summary>
    public bool IsWaiting(Draft draft) => draft.Door is { } door && !waiting.IsEmpty && waiting.ContainsKey((door.Id, draft.AuthorId));

    public async Task HoldAsync(Letter letter, CancellationToken ct)
    {
        var (door, send) = (letter.Door, letter.Send);
        await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            if (await db.Set<HeldMessage>().SingleOrDefaultAsync(h => h.ConversationId == door.Id && h.ClientId == send.ClientId, ct) is { } first)
            {
                if (first.AuthorId != send.AuthorId || await TextAsync(door, first, ct) is { } text && text != letter.Text) throw Refuse.MessageIdReused();
                return;
            }
            var found = await db.Set<ScreenedMessage>().SingleOrDefaultAsync(s => s.ConversationId == door.Id && s.ClientId == send.ClientId && s.Measure == Policies.Measure.Hold, ct);
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            db.Add(new HeldMessage
            {
                Id = id, ConversationId = door.Id, ClientId = send.ClientId, Number = (await db.Set<HeldMessage>().Where(h => h.ConversationId == door.Id).MaxAsync(h => (int?)h.Number, ct) ?? 0) + 1,
                Party = send.Party, AuthorId = send.AuthorId, Kind = send.Kind, Sealed = send.Sealed, ReplyTo = send.ReplyTo, At = Instants.FromMicros(send.At), Follows = found is null,
            });
            await db.SaveChangesAsync(ct);
            if (found is not null) await FlagScreened.RaiseAsync(db, flags, found, null, id, send.AuthorId, send.Party, clock.GetUtcNow(), ct);
        }, ct);
        waiting[(door.Id, send.AuthorId)] = clock.GetTimestamp();
    }

    /// <summary>Lets it through, and with it what waits behind it. Doing it again changes nothing.</summary>
    /// <exception cref="RefusedException"><c>not-found</c>, or <c>decided-already</c> when it was refused.</exception>
    public async Task ReleaseAsync(Guid heldId, Access.Host host, CancellationToken ct)
    {
        var row = await DecideAsync(heldId, HeldState.Released, host, null, ct);
        if (row.State == HeldState.Refused) throw DecidedAlready();
        await release.RunAsync(row.ConversationId, row.AuthorId, ct);
        await TakeUpAsync(ct);
    }

    /// <summary>Keeps it from being sent, by a decision on record: its author reads why, and may appeal. Doing it again changes nothing.</summary>
    /// <param name="refusal">With reasons for its author, at most 1,000 characters.</param>
    /// <exception cref="RefusedException"><c>not-found</c>, or <c>decided-already</c> when it was let through.</exception>
    public async Task RefuseAsync(Guid heldId, Access.Host host, RefusalBody refusal, CancellationToken ct)
    {
        var row = await DecideAsync(heldId, HeldState.Refused, host, refusal.Checked(), ct);
        if (row.State != HeldState.Refused) throw DecidedAlready();
        if (await release.DoorAsync(row, ct) is { } door) await files.ReleaseAsync(door, row.AuthorId, row.ClientId);
        await release.RunAsync(row.ConversationId, row.AuthorId, ct);
        await TakeUpAsync(ct);
    }

    static RefusedException DecidedAlready() => new(new Refusal("decided-already", 409, "Somebody has decided about this message already."));

    /// <summary>The row as it is afterwards: the first decision counts. A case that is about nothing else is settled with it.</summary>
    Task<HeldMessage> DecideAsync(Guid heldId, HeldState state, Access.Host host, RefusalBody? refusal, CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var row = await db.Set<HeldMessage>().SingleOrDefaultAsync(h => h.Id == heldId, ct) ?? throw Refuse.NotFound();
            var @case = await settle.LockAsync(db, row.ConversationId, heldId, ct); // cases before held messages, as whoever decides a case does
            if (await DecideAsync(db, heldId, HeldState.InReview, state, host.Name, refusal?.Reasons, ct))
            {
                if (refusal is not null) await record.RunAsync(db, row, refusal, host, ct);
                if (@case is not null) await settle.RunAsync(db, @case, host.Name, heldId, state, ct);
                await audit.WriteAsync(db, Entry.Of(host, refusal is null ? "held-released" : "held-refused", $"held message {heldId}", $"conversation {row.ConversationId}"), ct);
            }
            return await db.Set<HeldMessage>().SingleAsync(h => h.Id == heldId, ct);
        }, ct);

    /// <summary>In the caller's transaction; <see cref="GoOnAsync"/> after it, which a watcher makes up for. False where it was decided otherwise before.</summary>
    /// <param name="from">As it must be still.</param>
    public async Task<bool> DecideAsync(ParleyDb db, Guid heldId, HeldState from, HeldState state, string by, string? reasons, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<HeldMessage>().Where(h => h.Id == heldId && h.State == from)
            .ExecuteUpdateAsync(s => s.SetProperty(h => h.State, state).SetProperty(h => h.DecidedBy, by).SetProperty(h => h.DecidedAt, now).SetProperty(h => h.Reasons, reasons), ct) > 0;
    }

    /// <summary>Sends on what was let through, and what waited behind what was decided.</summary>
    public async Task GoOnAsync(IEnumerable<HeldMessage> decided, CancellationToken ct)
    {
        foreach (var (thread, author) in decided.Select(h => (h.ConversationId, h.AuthorId)).Distinct()) await release.RunAsync(thread, author, ct);
        await TakeUpAsync(ct);
    }

    /// <summary>Who is waiting, as the store says. What was held on this node since is kept.</summary>
    public async Task<IReadOnlyList<HeldThread>> TakeUpAsync(CancellationToken ct)
    {
        var since = clock.GetTimestamp();
        await using var db = store.Open();
        var rows = await db.Set<HeldMessage>().Where(h => h.State < HeldState.Sent).OrderBy(h => h.ConversationId).ThenBy(h => h.Number).Select(h => new { h.ConversationId, h.AuthorId, h.Number, h.State, h.Follows }).Take(100_000).ToListAsync(ct);
        var threads = rows.GroupBy(r => (r.ConversationId, r.AuthorId)).Select(g => new HeldThread(g.Key.ConversationId, g.Key.AuthorId, g.MinBy(r => r.Number) is { State: HeldState.Released } or { Follows: true })).ToList(); // as sending on goes: the first decides
        var known = threads.Select(t => (t.ConversationId, t.AuthorId)).ToHashSet();
        foreach (var one in known) waiting.TryAdd(one, since);
        foreach (var (key, at) in waiting)
            if (at < since && !known.Contains(key)) waiting.TryRemove(new(key, at));
        return threads;
    }

    public IQueryable<Guid> ClientIds(ParleyDb db) => Needed(db, clock.GetUtcNow()).Select(h => h.ClientId);

    /// <summary>Those that may still be sent, also those that an appeal may let through.</summary>
    public static IQueryable<HeldMessage> Needed(ParleyDb db, DateTimeOffset now) =>
        db.Set<HeldMessage>().Where(h => h.State < HeldState.Sent || (h.State == HeldState.Refused && db.Set<Decision>().Any(d => d.HeldId == h.Id && d.Upheld == null && (d.AppealedAt != null || d.AppealUntil > now))));

    /// <summary>A person's own ones in a thread that are not sent, the latest 50, oldest first.</summary>
    public async Task<List<OwnHeld>> OwnAsync(Entered who, CancellationToken ct)
    {
        await using var db = store.Open();
        var rows = await db.Set<HeldMessage>().Where(h => h.ConversationId == who.Door.Id && h.Party == who.Side && h.AuthorId == who.Person.Id && h.State != HeldState.Sent).OrderByDescending(h => h.Number).Take(50).ToListAsync(ct);
        var ids = rows.ConvertAll(r => (Guid?)r.Id);
        var decisions = (await db.Set<Decision>().Where(d => ids.Contains(d.HeldId)).Select(d => new { d.HeldId, d.Id }).ToListAsync(ct)).ToLookup(d => d.HeldId, d => (Guid?)d.Id);
        var own = new List<OwnHeld>(rows.Count);
        foreach (var row in Enumerable.Reverse(rows))
            own.Add(new OwnHeld(row.ClientId, await TextAsync(who.Door, row, ct) ?? "", row.At, row.State == HeldState.Refused ? "refused" : "in-review", row.Reasons, decisions[row.Id].FirstOrDefault()));
        return own;
    }

    async Task<string?> TextAsync(Door door, HeldMessage row, CancellationToken ct) => SendReleased.Open(door, row, await keys.LoadAsync([row.AuthorId], ct))?.Text;
}

/// <summary>An author who waits in a thread.</summary>
/// <param name="Decided">Something of theirs is to be sent now.</param>
public sealed record HeldThread(Guid ConversationId, string AuthorId, bool Decided);

/// <param name="State"><c>in-review</c> or <c>refused</c>.</param>
/// <param name="Reasons">Why it was refused.</param>
/// <param name="Decision">By which decision, that can be appealed; null where its thread was closed meanwhile.</param>
public sealed record OwnHeld(Guid ClientMessageId, string Text, DateTimeOffset At, string State, string? Reasons, Guid? Decision);
