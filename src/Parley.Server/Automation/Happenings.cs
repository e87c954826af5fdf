using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Market;
using Parley.Storage;

namespace Parley.Automation;

/// <summary>A message that was stored, and its thread as it is now.</summary>
public sealed record Happening(Door Door, Conversation Conversation, Seat Seat, Message Message, Subject? Subject)
{
    /// <summary>How the log names a message as the cause of something.</summary>
    public string Cause => $"m{Message.Seq}";
}

/// <summary>
/// Reads what facts tell of, a batch in one query. What a machine wrote and what was imported is nothing that happened: automation
/// answers to people and to the host, never to itself.
/// </summary>
public sealed class ReadHappenings(Store store, Doors doors)
{
    public async Task<List<Happening>> RunAsync(IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        var ids = facts.Where(f => f is { Kind: FactKind.MessageSent, Subject: not Fact.Imported }).Select(f => f.Id).ToList();
        if (ids.Count == 0) return [];
        await using var db = store.Open();
        var found = await (
            from fact in db.Set<Fact>()
            where ids.Contains(fact.Id)
            join message in db.Set<Message>() on new { Id = fact.ConversationId, fact.Seq } equals new { Id = (Guid?)message.ConversationId, message.Seq }
            where message.Kind != MessageKind.Auto
            join conversation in db.Set<Conversation>() on message.ConversationId equals conversation.Id
            join seat in db.Set<Seat>() on new { Id = conversation.Id, Party = PartyKind.Vendor } equals new { Id = seat.ConversationId, seat.Party }
            join subject in db.Set<Subject>() on new { Kind = conversation.SubjectKind, Id = conversation.SubjectId } equals new { Kind = (SubjectKind?)subject.Kind, Id = (string?)subject.Id } into subjects
            from subject in subjects.DefaultIfEmpty()
            orderby fact.Id
            select new { message, conversation, seat, subject }).ToListAsync(ct);
        return found.ConvertAll(f => new Happening(doors.Remember(f.conversation), f.conversation, f.seat, f.message, f.subject));
    }

    /// <summary>Whether the buyer had written nothing in this thread before.</summary>
    public async Task<bool> IsFirstAsync(Happening happening, CancellationToken ct)
    {
        if (happening.Message.Seq == 1) return true;
        var (thread, seq) = (happening.Door.Id, happening.Message.Seq);
        await using var db = store.Open();
        return !await db.Set<Message>().AnyAsync(m => m.ConversationId == thread && m.Seq < seq && m.Party == PartyKind.Buyer, ct);
    }
}
