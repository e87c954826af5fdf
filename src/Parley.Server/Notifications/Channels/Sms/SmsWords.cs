using System.Collections.Frozen;
using System.Text;

namespace Parley.Notifications;

enum SmsWish
{
    None,
    Stop,
    Start,
    Help,
}

/// <summary>What people answer to a text message when they want no more, want some again, or do not know what this is. A word alone, in any case, with or without accents.</summary>
static class SmsWords
{
    static readonly FrozenDictionary<string, (SmsWish Wish, string Language)> Known = new (SmsWish Wish, string Language, string Words)[]
    {
        (SmsWish.Stop, "en", "stop stopall unsubscribe cancel end quit optout"), (SmsWish.Stop, "de", "stopp abmelden abbestellen"), (SmsWish.Stop, "es", "alto baja parar cancelar"),
        (SmsWish.Stop, "fr", "arret arreter desabonner desinscription"), (SmsWish.Stop, "ar", "توقف ايقاف الغاء قف"),
        (SmsWish.Start, "en", "start unstop yes optin subscribe"), (SmsWish.Start, "de", "starten anmelden"), (SmsWish.Start, "es", "alta iniciar comenzar"), (SmsWish.Start, "fr", "demarrer reprendre abonner"), (SmsWish.Start, "ar", "ابدا اشتراك تشغيل"),
        (SmsWish.Help, "en", "help info"), (SmsWish.Help, "de", "hilfe"), (SmsWish.Help, "es", "ayuda"), (SmsWish.Help, "fr", "aide"), (SmsWish.Help, "ar", "مساعدة"),
    }.SelectMany(w => w.Words.Split(' ').Select(word => (Word: Bare(word), w.Wish, w.Language))).ToFrozenDictionary(w => w.Word, w => (w.Wish, w.Language));

    static readonly FrozenDictionary<string, string> Helps = new Dictionary<string, string>
    {
        ["en"] = "We write about your orders and messages. Answer STOP for no more.", ["de"] = "Wir schreiben zu Ihren Bestellungen und Nachrichten. Antworten Sie STOPP, um keine mehr zu bekommen.",
        ["es"] = "Le escribimos sobre sus pedidos y mensajes. Responda BAJA para no recibir más.", ["fr"] = "Nous écrivons au sujet de vos commandes et messages. Répondez ARRET pour ne plus en recevoir.",
        ["ar"] = "نراسلك بشأن طلباتك ورسائلك. أجب بكلمة توقف لعدم تلقي المزيد.",
    }.ToFrozenDictionary();

    public static (SmsWish Wish, string Language) Read(string text) => text.Length <= 40 && Known.TryGetValue(Bare(text), out var found) ? found : (SmsWish.None, "en");

    public static string Help(string language) => Helps[language];

    /// <summary>Small letters and nothing else: accents, marks, points and blanks go, and the forms of alif are one.</summary>
    static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsLetter(c)) bare.Append(c is 'أ' or 'إ' or 'آ' ? 'ا' : c);
        return bare.ToString();
    }
}
