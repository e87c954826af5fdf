using Microsoft.EntityFrameworkCore;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Judges how long threads were open, by the hours as they were; spam is in no figure.</summary>
public sealed class JudgeResolutions(Store store, VendorHours hours, Targets targets)
{
    const int Step = 200;

    /// <summary>One step; false when there was nothing more.</summary>
    public Task<bool> RunAsync(CancellationToken ct) =>
        store.WriteAsync(async db =>
        {
            var rows = await (
                from row in db.Set<Resolution>().AsTracking()
                where row.Verdict == Verdict.Unjudged
                join conversation in db.Set<Conversation>() on row.ConversationId equals conversation.Id
                join seat in db.Set<Seat>() on new { row.ConversationId, Party = PartyKind.Vendor } equals new { seat.ConversationId, seat.Party }
                orderby row.Since
                select new { row, conversation.VendorId, Spam = seat.Place == Place.Spam }).Take(Step).ToListAsync(ct);
            foreach (var found in rows)
            {
                var (timetable, target) = (await hours.OfAsync(found.VendorId, ct), await targets.ResolutionAsync(found.VendorId, ct));
                var judgement = Judgement.WithoutPauses(found.row.Since, found.row.ClosedAt, Ending.Answer, timetable, target, found.Spam, null);
                found.row.Become(judgement, target, timetable.Now.DayOf(judgement.Start).DayNumber);
            }
            await db.SaveChangesAsync(ct);
            return rows.Count == Step;
        }, ct);
}
