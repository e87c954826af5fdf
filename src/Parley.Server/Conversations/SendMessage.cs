using Microsoft.EntityFrameworkCore;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Conversations;

/// <param name="ClientMessageId">A UUID made by the client; sending again with the same one returns the first result.</param>
/// <param name="Text">1 to 5,000 characters, at least one of them visible; may be empty when files come with it.</param>
/// <param name="ReplyTo">The <c>seq</c> of the message answered to.</param>
/// <param name="SeenSeq">The last message on the author's screen. Of a vendor's agent: where a colleague has answered after it, the message is refused.</param>
/// <param name="Templates">Of a vendor's agent: ids of at most 10 templates that the text was made with, to be counted.</param>
/// <param name="Attachments">Ids of the author's own uploads to this conversation, each in one message only. They reach the other side when they are checked.</param>
public sealed record MessageBody(Guid ClientMessageId, string Text, int? ReplyTo = null, int? SeenSeq = null, IReadOnlyList<Guid>? Templates = null, IReadOnlyList<Guid>? Attachments = null);

/// <summary>A stored message; <see cref="Repeated"/> when it had been stored before.</summary>
public sealed record Sent(MessageView Message, bool Repeated);

/// <summary>Hears of a message made with templates once it is durable, and again when it is sent again. Must not wait for anything.</summary>
public interface ITemplatesUsed
{
    void Note(Entered who, int seq, IReadOnlyList<Guid> templates);
}

/// <summary>Sends a person's message: checked, sealed, through the postbox, answered when durable.</summary>
public sealed class SendMessage(Postbox postbox, MessageChecks checks, SignOff signOff, AuthorKeys keys, Announcer announcer, Unseal unseal, Register register, Store store, IMessageFiles files, IEnumerable<ITemplatesUsed> counting, TimeProvider clock)
{
    const int MostTemplates = 10;

    /// <param name="signedOff">The marketplace has allowed it already, before the thread was opened.</param>
    public async Task<Sent> RunAsync(Entered who, MessageBody body, CancellationToken ct, bool signedOff = false)
    {
        if (body.ClientMessageId == Guid.Empty) throw Refuse.Invalid("clientMessageId", "'clientMessageId' must be a UUID that you make for each new message.");
        if (body.ReplyTo is < 1) throw Refuse.Invalid("replyTo", "'replyTo' must be the seq of a message in this conversation.");
        if (body.SeenSeq is < 0) throw Refuse.Invalid("seenSeq", "'seenSeq' must be the seq of the last message you see, or 0.");
        if (body.Templates is not null && (who.Side != PartyKind.Vendor || body.Templates.Count > MostTemplates)) throw Refuse.Invalid("templates", $"'templates' names at most {MostTemplates} templates, of a vendor's message.");
        var text = checks.Pass(new Draft(who.Door.Id, who.ToWrite().Side, who.Person.Id, body.Text, body.Attachments?.Count ?? 0));
        var reader = who.Side == PartyKind.Buyer ? PartyKind.Vendor : PartyKind.Buyer;
        if (!await register.IsPresentAsync(reader, who.Door.HolderOf(reader), ct)) throw Refuse.ContactNotAllowed(Left(reader));
        if (!signedOff) await signOff.RequireAsync(who.Door, new SignOffMessage(body.ClientMessageId, who.Side == PartyKind.Buyer ? Fact.Buyer : Fact.Vendor, who.Person.Id, text, body.Attachments?.Count ?? 0), ct);
        var quote = body.ReplyTo is { } seq ? await QuoteAsync(who, seq, ct) : null;
        IReadOnlyList<FileEntry> carried = body.Attachments is { Count: > 0 } ids ? await files.ClaimAsync(who.Door, who.Side, who.Person.Id, body.ClientMessageId, ids, ct) : [];
        var letter = await SealAsync(who.Door, body.ClientMessageId, who.Side, who.Person.Id, MessageKind.Text, new Content(text, carried), clock.NowMicros(), ct);
        if (body.SeenSeq is { } seen) letter = letter with { Send = letter.Send with { SeenSeq = seen } };
        if (quote is not null) letter = letter with { Send = letter.Send with { ReplyTo = body.ReplyTo }, Quote = quote };
        var appended = await postbox.PostAsync(letter);
        if (carried.Count > 0 && appended.Status is not (AppendStatus.Stored or AppendStatus.Repeated)) await files.ReleaseAsync(who.Door, who.Person.Id, body.ClientMessageId);
        var sent = await FinishAsync(letter, appended, who.Side, ct);
        if (body.Templates is { Count: > 0 } used)
            foreach (var count in counting) count.Note(who, sent.Message.Seq, used);
        return sent;
    }

