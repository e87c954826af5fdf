using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Conversations;

namespace Parley.Safety;

/// <summary>The pages of public notices: no script, nothing from elsewhere, light and dark, for screen readers and small screens.</summary>
static class NoticePages
{
    public static ContentHttpResult Form(HttpContext http, IPlainMail house, NoticeWording w, NoticeDraft draft, IReadOnlyList<(string Field, NoticeFlaw Flaw)> flaws, int status = StatusCodes.Status200OK)
    {
        var wrong = flaws.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => w.Of(g.First().Flaw));
        var body = new StringBuilder($"<p>{Text(w.Intro)}</p>");
        if (flaws.Count > 0) body.Append($"<p class=\"wrong\" role=\"alert\">{Text(w.LookAgain)}</p>");
        body.Append($"<form method=\"post\" action=\"{PublicNoticesApi.Form}\" novalidate><input type=\"hidden\" name=\"id\" value=\"{Text(draft.Id)}\"><input type=\"hidden\" name=\"lang\" value=\"{w.Language}\">");
        var choices = string.Concat(Enum.GetValues<NoticeCategory>().Select(c => $"<option value=\"{TakeNotice.Word(c)}\"{(TakeNotice.Word(c) == draft.Category ? " selected" : "")}>{Text(w.Categories[(int)c - 1])}</option>"));
        Field("category", w.Category, id => $"<select {id} name=\"category\" required><option value=\"\"></option>{choices}</select>");
        Field("about", w.About, id => $"<textarea {id} name=\"about\" rows=\"3\" maxlength=\"{NoticeCheck.MostAbout}\" dir=\"auto\" required>{Text(draft.About)}</textarea>", w.AboutHelp);
        Field("why", w.Why, id => $"<textarea {id} name=\"why\" rows=\"7\" maxlength=\"{NoticeCheck.MostWhy}\" dir=\"auto\" required>{Text(draft.Why)}</textarea>", w.WhyHelp);
        body.Append($"<fieldset><legend>{Text(w.Ids)}</legend>");
        Field("conversation", w.Conversation, id => $"<input {id} name=\"conversation\" value=\"{Text(draft.Conversation)}\" maxlength=\"128\" dir=\"ltr\" autocomplete=\"off\">");
        Field("message", w.Message, id => $"<input {id} name=\"message\" value=\"{Text(draft.Message)}\" maxlength=\"9\" inputmode=\"numeric\" dir=\"ltr\" autocomplete=\"off\">");
        Field("person", w.Person, id => $"<input {id} name=\"person\" value=\"{Text(draft.Person)}\" maxlength=\"128\" dir=\"ltr\" autocomplete=\"off\">");
        body.Append("</fieldset><fieldset>").Append($"<legend>{Text(w.You)}</legend><p class=\"help\">{Text(w.YouHelp)}</p>");
        Field("name", w.Name, id => $"<input {id} name=\"name\" value=\"{Text(draft.Name)}\" maxlength=\"{NoticeCheck.MostName}\" dir=\"auto\" autocomplete=\"name\">");
        Field("mail", w.Mail, id => $"<input {id} name=\"mail\" type=\"email\" value=\"{Text(draft.Mail)}\" maxlength=\"{NoticeCheck.MostMail}\" dir=\"ltr\" autocomplete=\"email\">");
        body.Append("</fieldset>");
        body.Append($"<div class=\"trap\"><label for=\"homepage\">{Text(w.Trap)}</label><input id=\"homepage\" name=\"homepage\" value=\"{Text(draft.Homepage)}\" tabindex=\"-1\" autocomplete=\"off\"></div>");
        if (wrong.TryGetValue("homepage", out var trapped)) body.Append($"<p class=\"wrong\">{Text(trapped)}</p>");
        body.Append($"<div class=\"field\"><label class=\"tick\"><input type=\"checkbox\" name=\"goodFaith\" value=\"yes\"{(draft.GoodFaith ? " checked" : "")}{Marked("goodFaith")} required> {Text(w.Faith)}</label>{Wrong("goodFaith")}</div>");
        body.Append($"<button>{Text(w.Send)}</button></form><p><a href=\"{PublicNoticesApi.Receipt}?lang={w.Language}\">{Text(w.FollowLink)}</a></p>");
        return Page(http, house, w, w.Title, body.ToString(), status);

