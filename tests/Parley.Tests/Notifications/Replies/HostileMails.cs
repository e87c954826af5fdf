using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Notifications.Replies;

/// <summary>Mails that nobody wrote, and mails that came back, in the mailbox and by providers: the server goes on, and nothing of them reaches anybody.</summary>
public abstract class HostileMails(ReplyWorld world) : Facts(world)
{
    static string Nested(int depth)
    {
        var mail = new StringBuilder();
        for (var i = 0; i < depth; i++) mail.Append($"--b{i}\r\nContent-Type: multipart/mixed; boundary=b{i + 1}\r\n\r\n");
        return mail.Append($"--b{depth}\r\nContent-Type: text/plain\r\n\r\nDeep down.\r\n--b{depth}--\r\n").ToString();
    }

    [Theory]
    [InlineData("iso-8859-1", "quoted-printable", "Gr=FC=DFe aus K=F6ln", "Grüße aus Köln")]
    [InlineData("iso-8859-15", "8bit", "5 \u00a4", "5 €")]
    [InlineData("windows-1252", "quoted-printable", "=93quoted=94", "“quoted”")]
    [InlineData("utf-8", "base64", "R3LDvMOfZQ==", "Grüße")]
    [InlineData("utf-8", "quoted-printable", "=D9=85=D8=B1=D8=AD=D8=A8=D8=A7", "مرحبا")]
    [InlineData("no-such-charset", "7bit", "plain words", "plain words")]
    public async Task Words_are_read_as_they_were_written(string charset, string encoding, string written, string read)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(Encoding.Latin1.GetBytes(ReplyWorld.Mail(alias, email, written, more: $"Content-Transfer-Encoding: {encoding}\r\n", type: $"text/plain; charset={charset}")))).Must(204);
        Assert.Equal(read, (await ReplyWorld.TextsAsync(talk))[^1]);
    }

    /// <summary>Forms are UTF-8; a mail in one of their fields need not be.</summary>
    [Theory]
    [InlineData("sendgrid", "email")]
    [InlineData("mailgun", "body-mime")]
    [InlineData("mailgun-pairs", "body-mime")]
    public async Task A_mail_in_a_field_is_read_by_its_own_charset(string way, string field)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var raw = Encoding.Latin1.GetBytes(ReplyWorld.Mail(alias, email, "Gr\u00fc\u00dfe aus K\u00f6ln", more: "Content-Transfer-Encoding: 8bit\r\n", type: "text/plain; charset=iso-8859-1"));
        HttpContent content;
        if (way == "mailgun-pairs")
            content = new ByteArrayContent(Encoding.ASCII.GetBytes($"recipient={Uri.EscapeDataString(alias)}&{field}={string.Concat(raw.Select(b => $"%{b:X2}"))}")) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded") } };
        else
            content = new MultipartFormDataContent { { new ByteArrayContent(raw), field }, { new StringContent("{@example.test : pass}"), "dkim" }, { new StringContent(alias), "recipient" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/mail/inbound/{way.Split('-')[0]}") { Content = content };
        (await World.Anyone(ReplyWorld.Secret2).SendAsync(request)).Must(204);
        Assert.Equal("Gr\u00fc\u00dfe aus K\u00f6ln", (await ReplyWorld.TextsAsync(talk))[^1]);
    }

    [Fact]
    public async Task A_field_that_is_no_mail_is_read_by_the_charset_that_is_told_of_it()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/mail/inbound/sendgrid")
        {
            Content = new MultipartFormDataContent
            {
                { new ByteArrayContent(Encoding.Latin1.GetBytes("Gr\u00fc\u00dfe")), "text" }, { new StringContent("{\"text\":\"iso-8859-1\",\"from\":\"no such\"}"), "charsets" }, { new StringContent("{@example.test : pass}"), "dkim" },
                { new StringContent(email), "from" }, { new StringContent(alias), "to" },
            },
        };
        (await World.Anyone(ReplyWorld.Secret2).SendAsync(request)).Must(204);
        Assert.Equal("Gr\u00fc\u00dfe", (await ReplyWorld.TextsAsync(talk))[^1]);
    }

    [Fact]
    public async Task Html_alone_is_read_as_text_and_beside_plain_text_it_counts_for_nothing()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "<p>See <b>you</b></p><script>alert(1)</script><style>p{display:none}</style><blockquote type=cite>old</blockquote>", type: "text/html; charset=utf-8"))).Must(204);
        (await world.BringAsync(ReplyWorld.Mail(alias, email, "--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>hidden</p>\r\n--b--", type: "multipart/alternative; boundary=b"))).Must(204);
        Assert.Equal(["Is it still there?", "See you", "plain"], await ReplyWorld.TextsAsync(talk));
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "nested 100 deep", "multipart/mixed; boundary=b0", Nested(100) },
        { "2,000 parts", "multipart/mixed; boundary=b", string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 2000)) + "--b--" },
        { "no boundary", "multipart/mixed", "--b\r\n\r\nx\r\n--b--" },
        { "no end", "multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nUnended" },
        { "bad base64", "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64", "%%%not base64%%%" },
        { "bytes that are no text", "text/plain; charset=utf-8", "\u0001\u0002\0\0\u001b[31m" },
        { "a mail in a mail in a mail", "message/rfc822", string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 60)) },
        { "a table of tables", "text/html", string.Concat(Enumerable.Repeat("<table><tr><td>", 20_000)) + "deep" },
        { "a body elsewhere", "message/external-body; access-type=URL; URL=\"http://127.0.0.1:1/x\"", "Content-Type: text/plain\r\n\r\n" },
        { "nothing but blanks", "text/plain", " \r\n \t \r\n" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Whatever_is_in_a_mail_it_is_one_message_at_most_and_soon_done_with(string name, string type, string body)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var watch = Stopwatch.StartNew();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, body, type: type))).Must(204);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{name} took {watch.Elapsed}");
        Assert.True((await ReplyWorld.TextsAsync(talk)).Count <= 2, name);
        if (name is "nested 100 deep" or "2,000 parts" or "nothing but blanks") Assert.Single(await ReplyWorld.TextsAsync(talk));
    }

    [Fact]
    public async Task Headers_without_end_are_no_mail()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(ReplyWorld.Mail(alias, email, more: "X-Long: " + string.Join("\r\n ", Enumerable.Repeat(new string('x', 900), 1000)) + "\r\n"))).Must(204);
        (await world.BringAsync(ReplyWorld.Mail(alias, email, more: string.Concat(Enumerable.Range(0, 3000).Select(i => $"X-{i}: x\r\n"))))).Must(204);
        (await world.BringAsync([])).Must(204);
        (await world.BringAsync(new byte[100_000])).Must(204);
        Assert.True((await ReplyWorld.TextsAsync(talk)).Count <= 2);
    }

    static byte[] Large(string alias, string email, int megabytes, string? results = null) =>
        Encoding.ASCII.GetBytes(ReplyWorld.Mail(alias, email, string.Concat(Enumerable.Repeat(new string('x', 78) + "\r\n", megabytes * 12_500)), results, id: "large@example.test"));

    [Theory]
    [InlineData(30)]
    [InlineData(50)]
    public async Task A_large_mail_that_a_provider_brings_need_not_be_brought_again_and_its_writer_hears_why(int megabytes)
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        (await world.BringAsync(Large(alias, email, megabytes))).Must(204);
        Assert.Equal("too-large", await world.OutcomeAsync(talk.Buyer.Id));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(m => m.TextBody!.Contains("too large", StringComparison.Ordinal)), "its writer hears why");
        (await world.BringAsync(Large(alias, email, megabytes, results: ""))).Must(204);
        Assert.Equal("not-authenticated", await world.OutcomeAsync(talk.Buyer.Id)); // its headers are believed no more than others'
        Assert.Single(await ReplyWorld.TextsAsync(talk));
    }

    [Fact]
    public async Task A_mail_of_50_MB_in_the_mailbox_is_not_taken_and_its_writer_hears_why()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var large = Large(alias, email, 50);
        await world.Imap.DeliverAsync(large);
        await Eventually.TrueAsync(async () => (await world.Imap.MailsAsync("Parley-Quarantine")).Contains("large@example.test"), "it is put away", TimeSpan.FromSeconds(120));
        Assert.Equal("too-large", await world.OutcomeAsync(talk.Buyer.Id));
        await Eventually.TrueAsync(() => world.MailsTo(email).Any(m => m.TextBody!.Contains("too large", StringComparison.Ordinal)), "its writer hears why");
    }

    [Fact]
    public async Task A_mail_that_failed_three_times_goes_to_the_quarantine_and_those_after_it_are_taken()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var (validity, _) = await world.Imap.NumbersAsync("INBOX");
        await world.Server.StopAsync();
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(ReplyWorld.Mail(alias, email, "Poison.", id: "poison@example.test")));
        var uid = (await world.Imap.NumbersAsync("INBOX")).Uids.Single();
        await world.Store.Store.WriteAsync(async db =>
        {
            db.Add(new MailTry { Id = FetchMails.IdOf("127.0.0.1", DovecotServer.User, "INBOX", validity, uid), Attempts = 3, At = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }, default);
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(ReplyWorld.Mail(alias, email, "Wholesome.")));
        await world.Server.StartAsync();
        await Eventually.TrueAsync(async () => (await world.Imap.MailsAsync("Parley-Quarantine")).Contains("poison@example.test"), "the first is put away", TimeSpan.FromSeconds(100));
        await Eventually.TrueAsync(async () => (await ReplyWorld.TextsAsync(talk)).Contains("Wholesome."), "the second is taken");
        Assert.DoesNotContain("Poison.", await ReplyWorld.TextsAsync(talk));
    }

    [Fact]
    public async Task A_mailbox_that_is_numbered_anew_or_away_for_a_while_loses_and_repeats_nothing()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var (first, second) = (ReplyWorld.NewMailId(), ReplyWorld.NewMailId());
        var mail = Encoding.UTF8.GetBytes(ReplyWorld.Mail(alias, email, "First.", id: first));
        await world.Imap.DeliverAsync(mail);
        await Eventually.TrueAsync(async () => (await ReplyWorld.TextsAsync(talk)).Contains("First."), "the first is taken", TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(async () => (await world.Imap.MailsAsync("Parley-Done")).Contains(first), "it is put away");
        await world.Imap.NumberAnewAsync();
        await world.Imap.DeliverAsync(mail); // as if the connection had broken before it was put away
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(ReplyWorld.Mail(alias, email, "Second.", id: second)));
        await Eventually.TrueAsync(async () => (await world.Imap.MailsAsync("Parley-Done")) is var done && done.Contains(second) && done.Count(d => d == first) == 2, "both are put away", TimeSpan.FromSeconds(90));
        Assert.Equal(["Is it still there?", "First.", "Second."], await ReplyWorld.TextsAsync(talk));
    }

    static string Report(string to, string status, string action = "failed", string about = "victim@example.test") =>
        $"Return-Path: <>\r\nFrom: mailer-daemon@mx.example.test\r\nTo: {to}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        + $"--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.test\r\n\r\nFinal-Recipient: rfc822; {about}\r\nAction: {action}\r\nStatus: {status}\r\n--b--\r\n";

    async Task<(Guid Parcel, string Sender)> MailedAsync(Talk talk, string email)
    {
        var parcel = Guid.CreateVersion7();
        await world.Store.Store.WriteAsync(async db =>
        {
            db.Add(new Notice
            {
                Id = Guid.NewGuid(), PersonId = talk.Buyer.Id, RoleKey = $"b:{talk.Buyer.Id}", Channel = Channel.Mail, Kind = NoticeKind.Message, ConversationId = talk.Id, FromSeq = 1, ToSeq = 1, PlannedAt = DateTimeOffset.UtcNow,
                Because = Because.Unread, State = NoticeState.Sent, ParcelId = parcel, SettledAt = DateTimeOffset.UtcNow,
            });
            await db.SaveChangesAsync();
        }, default);
        return (parcel, await new BounceTokens(world.MailSecret(), Microsoft.Extensions.Options.Options.Create(new MailOptions { BounceDomain = ReplyWorld.Bounces })).SenderAsync(parcel, email, default));
    }

    async Task<(NoticeState State, int Closed)> StateAsync(Guid parcel, string person)
    {
        await using var db = world.Store.Open();
        return (await db.Set<Notice>().Where(n => n.ParcelId == parcel).Select(n => n.State).SingleAsync(), await db.Set<ClosedAddress>().CountAsync(a => a.PersonId == person));
    }

    [Theory]
    [InlineData("4.4.7", "failed", NoticeState.Bounced)] // given up after days
    [InlineData("4.4.1", "Failed", NoticeState.Bounced)]
    [InlineData("", "failed", NoticeState.Bounced)]
    [InlineData("4.4.7", "delayed", NoticeState.Sent)]
    [InlineData("5.0.0", "delayed", NoticeState.Sent)]
    [InlineData("5.1.1", "relayed", NoticeState.Sent)]
    public async Task What_a_server_gave_up_after_days_did_not_arrive_and_its_address_is_kept(string status, string action, NoticeState state)
    {
        var (talk, _, email) = await world.NewThreadAsync();
        var (parcel, sender) = await MailedAsync(talk, email);
        (await world.BringAsync(Report(sender, status, action))).Must(204);
        Assert.Equal((state, 0), await StateAsync(parcel, talk.Buyer.Id));
    }

    [Fact]
    public async Task A_bounce_counts_for_the_very_mail_whose_token_it_has_and_for_nobody_else()
    {
        var (talk, alias, email) = await world.NewThreadAsync();
        var (victim, _, victimsAddress) = await world.NewThreadAsync();
        var (parcel, sender) = await MailedAsync(talk, email);
        var (other, othersSender) = await MailedAsync(victim, victimsAddress);
        // Forged: to the address for answers, with a token that was altered, with one of another mail for this parcel's, or only delayed.
        (await world.BringAsync(Report(alias, "5.1.1", about: victimsAddress))).Must(204);
        (await world.BringAsync(Report((othersSender[2] == 'a' ? "b+b" : "b+a") + othersSender[3..], "5.1.1", about: victimsAddress))).Must(204);
        (await world.BringAsync(Report($"b+{sender[2..28]}{othersSender[28..]}", "5.1.1"))).Must(204);
        (await world.BringAsync(Report(othersSender, "4.4.1", "delayed"))).Must(204);
        (await world.BringAsync(ReplyWorld.Mail(othersSender, "anybody@evil.test", "no report at all"))).Must(204);
        Assert.Equal((NoticeState.Sent, 0), await StateAsync(other, victim.Buyer.Id));
        Assert.Equal((NoticeState.Sent, 0), await StateAsync(parcel, talk.Buyer.Id));
        // A full mailbox is no reason to give the address up; one that does not exist is.
        (await world.BringAsync(Report(othersSender, "5.2.2"))).Must(204);
        Assert.Equal((NoticeState.Bounced, 0), await StateAsync(other, victim.Buyer.Id));
        await world.Imap.DeliverAsync(Encoding.UTF8.GetBytes(Report(sender, "5.1.1", about: victimsAddress)));
        await Eventually.TrueAsync(async () => await StateAsync(parcel, talk.Buyer.Id) == (NoticeState.Bounced, 1), "the address is given up", TimeSpan.FromSeconds(60));
        Assert.Equal(0, (await StateAsync(other, victim.Buyer.Id)).Closed);
    }
}

public sealed class Hostile_mails_on_sqlite(ReplyingSqlite world) : HostileMails(world), IClassFixture<ReplyingSqlite>;

public sealed class Hostile_mails_on_postgres(ReplyingPostgres world) : HostileMails(world), IClassFixture<ReplyingPostgres>;
