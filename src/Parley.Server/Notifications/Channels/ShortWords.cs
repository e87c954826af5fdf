using System.Globalization;

namespace Parley.Notifications;

/// <summary>The few sentences of our own in short notices. Names come from the marketplace and stand as they are.</summary>
sealed record ShortWords(string Language, string One, string Several, string InThreads, string Notice)
{
    static readonly Dictionary<string, ShortWords> All = new ShortWords[]
    {
        new("en", "New message from {0}", "{1} new messages from {0}", "{0} new messages in {1} conversations", "Your conversation with {0} needs you"),
        new("de", "Neue Nachricht von {0}", "{1} neue Nachrichten von {0}", "{0} neue Nachrichten in {1} Unterhaltungen", "Ihre Unterhaltung mit {0} wartet auf Sie"),
        new("es", "Nuevo mensaje de {0}", "{1} mensajes nuevos de {0}", "{0} mensajes nuevos en {1} conversaciones", "Su conversación con {0} le espera"),
        new("fr", "Nouveau message de {0}", "{1} nouveaux messages de {0}", "{0} nouveaux messages dans {1} conversations", "Votre conversation avec {0} vous attend"),
        new("ar", "رسالة جديدة من {0}", "رسائل جديدة من {0}: {1}", "رسائل جديدة: {0}، في محادثات: {1}", "محادثتك مع {0} بانتظارك"),
    }.ToDictionary(w => w.Language);

    /// <summary>English where we do not speak the language.</summary>
    public static ShortWords In(string locale) => All.GetValueOrDefault(locale.Split('-', '_')[0].ToLowerInvariant(), All["en"]);

    public string Messages(int count, string from) => count > 1 ? Say(Several, from, count) : Say(One, from);

    public string MessagesInThreads(int count, int threads) => Say(InThreads, count, threads);

    public string Look(string counterpart) => Say(Notice, counterpart);

    static string Say(string sentence, params object[] values) => string.Format(CultureInfo.InvariantCulture, sentence, values);
}
