using Microsoft.EntityFrameworkCore;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <param name="Text">What was cut from the mail: the mail it answered to, the signature.</param>
public sealed record RemovedText(string Text);

/// <summary>Shows its author, and nobody else, what was cut from a mail of theirs: quotes may hold what the other side is not to see.</summary>
public sealed class ReceivedText(Store store, AuthorKeys keys)
{
    public async Task<RemovedText> FindAsync(Entered who, int seq, CancellationToken ct)
    {
        await using var db = store.Open();
        var message = await db.Set<Message>().Where(m => m.ConversationId == who.Door.Id && m.Seq == seq && m.UnsentAt == null && m.RemovedAt == null).Select(m => new { m.ClientId }).SingleOrDefaultAsync(ct) ?? throw Refuse.NotFound();
        // By the client id: one that was held had no number yet when it came.
        var mail = await db.Set<ReceivedMail>().Where(m => m.Id == message.ClientId && m.PersonId == who.Person.Id && m.ConversationId == who.Door.Id && m.Removed != null).SingleOrDefaultAsync(ct) ?? throw Refuse.NotFound();
        if ((await keys.LoadAsync([who.Person.Id], ct))[who.Person.Id] is not { } secret) throw Refuse.NotFound();
        return new RemovedText(TextSeal.Open(TextSeal.Key(secret, who.Door.Secret), mail.Removed!, who.Door.Id, mail.Id, ReceiveReply.RemovedVersion));
    }
}