        void Field(string name, string label, Func<string, string> control, string? help = null) =>
            body.Append($"<div class=\"field\"><label for=\"{name}\">{Text(label)}</label>{(help is null ? "" : $"<p class=\"help\" id=\"{name}-help\">{Text(help)}</p>")}{control($"id=\"{name}\"{Marked(name, help is not null)}")}{Wrong(name)}</div>");
        string Wrong(string name) => wrong.TryGetValue(name, out var sentence) ? $"<p class=\"wrong\" id=\"{name}-wrong\">{Text(sentence)}</p>" : "";
        string Marked(string name, bool helped = false)
        {
            var by = string.Join(' ', new[] { helped ? $"{name}-help" : "", wrong.ContainsKey(name) ? $"{name}-wrong" : "" }.Where(id => id.Length > 0));
            return $"{(by.Length > 0 ? $" aria-describedby=\"{by}\"" : "")}{(wrong.ContainsKey(name) ? " aria-invalid=\"true\"" : "")}";
        }
    }

    public static ContentHttpResult Received(HttpContext http, IPlainMail house, NoticeWording w, string code, bool mailed) => Page(http, house, w, w.ReceivedTitle,
        $"<p>{Text(w.ReceivedText)}</p><p class=\"code\" dir=\"ltr\">{code}</p>{(mailed ? $"<p>{Text(w.Mailed)}</p>" : "")}{Question(w, code)}", StatusCodes.Status201Created);

    public static ContentHttpResult Ask(HttpContext http, IPlainMail house, NoticeWording w, string? wrong, int status = StatusCodes.Status200OK) => Page(http, house, w, w.FollowTitle,
        $"<p>{Text(w.FollowHelp)}</p>{(wrong is null ? "" : $"<p class=\"wrong\" role=\"alert\">{Text(wrong)}</p>")}{Question(w, null)}<p><a href=\"{PublicNoticesApi.Form}?lang={w.Language}\">{Text(w.Title)}</a></p>", status);

    public static ContentHttpResult State(HttpContext http, IPlainMail house, NoticeWording w, NoticeState state)
    {
        var says = state.State switch { ReportOutcome.Received => w.InReview, ReportOutcome.Acted => w.Acted, _ => w.NoViolation };
        var day = state.At.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return Page(http, house, w, w.FollowTitle,
            $"<p><strong>{Text(w.Categories[(int)state.Category - 1])}</strong> · <time dir=\"ltr\">{day}</time></p><p>{Text(says)}</p>{(state.DecidedAt is null ? "" : $"<p>{Text(w.Redress)}</p>")}<p>{Text(w.ByPeople)}</p>");
    }

    public static ContentHttpResult Said(HttpContext http, IPlainMail house, NoticeWording w, string sentence, int status) => Page(http, house, w, w.Title, $"<p role=\"alert\">{Text(sentence)}</p>", status);

    static string Question(NoticeWording w, string? code) => code is null
        ? $"<form method=\"post\" action=\"{PublicNoticesApi.Receipt}\"><input type=\"hidden\" name=\"lang\" value=\"{w.Language}\"><div class=\"field\"><label for=\"receipt\">{Text(w.Code)}</label><input id=\"receipt\" name=\"receipt\" maxlength=\"100\" dir=\"ltr\" autocomplete=\"off\" autocapitalize=\"characters\" required></div><button>{Text(w.Look)}</button></form>"
        : $"<form method=\"post\" action=\"{PublicNoticesApi.Receipt}\"><input type=\"hidden\" name=\"lang\" value=\"{w.Language}\"><input type=\"hidden\" name=\"receipt\" value=\"{code}\"><button>{Text(w.Look)}</button></form>";

    const string Style = """
        :root { color-scheme: light dark; background: light-dark(#fff, #1b1b1f); color: light-dark(#1b1b1f, #ececf0) } a { color: light-dark(#1a4fc4, #a9c1ff) }
        body { font: 17px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 6vh auto; padding: 0 1rem; overflow-wrap: anywhere }
        .field { display: grid; gap: .3rem; margin-block: 1rem } label { font-weight: 600 } .help { margin: 0; opacity: .8 } .wrong { margin: 0; font-weight: 600; color: light-dark(#b3261e, #ffb4ab) }
        input:not([type=checkbox]), textarea, select { font: inherit; padding: .5rem; min-height: 2.75rem; width: 100%; box-sizing: border-box; border: 1px solid light-dark(#767676, #8f8f8f); border-radius: 6px }
        fieldset { border: 1px solid light-dark(#ccc, #555); border-radius: 6px; margin-block: 1rem; padding: .5rem 1rem } legend { font-weight: 600; padding: 0 .3rem }
        .tick { font-weight: 400; display: flex; gap: .6rem; align-items: start } .tick input { margin-top: .3rem; width: 1.25rem; height: 1.25rem; flex: none } button { font: inherit; padding: .6rem 1.2rem; min-height: 2.75rem }
        .code { font: 700 1.3rem/1.5 ui-monospace, monospace; user-select: all } .trap { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
        """;

    static ContentHttpResult Page(HttpContext http, IPlainMail house, NoticeWording w, string title, string body, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "private, no-store";
        var links = string.Join(" · ", NoticeWording.All.Where(o => o.Language != w.Language).Select(o => $"<a href=\"?lang={o.Language}\" lang=\"{o.Language}\" hreflang=\"{o.Language}\">{Text(o.Own)}</a>"));
        return TypedResults.Content($"""
            <!DOCTYPE html><html lang="{w.Language}" dir="{(w.Language == "ar" ? "rtl" : "ltr")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>{Text(title)} – {Text(house.Marketplace)}</title>
            <style>{Style}</style></head><body><main><p>{Text(house.Marketplace)}</p><h1>{Text(title)}</h1>{body}</main><footer><nav aria-label="{Text(w.Languages)}">{links}</nav></footer></body></html>
            """, "text/html; charset=utf-8", statusCode: status);
    }

    static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
