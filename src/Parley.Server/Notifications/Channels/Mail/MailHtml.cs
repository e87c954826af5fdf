using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Parley.Notifications;

/// <summary>
/// The same as HTML: one column, headings, a link that looks like a button, readable by day and by night and in both directions. Nothing is
/// loaded from anywhere but the marketplace's own logo. Others' words are escaped, keep to their frame and say whose they are.
/// </summary>
sealed class MailHtml(MailView view, string colour, string? logo)
{
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    readonly StringBuilder html = new();

    public string Write()
    {
        var words = view.Words;
        Add($"""
            <!DOCTYPE html>
            <html {Way}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <title>{Text(view.Subject)}</title><style>
            :root {"{"} color-scheme: light dark {"}"}
            @media (prefers-color-scheme: dark) {"{"} .page {"{"} background:#15181c !important; color:#e8eaed !important {"}"} .card {"{"} background:#1f2328 !important; color:#e8eaed !important {"}"} .said {"{"} background:#2a2f36 !important; color:#e8eaed !important; border-color:#59626e !important {"}"} .small, .small a {"{"} color:#b4bcc6 !important {"}"} {"}"}
            </style></head>
            <body class="page" style="margin:0;padding:24px 12px;background:#f3f4f6;color:#1b1f24;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
            <div class="card" {Way} style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;color:#1b1f24;border-radius:8px">
            <p style="margin:0 0 16px;font-weight:bold">{(logo is null ? Text(view.Marketplace) : $"<img src=\"{Text(logo)}\" alt=\"{Text(view.Marketplace)}\" height=\"40\" style=\"height:40px;border:0\">")}</p>
            <p style="margin:0 0 16px">{Text(view.Hello)}</p>
            """);
        foreach (var section in view.Sections) AddSection(section);
        Add($"""<p style="margin:16px 0 0">{Text(view.CanAnswer ? words.Fill(words.Answer, view.FromName) : words.NoAnswer)}</p></div>""");
        Add($"""<div class="small" {Way} style="max-width:600px;margin:16px auto 0;padding:0 24px;font-size:13px;color:#4b5563"><p style="margin:0 0 8px">{Text(words.Fill(words.Reason, view.Marketplace))}</p><p style="margin:0">""");
        Add(string.Join(" · ", MailText.Footer(view).Select(f => $"""<a href="{Text(f.Url)}" style="color:#4b5563">{Text(f.Label)}</a>""")));
        Add("</p></div></body></html>\n");
        return html.ToString();
    }

    /// <summary>Not on the page alone: mail programs on the web show what is in its body within a page of their own.</summary>
    string Way => $"lang=\"{view.Words.Language}\" dir=\"{(view.Words.FromRightToLeft ? "rtl" : "ltr")}\"";

    void AddSection(MailSection section)
    {
        var words = view.Words;
        Add($"""<h1 style="margin:0 0 12px;font-size:18px;line-height:1.3;overflow-wrap:anywhere">{Text(section.Title)}</h1>""");
        foreach (var word in section.Words)
        {
            Add($"""<p style="margin:0 0 4px;font-size:14px;overflow-wrap:anywhere"><bdi>{Text(words.Fill(words.WrittenBy, word.From))}</bdi></p>""");
            Add("""<blockquote class="said" dir="auto" style="margin:0 0 12px;padding:10px 14px;background:#f3f4f6;color:#1b1f24;border:1px solid #c5ccd4;border-inline-start-width:4px;border-radius:4px;overflow:hidden;overflow-wrap:anywhere;unicode-bidi:isolate">""");
            if (word.Text is { } text) Add(Text(text).Replace("&#xA;", "<br>\n", StringComparison.Ordinal));
            if (word.Files.Count > 0) Add($"""<div style="font-size:14px">{Text(words.Fill(words.Files, string.Join(", ", word.Files)))}</div>""");
            Add("</blockquote>");
        }
        if (section.Words.Count == 0) Add($"""<p style="margin:0 0 12px">{Text(words.Fill(words.Hidden, view.Marketplace))}</p>""");
        if (section.More > 0) Add($"""<p style="margin:0 0 12px">{Text(words.More(section.More))}</p>""");
        if (section.Url is { } url) Add($"""<p style="margin:0 0 24px"><a href="{Text(url)}" style="display:inline-block;padding:10px 18px;background:{colour};color:{Ink(colour)};border-radius:6px;text-decoration:none;font-weight:bold">{Text(words.Open)}</a></p>""");
    }

    void Add(string part) => html.Append(part).Append('\n');

    static string Text(string text) => Encoder.Encode(text);

    /// <summary>White or black, whichever is easier to read on this colour (WCAG 2.2, relative luminance).</summary>
    static string Ink(string colour)
    {
        double Channel(int at)
        {
            var c = Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        var light = 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
        return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }
}
