using System.Text;
using System.Text.Json;
using MimeKit;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>What a provider brought, as a mail's bytes.</summary>
/// <param name="IsWhole">Otherwise it is larger than what is taken, and this is its beginning.</param>
sealed record BroughtMail(byte[] Mail, IReadOnlyList<string> Recipients, string? SignedBy = null, bool HasResults = true, bool IsWhole = true);

/// <summary>
/// Reads mails as providers bring them: their JSON or forms, or the mail as it is. What comes in fields is put together to a mail again, with its headers in
/// their order, so that one way leads on from here. Providers that can bring the mail as it is should be told to.
/// </summary>
static class ProviderMails
{
    public static async Task<BroughtMail> ReadAsync(string provider, HttpContext http, int most, CancellationToken ct) => provider switch
    {
        "mime" => await OfMimeAsync(http, most, ct),
        "postmark" => OfPostmark(await BytesAsync(http, most, ct)),
        "sendgrid" => await OfSendGridAsync(await ProviderForm.ReadAsync(http, most, ct), ct),
        "mailgun" => OfMailgun(await ProviderForm.ReadAsync(http, most, ct)),
        _ => throw Refuse.NotFound(),
    };

    /// <summary>The mail as it is. One that is too large is read to its end, so that who brings it hears that it need not come again, and only its beginning is kept.</summary>
    static async Task<BroughtMail> OfMimeAsync(HttpContext http, int most, CancellationToken ct)
    {
        string[] recipients = [.. http.Request.Query["recipient"].OfType<string>()];
        using var all = new MemoryStream();
        var buffer = new byte[81_920];
        var isWhole = http.Request.ContentLength is not { } told || told <= most;
        while (await http.Request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (isWhole && all.Length + read > most) isWhole = false;
            if (isWhole || all.Length < ReadMail.MostHeaderBytes) all.Write(buffer, 0, read);
        }
        return isWhole ? new BroughtMail(all.ToArray(), recipients) : new BroughtMail(all.GetBuffer()[..(int)Math.Min(all.Length, ReadMail.MostHeaderBytes)], recipients, IsWhole: false);
    }

