using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;
using Parley.Access;
using Parley.Market;
using Parley.Plumbing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// Says to a person that their answer was not taken, and what to do: to the owner of the address that was answered to, at the address the
/// host told, and nowhere else; once a day at most, by mail only, and marked as a machine's. It is not tried again.
/// </summary>
public sealed class AnswerSender(Store store, Register register, MailSecret secret, SendMail send, IOptions<MailOptions> mails, IOptions<NotificationOptions> notices, TimeProvider clock)
{
    static readonly TimeSpan Once = TimeSpan.FromDays(1);

    public static ReplyTrouble TroubleOf(Refusal refusal) => refusal.Code switch
    {
        "conversation-closed" => ReplyTrouble.Closed,
        "validation" => ReplyTrouble.TooLong,
        "not-found" or "forbidden" or "contact-not-allowed" or "conversation-frozen" => ReplyTrouble.NotAllowed,
        _ => ReplyTrouble.Refused,
    };

    public async Task RunAsync(ReplyAlias alias, ReplyTrouble trouble, string? answered, CancellationToken ct)
    {
        if (!mails.Value.Enabled || await register.FindPersonAsync(alias.PersonId, ct) is not { RemovedAt: null, Email: { } email } person || MailAddresses.Normal(email) is not { } address) return;
        if (!await IsFirstTodayAsync(address, ct)) return;
        await send.RunAsync(Guid.CreateVersion7(clock.GetUtcNow()), Write(person, email, alias, trouble, answered), ct);
    }

    Letter Write(MarketPerson person, string address, ReplyAlias alias, ReplyTrouble trouble, string? answered)
    {
        var (o, n) = (mails.Value, notices.Value);
        var words = ReplyWords.For(person.Locale, n.Locale);
        var role = new Role(alias.RoleKey.StartsWith("v:", StringComparison.Ordinal) ? PartyKind.Vendor : PartyKind.Buyer, alias.RoleKey[2..]);
        var url = HostUrls.Fill(n.ThreadUrl, alias.ConversationId, role) ?? "";
        var market = SafeText.Name(n.Marketplace, 60);
        var text = $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, words.Hello, SafeText.Name(person.Name, 60))}\n\n{words.Of(trouble)}\n{(url.Length > 0 ? $"\n{words.Open}: {url}\n" : "")}\n-- \n{market}\n";
        var mail = new MimeMessage { Subject = trouble == ReplyTrouble.SomeFiles ? words.PartSubject : words.Subject, Date = clock.GetUtcNow(), MessageId = MimeUtils.GenerateMessageId(o.Domain), Body = ComposeMail.Part(TextFormat.Plain, text) };
        mail.From.Add(new MailboxAddress(market, o.Sender));
        var to = new MailboxAddress(SafeText.Name(person.Name, 60), address);
        mail.To.Add(to);
        if (answered is { Length: > 0 and < 500 } && answered.All(c => c is > ' ' and < '\x7f' and not ('<' or '>'))) mail.InReplyTo = answered;
        ComposeMail.Mark(mail, ComposeMail.AutoReplied);
        return new Letter(mail, new MailboxAddress("", o.Sender), to);
    }

    /// <summary>Two nodes at once cannot both be the first.</summary>
    async Task<bool> IsFirstTodayAsync(string address, CancellationToken ct)
    {
        var digest = HMACSHA256.HashData(await secret.KeyAsync("answers", ct), Encoding.UTF8.GetBytes(address));
        var now = clock.GetUtcNow();
        var before = now - Once;
        return await store.WriteAsync(async db =>
        {
            await db.InsertMissingAsync("mail_answers", "address, at", [[digest, 0L]], ct);
            return await db.Set<MailAnswer>().Where(a => a.Address == digest && a.At < before).ExecuteUpdateAsync(s => s.SetProperty(a => a.At, now), ct) == 1;
        }, ct);
    }
}
