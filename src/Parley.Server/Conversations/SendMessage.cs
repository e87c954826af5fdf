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
/// <param name="Appeal">What the author says it is, after the answer <c>coached</c>; then it is sent, and looked at.</param>
/// <param name="Attachments">Ids of the author's own uploads to this conversation, each in one message only. They reach the other side when they are checked.</param>
public sealed record MessageBody(Guid ClientMessageId, string Text, int? ReplyTo = null, int? SeenSeq = null, IReadOnlyList<Guid>? Templates = null, IReadOnlyList<Guid>? Attachments = null, Appeal? Appeal = null);

/// <summary>A stored message; <see cref="Repeated"/> when it had been stored before.</summary>
/// <param name="Message">Null while people look at it first: it has no number yet, and nobody else sees it.</param>
public sealed record Sent(MessageView? Message, bool Repeated)
{
    public static readonly Sent InReview = new(null, false);
}

/// <summary>The answer to a message that people look at first.</summary>
/// <param name="State"><c>in-review</c>.</param>
public sealed record HeldView(string State, Guid ClientMessageId, Guid ConversationId)
{
    public static HeldView Of(Guid clientId, Guid conversation) => new("in-review", clientId, conversation);
}

/// <summary>Hears of a message made with templates once it is durable, and again when it is sent again. Must not wait for anything.</summary>
public interface ITemplatesUsed
{
    void Note(Entered who, int seq, IReadOnlyList<Guid> templates);
}

/// <summary>Sends a person's message: checked, sealed, through the postbox, answered when durable.</summary>
public sealed class SendMessage(Postbox postbox, MessageChecks checks, SignOff signOff, AuthorKeys keys, Announcer announcer, Unseal unseal, Register register, Store store, IMessageFiles files, IHeldMessages held, IEnumerable<ITemplatesUsed> counting, TimeProvider clock)
{
    const int MostTemplates = 10, MostAppealWords = 200;

    /// <param name="signedOff">The marketplace has allowed it already, before the thread was opened.</param>
    public async Task<Sent> RunAsync(Entered who, MessageBody body, CancellationToken ct, bool signedOff = false)
    {
        if (body.ClientMessageId == Guid.Empty) throw Refuse.Invalid("clientMessageId", "'clientMessageId' must be a UUID that you make for each new message.");
        if (body.ReplyTo is < 1) throw Refuse.Invalid("replyTo", "'replyTo' must be the seq of a message in this conversation.");
        if (body.SeenSeq is < 0) throw Refuse.Invalid("seenSeq", "'seenSeq' must be the seq of the last message you see, or 0.");
        if (body.Templates is not null && (who.Side != PartyKind.Vendor || body.Templates.Count > MostTemplates)) throw Refuse.Invalid("templates", $"'templates' names at most {MostTemplates} templates, of a vendor's message.");
        if (body.Appeal is { As.Length: 0 or > 40 } or { Words.Length: > MostAppealWords }) throw Refuse.Invalid("appeal", $"'appeal' says one of the exemptions named, and at most {MostAppealWords} characters of 'words'.");
        var passed = await checks.PassAsync(DraftOf(who, body), ct);
        var text = passed.Text;
        var reader = who.Side == PartyKind.Buyer ? PartyKind.Vendor : PartyKind.Buyer;
        if (!await register.IsPresentAsync(reader, who.Door.HolderOf(reader), ct)) throw Refuse.ContactNotAllowed(Left(reader));
        if (!signedOff) await signOff.RequireAsync(who.Door, new SignOffMessage(body.ClientMessageId, who.Side == PartyKind.Buyer ? Fact.Buyer : Fact.Vendor, who.Person.Id, text, body.Attachments?.Count ?? 0), ct);
        var quote = body.ReplyTo is { } seq ? await QuoteAsync(who, seq, ct) : null;
        IReadOnlyList<FileEntry> carried = body.Attachments is { Count: > 0 } ids ? await files.ClaimAsync(who.Door, who.Side, who.Person.Id, body.ClientMessageId, ids, ct) : [];
        var letter = await SealAsync(who.Door, body.ClientMessageId, who.Side, who.Person.Id, MessageKind.Text, new Content(text, carried) { Masks = passed.Masks }, clock.NowMicros(), ct);
        if (body.SeenSeq is { } seen) letter = letter with { Send = letter.Send with { SeenSeq = seen } };
        if (quote is not null) letter = letter with { Send = letter.Send with { ReplyTo = body.ReplyTo }, Quote = quote };
        if (passed.Held)
        {
            await held.HoldAsync(letter, ct);
            return Sent.InReview;
        }
        var appended = await postbox.PostAsync(letter);
        if (appended.Status == AppendStatus.Stored) checks.Stored(passed, appended.Seq);
        if (carried.Count > 0 && appended.Status is not (AppendStatus.Stored or AppendStatus.Repeated)) await files.ReleaseAsync(who.Door, who.Person.Id, body.ClientMessageId);
        var sent = await FinishAsync(letter, appended, who.Side, ct);
        if (body.Templates is { Count: > 0 } used)
            foreach (var count in counting) count.Note(who, appended.Seq, used);
        return sent;
    }

    static Draft DraftOf(Entered who, MessageBody body) => new(who.ToWrite().Side, who.Person.Id, body.Text, body.Attachments?.Count ?? 0)
    {
        Door = who.Door, ClientId = body.ClientMessageId, Appeal = body.Appeal, Attachments = body.Attachments ?? [],
    };

    public static string Left(PartyKind party) => $"This {(party == PartyKind.Buyer ? "buyer" : "seller")} has left the marketplace; nobody would read your message.";

    public ValueTask<Letter> SealAsync(Door door, Guid clientId, PartyKind party, string authorId, MessageKind kind, string text, long at, CancellationToken ct) =>
        SealAsync(door, clientId, party, authorId, kind, new Content(text, []), at, ct);

    /// <summary>Puts text and files into an envelope only its author's and the conversation's secret together open.</summary>
    public async ValueTask<Letter> SealAsync(Door door, Guid clientId, PartyKind party, string authorId, MessageKind kind, Content content, long at, CancellationToken ct)
    {
        var key = TextSeal.Key(await keys.EnsureAsync(authorId, ct), door.Secret);
        return new Letter(door, new Send(door.Id, clientId, party, authorId, kind, TextSeal.Seal(key, content.Pack(), door.Id, clientId, 0), null, at, door.BuyerParty, door.VendorParty) { Head = door.Head }, content.Text, null) { Files = content.Files, Masks = content.Masks };
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
        return new ReplySource(seq, row.Party, row.AuthorId, !row.IsGone && row.Kind != MessageKind.System ? await unseal.ContentAsync(who.Door, row, ct) : null);
    }
}
