using Parley.Text.Contacts.Words;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>
/// Judges digit runs: verified numbers of other kinds go, dates and lists go; what is left is a telephone number by the plans, by the pains
/// taken to hide it, and by what is said before and behind it.
/// </summary>
static class Phones
{
    public static void Find(Scene scene)
    {
        var runs = DigitReader.Read(scene.Text);
        scene.MayHoldCard = CardFinder.MayBeIn(scene.Signs, runs);
        foreach (var run in runs)
        {
            if (scene.Taken(run.From) || scene.Taken(run.To - 1)) continue;
            Judge(scene, run);
        }
        if (scene.Findings.Count == 0) InPieces(scene, runs);
    }

    static void Judge(Scene scene, DigitRun run)
    {
        var digits = run.Digits;
        if (run.Count < 7) return;
        if (Known(scene, digits)) return;
        if (run.Spelled == 0 && run.Disguised < 4 && CheckDigits.IsCard(digits) && !run.Borders && run.Count >= 15)
        {
            scene.Report(ContactKind.Card, run.From, run.To, "card.luhn", 1);
            return;
        }
        var (label, reach) = Said(scene, run);
        if (run.Plus && run.Spelled == 0 && PhonePlans.International(digits)) label = false; // no other number begins with a plus
        if (Verified(digits, label)) return;
        if (run.Count > 15 && !(run.Obscured && reach && run.Count <= 20)) return;
        var (sure, reason) = Weigh(scene, run, digits, label, reach);
        if (sure <= 0) return;
        if (label && !(reach && run.Obscured)) (sure, reason) = (Math.Min(sure, 0.2), "phone.labelled");
        scene.Report(ContactKind.Phone, run.From, run.To, reason, sure);
    }

    static (double, string) Weigh(Scene scene, DigitRun run, string digits, bool label, bool reach)
    {
        var plan = PhonePlans.National(digits);
        if (run.Plus && PhonePlans.International(digits) && run.Spelled == 0) return (0.97, "phone.international");
        if (run.Spelled + run.Disguised + run.Hidden == 0 && Counting.IsUpwards(scene.Signs[run.From..run.To])) return (0.2, "phone.perhaps");
        if (run.Obscured || run.Single && run.Spelled == 0)
        {
            var only = digits.AsSpan().IndexOfAnyExcept('0', '1') < 0; // binary, and nobody's number
            if (only || run.Count > 15 && !reach) return (0, "");
            if (Craft(scene, run) && !reach && run.Hidden < 2 && (run.Disguised < 3 || run.Count < 9)) return (0.2, "phone.labelled");
            var enough = reach || plan >= 2 || run.Count >= 9 || run.Spelled + run.Disguised + run.Hidden >= 7;
            var how = run.Spelled >= 2 ? "phone.spelled" : run.Hidden >= 2 ? "phone.hidden" : run.Disguised >= 2 ? "phone.disguised" : "phone.spaced";
            if (run.Single && run.Spelled + run.Hidden + run.Disguised < 2 && plan < 2 && !reach) return (0.3, how);
            return (enough ? reach || plan >= 2 ? 0.95 : 0.7 : 0.4, how);
        }
        if (Dates.IsOnly(scene.Signs[run.From..run.To])) return (0, "");
        if (reach && plan == 1 && !label && !Calling(scene, run)) return (0.3, "phone.perhaps");
        if (reach && plan >= 1 && !label) return (Craft(scene, run) && !Strong(scene, run) ? 0.3 : 0.95, "phone.said");
        if (plan < 2) return (plan == 1 ? 0.25 : 0, "phone.perhaps");
        if (Craft(scene, run) || Money(scene, run)) return (0.25, "phone.perhaps");
        if (run.Commas) return (0.3, "phone.perhaps");
        if (Listed(run)) return (0.3, "phone.perhaps");
        return (plan == 3 ? 0.85 : 0.7, Follows(scene, run) ? "phone.follows" : "phone.plain");
    }

    /// <summary>Whether a word stands right before it, which may be what the number is of.</summary>
    static bool Follows(Scene scene, DigitRun run) => run.From >= 2 && scene.Signs[run.From - 1] == ' ' && WordStream.IsWord(scene.Signs[run.From - 2]);

    /// <summary>Groups as nobody writes a number: many, or of lengths that only counting gives.</summary>
    static bool Listed(DigitRun run)
    {
        if (run.Groups.Count <= 1) return false;
        if (run.Groups.Count > 6) return !run.Single;
        return run.Groups.Count >= 4 && run.Groups.All(g => g == 3) || run.Groups.Count >= 4 && run.Groups.Distinct().Count() >= 4;
    }

