using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Parley.Notifications;

/// <summary>
/// What a text message says, short enough to be paid for: marketplace, what happened, and where. In the alphabet of GSM (3GPP TS 23.038) as long
/// as its letters allow that, because 160 of those fit into one part and 70 of all others; accents go for it, names of another script do not.
/// </summary>
/// <param name="Segments">Into how many parts it falls.</param>
sealed record SmsText(string Text, int Segments)
{
    const int LeastWords = 20;
    static readonly FrozenSet<char> Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".ToFrozenSet();
    static readonly FrozenSet<char> Extended = "^{}\\[~]|€".ToFrozenSet();
    static readonly FrozenDictionary<char, string> Plain = new Dictionary<char, string> { ['’'] = "'", ['‘'] = "'", ['“'] = "\"", ['”'] = "\"", ['„'] = "\"", ['«'] = "\"", ['»'] = "\"", ['–'] = "-", ['—'] = "-", ['…'] = "...", ['\u00a0'] = " ", ['\u202f'] = " ", ['œ'] = "oe", ['Œ'] = "OE" }.ToFrozenDictionary();

    /// <summary>The address goes when there is no room for it beside some words, and then the marketplace's name.</summary>
    public static SmsText Of(string marketplace, string what, string url, int most)
    {
        var (head, words) = (Line(marketplace), Line(what));
        var (gsmHead, gsmWords) = (ToGsm(head), ToGsm(words));
        var gsm = gsmHead is not null && gsmWords is not null && ToGsm(url) == url;
        if (gsm) (head, words) = (gsmHead!, gsmWords!);
        var (limit, link) = (Limit(gsm, most), url.Length > 0 ? " " + url : "");
        var start = head.Length > 0 ? head + ": " : "";
        if (limit - Units(start, gsm) - Units(link, gsm) < Math.Min(LeastWords, Units(words, gsm))) link = "";
        if (limit - Units(start, gsm) < LeastWords) start = "";
        var text = start + Cut(words, limit - Units(start, gsm) - Units(link, gsm), gsm) + link;
        return new SmsText(text, SegmentsOf(text));
    }

    public static int SegmentsOf(string text)
    {
        var gsm = text.All(c => Basic.Contains(c) || Extended.Contains(c));
        var units = Units(text, gsm);
        return units <= Limit(gsm, 1) ? 1 : (units + PartOf(gsm) - 1) / PartOf(gsm);
    }

    /// <summary>Parts of a longer message lose room to their numbers.</summary>
    static int PartOf(bool gsm) => gsm ? 153 : 67;

    static int Limit(bool gsm, int most) => most > 1 ? most * PartOf(gsm) : gsm ? 160 : 70;

    static int Units(string text, bool gsm) => gsm ? text.Length + text.Count(Extended.Contains) : text.Length;

    static string Cut(string text, int room, bool gsm)
    {
        if (Units(text, gsm) <= room) return text;
        var dots = gsm ? "..." : "…";
        var end = 0;
        foreach (var at in StringInfo.ParseCombiningCharacters(text))
        {
            if (Units(text[..at], gsm) > room - dots.Length) break;
            end = at;
        }
        return text[..end].TrimEnd() + dots;
    }

    /// <summary>One line, without what is drawn rather than read, and without marks of direction.</summary>
    static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse: break;
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator: line.Append(' '); break;
                default: line.Append(rune.ToString()); break;
            }
        return string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The text in GSM's alphabet; null when letters of another script are in it.</summary>
    static string? ToGsm(string text)
    {
        var made = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (Basic.Contains(c) || Extended.Contains(c)) made.Append(c);
            else if (Plain.TryGetValue(c, out var plain)) made.Append(plain);
            else if (c.ToString().Normalize(NormalizationForm.FormD) is [var letter, .. { Length: > 0 }] && Basic.Contains(letter)) made.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) return null;
        }
        return made.ToString();
    }
}
