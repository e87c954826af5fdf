using Parley.Text.Normal;

namespace Parley.Text.Contacts.Words;

/// <summary>
/// All phrases, folded as the texts are. A phrase stands between spaces; with a star behind it, it is the beginning of a word; Chinese,
/// Japanese and longer Arabic ones stand anywhere.
/// </summary>
static class Lexicon
{
    static readonly List<(Concept Concept, string Phrase)> Everything =
        [.. Channels.All.Concat(Contacting.All).Concat(Leaving.All).Concat(Paying.All).Concat(Labels.All).Concat(Asking.All).Concat(Around.All)
            .SelectMany(a => a.Phrases.Split((char[])[';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => (a.Concept, p))).Distinct()];

    /// <summary>All phrases.</summary>
    public static readonly Phrases All = new(Everything.Select(e => (Bounded(e.Phrase), (int)e.Concept)).Where(e => e.Item1.Trim().Length > 0));

    /// <summary>Names that are also looked for with spaces inside, and with signs for letters.</summary>
    public static readonly Phrases Names = new(Hidden.Select(n => (Fold(n.Name), (int)n.Concept)));

    static IEnumerable<(string Name, Concept Concept)> Hidden =>
        [
            ("whatsapp", Concept.Messenger), ("telegram", Concept.Messenger), ("instagram", Concept.Social), ("facebook", Concept.Social), ("messenger", Concept.Messenger), ("snapchat", Concept.Social),
            ("discord", Concept.Social), ("wechat", Concept.Messenger), ("viber", Concept.Messenger), ("skype", Concept.Messenger), ("tiktok", Concept.Social), ("pinterest", Concept.Social), ("insta", Concept.Social),
            ("gmail", Concept.Provider), ("hotmail", Concept.Provider), ("yahoo", Concept.Provider), ("outlook", Concept.Provider), ("protonmail", Concept.Provider), ("icloud", Concept.Provider),
            ("paypal", Concept.PayService), ("venmo", Concept.PayService), ("zelle", Concept.PayService), ("cashapp", Concept.PayService), ("revolut", Concept.PayService), ("bizum", Concept.PayService), ("tikkie", Concept.PayService),
            ("ватсап", Concept.Messenger), ("вотсап", Concept.Messenger), ("телеграм", Concept.Messenger), ("вайбер", Concept.Messenger), ("微信", Concept.Messenger), ("支付宝", Concept.PayService), ("واتساب", Concept.Messenger), ("تليجرام", Concept.Messenger),
        ];

    static string Bounded(string phrase)
    {
        var open = phrase.EndsWith('*');
        var folded = Fold(phrase.TrimEnd('*'));
        if (folded.Length == 0) return "";
        var anywhere = folded.Any(c => c is >= '\u3040' and < '\ua000') || folded.Length >= 4 && folded[0] is >= '\u0600' and < '\u0700';
        return anywhere ? folded : open ? $" {folded}" : $" {folded} ";
    }

    static string Fold(string phrase) => WordStream.Of(NormalText.Of(phrase).Signs).Signs.Trim().ToString();
}
