using Parley.Text.Contacts.Words;
using Parley.Text.Models;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>
/// A second opinion on wordings that no rule foresaw: a linear model over words and concepts (docs/decisions/0023 says how such models are made).
/// It is asked where no number, address or name was found for sure. It adds a finding when it is sure itself, and makes hints of worded findings, and of plain
/// numbers, that it takes for ordinary talk.
/// </summary>
static class Worded
{
    /// <summary>The class of all ways of contact.</summary>
    public const string Any = "leak";

    /// <summary>What its findings give as their reason.</summary>
    public const string Reason = ContactReport.ByWording;

    /// <summary>The label of samples that are none.</summary>
    public const string Clean = "clean";

    /// <summary>Log odds from which it is sure: with hints from the rules, without, and where somebody seems to refuse.</summary>
    const double WithHint = 0.6, Without = 1.5, Refused = 3.5;

    /// <summary>Log odds below which a rule's finding is a hint only.</summary>
    const double NotWorded = -1.2, Unclear = 0, NotNumber = -2.5, NotFollowing = -0.5;

    const string Follows = "phone.follows";

    /// <summary>A rule's finding below this confidence needs the model's consent.</summary>
    const double Strong = 0.6;

    const double Hint = 0.3;

    static readonly Lazy<LinearModel> Shipped = new(() => ModelFile.Embedded("contacts.bin"));

    /// <summary>The model's only class.</summary>
    public static IReadOnlyList<string> Classes { get; } = [Any];

    /// <summary>The traits that are read.</summary>
    public static readonly FeatureSet Set = new(Bits: 17, Shortest: 2, Longest: 4, CharWeight: 1, WordWeight: 4, PairWeight: 2, ShapeWeight: 0) { Skips = true, ConceptWeight = 5, Concepts = FeatureSet.Phrases };

    /// <summary>How it is trained.</summary>
    public static readonly Recipe Recipe = new() { Set = Set, MachineCost = 3, Logistic = 0, Ratio = 0, Plain = 1, PlainCost = 3, Rounds = 12, MostFalse = 0.005 };

    /// <summary>What it reads of messages.</summary>
    public static Row Read(IReadOnlyList<string> messages, ContactSettings settings) => Row.Of(new WordedTraits(new Scene(messages, settings), Set), Set);

    /// <summary>Whether it is asked about such messages.</summary>
    public static bool Asked(IReadOnlyList<string> messages, ContactSettings settings)
    {
        var scene = new Scene(messages, settings);
        return !Written(scene, ContactFinder.Rules(scene));
    }

    /// <summary>Judges what was found by words alone, the findings from <paramref name="worded"/> on, and what was not found.</summary>
    public static void Judge(Scene scene, int worded)
    {
        if (scene.Signs.Length == 0) return;
        if (Written(scene, worded)) return;
        var findings = scene.Findings;
        var model = Shipped.Value;
        Span<double> one = stackalloc double[1];
        model.Score(new WordedTraits(scene, model.Set), one);
        var odds = one[0];
        for (var at = 0; at < findings.Count; at++)
        {
            var doubted = at >= worded ? odds < (findings[at].Confidence < Strong ? Unclear : NotWorded) : IsNumber(findings[at]) && odds < (findings[at].Reason == Follows ? NotFollowing : NotNumber);
            if (doubted) findings[at] = findings[at] with { Confidence = Math.Min(findings[at].Confidence, Hint) };
        }
        if (odds < Least(findings) || scene.Hits.Count == 0 || findings.Exists(Certain)) return;
        findings.Add(new ContactFinding(Kind(scene), Where(scene, model), Reason, Math.Clamp(Calibration.Probability(odds), ContactReport.Certain, 0.9)));
    }

    /// <summary>Whether something is found for sure that does not rest on words alone; then nothing is left to be asked.</summary>
    public static bool Written(Scene scene, int worded)
    {
        for (var at = 0; at < worded; at++)
            if (Certain(scene.Findings[at]) && !IsNumber(scene.Findings[at])) return true;
        return false;
    }

    static double Least(List<ContactFinding> findings) =>
        findings.Exists(f => f.Reason.EndsWith(".refused", StringComparison.Ordinal)) ? Refused : findings.Exists(f => f.Confidence >= Hint && f.Kind != ContactKind.Phone) ? WithHint : Without;

    static bool Certain(ContactFinding finding) => finding.Confidence >= ContactReport.Certain && finding.Kind != ContactKind.Card;

    /// <summary>A number that nobody calls a telephone's.</summary>
    static bool IsNumber(ContactFinding finding) => finding.Reason is "phone.plain" or Follows;

    /// <summary>What most of the phrases speak of; those that say it all count three times, and what is paid counts before what is shown or said.</summary>
    public static ContactKind Kind(Scene scene)
    {
        Span<int> votes = stackalloc int[Order.Length];
        foreach (var hit in scene.Hits)
        {
            var kind = hit.Concept switch
            {
                Concept.PayService or Concept.PaySaid or Concept.Account or Concept.PayWays or Concept.Money or Concept.Fee or Concept.Cheaper or Concept.PayVerb => ContactKind.Payment,
                Concept.Picture or Concept.Qr or Concept.QrSaid or Concept.Scan or Concept.Look => ContactKind.Picture,
                Concept.Messenger or Concept.SlangMessenger or Concept.Nickname or Concept.Program or Concept.Club => ContactKind.Messenger,
                Concept.Social or Concept.HandleSaid or Concept.Named => ContactKind.Handle,
                Concept.Mail or Concept.MailSaid or Concept.Provider => ContactKind.Mail,
                Concept.Site or Concept.SiteSaid or Concept.Search or Concept.Net => ContactKind.Link,
                Concept.Phone or Concept.PhoneSaid or Concept.Call or Concept.Reach => ContactKind.Phone,
                _ => ContactKind.Outside,
            };
            if (kind != ContactKind.Outside) votes[Array.IndexOf(Order, kind)] += hit.Concept >= Concept.LeaveSaid || hit.Concept is Concept.Messenger or Concept.SlangMessenger or Concept.Nickname or Concept.PayService or Concept.Account or Concept.Qr or Concept.Social or Concept.Provider or Concept.Site ? 3 : 1;
        }
        var best = 0;
        for (var at = 1; at < votes.Length; at++)
            if (votes[at] > votes[best]) best = at;
        return votes[best] == 0 ? ContactKind.Outside : Order[best];
    }

    static readonly ContactKind[] Order = [ContactKind.Payment, ContactKind.Picture, ContactKind.Messenger, ContactKind.Handle, ContactKind.Mail, ContactKind.Phone, ContactKind.Link];

    /// <summary>The words that spoke for it most; where concepts alone did, everything.</summary>
    static List<TextSpan> Where(Scene scene, LinearModel model)
    {
        var (from, to) = Explanation.Of(model, scene.Joined, 0, 1) is [var strongest] ? (strongest.Start, strongest.Start + strongest.Length) : (0, scene.Joined.Length);
        var (spans, start) = (new List<TextSpan>(1), 0);
        for (var message = 0; message < scene.Messages.Count; message++)
        {
            var (first, last) = (Math.Max(from - start, 0), Math.Min(to - start, scene.Messages[message].Length));
            if (first < last) spans.Add(new TextSpan(message, first, last));
            start += scene.Messages[message].Length + 1;
        }
        return spans;
    }
}
