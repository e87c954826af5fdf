using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What the thread is about from now on: a subject, or a topic.</summary>
public sealed record MoveBody(SubjectRef? Subject = null, string? Topic = null);

/// <summary>
/// Makes a thread be about something else that the same buyer has with the same vendor. Its place is changed in one transaction; where
/// there is a thread about that already, the two are to be merged instead.
/// </summary>
public sealed class MoveThread(Store store, OpenConversation open, Doors doors, Sights sights, ThreadNews news, TimeProvider clock)
{
    public async Task RunAsync(Entered who, MoveBody body, CancellationToken ct)
    {
        if (who.Side != PartyKind.Vendor) throw Refuse.Forbidden("Only the vendor moves a conversation.");
        if (body.Subject is null == body.Topic is null) throw Refuse.Invalid("subject", "Send the 'subject' or the 'topic' that the conversation is about.");
        var door = who.ToKeep().Door;
        var place = await open.ForBuyerAsync(door.BuyerId, door.VendorId, body.Subject, body.Topic, ct);
        try
        {
            var changed = await store.WriteAsync(async db =>
            {
                await store.LockConversationAsync(db, door.Id, ct);
                var thread = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == door.Id, ct);
                if (thread.ThreadKey == place.Key) return [];
                if (thread.State.HasFlag(ConversationState.Frozen)) throw Refuse.Frozen();
                if (thread.MergedInto is { } into) throw Refuse.Merged(into);
                if (await FindOtherAsync(db, place, ct) is { } other) throw await ExistsAsync(who, other, ct);
                db.Add(new Move
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    ConversationId = door.Id,
                    By = who.Person.Id,
                    At = clock.GetUtcNow(),
                    FromKind = thread.SubjectKind,
                    FromSubject = thread.SubjectId,
                    FromTopic = thread.Topic,
                    ToKind = place.Kind,
                    ToSubject = place.SubjectId,
                    ToTopic = place.Topic,
                });
                thread.MoveTo(place);
                await db.SaveChangesAsync(ct); // before the parties are locked: a thread that has this place may be written to now, and wait for them
                return await news.RecordAsync(db, [door], ct);
            }, ct);
            await news.TellAsync(changed, ct);
        }
        catch (DbUpdateException e) when (StorageTrouble.MayRepeatNow(e))
        {
            // Somebody opened a thread about it in the same moment.
            await using var db = store.Open();
            if (await FindOtherAsync(db, place, ct) is { } other) throw await ExistsAsync(who, other, ct);
            throw;
        }
    }

    /// <summary>Which one it is, is only for those who see it.</summary>
    async Task<RefusedException> ExistsAsync(Entered who, Guid other, CancellationToken ct)
    {
        var seen = await doors.FindAsync(other, ct) is { } door && await sights.OfAsync(door, who.Person.Id, ct) != Seeing.Not;
        return Refuse.ThreadExists(seen ? other : null);
    }

    /// <summary>The thread that is about it already, or the one in which that goes on.</summary>
    static async Task<Guid?> FindOtherAsync(ParleyDb db, Thread place, CancellationToken ct)
    {
        var key = place.Key;
        return await db.Set<Conversation>().Where(c => c.ThreadKey == key).Select(c => c.MergedInto ?? c.Id).Cast<Guid?>().SingleOrDefaultAsync(ct);
    }
}
