using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Answers to our mails (<c>Parley:Replies</c>): off until there is a domain for them, and a mailbox or a provider that brings them.</summary>
public sealed class ReplyOptions
{
    /// <summary>All mail to this domain reaches us, such as <c>reply.shop.example</c>. Each person has an address of their own there for each thread.</summary>
    public string Domain { get; set; } = "";

    /// <summary>How our receiver signs its findings (the first word of its <c>Authentication-Results</c>), such as <c>mx.shop.example</c>. Without its word that DMARC passed, nothing is taken.</summary>
    public string AuthservId { get; set; } = "";

    /// <summary>For how long an address can be answered to, in days. 1 to 365.</summary>
    public int Days { get; set; } = 30;

    /// <summary>The largest mail, in bytes, with everything in it.</summary>
    public int MailBytes { get; set; } = 25_000_000;

    /// <summary>How many mails of one person are taken within an hour.</summary>
    public int MailsPerHour { get; set; } = 60;

    /// <summary>What a provider must know to bring mails (<c>/v1/mail/inbound</c>): at least 24 characters. Empty: none does.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>How many mails that a provider brought and that were not taken are kept for a look (<c>parley mail list</c>); 0 keeps none.</summary>
    public int QuarantineMails { get; set; } = 200;

    /// <summary>For how many days.</summary>
    public int QuarantineDays { get; set; } = 14;

    /// <summary>The IMAP server with the mailbox. Empty: there is none.</summary>
    public string Host { get; set; } = "";
    public int Port { get; set; } = 993;

    /// <summary>As of <c>Parley:Mail:Security</c>.</summary>
    public string Security { get; set; } = "tls";
    public string User { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>Where mails arrive; nobody else may take them from there.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>Where those go that were taken, and those that nobody has to see.</summary>
    public string DoneFolder { get; set; } = "Parley-Done";

    /// <summary>Where those go that were not taken.</summary>
    public string QuarantineFolder { get; set; } = "Parley-Quarantine";

    /// <summary>How often the mailbox is looked into, in seconds, should it not tell by itself. 1 to 30.</summary>
    public int PollSeconds { get; set; } = 15;

    public bool HasMailbox => Host.Length > 0;

    public bool IsOn => Domain.Length > 0 && HasBringer;

    /// <summary>Whether anybody brings mails: a mailbox, or a provider.</summary>
    public bool HasBringer => HasMailbox || WebhookSecret.Length > 0;
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class ReplyMistakes
{
    public static IEnumerable<string> In(ReplyOptions o, MailOptions mails)
    {
        if (mails.BounceDomain.Length > 0 && !o.HasBringer) yield return "Parley:Mail:BounceDomain is set, but nobody brings what comes back; write Parley:Replies:Host (IMAP) or Parley:Replies:WebhookSecret, or leave it empty.";
        foreach (var (name, value, least, most) in new[] { ("Days", o.Days, 1, 365), ("MailBytes", o.MailBytes, 100_000, 100_000_000), ("MailsPerHour", o.MailsPerHour, 1, 10_000), ("QuarantineMails", o.QuarantineMails, 0, 2000), ("QuarantineDays", o.QuarantineDays, 1, 365), ("Port", o.Port, 1, 65_535), ("PollSeconds", o.PollSeconds, 1, 30) })
            if (value < least || value > most) yield return $"Parley:Replies:{name} is {value}; write a whole number from {least} to {most}.";
        if (o.Domain.Length > 0 && !MailAddresses.IsDomain(o.Domain)) yield return $"Parley:Replies:Domain is '{o.Domain}'; write a domain such as reply.shop.example.";
        if (o is { Domain.Length: > 0, IsOn: false }) yield return "Parley:Replies:Domain is set, but nobody brings the mails; write Parley:Replies:Host (IMAP) or Parley:Replies:WebhookSecret.";
        if (o is { Domain: "", HasMailbox: true } && mails.BounceDomain.Length == 0) yield return "Parley:Replies:Domain is empty; write the domain whose mails lie in the mailbox, such as reply.shop.example, or Parley:Mail:BounceDomain.";
        if (o is { IsOn: true, AuthservId: "" }) yield return "Parley:Replies:AuthservId is empty; write the first word of your receiver's Authentication-Results, such as mx.shop.example. Without it, anybody could write as anybody.";
        if (o.WebhookSecret.Length is > 0 and < 24) yield return "Parley:Replies:WebhookSecret is too short; write at least 24 characters, for instance from 'openssl rand -hex 24'.";
        if (o.Security is not ("auto" or "starttls" or "tls" or "plain")) yield return $"Parley:Replies:Security is '{o.Security}'; write 'auto', 'starttls', 'tls' or 'plain'.";
        if (o is { Security: "plain", Password.Length: > 0 } && !Servers.IsHere(o.Host)) yield return "Parley:Replies:Password would cross a network that anybody can read; write 'starttls' or 'tls' as Parley:Replies:Security.";
        if (new[] { o.Folder, o.DoneFolder, o.QuarantineFolder }.Distinct(StringComparer.OrdinalIgnoreCase).Count() < 3 || o.DoneFolder.Length * o.QuarantineFolder.Length * o.Folder.Length == 0) yield return "Parley:Replies:Folder, DoneFolder and QuarantineFolder must be three folders.";
    }
}
