using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Conversations;
using Parley.Encryption;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>What happens to a mail that came.</summary>
public enum Fate
{
    /// <summary>It is a message now, or was one already.</summary>
    Taken,

    /// <summary>Nobody has to see it: a machine wrote it.</summary>
    Dropped,

    /// <summary>It was not taken, and may be looked at.</summary>
    Quarantined,

    /// <summary>It could not be looked at now and is to be brought again.</summary>
    Later,
}

/// <param name="Outcome">By name: what happened, or why it did not.</param>
public sealed record Received(Fate Fate, string Outcome, Guid? Conversation = null, int? Seq = null);

/// <summary>
/// Makes of an answer by mail a message, under three conditions that must hold together: its address is one of ours, our own receiver vouches
/// for its sender, and that sender is the address's owner, by the address that the host told. A token alone is no proof, because everybody
/// who was sent a copy has it. What is sent is sent as if by the person, through the same checks. Who wrote hears of a failure at the
/// owner's own address, once a day at most; strangers hear nothing.
/// </summary>
public sealed partial class ReceiveReply(
    Store store, ReplyAddresses aliases, Register register, Doors doors, SendMessage send, AuthorKeys keys, IBringFiles files, TakeBounce bounces, AnswerSender answer,
    IOptions<ReplyOptions> options, IOptions<MailOptions> mails, TimeProvider clock, ILogger<ReceiveReply> logger)
{
    public async Task<Received> RunAsync(InboundMail mail, CancellationToken ct)
    {
        try
        {
            var facts = MailFacts.Of(mail, options.Value, mails.Value);
            if (facts.Bounces is [var bounce]) return await bounces.RunAsync(bounce, mail.Mail, ct) is { Fate: not Fate.Quarantined } known ? Note(known, null) : await EndAsync(mail, null, "unknown-token", null, ct);
            if (facts.Automatic is { } why) return Note(new Received(Fate.Dropped, why), null);
            if (facts.FromTool && facts.Answers is not [_]) return Note(new Received(Fate.Dropped, "list"), null);
            if (facts.Answers is not [var token]) return await EndAsync(mail, null, facts.Answers.Count == 0 ? "no-token" : "several-tokens", null, ct);
            if (await aliases.FindAsync(token, ct) is not { } alias) return facts.FromTool ? Note(new Received(Fate.Dropped, "list"), null) : await EndAsync(mail, null, "unknown-token", null, ct);
            return await AnswerAsync(mail, facts, alias, ct);
        }
        catch (Exception e) when (StorageTrouble.Explain(e) is not null || e is RefusedException { Refusal.Status: 429 or >= 500 })
        {
            return Note(new Received(Fate.Later, "unavailable"), null);
        }
    }

    /// <summary>One that cannot even be read.</summary>
    public async Task<Received> RefuseAsync(byte[] digest, string flaw, CancellationToken ct)
    {
        await WriteAsync(new ReceivedMail { Id = IdOf(digest), At = clock.GetUtcNow(), Outcome = flaw }, ct);
        return Note(new Received(Fate.Quarantined, flaw), null);
    }

    async Task<Received> AnswerAsync(InboundMail mail, MailFacts facts, ReplyAlias alias, CancellationToken ct)
    {
        var owner = await register.FindPersonAsync(alias.PersonId, ct);
        if (owner is not { RemovedAt: null, Email: { } email } || MailAddresses.Normal(email) is not { } address) return await EndAsync(mail, alias, "owner-gone", null, ct);
        var theirs = facts.From == address;
        if (facts.FromTool && !(facts.Passed && theirs)) return Note(new Received(Fate.Dropped, "list"), alias); // a newsletter, which troubles nobody
        if (!facts.Passed) return await EndAsync(mail, alias, "not-authenticated", theirs ? ReplyTrouble.NotSure : null, ct);
        if (!theirs) return await EndAsync(mail, alias, "other-sender", ReplyTrouble.OtherSender, ct);
        if (alias.RevokedAt is not null || alias.ExpiresAt < clock.GetUtcNow()) return await EndAsync(mail, alias, "expired", ReplyTrouble.Expired, ct);
        if (await IsTooMuchAsync(alias.PersonId, ct)) return await EndAsync(mail, alias, "too-many", ReplyTrouble.TooMany, ct);
        if (mail.TooLarge) return await EndAsync(mail, alias, "too-large", ReplyTrouble.TooLarge, ct);
        return await SendAsync(mail, alias, ct);
    }

    async Task<Received> SendAsync(InboundMail mail, ReplyAlias alias, CancellationToken ct)
    {
        var id = IdOf(mail, alias);
        try
        {
            var who = await EnterAsync(alias, alias.ConversationId, ct);
            if (await FindAsync(who.Door.Id, id, ct) is { } seq) return Note(new Received(Fate.Taken, "duplicate", who.Door.Id, seq), alias);
            var content = ReplyContent.Of(mail.Mail);
            if (content is { Text: "", Files.Count: 0 }) return await EndAsync(mail, alias, "empty", ReplyTrouble.Empty, ct);
            var (brought, refused) = await BringAsync(who.ToWrite(), content, ct);
            if (content.Text.Length == 0 && brought.Count == 0) return await EndAsync(mail, alias, "files-refused", ReplyTrouble.Files, ct);
            var sent = await send.RunAsync(who, new MessageBody(id, content.Text, Attachments: brought.Count > 0 ? brought : null), ct);
            var outcome = sent.Message is null ? "held" : "taken";
            await WriteAsync(new ReceivedMail
            {
                Id = id, At = clock.GetUtcNow(), Outcome = outcome, PersonId = alias.PersonId, ConversationId = who.Door.Id, Seq = sent.Message?.Seq,
                Removed = content.Removed.Length == 0 ? null : TextSeal.Seal(TextSeal.Key(await keys.EnsureAsync(alias.PersonId, ct), who.Door.Secret), content.Removed, who.Door.Id, id, RemovedVersion),
            }, ct);
            if (refused > 0) await answer.RunAsync(alias, ReplyTrouble.SomeFiles, mail.Mail.MessageId, ct);
            return Note(new Received(Fate.Taken, outcome, who.Door.Id, sent.Message?.Seq), alias);
        }
        catch (RefusedException e) when (e.Refusal is { Code: "message-id-reused" })
        {
            return Note(new Received(Fate.Taken, "duplicate", alias.ConversationId), alias); // another mail under the same id: the first counts
        }
        catch (RefusedException e) when (e.Refusal.Status is not 429 and < 500)
        {
            return await EndAsync(mail, alias, e.Refusal.Code, AnswerSender.TroubleOf(e.Refusal), ct);
        }
    }

    /// <summary>Beside a text's versions, which count from 0.</summary>
    public const int RemovedVersion = -1;

    /// <summary>In the role for which the address was given, and in the thread to which the one of then was merged.</summary>
    async Task<Entered> EnterAsync(ReplyAlias alias, Guid conversation, CancellationToken ct)
    {
        var door = await doors.FindAsync(conversation, ct) ?? throw Refuse.NotFound();
        await using (var db = store.Open())
            if (await db.Set<Conversation>().Where(c => c.Id == conversation).Select(c => c.MergedInto).SingleOrDefaultAsync(ct) is { } into) return await EnterAsync(alias, into, ct);
        var person = new Person(alias.PersonId, null, DateTimeOffset.MaxValue);
        var who = alias.RoleKey.StartsWith("v:", StringComparison.Ordinal) ? await doors.EnterAsAgentAsync(person, door, ct) : await doors.EnterAsync(person, conversation, ct);
        return who.Role.Key == alias.RoleKey ? who : throw Refuse.NotFound();
    }

    async Task<(IReadOnlyList<Guid> Brought, int Refused)> BringAsync(Entered who, ReplyContent content, CancellationToken ct)
    {
        var (brought, refused) = (new List<Guid>(), content.Left);
        foreach (var (number, part) in content.Files.Index())
        {
            if (brought.Count == MostFiles || part.Content is null)
            {
                refused++;
                continue;
            }
            using var bytes = new MemoryStream();
            await part.Content.DecodeToAsync(bytes, ct);
            bytes.Position = 0;
            if ((await files.BringAsync(who, ReplyContent.NameOf(part, number + 1), bytes, ct)).Id is { } id) brought.Add(id);
            else refused++;
        }
        return (brought, refused);
    }

    const int MostFiles = 10;

    async Task<int?> FindAsync(Guid conversation, Guid clientId, CancellationToken ct)
    {
        await using var db = store.Open();
        return await db.Set<Message>().Where(m => m.ConversationId == conversation && m.ClientId == clientId).Select(m => (int?)m.Seq).SingleOrDefaultAsync(ct);
    }

    async Task<bool> IsTooMuchAsync(string person, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        await using var db = store.Open();
        return await db.Set<ReceivedMail>().CountAsync(m => m.PersonId == person && (m.Outcome == "taken" || m.Outcome == "held") && m.At > since, ct) >= options.Value.MailsPerHour;
    }

    async Task<Received> EndAsync(InboundMail mail, ReplyAlias? alias, string outcome, ReplyTrouble? trouble, CancellationToken ct)
    {
        await WriteAsync(new ReceivedMail { Id = IdOf(mail.Digest), At = clock.GetUtcNow(), Outcome = outcome.Length <= 40 ? outcome : outcome[..40], PersonId = alias?.PersonId, ConversationId = alias?.ConversationId }, ct);
        if (trouble is { } what && alias is not null) await answer.RunAsync(alias, what, mail.Mail.MessageId, ct);
        return Note(new Received(Fate.Quarantined, outcome, alias?.ConversationId), alias);
    }

    async Task WriteAsync(ReceivedMail row, CancellationToken ct)
    {
        try
        {
            await store.WriteAsync(async db =>
            {
                if (await db.Set<ReceivedMail>().AnyAsync(m => m.Id == row.Id, ct)) return;
                db.Add(row);
                await db.SaveChangesAsync(ct);
            }, ct);
        }
        catch (DbUpdateException e) when (StorageTrouble.Explain(e) is null)
        {
            // the same mail came by another way in the same moment
        }
    }

    /// <summary>The same for the same mail, whichever way it came and how often: by its own id, which only its sender gives.</summary>
    static Guid IdOf(InboundMail mail, ReplyAlias alias) => mail.Mail.MessageId is { Length: > 0 } id
        ? IdOf(SHA256.HashData(Encoding.UTF8.GetBytes($"reply {alias.ConversationId} {alias.PersonId} {id}")))
        : IdOf(mail.Digest);

    internal static Guid IdOf(ReadOnlySpan<byte> digest)
    {
        Span<byte> id = stackalloc byte[16];
        digest[..16].CopyTo(id);
        (id[6], id[8]) = ((byte)((id[6] & 0x0F) | 0x80), (byte)((id[8] & 0x3F) | 0x80)); // RFC 9562, version 8
        return new Guid(id, bigEndian: true);
    }

    Received Note(Received received, ReplyAlias? alias)
    {
        if (received.Fate == Fate.Quarantined) Quarantined(logger, received.Outcome, alias?.PersonId, alias?.ConversationId);
        else Came(logger, received.Outcome, alias?.PersonId, received.Conversation, received.Seq);
        return received;
    }

    [LoggerMessage(1, LogLevel.Information, "A mail came: {Outcome} (person {Person}, conversation {Conversation}, seq {Seq})")]
    static partial void Came(ILogger logger, string outcome, string? person, Guid? conversation, int? seq);

    [LoggerMessage(2, LogLevel.Warning, "A mail was quarantined: {Outcome} (address of {Person}, conversation {Conversation})")]
    static partial void Quarantined(ILogger logger, string outcome, string? person, Guid? conversation);
}
