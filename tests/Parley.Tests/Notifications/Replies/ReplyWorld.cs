using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using Parley.Access;
using Parley.Client;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Notifications.Replies;

/// <summary>A server that takes answers from a real mailbox and from providers, and sends by a real mail server.</summary>
public abstract class ReplyWorld(string kind) : World(kind)
{
    public const string Domain = "reply.shop.example", Bounces = "bounces.shop.example", Receiver = "mx.market.example", Secret2 = "a secret for providers, long enough", BuyersAddress = "bea@example.test";
    static int numbers;

    readonly OwnCertificate certificate = new();

    public SmtpPeer Smtp { get; private set; } = null!;
    public DovecotServer Imap { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> More => new Dictionary<string, string>
    {
        ["Parley__Mail__Host"] = "127.0.0.1", ["Parley__Mail__Port"] = $"{Smtp.Port}", ["Parley__Mail__From"] = "messages@shop.example", ["Parley__Mail__Security"] = "starttls", ["Parley__Mail__User"] = "parley", ["Parley__Mail__Password"] = "secret", ["SSL_CERT_FILE"] = certificate.File, ["Parley__Mail__BounceDomain"] = Bounces,
        ["Parley__Replies__Domain"] = Domain, ["Parley__Replies__AuthservId"] = Receiver, ["Parley__Replies__WebhookSecret"] = Secret2, ["Parley__Replies__MailsPerHour"] = "10",
        ["Parley__Replies__Host"] = "127.0.0.1", ["Parley__Replies__Port"] = $"{Imap.Port}", ["Parley__Replies__Security"] = "auto", ["Parley__Replies__User"] = DovecotServer.User, ["Parley__Replies__Password"] = DovecotServer.Password, ["Parley__Replies__PollSeconds"] = "5",
        ["Parley__Notices__Marketplace"] = "Bazaar", ["Parley__Notices__ThreadUrl"] = "https://shop.example/messages/{thread}?as={as}",
    };

    public override async ValueTask InitializeAsync()
    {
        Smtp = await SmtpPeer.StartAsync(("STARTTLS", "yes"), ("AUTH", "yes"), ("KEY", certificate.Key), ("CERT", certificate.Pem));
        await Imap.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Imap.DisposeAsync();
        await Smtp.DisposeAsync();
    }

    /// <summary>A thread whose buyer has an address, and the address at which they answer in it.</summary>
    /// <param name="before">What is set before its first message: what is chosen later holds for what comes later.</param>
    public async Task<(Talk Talk, string Alias, string Email)> NewThreadAsync(Func<Actor, Actor, Task>? before = null)
    {
        var email = $"bea{Interlocked.Increment(ref numbers)}@example.test";
        var shop = await NewShopAsync();
        var id = NewId("buyer");
        await Host.PutUserAsync(new User(id, "Bea Buyer") { Email = email, Locale = "en" });
        var buyer = Person(id, "Bea Buyer", "buyer");
        if (before is not null) await before(buyer, shop.Agent);
        var talk = await shop.OpenAsync(buyer, "Is it still there?");
        return (talk, await AliasAsync(talk.Buyer.Id, new Role(PartyKind.Buyer, talk.Buyer.Id), talk.Id), email);
    }

    public async Task<string> AliasAsync(string person, Role role, Guid thread, TimeProvider? clock = null) => (await FindAliasAsync(person, role, thread, clock))!;

    public async Task<string?> FindAliasAsync(string person, Role role, Guid thread, TimeProvider? clock = null) =>
        await new ReplyAddresses(Store.Store, this.MailSecret(), Options.Create(new ReplyOptions { Domain = Domain, WebhookSecret = Secret2 }), clock ?? TimeProvider.System).ForAsync(person, role, thread, default);

    /// <summary>A mail as the receiver hands it over.</summary>
    public static string Mail(string to, string from, string text = "Thanks, works for me.", string? results = null, string? more = null, string? id = null, string type = "text/plain; charset=utf-8") => string.Concat(
        results ?? $"Authentication-Results: {Receiver}; dmarc=pass header.from={from[(from.LastIndexOf('@') + 1)..].TrimEnd('>')}\r\n",
        $"From: Bea Buyer <{from}>\r\nTo: {to}\r\nSubject: Re: A green bowl\r\n", id is "" ? "" : $"Message-ID: <{id ?? NewMailId()}>\r\n",
        $"Date: Thu, 01 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n{more}Content-Type: {type}\r\n\r\n{text}\r\n");

    public static string NewMailId() => string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref numbers)}@example.test");

    public Task<Answer> BringAsync(string mail) => BringAsync(Encoding.UTF8.GetBytes(mail));

    public async Task<Answer> BringAsync(byte[] mail)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/mail/inbound/mime") { Content = new ByteArrayContent(mail) { Headers = { ContentType = MediaTypeHeaderValue.Parse("message/rfc822") } } };
        request.Headers.ExpectContinue = mail.Length > 1_000_000; // what is too large is refused before it is sent
        return await Anyone(Secret2).SendAsync(request);
    }

    /// <summary>How the last mail to this person's addresses ended; null when none came.</summary>
    public async Task<string?> OutcomeAsync(string person)
    {
        await using var db = Store.Open();
        return await db.Set<ReceivedMail>().Where(m => m.PersonId == person).OrderByDescending(m => m.At).Select(m => m.Outcome).FirstOrDefaultAsync();
    }

    public IEnumerable<MimeMessage> MailsTo(string address) => Smtp.Taken.Where(m => m.To.Contains(address)).Select(m => m.Read());

    /// <summary>The texts of a thread's messages, as its vendor reads them.</summary>
    public static async Task<List<string>> TextsAsync(Talk talk) => [.. (await talk.Vendor.ReadThreadAsync(talk.Id)).Must(200).Json.Items().Select(m => (string?)m["text"] ?? "")];
}

public sealed class ReplyingSqlite() : ReplyWorld("sqlite");

public sealed class ReplyingPostgres() : ReplyWorld("postgres");
