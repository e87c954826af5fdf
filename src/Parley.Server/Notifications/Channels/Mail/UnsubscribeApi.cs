using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Parley.Access;
using Parley.Plumbing;

namespace Parley.Notifications;

/// <summary>
/// The link in every mail (RFC 8058). Opening it shows a page with one button and changes nothing, because programs that look through mails
/// open every link; only the button, or the mail program's own, does.
/// </summary>
public static class UnsubscribeApi
{
    public static void MapUnsubscribe(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/notices/unsubscribe").WithTags("Notices").ForHolderOf("mailLink").AddEndpointFilter(ShowRefusals);
        group.MapGet("", Ask).WithName("askToUnsubscribe");
        group.MapPost("", Do).WithName("unsubscribe");
    }

    static async Task<ContentHttpResult> Ask(string? token, HttpContext http, Unsubscribe unsubscribe, IOptions<NotificationOptions> options, CancellationToken ct)
    {
        var what = await unsubscribe.ReadAsync(token, ct);
        var words = UnsubscribeWords.For(http, options.Value);
        return Page(http, words, options.Value, $"""<p>{Text(what.Conversation == Guid.Empty ? words.AskAll : words.AskThread)}</p><form method="post"><button>{Text(words.Button)}</button></form>""");
    }

    static async Task<ContentHttpResult> Do(string? token, HttpContext http, Unsubscribe unsubscribe, IOptions<NotificationOptions> options, CancellationToken ct)
    {
        await unsubscribe.RunAsync(token, ct);
        var words = UnsubscribeWords.For(http, options.Value);
        return Page(http, words, options.Value, $"<p>{Text(words.Done)}</p>");
    }

    /// <summary>Whoever opens a link of which a part is missing is a person with a browser: they get a page, under the same status; programs get what they always get.</summary>
    static async ValueTask<object?> ShowRefusals(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (RefusedException e) when (e.Refusal.Code == Unsubscribe.UnknownLink && WantsPage(http))
        {
            var options = http.RequestServices.GetRequiredService<IOptions<NotificationOptions>>().Value;
            var words = UnsubscribeWords.For(http, options);
            return Page(http, words, options, $"<p>{Text(words.Unknown)}</p>", e.Refusal.Status);
        }
    }

    static bool WantsPage(HttpContext http) => http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    static ContentHttpResult Page(HttpContext http, UnsubscribeWords words, NotificationOptions options, string body, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Content($"""
            <!DOCTYPE html><html lang="{words.Language}" dir="{(words.Language == "ar" ? "rtl" : "ltr")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>{Text(options.Marketplace)}</title>
            <style>body {"{"} font:17px/1.5 system-ui, sans-serif; color-scheme:light dark; max-width:32rem; margin:15vh auto 0; padding:0 1rem {"}"} button {"{"} font:inherit; padding:.6rem 1.2rem {"}"}</style></head><body><main><h1>{Text(options.Marketplace)}</h1>{body}</main></body></html>
            """, "text/html; charset=utf-8", statusCode: status);
    }

    static string Text(string text) => HtmlEncoder.Default.Encode(text);
}

/// <summary>The page's words, in the browser's language or the marketplace's.</summary>
sealed record UnsubscribeWords(string Language, string AskAll, string AskThread, string Button, string Done, string Unknown)
{
    public static UnsubscribeWords For(HttpContext http, NotificationOptions options)
    {
        var wanted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString()).Append(options.Locale);
        return wanted.Select(w => Array.Find(All, a => w.Split('-', '_')[0].Equals(a.Language, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(w => w is not null) ?? All[0];
    }

    static readonly UnsubscribeWords[] All =
    [
        new("en", "Do you want no more mails about your messages?", "Do you want no more mails about this conversation?", "No more mails", "Done. You get no more of these mails. You can change that among your settings at any time.", "This link is not one of ours, or a part of it is missing. Nothing was changed. Please open it from the mail as it is, or choose among your settings which mails you want."),
        new("de", "Möchten Sie keine E-Mails zu Ihren Nachrichten mehr?", "Möchten Sie keine E-Mails zu dieser Unterhaltung mehr?", "Keine E-Mails mehr", "Erledigt. Sie bekommen keine solchen E-Mails mehr. In Ihren Einstellungen können Sie das jederzeit ändern.", "Dieser Link stammt nicht von uns, oder ein Teil fehlt. Es wurde nichts geändert. Bitte öffnen Sie ihn aus der E-Mail, so wie er dort steht, oder wählen Sie in Ihren Einstellungen, welche E-Mails Sie möchten."),
        new("es", "¿No quiere más correos sobre sus mensajes?", "¿No quiere más correos sobre esta conversación?", "No más correos", "Hecho. No recibirá más correos como este. Puede cambiarlo cuando quiera en sus ajustes.", "Este enlace no es nuestro, o le falta una parte. No se ha cambiado nada. Ábralo desde el correo tal como está, o elija en sus ajustes qué correos quiere."),
        new("fr", "Ne voulez-vous plus d’e-mails à propos de vos messages ?", "Ne voulez-vous plus d’e-mails sur cette conversation ?", "Plus d’e-mails", "C’est fait. Vous ne recevrez plus ces e-mails. Vous pouvez le changer à tout moment dans vos réglages.", "Ce lien n’est pas de nous, ou il en manque une partie. Rien n’a été changé. Ouvrez-le depuis l’e-mail tel quel, ou choisissez dans vos réglages les e-mails que vous voulez."),
        new("ar", "ألا تريد مزيدًا من رسائل البريد عن رسائلك؟", "ألا تريد مزيدًا من رسائل البريد عن هذه المحادثة؟", "لا مزيد من الرسائل", "تم. لن تصلك هذه الرسائل بعد الآن. يمكنك تغيير ذلك في إعداداتك في أي وقت.", "هذا الرابط ليس من روابطنا أو ينقصه جزء، ولم يتغير شيء. افتحه من رسالة البريد كما هو، أو اختر في إعداداتك رسائل البريد التي تريدها."),
    ];
}
