namespace Parley.Text.Mail;

/// <summary>
/// Finds what a person newly wrote in a mail: without the mails quoted below or above it, without signatures, without what devices and
/// gateways add. A pure function of its arguments, whose time grows with their length and nothing else.
/// </summary>
/// <remarks>
/// In doubt a line stays: quotes and forwarded mails are recognised by what mail programs write (quote marks, introductions, header
/// blocks, dividers, their HTML's classes), never by their meaning. A mail of which nothing would be left keeps its signature, and if
/// that was not it, everything. The rules are described with their classes; words of mail programs stand in
/// <c>MailWords</c>, <c>HeaderWords</c> and <c>DeviceWords</c>.
/// </remarks>
public static class ReplyParser
{
    /// <summary>Finds the new text of a mail.</summary>
    /// <param name="plain">The mail's plain text; it is what counts unless there is nothing in it.</param>
    /// <param name="html">The mail's HTML, made text where there is no plain text.</param>
    /// <param name="remove">What is to be taken away.</param>
    public static Reply Parse(string? plain, string? html = null, ReplyParts remove = ReplyParts.Usual)
    {
        if (string.IsNullOrWhiteSpace(plain)) return html is null ? new Reply("", []) : Parse(HtmlLines.Of(html), remove);
        return Parse(MailLines.OfPlain(plain), remove);
    }

    internal static Reply Parse(MailLines lines, ReplyParts remove)
    {
        var quoteless = new Fates(lines);
        if (remove.HasFlag(ReplyParts.Quotes))
        {
            new QuoteCut(lines, remove, quoteless).Run();
            if (quoteless.Empty()) quoteless = new Fates(lines);
        }
        if ((remove & (ReplyParts.Signatures | ReplyParts.Closings)) == ReplyParts.None) return Reply(quoteless);
        var bare = quoteless.Copy();
        new SignatureCut(lines, remove, bare).Run();
        return Reply(bare.Empty() ? quoteless : bare);
    }

    static Reply Reply(Fates fates) => new(fates.Text(), fates.Removals());
}
