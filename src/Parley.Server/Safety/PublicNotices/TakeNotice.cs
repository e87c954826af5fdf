using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Parley.Conversations;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Safety;

/// <summary>
/// Takes a notice from whoever sends one and puts it before the platform's people. The answer is the same whether or not there is what it
/// names. It opens no conversation to anybody: a form that is open to all must not be a way to read.
/// </summary>
public sealed class TakeNotice(Store store, NoticeSecrets secrets, Register register, Flags flags, IOptions<ModerationOptions> options, TimeProvider clock)
{
    /// <summary>What raises it in the queue.</summary>
    public const string Kind = "notice";

    /// <summary>So many mails a day go to one address that others may have typed.</summary>
    const int MailsADay = 3;

    /// <summary>So much later another one tries to mail what the first could not.</summary>
    public static readonly TimeSpan MailLater = TimeSpan.FromMinutes(2);

    public async Task<(PublicNotice Notice, string Code)> RunAsync(NoticeBody body, string language, Sender from, CancellationToken ct)
    {
        if (NoticeCheck.FlawsOf(body) is { Count: > 0 } flaws) throw NoticeCheck.Refusal(flaws);
        var now = clock.GetUtcNow();
        var id = body.Id ?? Guid.CreateVersion7(now);
        var code = NoticeSecrets.NewCode();
        var mail = body.Mail is null ? null : MailAddresses.Normal(body.Mail);
        // Before the transaction: the first of them makes a secret, which writes on its own.
        var words = await secrets.SealAsync(id, new NoticeWords(body.About.Trim(), body.Why.Trim(), body.Conversation?.Trim(), body.Message, body.Person?.Trim(), body.Name?.Trim(), body.Mail?.Trim(), language), ct);
        var origin = await secrets.OriginAsync(from.Address, now, ct);
        var reach = mail is null ? null : await secrets.ReachAsync(mail, now, ct);
        var person = body.Person is null ? null : await register.FindPersonAsync(body.Person.Trim(), ct);
        return await store.WriteAsync(async db =>
        {
            await store.AloneAsync(db, origin, ct); // counts are right, also of those that come at once
            if (reach is not null) await store.AloneAsync(db, reach, ct);
            await RequireFewAsync(db, origin, from, now, ct);
            if (await db.Set<PublicNotice>().AnyAsync(n => n.Id == id, ct)) throw Refuse.NoticeRepeated();
            var meant = await MeantAsync(db, body, person?.Id, ct);
            var caseId = await flags.RaiseAsync(db, new Raise(Kind, meant.Thread, meant.Seq, null, meant.Person, meant.Party, HarmOf(body.Category), GroupOf(meant, id), null, [new Finding(Kind, Word(body.Category), 0, 0)]), ct);
            var mailed = reach is not null && await db.Set<PublicNotice>().CountAsync(n => n.Reach == reach, ct) < MailsADay;
            var notice = new PublicNotice
            {
                Id = id, CodeDigest = NoticeSecrets.DigestOf(code)!, Category = body.Category, Words = words, CaseId = caseId, At = now, Origin = origin, Reach = mailed ? reach : null,
                MailAt = mailed ? now + MailLater : null,
            };
            db.Add(notice);
            await db.SaveChangesAsync(ct);
            return (notice, code);
        }, ct);
    }

    async Task RequireFewAsync(ParleyDb db, byte[] origin, Sender from, DateTimeOffset now, CancellationToken ct)
    {
        var most = from.Most(options.Value.NoticesPerDay);
        if (await db.Set<PublicNotice>().CountAsync(n => n.Origin == origin, ct) >= most) throw Refuse.TooManyNotices(most, new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero) - now);
    }

    sealed record Meant(Guid? Thread, int? Seq, string? Person, PartyKind? Party);

    /// <summary>What of the named is there; of a message its author.</summary>
    static async Task<Meant> MeantAsync(ParleyDb db, NoticeBody body, string? person, CancellationToken ct)
    {
        if (!Guid.TryParse(body.Conversation?.Trim(), out var thread)) return new Meant(null, null, person, null);
        return await FindAsync(db, thread, body.Message, person, ct);
    }

    static async Task<Meant> FindAsync(ParleyDb db, Guid thread, int? seq, string? person, CancellationToken ct)
    {
        if (await db.Set<Conversation>().Where(c => c.Id == thread).Select(c => new { c.BuyerId }).SingleOrDefaultAsync(ct) is not { } conversation) return new Meant(null, null, person, null);
        var message = seq is null ? null : await db.Set<Message>().Where(m => m.ConversationId == thread && m.Seq == seq && m.Kind != MessageKind.System).Select(m => new { m.Party, m.AuthorId }).SingleOrDefaultAsync(ct);
        if (message is not null) return new Meant(thread, seq, message.AuthorId.Length > 0 ? message.AuthorId : null, message.Party);
        return new Meant(thread, null, person, person is null ? null : person == conversation.BuyerId ? PartyKind.Buyer : PartyKind.Vendor);
    }

    static string GroupOf(Meant meant, Guid id) => meant switch
    {
        { Thread: { } thread, Seq: { } seq } => $"notice message {thread:N} {seq}",
        { Thread: { } thread } => $"notice thread {thread:N}",
        { Person: { } person } => $"notice person {person}",
        _ => $"notice {id:N}",
    };

    static int HarmOf(NoticeCategory category) => category switch
    {
        NoticeCategory.ChildAbuse => 100,
        NoticeCategory.Minors or NoticeCategory.Violence => 90,
        NoticeCategory.Scam or NoticeCategory.Products => 70,
        NoticeCategory.Other => 40,
        _ => 60,
    };

    public static string Word(NoticeCategory category) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(category.ToString());
}
