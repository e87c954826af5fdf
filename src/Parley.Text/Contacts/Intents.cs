using Parley.Text.Contacts.Words;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>
/// What is worded and has no number or address: going to a messenger, asking for somebody's number, paying past the checkout, a picture that
/// carries a contact, dealing elsewhere. An anchor word counts by what stands within <see cref="Reach"/> signs of it.
/// </summary>
static class Intents
{
    /// <summary>How far words belong together.</summary>
    const int Reach = 70;

    public static void Find(Scene scene)
    {
        for (var at = 0; at < scene.Hits.Count; at++)
        {
            var hit = scene.Hits[at];
            if (hit.From < scene.Signs.Length && scene.Taken(hit.From)) continue;
            if (Kind(hit.Concept) is not { } kind) continue;
            var around = Around(scene, hit, at);
            var (sure, reason) = Weigh(hit, around);
            if (sure >= ContactReport.Certain && Quoted(scene, hit)) sure = 0.3;
            if (sure > 0.1) scene.Report(kind, hit.From, hit.To, reason, sure);
        }
    }

    /// <summary>Whether it stands in quotation marks, with other words, as what is to be written on something; a message that is little more than its quotation does not count.</summary>
    static bool Quoted(Scene scene, Hit hit)
    {
        var signs = scene.Signs;
        var open = signs[..hit.From].LastIndexOf('"');
        var close = signs[hit.To..].IndexOf('"');
        if (open < 0 || close < 0) return false;
        var (from, to) = (open + 1, hit.To + close);
        var (start, end) = (signs[..open].LastIndexOf(NormalText.Border) + 1, signs[to..].IndexOf(NormalText.Border));
        var length = (end < 0 ? signs.Length : to + end) - start;
        var odd = signs[start..open].Count('"') % 2 == 0;
        return odd && to - from <= 60 && to - from > hit.To - hit.From && (to - from) * 2 < length && !signs[from..to].Contains(NormalText.Border);
    }

    static ContactKind? Kind(Concept concept) => concept switch
    {
        Concept.LeaveSaid or Concept.Outside => ContactKind.Outside,
        Concept.Messenger or Concept.SlangMessenger or Concept.Nickname => ContactKind.Messenger,
        Concept.Social or Concept.HandleSaid => ContactKind.Handle,
        Concept.Provider or Concept.MailSaid => ContactKind.Mail,
        Concept.Yours or Concept.Mine or Concept.Call or Concept.PhoneSaid => ContactKind.Phone,
        Concept.PayService or Concept.PayWays or Concept.PaySaid or Concept.Cancel or Concept.Account => ContactKind.Payment,
        Concept.QrSaid or Concept.Qr or Concept.Picture => ContactKind.Picture,
        Concept.SiteSaid or Concept.Site or Concept.Search => ContactKind.Link,
        _ => null,
    };

    /// <summary>The concepts around a phrase, as bits; phrases that lie inside it do not count.</summary>
    static ulong Around(Scene scene, Hit anchor, int index)
    {
        var mask = 0UL;
        for (var at = scene.First(anchor.From - Reach); at < scene.Hits.Count && scene.Hits[at].To <= anchor.To + Reach + Scene.LongestPhrase; at++)
        {
            var hit = scene.Hits[at];
            if (at == index || hit.From > anchor.To + Reach) continue;
            if (hit.From >= anchor.From && hit.To <= anchor.To && hit.Concept is not (Concept.Write or Concept.Call)) continue;
            mask |= 1UL << (int)hit.Concept;
        }
        return mask;
    }

