using System.Globalization;
using Parley.Conversations;

namespace Parley.Notifications;

/// <summary>A decision of the platform's, in the recipient's language: English, German, Spanish, French, Arabic; English for all others.</summary>
static class RulingWords
{
    sealed record Tongue(string Note, string Appealed, string Upheld, string Undone, string Until, string Facts, string Basis, string Appeal, Dictionary<string, string> Acts);

    static readonly string[] Acts = ["warn", "mute", "pause-threads", "suspend", "close-thread", "freeze-thread", "block-pair", "refuse-message", "hide-message", "end-sanction"];

    static readonly Dictionary<string, Tongue> all = new()
    {
        ["en"] = new("The marketplace has made a decision that concerns you.", "Your appeal was decided.", "The decision stays.", "The decision was undone.", "Until {0} UTC.", "What happened: {0}", "Basis: {0}", "Until {0} you can have it looked at by somebody else, free of charge: answer to the decision in the marketplace. Bodies for settling disputes out of court, and courts, are open to you as well.",
            Of("This is a warning.", "You cannot write messages.", "You cannot begin conversations.", "You are suspended. You can read what is yours.", "The conversation was closed.", "The conversation was frozen.", "You two cannot write to each other.", "A message of yours was not sent.", "A message of yours was removed.", "What kept you from writing has ended early.")),
        ["de"] = new("Der Marktplatz hat eine Entscheidung getroffen, die Sie betrifft.", "Über Ihren Einspruch wurde entschieden.", "Die Entscheidung bleibt.", "Die Entscheidung wurde aufgehoben.", "Bis {0} UTC.", "Was geschehen ist: {0}", "Grundlage: {0}", "Bis {0} können Sie sie kostenlos von jemand anderem prüfen lassen: Widersprechen Sie ihr im Marktplatz. Auch Stellen zur außergerichtlichen Streitbeilegung und Gerichte stehen Ihnen offen.",
            Of("Dies ist eine Verwarnung.", "Sie können keine Nachrichten schreiben.", "Sie können keine Unterhaltungen beginnen.", "Sie sind gesperrt. Was Ihnen gehört, können Sie lesen.", "Die Unterhaltung wurde geschlossen.", "Die Unterhaltung wurde eingefroren.", "Sie beide können einander nicht schreiben.", "Eine Nachricht von Ihnen wurde nicht gesendet.", "Eine Nachricht von Ihnen wurde entfernt.", "Was Sie am Schreiben hinderte, ist vorzeitig beendet.")),
        ["es"] = new("El mercado ha tomado una decisión que le concierne.", "Se ha decidido sobre su reclamación.", "La decisión se mantiene.", "La decisión se ha revocado.", "Hasta el {0} UTC.", "Lo que ocurrió: {0}", "Fundamento: {0}", "Hasta el {0} puede pedir gratis que otra persona la revise: reclame en el mercado. También puede acudir a un órgano de resolución extrajudicial de litigios o a los tribunales.",
            Of("Esto es una advertencia.", "No puede escribir mensajes.", "No puede iniciar conversaciones.", "Su cuenta está suspendida. Puede leer lo suyo.", "La conversación se ha cerrado.", "La conversación se ha congelado.", "Ustedes dos no pueden escribirse.", "Un mensaje suyo no se ha enviado.", "Un mensaje suyo se ha eliminado.", "Lo que le impedía escribir ha terminado antes de tiempo.")),
        ["fr"] = new("La place de marché a pris une décision qui vous concerne.", "Votre contestation a été tranchée.", "La décision est maintenue.", "La décision a été annulée.", "Jusqu’au {0} UTC.", "Ce qui s’est passé : {0}", "Fondement : {0}", "Jusqu’au {0}, vous pouvez la faire réexaminer gratuitement par une autre personne : contestez-la sur la place de marché. Un organe de règlement extrajudiciaire des litiges et les tribunaux vous sont également ouverts.",
            Of("Ceci est un avertissement.", "Vous ne pouvez pas écrire de messages.", "Vous ne pouvez pas commencer de conversations.", "Votre compte est suspendu. Vous pouvez lire ce qui est à vous.", "La conversation a été fermée.", "La conversation a été gelée.", "Vous ne pouvez pas vous écrire l’un à l’autre.", "Un de vos messages n’a pas été envoyé.", "Un de vos messages a été retiré.", "Ce qui vous empêchait d’écrire a pris fin plus tôt.")),
        ["ar"] = new("اتخذت السوق قرارًا يخصك.", "تم البت في اعتراضك.", "القرار باقٍ.", "أُلغي القرار.", "حتى {0} بالتوقيت العالمي.", "ما حدث: {0}", "الأساس: {0}", "حتى {0} يمكنك أن تطلب مجانًا أن ينظر فيه شخص آخر: اعترض عليه في السوق. كما يمكنك اللجوء إلى جهات تسوية النزاعات خارج المحاكم وإلى القضاء.",
            Of("هذا تحذير.", "لا يمكنك كتابة الرسائل.", "لا يمكنك بدء محادثات.", "حسابك معلّق. يمكنك قراءة ما يخصك.", "أُغلقت المحادثة.", "جُمّدت المحادثة.", "لا يمكن لأي منكما أن يكتب إلى الآخر.", "لم تُرسل رسالة لك.", "أُزيلت رسالة لك.", "انتهى قبل موعده ما كان يمنعك من الكتابة.")),
    };

    /// <summary>One sentence that says that there is something, and not what.</summary>
    public static string Note(Ruling ruling, string locale) => ruling.Upheld is null ? In(locale).Note : In(locale).Appealed;

    /// <summary>The statement of reasons, a line for each part of it.</summary>
    public static string For(Ruling ruling, string locale)
    {
        var words = In(locale);
        var what = ruling.Upheld switch { true => words.Upheld, false => words.Undone, _ => words.Acts.GetValueOrDefault(ruling.Act, words.Note) };
        if (ruling.Until is { } until) what += " " + Fill(words.Until, until.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        List<string> lines = [what, Fill(words.Facts, ruling.Facts)];
        if (ruling.Upheld is null) lines.Add(Fill(words.Basis, ruling.Reference));
        if (ruling.AppealUntil is { } end) lines.Add(Fill(words.Appeal, end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return string.Join('\n', lines);
    }

    static string Fill(string words, string value) => words.Replace("{0}", value, StringComparison.Ordinal);

    static Tongue In(string locale) => all.GetValueOrDefault(locale.Split('-', '_')[0].ToLowerInvariant()) ?? all["en"];

    static Dictionary<string, string> Of(params string[] sentences) => Acts.Zip(sentences).ToDictionary(p => p.First, p => p.Second);
}
