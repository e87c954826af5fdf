namespace Parley.Text.Mail;

/// <summary>What a person wrote in a mail, and what was taken away to find it.</summary>
/// <param name="Text">The new text: lines end with a line feed, no blank lines around it.</param>
/// <param name="Removed">What was taken away, in the mail's order, so that it can be shown when somebody asks.</param>
public sealed record Reply(string Text, IReadOnlyList<Removal> Removed);

/// <summary>Consecutive lines that were taken away for one reason.</summary>
public sealed record Removal(RemovalReason Reason, string Text);

/// <summary>Why lines were taken away.</summary>
public enum RemovalReason
{
    /// <summary>They were not.</summary>
    None,

    /// <summary>An earlier mail, with the line or the header block that introduces it.</summary>
    Quote,

    /// <summary>A mail that was passed on.</summary>
    Forward,

    /// <summary>A line that asks to write above it, and what follows it.</summary>
    ReplyMarker,

    /// <summary>What follows a signature's delimiter, or what the mail program marked as its writer's signature.</summary>
    Signature,

    /// <summary>What a device or a mail program says about itself ("Sent from my iPhone").</summary>
    Device,

    /// <summary>What a mailing list, a company's mail gateway or a virus scanner appends.</summary>
    Footer,

    /// <summary>A salutation with name and ways of contact, without a delimiter.</summary>
    Closing,
}

/// <summary>What <see cref="ReplyParser"/> takes away.</summary>
[Flags]
public enum ReplyParts
{
    /// <summary>Nothing; HTML still becomes text.</summary>
    None = 0,

    /// <summary>Quoted mails.</summary>
    Quotes = 1,

    /// <summary>Mails that are passed on. Without it they stay, with all that follows.</summary>
    Forwards = 2,

    /// <summary>Signatures behind a delimiter or marked in HTML, what devices say, footers.</summary>
    Signatures = 4,

    /// <summary>Also "Regards, Tom" and blocks of name, telephone and web page. They may be what was asked for, so this is a choice of its own.</summary>
    Closings = 8,

    /// <summary>What an answer to a notice needs.</summary>
    Usual = Quotes | Forwards | Signatures,
}
