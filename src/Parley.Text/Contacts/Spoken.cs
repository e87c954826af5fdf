using System.Collections.Frozen;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>
/// Mail and web addresses whose signs are words ("tom at example dot com", "[at]", "arroba", "点"), or that are spaced out. The words become signs
/// in a copy; what then reads as an address counts only if a word was replaced or spaces were taken out.
/// </summary>
sealed class Spoken
{
    static readonly FrozenSet<string> At = Set("at arroba arobase arobas arrobase chiocciola chiocciolina malpa malpka apenstaartje apestaartje klammeraffe affenschwanz aet et kuyruklu kuyrukluа ат собака собачка песик эт آت ات ايت آتsign एट ऐट ऍट att アットマーク アット あっと 艾特 圈 小老鼠 at-sign atsign atsymbol");
    static readonly FrozenSet<string> Dot = Set("dot d0t punkt punto point ponto kropka nokta punt точка тчк دوت نقطة نقطه डॉट डाट बिंदु ドット どっと 点 點 点儿 dott");
    static readonly FrozenSet<string> Dash = Set("minus dash hyphen bindestrich tiret guion hifen traco trattino myslnik kreska tire streepje дефис тире");
    static readonly FrozenSet<string> Line = Set("underscore unterstrich underline guionbajo sottolineato podkreslnik");
    static readonly FrozenSet<string> Providers = Set("gmail googlemail hotmail outlook yahoo icloud protonmail proton gmx web t-online aol live msn ymail libero wp o2 onet interia orange free wanadoo laposte sfr yandex mail bol uol terra ziggo kpn rediffmail rediff 163 126 qq sina naver docomo mac me яндекс мейл маил гмейл джимейл джимаил рамблер tutanota fastmail zoho");

    readonly Scene scene;
    readonly char[] signs;
    readonly int[] places;
    readonly bool[] changed;
    int count, rowsRead;

    Spoken(Scene scene)
    {
        this.scene = scene;
        var length = scene.Signs.Length + 8;
        (signs, places, changed) = (new char[length], new int[length], new bool[length]);
    }

    public static void Find(Scene scene)
    {
        var spoken = new Spoken(scene);
        if (!spoken.Write()) return;
        spoken.Mails();
        spoken.Hosts();
    }

    /// <summary>Writes the copy; false when nothing was changed.</summary>
    bool Write()
    {
        var text = scene.Signs;
        var some = false;
        for (var at = 0; at < text.Length;)
        {
            var end = WordEnd(text, at);
            if (end == at)
            {
                some |= Sign(text, ref at);
                continue;
            }
            var word = text[at..end];
            var sign = Meaning(text, word, at, ref end);
            if (sign != '\0')
            {
                Trim();
                Add(sign, at, true);
                some = true;
                at = Skip(text, end);
                continue;
            }
            if (Single(text, at) is > 0 and var single)
            {
                for (; at < single; at++)
                    if (text[at] is not (' ' or NormalText.Border)) Add(text[at], at, true);
                some = true;
                continue;
            }
            some |= Joined(word, at);
            at = end;
        }
        return some;
    }

    char Meaning(ReadOnlySpan<char> text, ReadOnlySpan<char> word, int at, ref int end)
    {
        if (Has(At, word))
        {
            if (word is "at" && text[end..].StartsWith(" the rate")) { end += " the rate".Length; if (text[end..].StartsWith(" of ")) end += 3; return '@'; }
            if (word is "圈" or "kuyruklu")
            {
                var next = end < text.Length && text[end] == ' ' ? end + 1 : end;
                if (next < text.Length && text[next] == 'a' && (next + 1 == text.Length || word is "圈" || !WordStream.IsWord(text[next + 1]))) end = next + 1;
            }
            return '@';
        }
        if (Has(Dot, word)) return '.';
        if (Has(Dash, word)) return count > 0 && at > 0 ? '-' : '\0';
        return Has(Line, word) ? '_' : '\0';
    }

