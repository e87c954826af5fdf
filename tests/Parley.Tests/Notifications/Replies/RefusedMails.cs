using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Notifications.Replies;

/// <summary>A mail that is not taken has a name in the log and among the received, makes no message, and no stranger hears of it.</summary>
public abstract class Refused_mails(ReplyWorld world) : Facts(world)
{
    const string Stranger = "stranger@evil.test";

    static string Nested(int depth) => string.Concat(Enumerable.Range(0, depth).Select(i => $"--b{i}\r\nContent-Type: multipart/mixed; boundary=b{i + 1}\r\n\r\n")) + $"--b{depth}\r\nContent-Type: text/plain\r\n\r\nDeep down.\r\n--b{depth}--\r\n";

    /// <summary>What is wrong, the name of it, whether the owner hears of it; $ALIAS and $OWNER stand for theirs.</summary>
    public static TheoryData<string, string, bool> Wrong => new()
    {
        { "forged token", "unknown-token", false }, { "no token", "no-token", false }, { "two tokens", "several-tokens", false }, { "somebody in Cc answers", "other-sender", true }, { "forged sender", "not-authenticated", true },
        { "nested 100 deep", "too-complex", false }, { "3,000 parts", "too-complex", false }, { "headers without end", "too-complex", false }, { "forged bounce", "unknown-token", false }, { "nothing in it", "empty", true },
    };

    static string MailOf(string what, string alias, string owner) => what switch
    {
        "forged token" => ReplyWorld.Mail($"r+{new string('b', 26)}@{ReplyWorld.Domain}", owner),
        "no token" => ReplyWorld.Mail($"support@{ReplyWorld.Domain}", owner),
        "two tokens" => ReplyWorld.Mail($"{alias}, r+{new string('c', 26)}@{ReplyWorld.Domain}", owner),
        "somebody in Cc answers" => ReplyWorld.Mail(alias, Stranger, more: $"Cc: {owner}\r\n"),
        "forged sender" => ReplyWorld.Mail(alias, owner, results: $"Authentication-Results: {ReplyWorld.Receiver}; dmarc=fail header.from=example.test\r\n"),
        "nested 100 deep" => ReplyWorld.Mail(alias, owner, Nested(100), type: "multipart/mixed; boundary=b0"),
        "3,000 parts" => ReplyWorld.Mail(alias, owner, string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 3000)) + "--b--", type: "multipart/mixed; boundary=b"),
        "headers without end" => ReplyWorld.Mail(alias, owner, more: "X-Long: " + string.Join("\r\n ", Enumerable.Repeat(new string('x', 900), 1000)) + "\r\n"),
        "forged bounce" => $"Return-Path: <>\r\nFrom: mailer-daemon@evil.test\r\nTo: b+{new string('a', 42)}@{ReplyWorld.Bounces}\r\nMessage-ID: <{ReplyWorld.NewMailId()}>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.evil.test\r\n\r\nFinal-Recipient: rfc822; {owner}\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n",
        "nothing in it" => ReplyWorld.Mail(alias, owner, " \r\n \t \r\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task It_has_a_name_makes_no_message_and_reaches_no_stranger(string what, string outcome, bool ownerHears)
    {
        var (talk, alias, owner) = await world.NewThreadAsync();
        var (before, mail) = (world.Smtp.Taken.Count, Encoding.UTF8.GetBytes(MailOf(what, alias, owner)));
        (await world.BringAsync(mail)).Must(204);
        await using (var db = World.Store.Open())
        {
            var id = ReceiveReply.IdOf(SHA256.HashData(mail));
            Assert.Equal(outcome, await db.Set<ReceivedMail>().Where(m => m.Id == id).Select(m => m.Outcome).SingleOrDefaultAsync());
            Assert.Equal(outcome, await db.Set<QuarantinedMail>().Where(m => m.Id == id).Select(m => m.Outcome).SingleOrDefaultAsync());
            Assert.False(await db.Set<ClosedAddress>().AnyAsync(a => a.PersonId == talk.Buyer.Id));
        }
        await Eventually.TrueAsync(() => World.Server.Log.Any(l => l.Contains($"A mail was quarantined: {outcome}", StringComparison.Ordinal)), "the log names it");
        Assert.DoesNotContain(World.Server.Log, l => l.Contains(owner, StringComparison.Ordinal) || l.Contains(Stranger, StringComparison.Ordinal));
        Assert.Equal(["Is it still there?"], await ReplyWorld.TextsAsync(talk));
        if (ownerHears) await Eventually.TrueAsync(() => world.MailsTo(owner).Any(), "its owner hears of it");
        Assert.Equal(before + (ownerHears ? 1 : 0), world.Smtp.Taken.Count);
        Assert.Empty(world.MailsTo(Stranger));
    }
}

public sealed class Refused_mails_on_sqlite(ReplyingSqlite world) : Refused_mails(world), IClassFixture<ReplyingSqlite>;

public sealed class Refused_mails_on_postgres(ReplyingPostgres world) : Refused_mails(world), IClassFixture<ReplyingPostgres>;
