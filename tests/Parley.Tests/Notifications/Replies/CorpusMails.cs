using System.Text;
using Microsoft.EntityFrameworkCore;
using Parley.Access;
using Parley.Notifications;
using Parley.Storage;
using Parley.Tests.Hostile;

namespace Parley.Tests.Notifications.Replies;

/// <summary>The corpus's mails, tokens of answers and links that end mails, against a server that takes answers.</summary>
public abstract class CorpusMails(ReplyWorld world) : Facts(world)
{
    public static readonly string[] Targets = ["mail.inbound", "mail.inbound.replyToken", "unsubscribe.oneClick"];
    const string Sender = "buyer@example.test";

    [Fact]
    public async Task Every_mail_token_and_link_of_the_corpus_ends_as_it_says()
    {
        Assert.SkipWhen(Corpus.IsMeantToBeAbsent, "PARLEY_NO_CORPUS=1: the corpus is meant to be absent.");
        var (wrong, run) = (new List<string>(), 0);
        foreach (var @case in Corpus.Read().Where(c => Targets.Contains(c.Target)))
        {
            run++;
            var flaw = @case.Target switch
            {
                "mail.inbound" => await MailAsync(@case),
                "unsubscribe.oneClick" => await LinkAsync((string)@case.Forge!["mutation"]!),
                _ => await TokenAsync((string)@case.Forge!["mutation"]!),
            };
            if (flaw is not null) wrong.Add($"{@case.Id}: {flaw}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {run}:\n{string.Join('\n', wrong)}");
        Assert.True(run > 50);
    }

    async Task<(Talk Talk, string Alias)> NewThreadAsync()
    {
        var shop = await World.NewShopAsync();
        var id = World.NewId("buyer");
        await World.Host.PutUserAsync(new Client.User(id, "Buyer One") { Email = Sender });
        var talk = await shop.OpenAsync(World.Person(id, "Buyer One", "buyer"), "Is it still there?");
        return (talk, await world.AliasAsync(id, new Role(PartyKind.Buyer, id), talk.Id));
    }

    async Task<string?> MailAsync(Case @case)
    {
        var (talk, alias) = await NewThreadAsync();
        var strangersBefore = world.Smtp.Taken.Count(m => m.To.Any(t => t != Sender && !t.EndsWith("@example.test", StringComparison.Ordinal)));
        var mail = Encoding.Latin1.GetString(@case.Bytes).Replace("$REPLY_ADDRESS", alias, StringComparison.Ordinal);
        var copies = @case.State == "limit-applied" ? 200 : 1;
        for (var i = 0; i < copies; i++)
        {
            var copy = copies == 1 ? mail : mail.Replace("Message-ID: <", $"Message-ID: <copy{i}-", StringComparison.OrdinalIgnoreCase);
            var answer = await world.BringAsync(Encoding.Latin1.GetBytes(copy));
            if (answer.Status != 204) return $"answered {answer.Status} {answer.Body}";
        }
        var items = (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Json.Items();
        var files = items.Sum(m => m["attachments"]?.AsArray().Count ?? 0);
        if (world.Smtp.Taken.Count(m => m.To.Any(t => t != Sender && !t.EndsWith("@example.test", StringComparison.Ordinal))) != strangersBefore) return "a stranger was written to";
        var fits = @case.State switch
        {
            "quarantined" or "unchanged" or "dropped-silently" => items.Length == 1,
            "one-message-from-token-owner" => items.Length == 2,
            "one-message-or-quarantined" => items.Length <= 2,
            "limit-applied-and-told" => items.Length <= 2 && files <= 10,
            "message-without-attachment" => items.Length == 2 && files == 0,
            "limit-applied" => items.Length is > 1 and <= 11,
            _ => false,
        };
        return fits ? null : $"{items.Length - 1} messages with {files} files, and '{@case.State}' was expected ({await world.OutcomeAsync(talk.Buyer.Id)})";
    }

    async Task<string?> TokenAsync(string mutation)
    {
        var ((talk, alias), (other, othersAlias)) = (await NewThreadAsync(), await NewThreadAsync());
        var to = mutation switch
        {
            "none" => alias,
            "bitflip" => "r+" + (alias[2] == 'a' ? 'b' : 'a') + alias[3..],
            "swap-conversation" => alias[..15] + othersAlias[15..],
            "truncate-half" => alias[..15] + alias[28..],
            "two-tokens" => $"{alias}, {othersAlias}",
            "retired-key" or "sender-blocked" => alias,
            _ => throw new NotSupportedException($"The corpus names a mutation '{mutation}' that the runner does not know."),
        };
        if (mutation == "retired-key") await EndAsync(talk, a => a.SetProperty(x => x.ExpiresAt, DateTimeOffset.UtcNow.AddMinutes(-1)));
        DateTimeOffset? now = DateTimeOffset.UtcNow;
        if (mutation == "sender-blocked") await EndAsync(talk, a => a.SetProperty(x => x.RevokedAt, now));
        (await world.BringAsync(ReplyWorld.Mail(to, Sender))).Must(204);
        var messages = (await ReplyWorld.TextsAsync(talk)).Count + (await ReplyWorld.TextsAsync(other)).Count - 2;
        return messages == (mutation == "none" ? 1 : 0) ? null : $"{messages} messages";
    }

    async Task EndAsync(Talk talk, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ReplyAlias>> how)
    {
        await using var db = world.Store.Open();
        await db.Set<ReplyAlias>().Where(a => a.PersonId == talk.Buyer.Id).ExecuteUpdateAsync(how);
    }

    async Task<string?> LinkAsync(string mutation)
    {
        var (me, other) = (await World.NewBuyerAsync(), await World.NewBuyerAsync());
        var token = await world.MailSecret().EndOfAsync(me.Id, $"b:{me.Id}");
        var link = "v1/notices/unsubscribe?token=" + mutation switch
        {
            "bitflip" => (token[0] == 'A' ? 'B' : 'A') + token[1..],
            "none" or "other-user" or "get-does-nothing" or "replay" or "expired" => token, // they do not expire
            _ => throw new NotSupportedException($"The corpus names a mutation '{mutation}' that the runner does not know."),
        };
        var who = mutation == "other-user" ? World.Anyone(other.Bearer) : World.Anyone();
        for (var i = 0; i < (mutation == "replay" ? 3 : 1); i++)
        {
            var answer = mutation == "get-does-nothing" ? await who.GetAsync(link) : await who.PostAsync(link);
            if (answer.Status is not (200 or 404)) return $"answered {answer.Status}";
        }
        await using var db = world.Store.Open();
        var (mine, theirs) = (await db.Set<NoticeChoice>().CountAsync(c => c.PersonId == me.Id), await db.Set<NoticeChoice>().CountAsync(c => c.PersonId == other.Id));
        return (mine, theirs) == (mutation is "bitflip" or "get-does-nothing" ? 0 : 1, 0) ? null : $"{mine} choices of the holder's, {theirs} of another's";
    }
}

public sealed class Corpus_mails_on_sqlite(ReplyingSqlite world) : CorpusMails(world), IClassFixture<ReplyingSqlite>;

public sealed class Corpus_mails_on_postgres(ReplyingPostgres world) : CorpusMails(world), IClassFixture<ReplyingPostgres>;
