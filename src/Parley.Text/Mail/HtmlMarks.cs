namespace Parley.Text.Mail;

/// <summary>How mail programs mark quotes and signatures in their HTML, by an element's class, id and other attributes.</summary>
static class HtmlMarks
{
    /// <summary>The line that introduces a quote.</summary>
    static readonly Wording Introductions = new("gmail_attr", "moz-cite-prefix", "reply-intro", "moz-email-headers-table", "airmail_on", "nylas-quote-attribution", "quote-header", "quoteheader", "cite-prefix", "gmail_quote_attribution", "yahoo_quoted_header") { Open = true };

    /// <summary>What is quoted, whatever stands around it.</summary>
    static readonly Wording Quotes = new(
        "yahoo_quoted", "protonmail_quote", "zmail_extra", "olk_src_body_section", "mail_quote", "mail-quote", "quoted-message", "quotedmessage", "quoted_body", "tutanota_quote", "blue_quote", "mb_quote",
        "nylas-quote", "front-blockquote", "messagereplysection", "mail-editor-reference-message", "ms-outlook-mobile-reference-message", "reference-message-container", "isreplycontent", "isforwardcontent", "includetail", "qmquote",
        "aqm-original", "fairemail_quote", "freshdesk_quote", "hs_reply", "moz-forward-container", "forwarded-message-content", "original-message", "originalmessage", "edo_quoted", "newton_quote", "cm_quote", "ntes-quote", "reply_quote",
        "crm_quote", "gmx_quote", "quotecontainer", "quote-container", "history_container", "mobile-quote", "wm_quote", "x_yahoo_quoted", "dm_quote", "xm_quote") { Open = true };

    /// <summary>From here on stands the earlier mail.</summary>
    static readonly Wording Cuts = new("divrplyfwdmsg", "appendonsend", "stopspelling", "outlookmessageheader", "zwchr", "replysplit", "reply_splitter", "__divider__", "lineseparator_quote", "previousmessage", "mailcontainer_quote", "ms-outlook-mobile-body-separator-line") { Open = true };

    /// <summary>The writer's signature.</summary>
    static readonly Wording Signatures = new(
        "gmail_signature", "moz-signature", "applemailsignature", "protonmail_signature", "ms-outlook-mobile-signature", "aqm-signature", "composer_signature", "mailautosig", "mail_signature", "mail-signature", "email_signature", "email-signature",
        "outlook_signature", "tutanota_signature", "nine_signature", "spark_signature", "x_signature", "zmail_signature", "mobile_signature", "emailsignature", "mailsignature", "signature_block", "signature-block", "signatureblock", "bloop_sign", "-x-evo-signature",
        "fairemail_signature", "edo-signature", "front-signature", "user_signature", "user-signature", "hs_signature", "ydpsignature", "customsignature", "geary-signature", "messagesignaturesection", "k9mail-signature", "ntes-signature", "m_signature") { Open = true };

    /// <summary>What an element's attributes say of its content.</summary>
    public static Marks Of(HtmlTag tag, in HtmlAttributes attributes)
    {
        if (attributes.Empty) return Marks.None;
        var id = attributes.Id;
        var classes = attributes.Class;
        if (attributes.SignatureBlock || id.Equals("Signature", StringComparison.OrdinalIgnoreCase) || classes.Equals("signature", StringComparison.OrdinalIgnoreCase)) return Marks.Signature;
        if (classes.StartsWith("ydp", StringComparison.OrdinalIgnoreCase) && classes.EndsWith("signature", StringComparison.OrdinalIgnoreCase)) return Marks.Signature; // Yahoo puts a random word between them
        if (attributes.Name.Equals("quote", StringComparison.OrdinalIgnoreCase) || attributes.Marker is "__QUOTED_TEXT__" or "__HEADERS__") return Marks.Quoted;
        if (id.Equals("qt", StringComparison.OrdinalIgnoreCase) && tag is not HtmlTag.Blockquote) return Marks.Quoted;
        var said = Of(id);
        if (said is Marks.None) said = Of(classes);
        if (said is Marks.None) said = Of(attributes.Name);
        return said is Marks.None ? Of(attributes.Marker) : said;
    }

    static Marks Of(ReadOnlySpan<char> value)
    {
        if (value.Length < 5) return Marks.None;
        if (Introductions.In(value)) return Marks.Introduction;
        if (Quotes.In(value)) return Marks.Quoted;
        if (Cuts.In(value)) return Marks.Cut;
        return Signatures.In(value) ? Marks.Signature : Marks.None;
    }

    /// <summary>Not meant to be seen.</summary>
    public static bool Hidden(ReadOnlySpan<char> style)
    {
        var display = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        if (display >= 0 && style[(display + 7)..].TrimStart(": ").StartsWith("none", StringComparison.OrdinalIgnoreCase)) return true;
        return style.Contains("mso-hide:all", StringComparison.OrdinalIgnoreCase) || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Outlook rules its header block off by the border of a box.</summary>
    public static bool Ruled(ReadOnlySpan<char> style) =>
        style.Contains("border-top:", StringComparison.OrdinalIgnoreCase) || style.Contains("border-top-width", StringComparison.OrdinalIgnoreCase);

    /// <summary>Paragraphs of Word have no space between them.</summary>
    public static bool Tight(in HtmlAttributes attributes)
    {
        if (attributes.Class.StartsWith("Mso", StringComparison.Ordinal)) return true;
        var style = attributes.Style;
        var margin = style.IndexOf("margin", StringComparison.OrdinalIgnoreCase);
        return margin >= 0 && style[(margin + 6)..].TrimStart("-topblm: ").StartsWith("0", StringComparison.Ordinal);
    }
}
