using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;
using Parley.Access;
using Parley.Notifications;
using Parley.Storage;

namespace Parley.Tests.Notifications.Mail;

/// <summary>What mails look like on the wire, whatever people write into their names, titles and messages.</summary>
public sealed class Mails_out : IAsyncLifetime
{
    SmtpPeer peer = null!;
    MailRig rig = null!;

    public async ValueTask InitializeAsync()
    {
        peer = await SmtpPeer.StartAsync();
        rig = await MailRig.StartAsync(MailRig.To(peer));
    }

    public async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        await peer.DisposeAsync();
    }

    static readonly Guid Thread = Guid.Parse("0196d4b0-2222-7000-8000-000000000002");

    static ParcelThread About(string counterpart = "Clay & Co", string? about = "A green bowl", string? text = "Is it still there?", Guid? thread = null, int unread = 1, NoticeKind kind = NoticeKind.Message, string? note = null, params string[] files) =>
        new(thread ?? Thread, kind, counterpart, about, "https://tracker.example/pixel.png", unread, [new ParcelMessage(1, counterpart, text, files, DateTimeOffset.UtcNow)], note);

    static Parcel For(params ParcelThread[] threads) => For("en", threads);

    static Parcel For(string locale, ParcelThread[] threads, bool showText = true, string name = "Bea Buyer", string address = "bea@example.com") =>
        new(Guid.CreateVersion7(), 1, new ParcelTo("person-1", name, new Role(PartyKind.Buyer, "person-1"), address, locale, "Europe/Berlin", showText), false, 3, threads);

    async Task<(TakenMail Taken, MimeMessage Mail)> SendAsync(Parcel parcel)
    {
        Assert.IsType<Handed.Delivered>(await rig.Channel.HandAsync(parcel, TestContext.Current.CancellationToken));
        var taken = await peer.TakeAsync(m => m.Read().MessageId == $"{parcel.Id:N}@shop.example", "the mail is there");
        return (taken, taken.Read());
    }

    [Fact]
    public async Task A_mail_says_from_whom_about_what_and_where_and_how_to_end_it()
    {
        var parcel = For(About(files: "bowl.jpg"));
        var (taken, mail) = await SendAsync(parcel);
        Assert.Equal(("messages@shop.example", "bea@example.com"), (taken.From, Assert.Single(taken.To)));
        Assert.Equal("New message from Clay & Co about “A green bowl”", mail.Subject);
        Assert.Equal(("Clay & Co via Bazaar", "messages@shop.example"), (Assert.Single(mail.From.Mailboxes).Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal($"{parcel.Id:N}@shop.example", mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("All", mail.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.StartsWith("<https://parley.example/v1/notices/unsubscribe?token=", mail.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.InRange(mail.Date, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        foreach (var part in new[] { mail.TextBody, WebUtility.HtmlDecode(mail.HtmlBody) })
        {
            Assert.Contains("Is it still there?", part, StringComparison.Ordinal);
            Assert.Contains("Clay & Co wrote:", part, StringComparison.Ordinal);
            Assert.Contains("bowl.jpg", part, StringComparison.Ordinal);
            Assert.Contains($"https://shop.example/messages/{Thread}?as=buyer", part, StringComparison.Ordinal);
            Assert.Contains("https://shop.example/settings?as=buyer", part, StringComparison.Ordinal);
            Assert.Contains("https://parley.example/v1/notices/unsubscribe?token=", part, StringComparison.Ordinal);
            Assert.DoesNotContain("tracker.example", part, StringComparison.Ordinal);
        }
        Assert.Contains("> Is it still there?", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_of_a_thread_belong_together_and_those_of_another_do_not()
    {
        var (_, first) = await SendAsync(For(About()));
        var (_, second) = await SendAsync(For(About(text: "And now?")));
        var (_, other) = await SendAsync(For(About(thread: Guid.NewGuid())));
        Assert.Equal(Assert.Single(first.References), Assert.Single(second.References));
        Assert.Equal(first.InReplyTo, second.InReplyTo);
        Assert.NotEqual(first.References[0], Assert.Single(other.References));
        Assert.NotEqual(first.MessageId, second.MessageId);
    }

    [Fact]
    public async Task Several_threads_go_in_one_mail()
    {
        var (_, mail) = await SendAsync(For(About(), About("Kettenwerk", "A chain", "Shipped today.", Guid.NewGuid(), unread: 4)));
        Assert.Equal("New messages in 2 conversations", mail.Subject);
        Assert.Equal("Bazaar", mail.From.Mailboxes.Single().Name);
        Assert.Contains("4 new messages from Kettenwerk about “A chain”", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("… and 3 more", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Is it still there?", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "New message from Clay & Co", "ltr")]
    [InlineData("de-AT", "Neue Nachricht von Clay & Co", "ltr")]
    [InlineData("es_MX", "Nuevo mensaje de Clay & Co", "ltr")]
    [InlineData("fr", "Nouveau message de Clay & Co", "ltr")]
    [InlineData("ar", "رسالة جديدة من Clay & Co", "rtl")]
    [InlineData("pl", "New message from Clay & Co", "ltr")]
    public async Task It_speaks_the_persons_language_and_reads_in_its_direction(string locale, string subject, string direction)
    {
        var (_, mail) = await SendAsync(For(locale, [About()]));
        Assert.StartsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"dir=\"{direction}\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("color-scheme", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_is_told_in_its_own_sentence_and_what_is_essential_offers_no_end()
    {
        var (_, mail) = await SendAsync(For(About(kind: NoticeKind.Dispute, note: "The dispute about your order waits for you until Friday, 12:00.", text: null)));
        Assert.StartsWith("The dispute about your order waits for you until Friday, 12:00.", mail.Subject, StringComparison.Ordinal);
        var (_, essential) = await SendAsync(For(About(kind: NoticeKind.Essential, note: "Your address no longer works.", text: null)));
        Assert.Null(essential.Headers["List-Unsubscribe"]);
        Assert.DoesNotContain("unsubscribe", essential.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task No_words_and_no_names_of_files_are_in_it_when_the_person_or_the_marketplace_says_so(bool person, bool marketplace)
    {
        rig.Mail.ShowText = marketplace;
        var (taken, mail) = await SendAsync(For("en", [About(text: "canary of words", files: "canary.pdf")], showText: person));
        Assert.DoesNotContain("canary", mail.TextBody + mail.HtmlBody + Encoding.ASCII.GetString(taken.Raw), StringComparison.Ordinal);
        Assert.Contains("You can read it on Bazaar.", mail.TextBody, StringComparison.Ordinal);
    }

    public static TheoryData<string> Hostile =>
    [
        "Clay\r\nBcc: victim@example.com\r\nX-Injected: 1", "Clay\nX-Injected: 1", "Clay\rX-Injected: 1", "a\r\n.\r\nMAIL FROM:<x@evil.test>\r\nRCPT TO:<victim@example.com>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.\r\n",
        "=?utf-8?B?T3JkZXINCkJjYzogdmljdGltQGV4YW1wbGUudGVzdA==?=", "a\r.\rMAIL FROM:<x@evil.test>\r", "a\n.\nMAIL FROM:<x@evil.test>\n", "Order\0Bcc", "\u202Egro.live\u202C <support@bank.example>", "\"Clay\" <victim@example.com>, ",
        "</td></style><style>*{display:none}</style><script>alert(1)</script><img src=https://evil.test/x>", "𝓒𝓵𝓪𝔂 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD800", new string('x', 10_000), "Z" + new string('\u0301', 10_000), "مرحبا \u2067\u202E",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Whatever_people_call_themselves_or_write_it_is_one_mail_to_one_person_with_our_headers(string words)
    {
        var before = (peer.Count("mail"), peer.Count("rcpt"), peer.Taken.Count);
        var (taken, mail) = await SendAsync(For("en", [About(words, words, words, files: words)], name: words));
        Assert.Equal((before.Item1 + 1, before.Item2 + 1, before.Item3 + 1), (peer.Count("mail"), peer.Count("rcpt"), peer.Taken.Count));
        Assert.Equal("bea@example.com", Assert.Single(taken.To));
        Assert.Equal(["Auto-Submitted", "Date", "From", "In-Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Message-Id", "References", "Subject", "To", "X-Auto-Response-Suppress"], mail.Headers.Select(h => h.Field).Order(StringComparer.Ordinal));
        Assert.Equal("messages@shop.example", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal("bea@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.EndsWith(" via Bazaar", mail.From.Mailboxes.Single().Name, StringComparison.Ordinal);
        Assert.True(mail.Subject!.Length < 2000 && !mail.Subject.Any(c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')), mail.Subject);
        Assert.DoesNotContain('@', mail.From.Mailboxes.Single().Name!);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(mail.HtmlBody!, "<style"));
        Assert.Contains("Open the conversation", mail.HtmlBody, StringComparison.Ordinal);
        var raw = Encoding.Latin1.GetString(taken.Raw);
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998 && !line.Contains('\r') && !line.Contains('\n') && line.All(char.IsAscii), "Lines end as lines end, and are short."));
    }

    [Theory]
    [InlineData("\"..\"@example.com")]
    [InlineData("\"a\r\nRCPT TO:<victim@example.com>\"@example.com")]
    [InlineData("a@example.com\r\nRCPT TO:<victim@example.com>")]
    [InlineData("a@example.com, victim@example.com")]
    [InlineData("root@localhost")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("")]
    public async Task An_address_that_is_no_plain_one_gets_nothing(string address)
    {
        Assert.False(await rig.Channel.HasAddressAsync("person-1", address, default));
        Assert.IsType<Handed.Gone>(await rig.Channel.HandAsync(For("en", [About()], address: address), TestContext.Current.CancellationToken));
        Assert.Equal(0, peer.Count("connect"));
    }

    [Fact]
    public async Task Each_mail_has_a_sender_of_its_own_where_bounces_come_back_and_nobody_makes_one_for_another()
    {
        rig.Mail.BounceDomain = "bounces.shop.example";
        var parcel = For(About());
        var (taken, _) = await SendAsync(parcel);
        Assert.Matches("^b\\+[a-z2-7]{42}@bounces\\.shop\\.example$", taken.From);
        var token = taken.From[2..44];
        Assert.Equal(parcel.Id, BounceTokens.ParcelOf(token));
        Assert.True(await rig.Bounces.HoldsAsync(token, "bea@example.com", default));
        Assert.True(await rig.Bounces.HoldsAsync(token.ToUpperInvariant(), "Bea@Example.com", default));
        Assert.False(await rig.Bounces.HoldsAsync(token, "victim@example.com", default));
        Assert.False(await rig.Bounces.HoldsAsync((token[0] == 'a' ? 'b' : 'a') + token[1..], "bea@example.com", default));
        Assert.False(await rig.Bounces.HoldsAsync(token[..41], "bea@example.com", default));
    }

    [Fact]
    public async Task A_connection_serves_many_mails_and_ends_when_there_is_nothing_to_do()
    {
        rig.Mail.IdleSeconds = 1;
        for (var i = 0; i < 5; i++) await SendAsync(For(About()));
        Assert.Equal(1, peer.Count("connect"));
        await Eventually.TrueAsync(() => peer.Count("close") == 1, "it is closed");
        await SendAsync(For(About()));
        Assert.Equal(2, peer.Count("connect"));
    }

    [Theory]
    [InlineData("rcpt-unknown", typeof(Handed.Gone), "no-such-mailbox")]
    [InlineData("rcpt-550", typeof(Handed.Refused), "recipient-refused")]
    [InlineData("mail-550", typeof(Handed.Later), "sender-refused")]
    [InlineData("data-451", typeof(Handed.Later), "not-now")]
    [InlineData("close-after", typeof(Handed.Later), "broken-off")]
    [InlineData("mute", typeof(Handed.Later), "timed-out")]
    [InlineData("connect-554", typeof(Handed.Later), "broken-off")] // it turns away whoever calls, and refuses no mail
    public async Task What_a_server_says_is_told_apart(string mode, Type type, string outcome)
    {
        await peer.DoAsync(mode);
        var handed = await rig.Channel.HandAsync(For(About()), TestContext.Current.CancellationToken);
        Assert.IsType(type, handed);
        Assert.Contains(outcome, handed.ToString(), StringComparison.Ordinal);
    }
}

/// <summary>Encryption and passwords on the way to the mail server.</summary>
public sealed class Mails_in_private
{
    static Parcel One() => new(Guid.CreateVersion7(), 1, new ParcelTo("person-1", "Bea", new Role(PartyKind.Buyer, "person-1"), "bea@example.com", "en", "UTC", true), false, 1,
        [new ParcelThread(Guid.NewGuid(), NoticeKind.Message, "Clay & Co", null, null, 1, [new ParcelMessage(1, "Clay & Co", "canary", [], DateTimeOffset.UtcNow)], null)]);

    [Fact]
    public async Task Where_encryption_is_stripped_nothing_goes_in_clear()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var said = new StringBuilder();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            await stream.WriteAsync("220 mx.test\r\n"u8.ToArray());
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (await reader.ReadLineAsync() is { } line)
            {
                said.AppendLine(line);
                await stream.WriteAsync(line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-mx.test\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 1000000\r\n"u8.ToArray() : "250 ok\r\n"u8.ToArray());
            }
        }, TestContext.Current.CancellationToken);
        await using var rig = await MailRig.StartAsync(new MailOptions { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Security = "starttls", From = "messages@shop.example", User = "parley", Password = "secret", TimeoutSeconds = 5 });
        Assert.Equal("tls-missing", Assert.IsType<Handed.Later>(await rig.Channel.HandAsync(One(), TestContext.Current.CancellationToken)).Outcome);
        await serving;
        Assert.DoesNotContain("AUTH", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("MAIL", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("DATA", said.ToString(), StringComparison.Ordinal);
        Assert.Contains(rig.Log.All, line => line.Contains("tls-missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("starttls", "yes", "")]
    [InlineData("tls", "", "yes")]
    public async Task A_certificate_that_nobody_vouches_for_gets_no_password_and_no_mail(string security, string starttls, string secure)
    {
        await using var peer = await SmtpPeer.StartAsync(("STARTTLS", starttls), ("SECURE", secure), ("AUTH", "yes"));
        var options = MailRig.To(peer, security);
        (options.User, options.Password) = ("parley", "secret");
        await using var rig = await MailRig.StartAsync(options);
        Assert.Equal("tls-failed", Assert.IsType<Handed.Later>(await rig.Channel.HandAsync(One(), TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal((0, 0, 0), (peer.Count("auth"), peer.Count("mail"), peer.Taken.Count));
    }

    [Theory]
    [InlineData("secret", "")]
    [InlineData("wrong", "authentication-failed")]
    public async Task It_logs_in_and_a_wrong_password_lets_mails_wait(string password, string outcome)
    {
        await using var peer = await SmtpPeer.StartAsync(("AUTH", "yes"));
        var options = MailRig.To(peer, "plain");
        (options.User, options.Password) = ("parley", password);
        await using var rig = await MailRig.StartAsync(options);
        var handed = await rig.Channel.HandAsync(One(), TestContext.Current.CancellationToken);
        if (outcome.Length == 0) Assert.IsType<Handed.Delivered>(handed);
        else Assert.Equal(outcome, Assert.IsType<Handed.Later>(handed).Outcome);
        Assert.DoesNotContain(rig.Log.All, line => line.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_server_mails_are_files_for_the_servers_owner_only_and_never_very_many()
    {
        await using var rig = await MailRig.StartAsync(new MailOptions { FolderFiles = 3 });
        var parcels = Enumerable.Range(0, 5).Select(_ => One()).ToList();
        foreach (var parcel in parcels) Assert.IsType<Handed.Delivered>(await rig.Channel.HandAsync(parcel, TestContext.Current.CancellationToken));
        await rig.Channel.HandAsync(parcels[^1] with { Attempt = 2 }, TestContext.Current.CancellationToken);
        var files = rig.Folder.All();
        Assert.Equal(3, files.Count);
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, f.UnixFileMode));
        Assert.Contains("canary", (await MimeMessage.LoadAsync(rig.Folder.Find(parcels[^1].Id)!.FullName, TestContext.Current.CancellationToken)).TextBody, StringComparison.Ordinal);
    }
}
