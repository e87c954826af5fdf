using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>Mails to people (<c>Parley:Mail</c>). Without a server they become files in the data folder.</summary>
public sealed class MailOptions
{
    /// <summary>Whether there are mails at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The server that takes our mails. Empty: they become files.</summary>
    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;

    /// <summary><c>auto</c>: STARTTLS, which only a server on this machine may lack. <c>starttls</c> and <c>tls</c> (from the first byte, mostly port 465): never without. <c>plain</c>: never with, for development.</summary>
    public string Security { get; set; } = "auto";
    public string User { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>From whom mails are, such as <c>messages@shop.example</c>: an address for which the server may send.</summary>
    public string From { get; set; } = "";

    /// <summary>A domain whose mail comes back to us: each mail has a sender of its own there (<c>b+TOKEN@</c>), so that a bounce says which one it was. Empty: bounces go to <see cref="From"/>.</summary>
    public string BounceDomain { get; set; } = "";

    /// <summary>Whether words of messages may be in mails; a person can say no for themself.</summary>
    public bool ShowText { get; set; } = true;

    /// <summary>The colour of buttons, such as <c>#1f6feb</c>.</summary>
    public string Colour { get; set; } = "#1f6feb";

    /// <summary>The https address of a picture at most 40 pixels high. Empty: the marketplace's name stands there.</summary>
    public string Logo { get; set; } = "";

    /// <summary>Connections to the server, and so mails at once. 1 to 50.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>For how long a connection that has nothing to do is kept, in seconds.</summary>
    public int IdleSeconds { get; set; } = 30;

    /// <summary>How long one mail may take, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Where mails lie when there is no server; empty is <c>mail</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How many files are kept there; the oldest go first.</summary>
    public int FolderFiles { get; set; } = 500;

    /// <summary>Whether <c>/dev/mailbox</c> shows these files, to this machine only. For development.</summary>
    public bool Mailbox { get; set; }

    public bool HasServer => Host.Length > 0;

    /// <summary>With which every mail's ids end.</summary>
    public string Domain => Sender[(Sender.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public string Sender => From.Length > 0 ? From : "messages@parley.invalid";
}

/// <summary>What is wrong with the options, each with its name and what to write instead.</summary>
public static class MailMistakes
{
    public static IEnumerable<string> In(MailOptions o)
    {
        foreach (var (name, value, least, most) in new[] { ("Port", o.Port, 1, 65_535), ("Connections", o.Connections, 1, 50), ("IdleSeconds", o.IdleSeconds, 1, 600), ("TimeoutSeconds", o.TimeoutSeconds, 1, 120), ("FolderFiles", o.FolderFiles, 1, 10_000) })
            if (value < least || value > most) yield return $"Parley:Mail:{name} is {value}; write a whole number from {least} to {most}.";
        if (o.Security is not ("auto" or "starttls" or "tls" or "plain")) yield return $"Parley:Mail:Security is '{o.Security}'; write 'auto', 'starttls', 'tls' or 'plain'.";
        if (o is { Security: "plain", Password.Length: > 0 } && !Servers.IsHere(o.Host)) yield return "Parley:Mail:Password would cross a network that anybody can read; write 'starttls' or 'tls' as Parley:Mail:Security.";
        if (o is { HasServer: true, From: "" }) yield return "Parley:Mail:From is empty; write the address from which mails are, such as messages@shop.example.";
        if (o.From.Length > 0 && !MailAddresses.IsPlain(o.From)) yield return $"Parley:Mail:From is '{o.From}'; write one plain address such as messages@shop.example.";
        if (o.BounceDomain.Length > 0 && !MailAddresses.IsDomain(o.BounceDomain)) yield return $"Parley:Mail:BounceDomain is '{o.BounceDomain}'; write a domain such as bounces.shop.example.";
        if (o.Colour is not ['#', _, _, _, _, _, _] || !o.Colour.AsSpan(1).ToString().All(char.IsAsciiHexDigit)) yield return $"Parley:Mail:Colour is '{o.Colour}'; write '#' and six hexadecimal digits.";
        if (o.Logo.Length > 0 && !(Uri.TryCreate(o.Logo, UriKind.Absolute, out var logo) && logo.Scheme == "https")) yield return $"Parley:Mail:Logo is '{o.Logo}'; write an https address.";
    }
}
