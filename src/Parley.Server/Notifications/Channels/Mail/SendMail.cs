using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Parley.Notifications;

/// <summary>Hands a mail to the server, or puts it into the folder when there is none. What can go wrong is an outcome, never an exception.</summary>
public sealed partial class SendMail(SmtpPool pool, DevMailbox folder, MailHealth health, IOptions<MailOptions> options, TimeProvider clock, ILogger<SendMail> logger)
{
    static readonly FormatOptions Format = MakeFormat();

    /// <summary>The longest that <see cref="RunAsync"/> takes.</summary>
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(options.Value.TimeoutSeconds);

    public async Task<Handed> RunAsync(Guid id, Letter letter, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeLimit - TimeSpan.FromMilliseconds(500), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var words = new Words();
        try
        {
            var handed = options.Value.HasServer ? await PostAsync(letter, words, both.Token) : await KeepAsync(id, letter, both.Token);
            health.NoteSending(null);
            return handed;
        }
        catch (Exception e) when (Explain(e, limit.IsCancellationRequested, words.Begun) is { } handed)
        {
            if (handed is Handed.Later { Outcome: not ("stopped" or "not-now") } trouble) health.NoteSending(trouble.Outcome);
            if (handed is Handed.Later { Outcome: "authentication-failed" or "sender-refused" or "tls-failed" or "tls-missing" } later) Wrong(logger, later.Outcome);
            return handed;
        }
    }

    /// <summary>Whether words of the mail are on their way: from then on it may have arrived, whatever is heard.</summary>
    sealed class Words : ITransferProgress
    {
        public bool Begun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Begun = true;

        public void Report(long bytesTransferred) => Begun = true;
    }

    async Task<Handed> PostAsync(Letter letter, Words words, CancellationToken ct)
    {
        var connection = await ConnectAsync(ct);
        var whole = false;
        try
        {
            await connection.Client.SendAsync(Format, letter.Mail, letter.Sender, [letter.To], ct, words);
            whole = true;
            return new Handed.Delivered(letter.Mail.MessageId);
        }
        catch (SmtpCommandException)
        {
            whole = true; // an answer in good order; the library has begun anew
            throw;
        }
        finally
        {
            if (whole) pool.GiveBack(connection);
            else pool.LetGo(connection);
        }
    }

    /// <summary>A server that turns away whoever calls refuses no mail: they wait.</summary>
    async Task<SmtpPool.Connection> ConnectAsync(CancellationToken ct)
    {
        try
        {
            return await pool.TakeAsync(ct);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode is >= 500 and not (530 or 534 or 535 or 538))
        {
            throw new ServiceNotConnectedException("The server turns us away.", e);
        }
    }

    async Task<Handed> KeepAsync(Guid id, Letter letter, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await letter.Mail.WriteToAsync(Format, bytes, ct);
        await folder.KeepAsync(id, "eml", bytes.ToArray(), ct);
        return new Handed.Delivered(letter.Mail.MessageId);
    }

    static Handed? Explain(Exception error, bool timedOut, bool begun) => error switch
    {
        OperationCanceledException => new Handed.Later(timedOut ? "timed-out" : "stopped", MayHaveArrived: begun),
        SmtpCommandException e => Explain(e),
        AuthenticationException or SaslException => new Handed.Later("authentication-failed"),
        SslHandshakeException => new Handed.Later("tls-failed"),
        NotSupportedException => new Handed.Later("tls-missing"), // what STARTTLS throws where it is not offered
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new Handed.Later("unknown-host"),
        SocketException => new Handed.Later("unreachable"),
        SmtpProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or CommandException or ProtocolException => new Handed.Later("broken-off", MayHaveArrived: begun),
        IOException or UnauthorizedAccessException => new Handed.Later("broken-off", MayHaveArrived: begun),
        TimeoutException => new Handed.Later("timed-out", MayHaveArrived: begun),
        _ => null,
    };

    static Handed Explain(SmtpCommandException e)
    {
        var status = (int)e.StatusCode;
        if (status is 530 or 534 or 535 or 538) return new Handed.Later("authentication-failed"); // ours to mend
        if (status < 500) return new Handed.Later("not-now");
        if (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted) return IsNobody(status, e.Message) ? new Handed.Gone("no-such-mailbox") : new Handed.Refused("recipient-refused");
        if (e.ErrorCode == SmtpErrorCode.SenderNotAccepted) return new Handed.Later("sender-refused"); // every mail's sender is ours: ours to mend
        return new Handed.Refused("refused");
    }

    /// <summary>By the enhanced code where there is one (RFC 3463: 5.1.1 to 5.1.3, 5.1.6, 5.1.10, 5.2.1), else by 550, 551 and 553 with the usual words.</summary>
    static bool IsNobody(int status, string said) => Enhanced().Match(said) is { Success: true } code
        ? code.Value is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1"
        : status is 550 or 551 or 553 && Unknown().IsMatch(said);

    static FormatOptions MakeFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        return format;
    }

    [GeneratedRegex(@"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?![\d.])")]
    private static partial Regex Enhanced();

    [GeneratedRegex("no such (?:user|mailbox|recipient|account|address)|(?:user|recipient|mailbox|account|address)[^.;]{0,30} (?:unknown|not found|does not exist|doesn't exist|disabled)|unknown (?:user|recipient|mailbox|account|address)", RegexOptions.IgnoreCase)]
    private static partial Regex Unknown();

    [LoggerMessage(1, LogLevel.Error, "The mail server takes no mails from us ({Outcome}); they wait. See Parley:Mail")]
    static partial void Wrong(ILogger logger, string outcome);
}
