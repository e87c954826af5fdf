using System.Globalization;

namespace Parley.Notifications;

/// <summary>What mails say besides the words of people, in one language. <c>{0}</c> is a person's or shop's name, <c>{1}</c> what is named beside it.</summary>
/// <param name="News">How many new messages there are, from whom.</param>
sealed record MailWords(
    string Language, string Via, Func<int, string> News, string About, Func<int, string> Group, string Hello, string WrittenBy, string Hidden, string Files, Func<int, string> More,
    string Open, string Answer, string NoAnswer, string Reason, string Preferences, string Mute, string Stop)
{
    public bool FromRightToLeft => Language == "ar";

    /// <summary>The person's language, else the marketplace's, else English.</summary>
    public static MailWords For(string? locale, string marketplace) => Find(locale) ?? Find(marketplace) ?? All[0];

    public string Fill(string pattern, params object[] with) => string.Format(CultureInfo.InvariantCulture, pattern, with);

    static MailWords? Find(string? locale) => locale is null ? null : Array.Find(All, w => locale.Split('-', '_')[0].Equals(w.Language, StringComparison.OrdinalIgnoreCase));

    static readonly MailWords[] All =
    [
        new("en", "{0} via {1}", n => n == 1 ? "New message from {0}" : $"{n} new messages from {{0}}", " about “{0}”", n => $"New messages in {n} conversations", "Hello {0},",
            "{0} wrote:", "There is something new. You can read it on {0}.", "Files: {0}", n => $"… and {n} more", "Open the conversation",
            "You can simply answer this mail: {0} gets what you write, and does not see your address.", "Please do not answer this mail; open the conversation instead.",
            "{0} sends you this because something there waits for you. What stands in frames was written by others.", "How you get these mails", "No more mails about this conversation", "No more of these mails"),
        new("de", "{0} über {1}", n => n == 1 ? "Neue Nachricht von {0}" : $"{n} neue Nachrichten von {{0}}", " zu „{0}“", n => $"Neue Nachrichten in {n} Unterhaltungen", "Hallo {0},",
            "{0} schreibt:", "Es gibt etwas Neues. Lesen können Sie es auf {0}.", "Dateien: {0}", n => $"… und {n} weitere", "Unterhaltung öffnen",
            "Sie können einfach auf diese E-Mail antworten: {0} bekommt, was Sie schreiben, und sieht Ihre Adresse nicht.", "Bitte antworten Sie nicht auf diese E-Mail, sondern öffnen Sie die Unterhaltung.",
            "{0} schickt Ihnen das, weil dort etwas auf Sie wartet. Was in Rahmen steht, haben andere geschrieben.", "Wie Sie diese E-Mails bekommen", "Keine E-Mails mehr zu dieser Unterhaltung", "Keine solchen E-Mails mehr"),
        new("es", "{0} vía {1}", n => n == 1 ? "Nuevo mensaje de {0}" : $"{n} mensajes nuevos de {{0}}", " sobre «{0}»", n => $"Mensajes nuevos en {n} conversaciones", "Hola, {0}:",
            "{0} escribe:", "Hay algo nuevo. Puede leerlo en {0}.", "Archivos: {0}", n => $"… y {n} más", "Abrir la conversación",
            "Puede responder directamente a este correo: {0} recibe lo que escriba y no ve su dirección.", "No responda a este correo; abra la conversación.",
            "{0} le envía esto porque allí hay algo que le espera. Lo que está en recuadros lo escribieron otras personas.", "Cómo recibe estos correos", "No más correos sobre esta conversación", "No más correos como este"),
        new("fr", "{0} via {1}", n => n == 1 ? "Nouveau message de {0}" : $"{n} nouveaux messages de {{0}}", " à propos de « {0} »", n => $"Nouveaux messages dans {n} conversations", "Bonjour {0},",
            "{0} écrit :", "Il y a du nouveau. Vous pouvez le lire sur {0}.", "Fichiers : {0}", n => $"… et {n} de plus", "Ouvrir la conversation",
            "Vous pouvez simplement répondre à cet e-mail : {0} reçoit ce que vous écrivez, sans voir votre adresse.", "Ne répondez pas à cet e-mail ; ouvrez plutôt la conversation.",
            "{0} vous envoie ceci parce que quelque chose vous y attend. Ce qui est encadré a été écrit par d’autres.", "Comment vous recevez ces e-mails", "Plus d’e-mails sur cette conversation", "Plus d’e-mails de ce genre"),
        new("ar", "{0} عبر {1}", n => Arabic(n, "رسالة جديدة", "رسالتان جديدتان", "رسائل جديدة") + " من {0}", " بخصوص «{0}»", n => $"رسائل جديدة في {Arabic(n, "محادثة", "محادثتين", "محادثات")}", "مرحبًا {0}،",
            "كتب {0}:", "هناك جديد. يمكنك قراءته على {0}.", "الملفات: {0}", n => $"… و{n} أخرى", "افتح المحادثة",
            "يمكنك الرد على هذا البريد مباشرة: يصل ما تكتبه إلى {0} من دون أن يرى عنوانك.", "لا ترد على هذا البريد؛ افتح المحادثة بدلًا من ذلك.",
            "يرسل إليك {0} هذا لأن هناك ما ينتظرك فيه. ما بداخل الإطارات كتبه آخرون.", "كيف تصلك هذه الرسائل", "لا مزيد من الرسائل عن هذه المحادثة", "لا مزيد من هذه الرسائل"),
    ];

    /// <summary>One, two, three to ten, and from eleven on as one.</summary>
    static string Arabic(int n, string one, string two, string few) => n switch
    {
        1 => one,
        2 => two,
        _ when n % 100 is >= 3 and <= 10 => $"{n} {few}",
        _ => $"{n} {one}",
    };
}
