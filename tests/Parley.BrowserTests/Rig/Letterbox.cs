using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.BrowserTests.Rig;

/// <summary>A mail as it was handed over.</summary>
public sealed record Letter(string Sender, string To, string Text)
{
    /// <summary>Where an answer to it goes.</summary>
    public string ReplyTo => Regex.Match(Text, @"^Reply-To:.*?(r\+[a-z2-7]+@[\w.-]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.Singleline).Groups[1].Value;
}

/// <summary>The mail server of the stage: it takes whatever the house sends, and brings what people answer.</summary>
public sealed class Letterbox : IDisposable
{
    public const string Replies = "reply.bazaar.example", Bounces = "bounces.bazaar.example", Receiver = "mx.bazaar.example", Secret = "a secret for the stage, long enough";

    readonly ConcurrentQueue<Letter> letters = new();
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();

    public Letterbox()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What the server needs to know of it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings => new Dictionary<string, string>
    {
        ["Parley__Mail__Host"] = "127.0.0.1", ["Parley__Mail__Port"] = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture), ["Parley__Mail__From"] = "messages@bazaar.example", ["Parley__Mail__Security"] = "plain",
        ["Parley__Mail__BounceDomain"] = Bounces, ["Parley__Replies__Domain"] = Replies, ["Parley__Replies__AuthservId"] = Receiver, ["Parley__Replies__WebhookSecret"] = Secret, ["Parley__Notices__MomentSeconds"] = "1",
    };

    /// <summary>Waits for a mail to this address.</summary>
    public async Task<Letter> ToAsync(string address)
    {
        Letter? found = null;
        await Eventually.TrueAsync(() => Task.FromResult((found = letters.LastOrDefault(l => l.To.Equals(address, StringComparison.OrdinalIgnoreCase))) is not null), $"a mail to {address} was sent", TimeSpan.FromSeconds(40));
        return found!;
    }

    /// <summary>Brings a mail to the server, as its receiver would.</summary>
    public static async Task BringAsync(string server, string mail)
    {
        using var http = new HttpClient();
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"{server}/v1/mail/inbound/mime") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"))) { Headers = { ContentType = new MediaTypeHeaderValue("message/rfc822") } } };
        ask.Headers.Authorization = new("Bearer", Secret);
        using var answer = await http.SendAsync(ask);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>What somebody writes back, with the mail they answer to below it.</summary>
    public static string Answer(Letter letter, string words) => $"""
        Authentication-Results: {Receiver}; dmarc=pass header.from={letter.To[(letter.To.IndexOf('@') + 1)..]}
        From: <{letter.To}>
        To: {letter.ReplyTo}
        Subject: Re: A message
        Message-ID: <{Guid.NewGuid():N}@example.test>
        Date: Thu, 01 Jan 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        {words}

        On Thu, Jan 1, 2026 at 9:00 AM Bazaar <messages@bazaar.example> wrote:
        > Yes, it is still there.
        > My number at home stands in this line.
        """;

    /// <summary>A report that its address does not exist (RFC 3464).</summary>
    public static string Bounce(Letter letter) => $"""
        From: MAILER-DAEMON@mx.example.test
        To: {letter.Sender}
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <{Guid.NewGuid():N}@mx.example.test>
        Date: Thu, 01 Jan 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        It could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.test

        Final-Recipient: rfc822; {letter.To}
        Action: failed
        Status: 5.1.1

        --b--
        """;

    public void Dispose()
    {
        closing.Cancel();
        listener.Dispose();
        closing.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the run is over
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var open = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
        var (sender, to) = ("", "");
        try
        {
            await writer.WriteLineAsync("220 the stage");
            while (await reader.ReadLineAsync(closing.Token) is { } line)
            {
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                if (word == "MAIL") sender = AddressIn(line);
                if (word == "RCPT") to = AddressIn(line);
                if (word == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    letters.Enqueue(new Letter(sender, to, await ReadAsync(reader)));
                }
                await writer.WriteLineAsync(word == "QUIT" ? "221 bye" : "250 fine");
                if (word == "QUIT") return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // whoever hangs up may
        }
    }

    async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(closing.Token) is { } line && line != ".") text.AppendLine(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        return text.ToString();
    }

    static string AddressIn(string line) => Regex.Match(line, "<([^>]*)>").Groups[1].Value;
}