    static (double Sure, string Reason) Weigh(Hit hit, ulong around)
    {
        bool Has(params ReadOnlySpan<Concept> concepts)
        {
            foreach (var concept in concepts)
                if ((around & 1UL << (int)concept) != 0) return true;
            return false;
        }
        var refused = Has(Concept.Refuse);
        var seen = Has(Concept.Saw, Concept.Product);
        var money = Has(Concept.Fee, Concept.Cheaper, Concept.Direct);
        switch (hit.Concept)
        {
            case Concept.LeaveSaid:
                if (refused || Has(Concept.Saw) && !Has(Concept.Talk, Concept.Direct)) return (0.2, "outside.refused");
                return (Has(Concept.Talk, Concept.Fee, Concept.Call, Concept.Messenger) || hit.To - hit.From >= 8 && Has(Concept.Write) ? 0.85 : hit.To - hit.From >= 12 || hit.To - hit.From >= 4 && hit.Dense ? 0.7 : 0.45, "outside.said");
            case Concept.Outside:
                return (!refused && Has(Concept.Here) && Has(Concept.Fee, Concept.PayVerb) && Has(Concept.Talk, Concept.Cheaper) ? 0.6 : 0, "outside.words");
            case Concept.SlangMessenger:
                if (refused) return (0.2, "messenger.refused");
                return (seen && !Has(Concept.Call) ? 0.2 : 0.8, "messenger.name");
            case Concept.Messenger:
                if (refused) return (0.2, "messenger.refused");
                if (hit.Hidden) return (0.9, "messenger.hidden");
                if (seen && !Has(Concept.Call, Concept.Yours, Concept.Mine)) return (0.2, "messenger.seen");
                return (Has(Concept.Call, Concept.Write, Concept.Yours, Concept.Mine, Concept.Ask) ? 0.9 : 0.6, "messenger.name");
            case Concept.Social:
                if (refused) return (0.2, "handle.refused");
                if (hit.Hidden && !seen) return (0.8, "handle.hidden");
                if (seen && !Has(Concept.Call, Concept.Yours, Concept.Mine)) return (0.1, "handle.seen");
                return (Has(Concept.Write, Concept.Call, Concept.Mine, Concept.Yours) || Has(Concept.Talk) && Has(Concept.Outside) || Has(Concept.Search) ? 0.75 : 0.3, "handle.told");
            case Concept.Nickname:
                if (refused || seen && !Has(Concept.Call)) return (0.1, "messenger.seen");
                return (Has(Concept.Call, Concept.Phone) ? 0.7 : hit.To - hit.From >= 8 ? 0.6 : 0.3, "messenger.nickname");
            case Concept.Provider:
                return refused ? (0.2, "mail.refused") : (0.65, "mail.provider");
            case Concept.Yours:
                if (refused) return (0.2, "phone.refused");
                if (Has(Concept.Label, Concept.Craft)) return (0.2, "phone.labelled");
                return (Has(Concept.Ask) ? 0.8 : 0.3, "phone.asked");
            case Concept.Mine:
                if (refused) return (0.2, "phone.refused");
                return Has(Concept.Picture) ? (0.8, "picture.carries") : (Has(Concept.Call) ? 0.6 : 0.3, "phone.mine");
            case Concept.Call:
                return refused ? (0.2, "phone.refused") : (Has(Concept.Phone, Concept.Mail) && !Has(Concept.Label) ? 0.65 : 0.55, "phone.call");
            case Concept.PayService:
                if (Has(Concept.Product) && !Has(Concept.PaySaid, Concept.Fee)) return (0.1, "payment.seen");
                if (refused || Has(Concept.Refund) && !Has(Concept.PaySaid, Concept.Outside, Concept.Cancel)) return (0.2, "payment.refused");
                if (Has(Concept.Checkout) && !money && !Has(Concept.PaySaid, Concept.Outside, Concept.Mine, Concept.Cancel)) return (0.3, "payment.checkout");
                return (Has(Concept.PayVerb) || money || hit.Hidden || Has(Concept.Cancel, Concept.PaySaid) ? 0.8 : 0.55, "payment.service");
            case Concept.PayWays:
                if (refused || Has(Concept.Product, Concept.Refund)) return (0.1, "payment.refused");
                return (Has(Concept.PayVerb) && (money || Has(Concept.PaySaid, Concept.Cancel, Concept.Outside)) ? 0.75 : 0.3, "payment.ways");
            case Concept.Account:
                return (!refused && !Has(Concept.Refund) && Has(Concept.PayVerb) && (money || Has(Concept.Outside, Concept.PaySaid, Concept.Cancel)) ? 0.7 : 0.3, "payment.account");
            case Concept.PaySaid:
                return refused || Has(Concept.Refund, Concept.Product) && !money ? (0.2, "payment.refused") : (0.75, "payment.said");
            case Concept.Cancel:
                return (!refused && (Has(Concept.PayWays, Concept.PayService, Concept.PaySaid) && Has(Concept.PayVerb) || Has(Concept.Direct, Concept.Outside, Concept.LeaveSaid) && Has(Concept.PayVerb, Concept.Talk)) ? 0.7 : 0, "payment.cancel");
            case Concept.QrSaid:
                return refused ? (0.2, "picture.refused") : (Has(Concept.Product) && !Has(Concept.Picture, Concept.Scan, Concept.Mine, Concept.Call) ? 0.2 : 0.8, "picture.said");
            case Concept.Qr:
                return (!refused && !Has(Concept.Label) && Has(Concept.Scan, Concept.Mine, Concept.Call, Concept.Site) ? 0.75 : Has(Concept.Picture) && !Has(Concept.Product, Concept.Label) ? 0.65 : 0.2, "picture.code");
            case Concept.Picture:
                return (!refused && (Has(Concept.Site) && !Has(Concept.Checkout) || Has(Concept.Scan)) && !Has(Concept.Saw) ? 0.65 : 0, "picture.site");
            case Concept.SiteSaid:
                return refused || Has(Concept.Saw) && !money ? (0.3, "link.refused") : (0.7, "link.said");
            case Concept.Site:
                return (!refused && (money || Has(Concept.Search)) && !Has(Concept.Saw) ? 0.7 : 0.3, "link.site");
            case Concept.Search:
                return (!refused && !Has(Concept.Saw) && (Has(Concept.Search) || money && Has(Concept.Talk, Concept.Site)) ? 0.6 : 0, "link.search");
            default:
                return refused || Has(Concept.Label, Concept.Craft, Concept.Product) ? (0.2, "phone.refused") : (0.65, "phone.said");
        }
    }
}
