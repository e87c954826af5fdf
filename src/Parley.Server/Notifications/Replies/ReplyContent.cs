using MimeKit;
using Parley.Text.Mail;

namespace Parley.Notifications;

/// <summary>What a person says by a mail.</summary>
/// <param name="Text">What they newly wrote.</param>
/// <param name="Removed">What was cut away: the mail they answered to, their signature.</param>
/// <param name="Files">What is attached.</param>
/// <param name="Left">How many attachments cannot be files of a message, such as other mails.</param>
sealed record ReplyContent(string Text, string Removed, IReadOnlyList<MimePart> Files, int Left)
{
    /// <summary>Pictures inside a mail's text that are smaller are logos of signatures, mostly.</summary>
    const int SmallPicture = 8 * 1024;
    const int MostCharacters = 1_000_000;

    public static ReplyContent Of(MimeMessage mail)
    {
        var (plain, html) = (mail.TextBody, mail.HtmlBody);
        var reply = ReplyParser.Parse(Bounded(plain), Bounded(html));
        var parts = mail.BodyParts.ToList();
        var texts = parts.OfType<TextPart>().Where(p => !p.IsAttachment && (p.IsPlain || p.IsHtml)).ToHashSet<MimeEntity>();
        var files = parts.OfType<MimePart>().Where(p => !texts.Contains(p) && IsFile(p)).ToList();
        return new ReplyContent(Clean(reply.Text), string.Join('\n', reply.Removed.Select(r => r.Text)), files, parts.Count(p => p is MessagePart));
    }

    public static string NameOf(MimePart part, int number)
    {
        var name = part.FileName ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length > 0 ? name : $"file-{number}{Extension(part)}";
    }

    static string Extension(MimePart part) => MimeTypes.TryGetExtension(part.ContentType.MimeType, out var extension) ? extension : ".bin";

    /// <summary>Calendars' own parts and signatures of mails are none; a picture counts when it is attached, or stands in the text and is more than a logo.</summary>
    static bool IsFile(MimePart part)
    {
        if (part is MimeKit.Cryptography.ApplicationPkcs7Signature or MimeKit.Cryptography.ApplicationPgpSignature or TextPart { IsAttachment: false, FileName: null }) return false;
        if (part.IsAttachment) return true;
        return part.ContentType.IsMimeType("image", "*") ? part.Content?.Stream is { } bytes && bytes.Length > SmallPicture : part.FileName is { Length: > 0 };
    }

    static string? Bounded(string? text) => text is { Length: > MostCharacters } ? text[..MostCharacters] : text;

    /// <summary>Mails hold what messages do not: control characters, and blanks that only a mail program knows.</summary>
    static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t')).Trim();
}