    /// <summary>What is said of the number: a label that makes it another kind's, or that somebody is reached by it. The nearer one counts.</summary>
    static (bool Label, bool Reach) Said(Scene scene, DigitRun run)
    {
        var label = Nearest(scene, run, 48, run.Obscured ? 0 : 12, Concept.Label);
        var reach = Nearest(scene, run, 60, 40, Concept.Reach, Concept.Call, Concept.Mine, Concept.Messenger, Concept.SlangMessenger, Concept.Social, Concept.Write, Concept.Phone);
        var strong = Nearest(scene, run, 60, 40, Leading);
        if (label < 0) return (false, reach >= 0);
        if (strong >= 0 && (strong < label || strong == label && !Within(scene, run, label))) return (false, true);
        return (true, strong >= 0);
    }

    /// <summary>Whether the word by which somebody is reached is the end of a label ("sipariş numaram").</summary>
    static bool Within(Scene scene, DigitRun run, int far)
    {
        var (label, leading) = (int.MaxValue, int.MaxValue);
        for (var at = scene.First(run.From - far); at < scene.Hits.Count && scene.Hits[at].To <= run.From - far; at++)
        {
            if (scene.Hits[at].Concept == Concept.Label) label = Math.Min(label, scene.Hits[at].From);
            else if (Leading.Contains(scene.Hits[at].Concept)) leading = Math.Min(leading, scene.Hits[at].From);
        }
        return label < leading;
    }

    static readonly Concept[] Leading = [Concept.Reach, Concept.Call, Concept.Mine, Concept.Messenger, Concept.SlangMessenger];

    /// <summary>Whether more is said than "number": there are numbers of many things, and this one has the form of few telephones.</summary>
    static bool Calling(Scene scene, DigitRun run) => Nearest(scene, run, 60, 40, Concept.Reach, Concept.Call, Concept.Mine, Concept.Messenger, Concept.SlangMessenger, Concept.Social, Concept.Write) >= 0;

    static bool Strong(Scene scene, DigitRun run) => Nearest(scene, run, 60, 40, Leading) >= 0;

    static int Nearest(Scene scene, DigitRun run, int before, int after, params ReadOnlySpan<Concept> concepts)
    {
        var nearest = -1;
        foreach (var concept in concepts)
        {
            var far = scene.Distance(concept, run.From, run.To, before, after);
            if (far >= 0 && (nearest < 0 || far < nearest)) nearest = far;
        }
        return nearest;
    }

    static bool Craft(Scene scene, DigitRun run) => scene.Near(Concept.Craft, run.From, run.To, 40, 16);

    static bool Money(Scene scene, DigitRun run)
    {
        var signs = scene.Signs;
        var (before, after) = (run.From - 1, run.To);
        while (before >= 0 && signs[before] == ' ') before--;
        while (after < signs.Length && signs[after] == ' ') after++;
        return before >= 0 && IsMoney(signs[before]) || after < signs.Length && IsMoney(signs[after]);
    }

    static bool IsMoney(char sign) => sign is '%' || char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.CurrencySymbol;

    static bool Known(Scene scene, string digits)
    {
        foreach (var number in scene.Settings.KnownNumbers)
            if (number.Where(char.IsAsciiDigit).SequenceEqual(digits)) return true;
        return false;
    }

    /// <summary>By check digits that few numbers pass by chance; the others only where the number is called so.</summary>
    static bool Verified(string digits, bool label) =>
        CheckDigits.IsIsbn13(digits) || CheckDigits.IsUsps(digits) || digits.Length is 13 or 14 or 18 && CheckDigits.IsGs1(digits)
        || label && (CheckDigits.IsFedEx(digits) || CheckDigits.IsDhl(digits) || CheckDigits.IsGs1(digits) || CheckDigits.IsIsbn10(digits));

    /// <summary>A number told in pieces between other words ("first part 212, second part ..."), by somebody who says how to be reached.</summary>
    static void InPieces(Scene scene, List<DigitRun> runs)
    {
        for (var first = 0; first < runs.Count; first++)
        {
            var (last, digits) = (first, runs[first].Count);
            while (last + 1 < runs.Count && runs[last + 1].From - runs[last].To <= 48 && digits < 15) digits += runs[++last].Count;
            if (digits is < 7 or > 16) continue;
            var (from, to) = (runs[first].From, runs[last].To);
            var spelled = runs.Skip(first).Take(last - first + 1).Sum(r => r.Spelled);
            var own = last > first && scene.Near(Concept.Mine, from, from, 24, 0);
            if (!own && scene.Near(Concept.Craft, from, to, 0, 0) && spelled < 3) continue;
            if (!own && !scene.Near(Concept.Reach, from, to, 40, 60) && !(spelled >= 2 && scene.Near(Concept.Phone, from, to, 40, 20)) || Dates.IsOnly(scene.Signs[from..to])) continue;
            if (scene.Near(Concept.Label, from, to, 40, 10) && spelled < 3) continue;
            scene.Report(ContactKind.Phone, from, to, "phone.pieces", 0.75);
            return;
        }
    }
}