    /// <summary>Postmark's inbound JSON; <c>RawEmail</c> is there when "include raw email content" is on.</summary>
    static BroughtMail OfPostmark(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            string[] recipients = [TextOf(root, "OriginalRecipient")];
            if (TextOf(root, "RawEmail") is { Length: > 0 } raw) return new BroughtMail(Encoding.UTF8.GetBytes(raw), recipients);
            using var mail = new MimeMessage();
            mail.Headers.Clear();
            foreach (var header in ListOf(root, "Headers")) Add(mail, TextOf(header, "Name"), TextOf(header, "Value"));
            Ensure(mail, "From", TextOf(root, "From"));
            Ensure(mail, "To", TextOf(root, "To"));
            Ensure(mail, "Cc", TextOf(root, "Cc"));
            Ensure(mail, "Subject", TextOf(root, "Subject"));
            var body = new BodyBuilder { TextBody = NullIfEmpty(TextOf(root, "TextBody")), HtmlBody = NullIfEmpty(TextOf(root, "HtmlBody")) };
            foreach (var file in ListOf(root, "Attachments")) body.Attachments.Add(TextOf(file, "Name"), Convert.FromBase64String(TextOf(file, "Content")), TypeOf(TextOf(file, "ContentType")));
            mail.Body = body.ToMessageBody();
            return new BroughtMail(Write(mail), recipients);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw Refuse.MalformedJson();
        }
    }

    /// <summary>SendGrid's Inbound Parse: raw in <c>email</c>, or in fields. It says in <c>dkim</c> whose signature is good; it writes no results into the mail, so that those in it are nobody's.</summary>
    static async Task<BroughtMail> OfSendGridAsync(ProviderForm form, CancellationToken ct)
    {
        var recipients = Recipients(form.Text("envelope"));
        var signed = SignedBy(form.Text("dkim"));
        if (form.Bytes("email") is { Length: > 0 } raw) return new BroughtMail(raw, recipients, signed, HasResults: false);
        var charsets = Charsets(form.Text("charsets"));
        using var mail = new MimeMessage();
        mail.Headers.Clear();
        foreach (var header in await HeadersAsync(form.Text("headers"), ct)) mail.Headers.Add(header);
        Ensure(mail, "From", Told("from"));
        Ensure(mail, "To", Told("to"));
        return new BroughtMail(Write(mail, Told("text"), Told("html"), form.Files), recipients, signed, HasResults: false);

        string Told(string field) => form.Text(field, charsets.GetValueOrDefault(field));
    }

    /// <summary>Mailgun's routes: raw in <c>body-mime</c> (addresses that end in <c>/mime</c>), or in fields.</summary>
    static BroughtMail OfMailgun(ProviderForm form)
    {
        string[] recipients = [form.Text("recipient")];
        if (form.Bytes("body-mime") is { Length: > 0 } raw) return new BroughtMail(raw, recipients);
        using var mail = new MimeMessage();
        mail.Headers.Clear();
        try
        {
            using var headers = JsonDocument.Parse(form.Text("message-headers") is { Length: > 0 } json ? json : "[]");
            foreach (var pair in headers.RootElement.EnumerateArray()) Add(mail, pair[0].GetString() ?? "", pair[1].GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw Refuse.MalformedJson(" in 'message-headers'");
        }
        Ensure(mail, "From", form.Text("from"));
        Ensure(mail, "To", form.Text("recipient"));
        return new BroughtMail(Write(mail, form.Text("body-plain"), form.Text("body-html"), form.Files), recipients);
    }

    /// <summary>Of <c>{@example.com : pass}</c>, the one domain whose signature is good; several are no help in telling whose mail it is.</summary>
    static string? SignedBy(string dkim)
    {
        var passed = dkim.Trim('{', '}', ' ').Split(',').Select(one => one.Split(':', 2, StringSplitOptions.TrimEntries)).Where(p => p is [['@', ..], "pass"]).Select(p => p[0][1..]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return passed is [var only] && MailAddresses.IsDomain(only) ? only : null;
    }

    /// <summary>Which field is in which charset, such as <c>{"text": "iso-8859-1"}</c>.</summary>
    static Dictionary<string, string> Charsets(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value.GetString()!) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    static IReadOnlyList<string> Recipients(string envelope)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope);
            return [.. ListOf(document.RootElement, "to").Select(t => t.GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    static async Task<byte[]> BytesAsync(HttpContext http, int most, CancellationToken ct)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81_920];
        while (await http.Request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (all.Length + read > most) throw Refuse.TooLarge(most);
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }

    static async Task<HeaderList> HeadersAsync(string text, CancellationToken ct)
    {
        try
        {
            return await HeaderList.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text.TrimEnd() + "\r\n\r\n")), ct);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    static byte[] Write(MimeMessage mail, string text, string html, IReadOnlyList<ProviderFile> files)
    {
        var body = new BodyBuilder { TextBody = NullIfEmpty(text), HtmlBody = NullIfEmpty(html) };
        foreach (var file in files) body.Attachments.Add(file.Name, file.Bytes, TypeOf(file.MediaType));
        foreach (var about in mail.Headers.Where(h => h.Field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).ToList()) mail.Headers.Remove(about); // of the mail as it was
        mail.Body = body.ToMessageBody();
        return Write(mail);
    }

    static byte[] Write(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);
        return bytes.ToArray();
    }

    static void Add(MimeMessage mail, string name, string value)
    {
        if (name.Length == 0 || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || !name.All(c => c is > ' ' and < '\x7f' and not ':')) return;
        mail.Headers.Add(name, value.ReplaceLineEndings(" "));
    }

    static void Ensure(MimeMessage mail, string name, string value)
    {
        if (!mail.Headers.Contains(name) && value.Length > 0) Add(mail, name, value);
    }

    static ContentType TypeOf(string? type) => ContentType.TryParse(type ?? "", out var found) ? found : new ContentType("application", "octet-stream");

    static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    static string TextOf(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static JsonElement.ArrayEnumerator ListOf(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
}
