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

    static readonly Dictionary<string, (string Mail, string Sms)> off = new()
    {
        ["en"] = ("Mails to you come back, so we send none any more. Please look at your notification settings.", "Text messages do not reach you, so we send none any more. Please look at your notification settings."),
        ["de"] = ("E-Mails an Sie kommen zurück, deshalb senden wir keine mehr. Bitte sehen Sie in Ihre Einstellungen für Benachrichtigungen.", "SMS erreichen Sie nicht, deshalb senden wir keine mehr. Bitte sehen Sie in Ihre Einstellungen für Benachrichtigungen."),
        ["es"] = ("Los correos que le enviamos vuelven, así que ya no los enviamos. Revise sus ajustes de avisos.", "Los SMS no le llegan, así que ya no los enviamos. Revise sus ajustes de avisos."),
        ["fr"] = ("Les e-mails qui vous sont adressés reviennent, nous n’en envoyons donc plus. Vérifiez vos réglages de notifications.", "Les SMS ne vous parviennent pas, nous n’en envoyons donc plus. Vérifiez vos réglages de notifications."),
        ["ar"] = ("رسائل البريد المرسلة إليك تعود، لذلك لم نعد نرسلها. راجع إعدادات الإشعارات.", "الرسائل القصيرة لا تصل إليك، لذلك لم نعد نرسلها. راجع إعدادات الإشعارات."),
    };

    /// <param name="missed">Of deadlines: it has passed.</param>
    /// <param name="address">Of an address that was switched off: its channel.</param>
    /// <returns>Null for messages, which speak for themselves.</returns>
    public static string? For(NoticeKind kind, bool missed, Channel? address, string locale)
    {
        var language = locale.Split('-', '_')[0].ToLowerInvariant();
        if (!all.TryGetValue(language, out var words)) (language, words) = ("en", all["en"]);
        if (address is Channel.Mail or Channel.Sms) return address == Channel.Mail ? off[language].Mail : off[language].Sms;
        return words.GetValueOrDefault((kind, missed)) ?? words.GetValueOrDefault((kind, false));
    }

    static Dictionary<(NoticeKind, bool), string> Of(string mention, string rule, string answer, string answerMissed, string resolution, string resolutionMissed, string risk, string dispute, string appointment, string essential) => new()
    {
        [(NoticeKind.Mention, false)] = mention, [(NoticeKind.Rule, false)] = rule, [(NoticeKind.Answer, false)] = answer, [(NoticeKind.Answer, true)] = answerMissed, [(NoticeKind.Resolution, false)] = resolution,
        [(NoticeKind.Resolution, true)] = resolutionMissed, [(NoticeKind.OrderAtRisk, false)] = risk, [(NoticeKind.Dispute, false)] = dispute, [(NoticeKind.Appointment, false)] = appointment, [(NoticeKind.Essential, false)] = essential,
    };
}
