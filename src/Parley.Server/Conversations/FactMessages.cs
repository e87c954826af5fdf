using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>From facts to what they tell of.</summary>
public static class FactMessages
{
    /// <summary>
    /// The messages that facts, by their ids, tell of, in the facts' order; others tell of none. Of these two tables alone: joined with
    /// the threads as well, PostgreSQL reads each thread whole.
    /// </summary>
    public static Task<List<Message>> MessagesOfAsync(this ParleyDb db, IReadOnlyCollection<long> facts, CancellationToken ct) =>
        (from fact in db.Set<Fact>()
         where facts.Contains(fact.Id)
         join message in db.Set<Message>() on new { Id = fact.ConversationId, fact.Seq } equals new { Id = (Guid?)message.ConversationId, message.Seq }
         orderby fact.Id
         select message).ToListAsync(ct);
}
