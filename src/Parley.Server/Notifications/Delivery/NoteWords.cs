namespace Parley.Notifications;

/// <summary>What happened, where it is not a message, in the recipient's language: English, German, Spanish, French, Arabic; English for all others.</summary>
static class NoteWords
{
    static readonly Dictionary<string, Dictionary<(NoticeKind, bool), string>> all = new()
    {
        ["en"] = Of("A colleague mentioned you in a note.", "A rule of your team asks you to look at this conversation.", "An answer is due soon.", "An answer is overdue.", "This conversation is to be resolved soon.", "This conversation should have been resolved by now.", "This order is at risk.", "This dispute waits for you.", "Your appointment is soon.", "There is something that you should know."),
        ["de"] = Of("Jemand aus dem Team hat Sie in einer Notiz erwähnt.", "Eine Regel Ihres Teams bittet Sie, diese Unterhaltung anzusehen.", "Eine Antwort ist bald fällig.", "Eine Antwort ist überfällig.", "Diese Unterhaltung soll bald erledigt sein.", "Diese Unterhaltung sollte schon erledigt sein.", "Diese Bestellung ist in Gefahr.", "Dieser Streitfall wartet auf Sie.", "Ihr Termin ist bald.", "Es gibt etwas, das Sie wissen sollten."),
        ["es"] = Of("Alguien de su equipo le mencionó en una nota.", "Una regla de su equipo le pide que mire esta conversación.", "Pronto vence una respuesta.", "Hay una respuesta atrasada.", "Esta conversación debe resolverse pronto.", "Esta conversación ya debería estar resuelta.", "Este pedido está en riesgo.", "Esta disputa espera su respuesta.", "Su cita es pronto.", "Hay algo que debe saber."),
        ["fr"] = Of("Un membre de votre équipe vous a mentionné dans une note.", "Une règle de votre équipe vous demande de regarder cette conversation.", "Une réponse est bientôt attendue.", "Une réponse est en retard.", "Cette conversation doit bientôt être résolue.", "Cette conversation devrait déjà être résolue.", "Cette commande est menacée.", "Ce litige attend votre réponse.", "Votre rendez-vous approche.", "Il y a quelque chose que vous devez savoir."),
        ["ar"] = Of("ذكرك أحد أفراد فريقك في ملاحظة.", "تطلب منك إحدى قواعد فريقك الاطلاع على هذه المحادثة.", "يحين موعد الرد قريبًا.", "تأخر الرد عن موعده.", "ينبغي حل هذه المحادثة قريبًا.", "كان ينبغي حل هذه المحادثة قبل الآن.", "هذا الطلب معرض للخطر.", "هذا النزاع بانتظارك.", "موعدك قريب.", "هناك أمر ينبغي أن تعرفه."),
    };

    /// <param name="missed">Of deadlines: it has passed.</param>
    /// <returns>Null for messages, which speak for themselves.</returns>
    public static string? For(NoticeKind kind, bool missed, string locale)
    {
        var words = all.GetValueOrDefault(locale.Split('-', '_')[0].ToLowerInvariant()) ?? all["en"];
        return words.GetValueOrDefault((kind, missed)) ?? words.GetValueOrDefault((kind, false));
    }

    static Dictionary<(NoticeKind, bool), string> Of(string mention, string rule, string answer, string answerMissed, string resolution, string resolutionMissed, string risk, string dispute, string appointment, string essential) => new()
    {
        [(NoticeKind.Mention, false)] = mention, [(NoticeKind.Rule, false)] = rule, [(NoticeKind.Answer, false)] = answer, [(NoticeKind.Answer, true)] = answerMissed, [(NoticeKind.Resolution, false)] = resolution,
        [(NoticeKind.Resolution, true)] = resolutionMissed, [(NoticeKind.OrderAtRisk, false)] = risk, [(NoticeKind.Dispute, false)] = dispute, [(NoticeKind.Appointment, false)] = appointment, [(NoticeKind.Essential, false)] = essential,
    };
}
