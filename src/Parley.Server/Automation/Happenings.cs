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
/// Reads what facts tell of, a batch at once. What a machine wrote and what was imported is nothing that happened: automation
/// answers to people and to the host, never to itself.
/// </summary>
public sealed class ReadHappenings(Store store, Doors doors)
{
    /// <summary>Whether a fact tells of something that happened, as far as the fact itself can say.</summary>
    public static bool Concern(Fact fact) => fact is { Kind: FactKind.MessageSent, Subject: not (Fact.Imported or Fact.Machine) };

    public async Task<List<Happening>> RunAsync(IEnumerable<Fact> facts, CancellationToken ct)
    {
        var ids = facts.Where(Concern).Select(f => f.Id).ToList();
        if (ids.Count == 0) return [];
        await using var db = store.Open();
        var messages = await db.MessagesOfAsync(ids, ct);
        var threads = messages.Select(m => m.ConversationId).Distinct().ToList();
        var found = await (
            from conversation in db.Set<Conversation>()
            where threads.Contains(conversation.Id)
            join seat in db.Set<Seat>() on new { conversation.Id, Party = PartyKind.Vendor } equals new { Id = seat.ConversationId, seat.Party }
            join subject in db.Set<Subject>() on new { Kind = conversation.SubjectKind, Id = conversation.SubjectId } equals new { Kind = (SubjectKind?)subject.Kind, Id = (string?)subject.Id } into subjects
            from subject in subjects.DefaultIfEmpty()
            select new { conversation, seat, subject }).ToDictionaryAsync(f => f.conversation.Id, ct);
        return [.. from message in messages
                   where message.Kind != MessageKind.Auto && found.ContainsKey(message.ConversationId)
                   let thread = found[message.ConversationId]
                   select new Happening(doors.Remember(thread.conversation), thread.conversation, thread.seat, message, thread.subject)];
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
