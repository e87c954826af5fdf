using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Encryption;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

public sealed record TextBody(string Text);

/// <summary>
/// Edits, unsends and reacts. The first text stays in its row and in the chain; a revision is appended to the chain in the
/// same transaction. Repeating a change that is already so changes nothing and answers the same.
/// </summary>
public sealed class ReviseMessage(Store store, AuthorKeys keys, MessageChecks checks, SignOff signOff, Announcer announcer, Unseal unseal, IOptions<ConversationOptions> options, TimeProvider clock)
{
    public static readonly string[] Reactions = ["like", "love", "laugh", "wow", "sad", "thanks"];

    public async Task<MessageView> EditAsync(Entered who, int seq, string text, CancellationToken ct)
    {
        var passed = await checks.PassAsync(new Draft(who.ToWrite().Side, who.Person.Id, text) { Door = who.Door, EditOf = seq }, ct);
        text = passed.Text;
        await signOff.RequireAsync(who.Door, new SignOffMessage(null, who.Side == PartyKind.Buyer ? Fact.Buyer : Fact.Vendor, who.Person.Id, text, 0, seq), ct);
        var changed = false;
        var view = await ReviseAsync(who, seq, async (db, conversation, message) =>
        {
            changed = false;
            RequireOwn(who, message);
            if (message.UnsentAt is not null) throw Refuse.Unsent();
            if (message.RemovedAt is not null) throw Refuse.Removed();
            if (await unseal.TextAsync(who.Door, message, ct) == text) return false;
            RequireInTime(conversation, message);
            var key = TextSeal.Key(await keys.EnsureAsync(who.Person.Id, ct), who.Door.Secret);
            message.Edit(TextSeal.Seal(key, new Content(text, []) { Masks = passed.Masks }.Pack(), who.Door.Id, message.ClientId, message.Version + 1), clock.GetUtcNow());
            Append(db, conversation, message, who.Person.Id, message.EditedAt!.Value, message.SealedNow);
            foreach (var edit in passed.Edits) edit.Write(db, message);
            return changed = true;
        }, ct);
        if (changed)
            foreach (var edit in passed.Edits) await edit.StoredAsync(ct);
        return view;
    }

    public Task<MessageView> UnsendAsync(Entered who, int seq, CancellationToken ct) =>
        ReviseAsync(who.ToWrite(), seq, async (db, conversation, message) =>
        {
            RequireOwn(who, message);
            if (message.UnsentAt is not null) return false;
            if (message.RemovedAt is not null) throw Refuse.Removed();
            RequireInTime(conversation, message);
            message.Unsend(clock.GetUtcNow());
            if (conversation.AnswerSeq == seq) conversation.Answered(await AnswerBeforeAsync(db, conversation.Id, seq, ct));
            Append(db, conversation, message, who.Person.Id, message.UnsentAt!.Value, null);
            return true;
        }, ct);

    static Task<LastAnswer?> AnswerBeforeAsync(ParleyDb db, Guid id, int seq, CancellationToken ct) =>
        db.Set<Message>().Where(m => m.ConversationId == id && m.Seq < seq && m.Party == PartyKind.Vendor && m.Kind == MessageKind.Text && m.UnsentAt == null)
            .OrderByDescending(m => m.Seq).Select(m => new LastAnswer(m.Seq, m.AuthorId)).FirstOrDefaultAsync(ct);

    public Task<MessageView> ReactAsync(Entered who, int seq, string reaction, bool on, CancellationToken ct)
    {
        if (!Reactions.Contains(reaction)) throw Refuse.Invalid("reaction", $"A reaction is one of {string.Join(", ", Reactions)}.");
        return ReviseAsync(who.ToWrite(), seq, async (db, conversation, message) =>
        {
            if (conversation.State.HasFlag(ConversationState.Frozen)) throw Refuse.Frozen();
            if (message.UnsentAt is not null) throw Refuse.Unsent();
            if (message.RemovedAt is not null) throw Refuse.Removed();
            var mine = await db.Set<Reaction>().AsTracking().SingleOrDefaultAsync(r =>
                r.ConversationId == who.Door.Id && r.Seq == seq && r.Party == who.Side && r.PersonId == who.Person.Id && r.Name == reaction, ct);
            if (on == (mine is not null)) return false;
            if (mine is not null) db.Remove(mine);
            else db.Add(new Reaction { ConversationId = who.Door.Id, Seq = seq, Party = who.Side, PersonId = who.Person.Id, Name = reaction, At = clock.GetUtcNow() });
            return true;
        }, ct);
    }

    async Task<MessageView> ReviseAsync(Entered who, int seq, Func<ParleyDb, Conversation, Message, Task<bool>> change, CancellationToken ct)
    {
        await keys.EnsureAsync(who.Person.Id, ct); // before the transaction: making a key writes on its own
        var (message, touched) = await store.WriteAsync(async db =>
        {
            await store.LockConversationAsync(db, who.Door.Id, ct);
            var conversation = await db.Set<Conversation>().AsTracking().SingleAsync(c => c.Id == who.Door.Id, ct);
            var row = await db.Set<Message>().AsTracking().SingleOrDefaultAsync(m => m.ConversationId == who.Door.Id && m.Seq == seq, ct);
            if (row is null || row.Kind != MessageKind.Text) throw Refuse.NotFound();
            if (!await change(db, conversation, row)) return (row, default(Touched?));
            row.Revision = ++conversation.Revision;
            db.Add(new Fact { Kind = FactKind.MessageRevised, ConversationId = who.Door.Id, Seq = seq, Node = Node.Id, At = clock.GetUtcNow() });
            return (row, await store.TouchAsync(db, who.Door, ct));
        }, ct);
        who.Door.Head.Forget();
        if (touched is { } numbers) await announcer.RevisedAsync(who.Door, message, numbers, ct);
        return (await unseal.MessagesAsync(who.Door, [message], who.Side, ct))[0];
    }

    static void RequireOwn(Entered who, Message message)
    {
        if (message.Party != who.Side || message.AuthorId != who.Person.Id) throw Refuse.Forbidden("Only its author can change a message.");
    }

    void RequireInTime(Conversation conversation, Message message)
    {
        if (conversation.State.HasFlag(ConversationState.Frozen)) throw Refuse.Frozen();
        if (clock.GetUtcNow() - message.At > TimeSpan.FromMinutes(options.Value.EditMinutes)) throw Refuse.EditWindowOver(options.Value.EditMinutes);
    }

    static void Append(ParleyDb db, Conversation conversation, Message message, string authorId, DateTimeOffset at, byte[]? newSealed)
    {
        var unsend = newSealed is null;
        conversation.ChainHead = HashChain.Revision(conversation.ChainHead, conversation.Id, message.Seq, message.Version, unsend, authorId, at.ToMicros(), newSealed);
        db.Add(new Revision
        {
            ConversationId = conversation.Id,
            Seq = message.Seq,
            Version = message.Version,
            Unsend = unsend,
            AuthorId = authorId,
            At = at,
            Sealed = newSealed,
            ChainNo = ++conversation.ChainLength,
            Hash = conversation.ChainHead,
        });
    }
}