    public static string Left(PartyKind party) => $"This {(party == PartyKind.Buyer ? "buyer" : "seller")} has left the marketplace; nobody would read your message.";

    public ValueTask<Letter> SealAsync(Door door, Guid clientId, PartyKind party, string authorId, MessageKind kind, string text, long at, CancellationToken ct) =>
        SealAsync(door, clientId, party, authorId, kind, new Content(text, []), at, ct);

    /// <summary>Puts text and files into an envelope only its author's and the conversation's secret together open.</summary>
    public async ValueTask<Letter> SealAsync(Door door, Guid clientId, PartyKind party, string authorId, MessageKind kind, Content content, long at, CancellationToken ct)
    {
        var key = TextSeal.Key(await keys.EnsureAsync(authorId, ct), door.Secret);
        return new Letter(door, new Send(door.Id, clientId, party, authorId, kind, TextSeal.Seal(key, content.Pack(), door.Id, clientId, 0), null, at, door.BuyerParty, door.VendorParty) { Head = door.Head }, content.Text, null) { Files = content.Files };
    }

    async Task<Sent> FinishAsync(Letter letter, Appended appended, PartyKind side, CancellationToken ct) => appended.Status switch
    {
        AppendStatus.Stored => new Sent(await announcer.ViewAsync(letter, appended.Seq, side), Repeated: false),
        AppendStatus.Repeated => new Sent(await FirstAsync(letter, appended.Seq, side, ct), Repeated: true),
        AppendStatus.Closed => throw Refuse.Closed(),
        AppendStatus.Frozen => throw Refuse.Frozen(),
        AppendStatus.Merged => throw await MergedAsync(letter.Door.Id, ct),
        AppendStatus.AnsweredMeanwhile => throw await AnsweredAsync(letter.Door.Id, appended.Seq, ct),
        AppendStatus.NoSuchReply => throw Refuse.Invalid("replyTo", "The message answered to is not in this conversation."),
        _ => throw Refuse.NotFound(),
    };

    /// <summary>What was stored under this client id, if it is the same message; another one under the same id is refused.</summary>
    async Task<MessageView> FirstAsync(Letter letter, int seq, PartyKind side, CancellationToken ct)
    {
        await using var db = store.Open();
        var first = await db.Set<Message>().SingleAsync(m => m.ConversationId == letter.Door.Id && m.Seq == seq, ct);
        var ring = new Keyring(letter.Door, await keys.LoadAsync([first.AuthorId], ct));
        var same = first.AuthorId == letter.Send.AuthorId && first.ReplyTo == letter.Send.ReplyTo
            && (ring.FirstOf(first) is not { } content || (content.Text == letter.Text && content.Files.Select(f => f.Id).SequenceEqual(letter.Files.Select(f => f.Id))));
        if (!same) throw Refuse.MessageIdReused();
        return (await unseal.MessagesAsync(letter.Door, [first], side, ct))[0];
    }

    async Task<RefusedException> MergedAsync(Guid id, CancellationToken ct)
    {
        await using var db = store.Open();
        return Refuse.Merged(await OpenConversation.EndOfAsync(db, id, ct));
    }

    async Task<RefusedException> AnsweredAsync(Guid id, int seq, CancellationToken ct)
    {
        await using var db = store.Open();
        var answer = await db.Set<Message>().Where(m => m.ConversationId == id && m.Seq == seq).Select(m => new { m.AuthorId, m.At }).SingleAsync(ct);
        var ago = (int)Math.Clamp((clock.GetUtcNow() - answer.At).TotalSeconds, 0, int.MaxValue);
        return Refuse.AnsweredMeanwhile(new AnsweredMeanwhile(seq, new ColleagueRef(answer.AuthorId, await unseal.NameAsync(answer.AuthorId, ct)), ago));
    }

    async Task<ReplySource> QuoteAsync(Entered who, int seq, CancellationToken ct)
    {
        await using var db = store.Open();
        var row = await db.Set<Message>().SingleOrDefaultAsync(m => m.ConversationId == who.Door.Id && m.Seq == seq, ct)
            ?? throw Refuse.Invalid("replyTo", "The message answered to is not in this conversation.");
        var text = row.UnsentAt is null && row.Kind != MessageKind.System ? await unseal.TextAsync(who.Door, row, ct) : null;
        return new ReplySource(seq, row.Party, row.AuthorId, Unseal.Shorten(text));
    }
}