    /// <summary>A sign that is no word: brackets around a dot go, spaces around signs of addresses go, a comma before "com" is a dot.</summary>
    bool Sign(ReadOnlySpan<char> text, ref int at)
    {
        var sign = text[at];
        if (sign is '[' or '(' or '{' or '<' && at + 2 < text.Length && text[at + 1] is '.' or '@' or ',' && text[at + 2] is ']' or ')' or '}' or '>')
        {
            Trim();
            Add(text[at + 1] == ',' ? '.' : text[at + 1], at + 1, true);
            at = Skip(text, at + 3);
            return true;
        }
        if (sign == ',' && at + 3 < text.Length && at > 0 && WordStream.IsWord(text[at - 1]) && text[(at + 1)..] is ['c', 'o', 'm', ..] or ['n', 'e', 't', ..] or ['o', 'r', 'g', ..] && (at + 4 == text.Length || !WordStream.IsWord(text[at + 4])))
        {
            Add('.', at++, true);
            return true;
        }
        var space = sign is ' ' or '\n' or NormalText.Border;
        if (space && at + 1 < text.Length && (text[at + 1] == '@' || text[at + 1] == '.' && at + 2 < text.Length && (text[at + 2] is ' ' or NormalText.Border || StartsEnding(text[(at + 2)..]))))
        {
            Add(text[at + 1], at + 1, true);
            at = Skip(text, at + 2);
            return true;
        }
        if (sign == '.' && at > 0 && WordStream.IsWord(text[at - 1]) && at + 3 < text.Length && text[at + 1] == ' ' && text[(at + 2)..] is ['c', 'o', 'm', ..] or ['c', 'o', '.', ..] or ['c', 'o', ' ', 'u', 'k', ..] && (text[at + 4] is '.' or ' ' || at + 5 == text.Length || !WordStream.IsWord(text[at + 5])))
        {
            Add('.', at, true);
            at += 2;
            return true;
        }
        if (sign == '@' && at + 1 < text.Length && text[at + 1] == ' ' && at > 0 && text[at - 1] != ' ')
        {
            Add('@', at, true);
            at = Skip(text, at + 1);
            return true;
        }
        if (sign == '.' && at + 1 < text.Length && text[at + 1] == NormalText.Border && count >= 3 && signs[count - 1] == 'w' && signs[count - 2] == 'w')
        {
            Add('.', at, true);
            at += 2;
            return true;
        }
        Add(sign, at++, false);
        return false;
    }

