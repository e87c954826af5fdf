using System.Text.RegularExpressions;

namespace Parley.Attachments.Look;

/// <summary>What a code tells a telephone to do, by the forms in use: addresses with a scheme, cards, networks, payments.</summary>
static partial class CodeContents
{
    /// <summary>Each with what it begins with, in capital letters.</summary>
    static readonly (string Begin, PictureContact Kind)[] Forms =
    [
        ("BEGIN:VCARD", PictureContact.Contact), ("MECARD:", PictureContact.Contact), ("BIZCARD:", PictureContact.Contact), ("WIFI:", PictureContact.Contact),
        ("MATMSG:", PictureContact.Mail), ("SMTP:", PictureContact.Mail),
        ("BCD\n", PictureContact.Payment), ("BCD\r", PictureContact.Payment), // European Payments Council, EPC069-12
        ("SPC\n", PictureContact.Payment), ("SPC\r", PictureContact.Payment), // Swiss QR bill
        ("SPD*", PictureContact.Payment), // Czech QR payment
        ("000201", PictureContact.Payment), // EMV merchant codes: Pix, PayNow, PromptPay, ...
    ];

    static readonly Dictionary<string, PictureContact> Schemes = new()
    {
        ["tel"] = PictureContact.Phone, ["sms"] = PictureContact.Phone, ["smsto"] = PictureContact.Phone, ["mms"] = PictureContact.Phone, ["mmsto"] = PictureContact.Phone,
        ["facetime"] = PictureContact.Phone, ["facetime-audio"] = PictureContact.Phone, ["mailto"] = PictureContact.Mail,
        ["bitcoin"] = PictureContact.Payment, ["bitcoincash"] = PictureContact.Payment, ["ethereum"] = PictureContact.Payment, ["litecoin"] = PictureContact.Payment,
        ["lightning"] = PictureContact.Payment, ["monero"] = PictureContact.Payment, ["dogecoin"] = PictureContact.Payment, ["solana"] = PictureContact.Payment,
        ["tron"] = PictureContact.Payment, ["ripple"] = PictureContact.Payment, ["upi"] = PictureContact.Payment, ["payto"] = PictureContact.Payment,
        ["paypal"] = PictureContact.Payment, ["venmo"] = PictureContact.Payment, ["cashapp"] = PictureContact.Payment, ["swish"] = PictureContact.Payment,
        ["alipays"] = PictureContact.Payment, ["bank"] = PictureContact.Payment,
        ["otpauth"] = PictureContact.Contact, ["otpauth-migration"] = PictureContact.Contact,
        ["whatsapp"] = PictureContact.Handle, ["tg"] = PictureContact.Handle, ["viber"] = PictureContact.Handle, ["skype"] = PictureContact.Handle, ["sgnl"] = PictureContact.Handle,
        ["line"] = PictureContact.Handle, ["weixin"] = PictureContact.Handle, ["instagram"] = PictureContact.Handle, ["fb"] = PictureContact.Handle,
        ["fb-messenger"] = PictureContact.Handle, ["threema"] = PictureContact.Handle, ["xmpp"] = PictureContact.Handle, ["sip"] = PictureContact.Handle,
        ["sips"] = PictureContact.Handle, ["matrix"] = PictureContact.Handle, ["snapchat"] = PictureContact.Handle, ["discord"] = PictureContact.Handle,
    };

    /// <summary>What it is a way to; null when it is none by its form. <paramref name="isPlain"/>: it has no form, and is a text like others.</summary>
    public static PictureContact? KindOf(string code, IReadOnlyCollection<string> ownHosts, out bool isPlain)
    {
        var text = code.Trim().TrimStart('\ufeff');
        isPlain = false;
        foreach (var (begin, kind) in Forms)
            if (text.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) return kind;
        var scheme = Scheme().Match(text).Groups["name"].Value.ToLowerInvariant();
        if (scheme is "http" or "https") return IsOwn(text, ownHosts) ? null : PictureContact.Link;
        if (Schemes.TryGetValue(scheme, out var known)) return known;
        if (scheme.Length > 0 && text.AsSpan(scheme.Length).StartsWith("://")) return PictureContact.Link; // an app's own address
        isPlain = true;
        return null;
    }

    /// <summary>The place itself, and not one that only looks like it (<c>https://shop.example@elsewhere</c>).</summary>
    static bool IsOwn(string text, IReadOnlyCollection<string> ownHosts)
    {
        if (text.AsSpan().IndexOfAny("\\\n\r\t") >= 0 || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0) return false;
        var host = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        return ownHosts.Any(own => host == own || host.EndsWith($".{own}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z][A-Za-z0-9+.\-]{1,31}):", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
