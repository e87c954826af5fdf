using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Cryptography;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>What can be told from a mail's headers alone. Pure.</summary>
/// <param name="From">Its one sender, normal; null when there is none, are several, or the header is no plain one.</param>
/// <param name="Answers">Tokens of addresses at the domain for answers, wherever it was addressed to.</param>
/// <param name="Bounces">Tokens of addresses at the domain for bounces.</param>
/// <param name="Automatic">Why it is a machine's; null when it may be a person's.</param>
/// <param name="FromTool">It offers to unsubscribe from it, as newsletters do, and as programs do with which vendors answer their customers.</param>
/// <param name="Passed">Whether our receiver vouches for <paramref name="From"/>.</param>
sealed partial record MailFacts(string? From, IReadOnlyList<string> Answers, IReadOnlyList<string> Bounces, string? Automatic, bool FromTool, bool Passed)
{
    static readonly string[] Addressed = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To"];

    public static MailFacts Of(InboundMail inbound, ReplyOptions replies, MailOptions mails)
    {
        var headers = inbound.Mail.Headers;
        var recipients = headers.Where(h => Addressed.Contains(h.Field, StringComparer.OrdinalIgnoreCase)).Select(h => h.Value).Concat(inbound.Recipients).ToList();
        var from = SenderOf(inbound.Mail);
        return new MailFacts(
            from,
            TokensIn(recipients, ReplyAddresses.Prefix, ReplyAddresses.TokenLength, replies.Domain),
            TokensIn(recipients, BounceTokens.Prefix, BounceTokens.TextLength, mails.BounceDomain),
            WhyAutomatic(inbound.Mail, from, mails.Sender),
            headers.Contains(HeaderId.ListUnsubscribe),
            from is not null && ((inbound.HasResults && Vouched(headers, replies.AuthservId, DomainOf(from))) || IsAligned(inbound.SignedBy, DomainOf(from))));
    }

    /// <summary>The one address in the one From header, which holds nothing else: what parsers may read in two ways is nobody.</summary>
    static string? SenderOf(MimeMessage mail)
    {
        var fields = mail.Headers.Where(h => h.Id == HeaderId.From).ToList();
        if (fields is not [var field] || mail.From is not [MailboxAddress { Address: { Length: > 0 } address }]) return null;
        var written = field.Value.Trim();
        return written.Equals(address, StringComparison.Ordinal) || written.EndsWith($"<{address}>", StringComparison.Ordinal) ? MailAddresses.Normal(address) : null;
    }

    static string DomainOf(string address) => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>
    /// Only the topmost header counts, and only when it is our receiver's: whatever stands below, or under another name, came with the mail
    /// (RFC 8601, 5 and 7.1). It must say that DMARC passed, once, and for the domain in From.
    /// </summary>
    static bool Vouched(HeaderList headers, string authservId, string domain)
    {
        var top = headers.FirstOrDefault(h => h.Field.Equals("Authentication-Results", StringComparison.OrdinalIgnoreCase));
        if (top is null || authservId.Length == 0 || !AuthenticationResults.TryParse(top.RawValue, out var results)) return false;
        if (!authservId.Equals(results.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase) || results.Version is not (null or 1)) return false;
        if (results.Results.Where(r => r.Method.Equals("dmarc", StringComparison.OrdinalIgnoreCase)).ToList() is not [var dmarc] || !dmarc.Result.Equals("pass", StringComparison.OrdinalIgnoreCase)) return false;
        var named = dmarc.Properties.Where(p => p.PropertyType.Equals("header", StringComparison.OrdinalIgnoreCase) && p.Property.Equals("from", StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [var one] && MailAddresses.Normal($"x@{DomainOf(one.Value)}") == $"x@{domain}";
    }

    /// <summary>What DMARC calls alignment, as far as it can be told without a list of public suffixes: the domain itself, or one above it.</summary>
    static bool IsAligned(string? signedBy, string domain) =>
        signedBy is { Length: > 0 } signer && signer.Contains('.', StringComparison.Ordinal) && (domain.Equals(signer, StringComparison.OrdinalIgnoreCase) || domain.EndsWith($".{signer}", StringComparison.OrdinalIgnoreCase));

    static List<string> TokensIn(List<string> recipients, string prefix, int length, string domain) => domain.Length == 0 ? [] :
        [.. recipients.SelectMany(r => Tokens().Matches(r)).Where(m => m.Groups["prefix"].Value.Equals(prefix, StringComparison.OrdinalIgnoreCase) && m.Groups["token"].Length == length && m.Groups["domain"].Value.Equals(domain, StringComparison.OrdinalIgnoreCase))
            .Select(m => m.Groups["token"].Value.ToLowerInvariant()).Distinct()];

    /// <summary>RFC 3834 and what was usual before it: whoever answers such a mail may begin a conversation of machines.</summary>
    static string? WhyAutomatic(MimeMessage mail, string? from, string ours)
    {
        var headers = mail.Headers;
        if (headers["Auto-Submitted"] is { } submitted && !submitted.Trim().Equals("no", StringComparison.OrdinalIgnoreCase)) return "auto-submitted";
        if (headers["Precedence"]?.Trim().ToLowerInvariant() is "bulk" or "junk" or "list" or "auto_reply") return "bulk";
        if (headers.Contains(HeaderId.ListId) || headers.Contains("List-Post")) return "list";
        if (headers.Contains("X-Autoreply") || headers.Contains("X-Autorespond") || headers.Contains("X-Auto-Reply") || headers["X-FC-MachineGenerated"] is not null) return "auto-submitted";
        if (headers["Return-Path"]?.Trim() is "<>" || mail.Body is MultipartReport || mail.Body?.ContentType.IsMimeType("multipart", "report") == true) return "report";
        if (from is null) return null;
        if (from.Equals(ours, StringComparison.OrdinalIgnoreCase)) return "our-own";
        return from[..from.IndexOf('@', StringComparison.Ordinal)] is "mailer-daemon" or "postmaster" or "noreply" or "no-reply" ? "machine" : null;
    }

    [GeneratedRegex(@"(?<![\w.+-])(?<prefix>[rb]\+)(?<token>[a-z2-7]{20,60})@(?<domain>[a-z0-9.-]{1,253})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tokens();
}
