using Microsoft.EntityFrameworkCore;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// What acts do to an answer that is owed; answers themselves are the message log's. Always inside a transaction that locked the
/// conversation, with its row and the vendor's seat tracked; the caller bumps the feed and forgets the door's head.
/// </summary>
public static class Debts
{
    /// <summary>Ends what is owed. False, and nothing is changed, when nothing is.</summary>
    public static bool Settle(this ParleyDb db, Conversation conversation, Seat vendor, Ending how, string by, DateTimeOffset now)
    {
        if (conversation.Owes is not { } debt) return false;
        db.Add(new Obligation
        {
            ConversationId = conversation.Id,
            OpenedSeq = debt.Seq,
            Since = Instants.FromMicros(debt.Since),
            PartyId = conversation.VendorParty,
            ClosedSeq = conversation.LastSeq,
            ClosedAt = now,
            ClosedBy = by,
            How = how,
        });
        conversation.Owe(null);
        vendor.Owe(conversation);
        return true;
    }

    /// <summary>The thread is spam from now on: what is owed in it ends, and what was counts no longer.</summary>
    public static async Task MarkSpamAsync(this ParleyDb db, Conversation conversation, Seat vendor, string by, DateTimeOffset now, CancellationToken ct)
    {
        db.Settle(conversation, vendor, Ending.Spam, by, now);
        await db.JudgeAgainAsync(conversation.Id, ct);
    }

    /// <summary>The thread is no spam after all: where the buyer had the last word, the duty to answer begins anew, now.</summary>
    public static async Task UnmarkSpamAsync(this ParleyDb db, Conversation conversation, Seat vendor, DateTimeOffset now, CancellationToken ct)
    {
        await db.JudgeAgainAsync(conversation.Id, ct);
        if (conversation.Owes is not null || conversation.State.HasFlag(ConversationState.Closed)) return; // whoever closed it said that no answer is needed
        var last = await db.Set<Message>().Where(m => m.ConversationId == conversation.Id && m.Kind == MessageKind.Text && m.Party != PartyKind.Platform)
            .OrderByDescending(m => m.Seq).Select(m => new { m.Seq, m.Party }).FirstOrDefaultAsync(ct);
        if (last is not { Party: PartyKind.Buyer }) return;
        conversation.Owe(new Debt(now.ToMicros(), last.Seq));
        vendor.Owe(conversation);
    }

    /// <summary>What was judged of this thread is judged anew, soon.</summary>
    public static async Task JudgeAgainAsync(this ParleyDb db, Guid conversationId, CancellationToken ct)
    {
        await db.Set<Obligation>().Where(o => o.ConversationId == conversationId && o.Verdict != Verdict.TakenBack).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verdict, Verdict.Unjudged), ct);
        await db.Set<Resolution>().Where(r => r.ConversationId == conversationId).ExecuteUpdateAsync(s => s.SetProperty(r => r.Verdict, Verdict.Unjudged), ct);
    }
}
