using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>A vendor objects to an entry of its ledger, once; the marketplace decides. Until then, and when it is kept, the entry counts.</summary>
public sealed class ContestObligation(Store store, Obligations obligations, AuthorKeys keys, TimeProvider clock)
{
    public const int ReasonLength = 1000;

    public async Task<ObligationEntry> RunAsync(string vendorId, EntryId id, Person person, ContestBody body, CancellationToken ct)
    {
        var door = await obligations.RequireDoorAsync(vendorId, id, ct);
        var text = Texts.Line(body.Reason, "reason", ReasonLength);
        var reason = TextSeal.Seal(TextSeal.NoteKey(await keys.EnsureAsync(person.Id, ct), door.Secret), text, door.Id, SealId(id.OpenedSeq, id.Since), 0);
        await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct); // of two at once one objects
            if (!await Obligations.Row(db, id).AnyAsync(ct)) throw Refuse.NotFound();
            if (await Obligations.ContestOf(db, id).AnyAsync(ct)) throw Refuse.ContestedAlready();
            db.Add(new Contest { ConversationId = id.ConversationId, OpenedSeq = id.OpenedSeq, Since = id.Since, PartyId = door.VendorParty, PersonId = person.Id, At = clock.GetUtcNow(), Reason = reason });
            await db.SaveChangesAsync(ct);
        }, ct);
        return await obligations.FindAsync(vendorId, id, ct);
    }

    /// <summary>The marketplace's decision; it may change its mind, and saying it again changes nothing.</summary>
    public async Task<ObligationEntry> DecideAsync(string vendorId, EntryId id, ContestOutcome outcome, CancellationToken ct)
    {
        var door = await obligations.RequireDoorAsync(vendorId, id, ct);
        await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, door.Id, ct);
            var contest = await Obligations.ContestOf(db, id).AsTracking().SingleOrDefaultAsync(ct) ?? throw Refuse.NotFound();
            if (contest.Outcome == outcome) return;
            (contest.Outcome, contest.DecidedAt) = (outcome, clock.GetUtcNow());
            var row = await Obligations.Row(db, id).AsTracking().SingleAsync(ct);
            row.Decide(outcome);
            await db.SaveChangesAsync(ct);
        }, ct);
        return await obligations.FindAsync(vendorId, id, ct);
    }

    /// <summary>Binds the sealed reason to its entry.</summary>
    public static Guid SealId(int openedSeq, DateTimeOffset since)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, since.ToMicros());
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], openedSeq);
        return new Guid(bytes, bigEndian: true);
    }
}