    static bool StartsEnding(ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && end < 8 && char.IsAsciiLetterOrDigit(rest[end])) end++;
        return rest[..end] is "com" or "net" or "org" or "c0m" or "shop" or "store" or "co" or "de" or "fr" or "pl" or "it" or "es" or "nl" or "ru" or "cn" or "jp" or "in" or "br" or "uk";
    }

    /// <summary>Words that hold their signs ("atgmail", "dotcom").</summary>
    bool Joined(ReadOnlySpan<char> word, int at)
    {
        var (at1, dot) = (-1, -1);
        if (word.StartsWith("at") && word.Length > 4 && Has(Providers, word[2..])) at1 = 0;
        if (word.StartsWith("dot") && word[3..] is "com" or "net" or "org" or "shop" or "co" or "de" or "es" or "fr" or "it" or "pl") dot = 0;
        if (word.Length > 7 && word.EndsWith("dotcom")) dot = word.Length - 6;
        var www = word.StartsWith("wwwdot");
        if (at1 < 0 && dot < 0 && !www)
        {
            for (var here = 0; here < word.Length; here++) Add(word[here], at + here, false);
            return false;
        }
        if (at1 == 0 || dot == 0) Trim();
        for (var here = 0; here < word.Length; here++)
        {
            if (at1 == here) { Add('@', at + here, true); here++; continue; }
            if (dot == here || www && here == 3) { Add('.', at + here, true); here += 2; continue; }
            Add(word[here], at + here, false);
        }
        return true;
    }

    /// <summary>Where a row of signs ends that stand alone with single spaces, or dots, between: at least six.</summary>
    int Single(ReadOnlySpan<char> text, int at)
    {
        if (at < rowsRead) return 0; // part of a row that was none
        if (at > 0 && text[at - 1] is not (' ' or '\n' or NormalText.Border)) return 0;
        var (end, letters) = (at, 0);
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '@' or '.' or '_' or '-'))
        {
            if (char.IsAsciiLetter(text[end])) letters++;
            end++;
            if (end == text.Length || text[end] != ' ') break;
            if (end + 2 < text.Length && WordStream.IsWord(text[end + 2]) && text[end + 2] != ' ' && WordStream.IsWord(text[end + 1])) break;
            end++;
        }
        rowsRead = end;
        return letters >= 6 && (end == text.Length || !WordStream.IsWord(text[end]) || text[end - 1] == ' ') ? end : 0;
    }

    void Mails()
    {
        var text = signs.AsSpan(0, count);
        for (var at = text.IndexOf('@'); at >= 0; at = Next(at + 1, '@'))
        {
            var from = at;
            while (from > 0 && at - from < 64 && (WordStream.IsWord(text[from - 1]) && text[from - 1] < '\u3000' || text[from - 1] is '.' or '_' or '-' or '+')) from--;
            while (from < at && text[from] is '.' or '-') from++;
            var end = Links.HostEnd(text, at + 1, any: false);
            if (from == at || end == at + 1 || scene.Taken(places[at]) || !Changed(from, end)) continue;
            var host = Clean(text[(at + 1)..end]);
            var dot = host.LastIndexOf('.');
            var provider = Has(Providers, dot > 0 ? host.AsSpan(0, host.IndexOf('.')) : host);
            var written = !changed[at];
            if (!(provider && (host.Length > 3 || dot > 0)) && !(dot > 0 && (Domains.IsSpoken(host.AsSpan(dot + 1)) || written && Domains.IsEnding(host.AsSpan(dot + 1))))) continue;
            if (provider && dot < 0 && host is "web" or "free" or "mail" or "live" or "me" or "mac" or "orange" or "terra") continue;
            if (Links.Own(scene, host)) continue;
            Report(ContactKind.Mail, from, end, "mail.spoken", dot > 0 ? 0.95 : 0.85);
        }
    }

    void Hosts()
    {
        var text = signs.AsSpan(0, count);
        for (var dot = text.IndexOf('.'); dot >= 0; dot = Next(dot + 1, '.'))
        {
            var from = dot;
            while (from > 0 && dot - from < 253 && (WordStream.IsWord(text[from - 1]) && text[from - 1] < '\u3000' || text[from - 1] is '-' or '.')) from--;
            var end = Links.HostEnd(text, from, any: false);
            while (from < dot && text[from] is '-' or '.') from++;
            if (end <= dot || from == dot) continue;
            if (!scene.Taken(places[dot]) && Changed(from, end))
            {
                var host = Clean(text[from..end]);
                var last = host.LastIndexOf('.');
                if (last > 1 && Domains.IsSpoken(host.AsSpan(last + 1)) && (changed[end - (host.Length - last)] || host.StartsWith("www.", StringComparison.Ordinal)) && !Links.Own(scene, host) && Sure(host, last))
                    Report(ContactKind.Link, from, end, "link.spoken", 0.9);
            }
            dot = Math.Max(dot, end - 1);
        }
    }

    /// <summary>Endings that are words count only behind a name of some length.</summary>
    static bool Sure(string host, int last) => host[(last + 1)..] is not ("me" or "in" or "it" or "be" or "at" or "de" or "es" or "us" or "art" or "site") || last >= 5;

    void Report(ContactKind kind, int from, int to, string reason, double sure)
    {
        var (first, last) = (places[from], places[to - 1] + 1);
        scene.Report(kind, first, last, reason, sure);
        scene.Take(first, last);
    }

    /// <summary>Digits for letters where they make an ending or a provider ("gmai1.c0m").</summary>
    static string Clean(ReadOnlySpan<char> host)
    {
        var plain = host.ToString();
        if (plain.AsSpan().IndexOfAny('0', '1') < 0) return plain;
        var leet = plain.Replace('0', 'o').Replace('1', 'l');
        var dot = leet.LastIndexOf('.');
        return dot > 0 && Domains.IsEnding(leet.AsSpan(dot + 1)) && !Domains.IsEnding(plain.AsSpan(dot + 1)) || Has(Providers, leet.AsSpan(0, dot > 0 ? leet.IndexOf('.') : leet.Length)) ? leet : plain;
    }

    bool Changed(int from, int to) => changed.AsSpan(from, to - from).Contains(true);

    int Next(int from, char sign)
    {
        if (from >= count) return -1;
        var found = signs.AsSpan(from, count - from).IndexOf(sign);
        return found < 0 ? -1 : from + found;
    }

    /// <summary>Takes back spaces and an opening bracket before a sign.</summary>
    void Trim()
    {
        while (count > 0 && signs[count - 1] is ' ' or '(' or '[' or '{' or '<' or '/' or '\\' or '*' or '_' or '"' or NormalText.Border) count--;
    }

    static int Skip(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or ')' or ']' or '}' or '>' or '/' or '\\' or '*' or '_' or '"' or NormalText.Border) at++;
        return at;
    }

    static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        if (!WordStream.IsWord(text[at])) return at;
        if (text[at] is >= '\u3400' and < '\ua000')
        {
            return at + (at + 1 < text.Length && text[at] == '艾' && text[at + 1] == '特' ? 2 : at + 2 < text.Length && text[at] == '小' && text[at + 1] == '老' ? 3 : 1);
        }
        var end = at;
        while (end < text.Length && WordStream.IsWord(text[end]) && text[end] is not (>= '\u3400' and < '\ua000')) end++;
        return end;
    }

    void Add(char sign, int place, bool change)
    {
        if (count == signs.Length) return;
        (signs[count], places[count], changed[count]) = (sign, place, change);
        count++;
    }

    static bool Has(FrozenSet<string> set, ReadOnlySpan<char> word) => set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    static FrozenSet<string> Set(string words) => words.Split(' ').Select(w => new string(NormalText.Of(w).Signs)).ToFrozenSet(StringComparer.Ordinal);
}
