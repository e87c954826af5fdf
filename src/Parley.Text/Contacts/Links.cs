using Parley.Text.Contacts.Words;
using Parley.Text.Normal;

namespace Parley.Text.Contacts;

/// <summary>Mail addresses, web addresses and bare domains that are written as such. Each sign is looked at a bounded number of times.</summary>
static class Links
{
    /// <summary>The longest name of a host (RFC 1035).</summary>
    const int LongestHost = 253;

    /// <summary>The longest part before the at sign (RFC 5321).</summary>
    const int LongestLocal = 64;

    public static void Find(Scene scene)
    {
        Schemes(scene);
        Mails(scene);
        Bare(scene);
    }

    static void Schemes(Scene scene)
    {
        var signs = scene.Signs;
        for (var at = signs.IndexOf("://"); at >= 0; at = Next(signs, at + 3, "://"))
        {
            var from = at;
            while (from > 0 && at - from < 6 && char.IsAsciiLetter(signs[from - 1])) from--;
            var scheme = signs[from..at];
            if (scheme.EndsWith("https")) from = at - 5;
            else if (scheme.EndsWith("http")) from = at - 4;
            else if (scheme is not ("hxxp" or "hxxps" or "ftp" or "htp" or "http")) continue;
            if (scene.Taken(at) || from > 0 && signs[from - 1] is '_' or '$' or '@') continue;
            var host = at + 3;
            while (host < signs.Length && signs[host] == ' ' && host - at < 6) host++;
            var user = host;
            for (var here = host; here < signs.Length && here - host < 80 && signs[here] is not ('/' or ' ' or '?' or '#' or '\n'); here++)
                if (signs[here] == '@') user = here + 1;
            var end = HostEnd(signs, user, any: true);
            if (end - user < 1 || !Fit(signs[user..end], loose: true)) continue;
            end = PathEnd(signs, end);
            Link(scene, host > at + 3 ? host : from, end, user, "link.url", 0.95);
        }
    }

    static void Mails(Scene scene)
    {
        var signs = scene.Signs;
        for (var at = signs.IndexOf('@'); at >= 0; at = Next(signs, at + 1, "@"))
        {
            if (scene.Taken(at)) continue;
            var from = at;
            while (from > 0 && at - from < LongestLocal && (IsLocal(signs[from - 1]))) from--;
            while (from < at && signs[from] is '.' or '-' or '+') from++;
            var end = HostEnd(signs, at + 1, any: false);
            if (from == at || end == at + 1) continue;
            var host = signs[(at + 1)..end];
            var dot = host.LastIndexOf('.');
            var mailto = from >= 7 && signs[(from - 7)..from] is "mailto:";
            if (!(dot > 0 && Domains.IsEnding(host[(dot + 1)..])) && !mailto) continue;
            if (Own(scene, host) && !scene.Disguised(at + 1, end)) continue;
            if (mailto) from -= 7;
            scene.Report(ContactKind.Mail, from, end, "mail.address", 0.98);
            scene.Take(from, end);
        }
    }

    static void Bare(Scene scene)
    {
        var signs = scene.Signs;
        for (var dot = signs.IndexOf('.'); dot >= 0; dot = Next(signs, dot + 1, "."))
        {
            if (scene.Taken(dot)) continue;
            var from = dot;
            while (from > 0 && dot - from < LongestHost && IsHost(signs[from - 1]) && !scene.Taken(from - 1)) from--;
            var end = HostEnd(signs, from, any: false);
            while (from < dot && signs[from] is '-' or '.') from++;
            if (end <= dot || from == dot) continue;
            var host = signs[from..end];
            if (from > 0 && signs[from - 1] is '@' or '_' or '$' || end < signs.Length && signs[end] is '@' or '_' || !Fit(host, loose: false)) { dot = Math.Max(dot, end - 1); continue; }
            var ending = host[(host.LastIndexOf('.') + 1)..];
            if (Address(host) && end < signs.Length && signs[end] == '/' || Domains.IsEnding(ending) && !Domains.IsFile(ending))
            {
                var (sure, reason) = Sure(scene, from, end, ending);
                var last = PathEnd(signs, end);
                if (sure > 0) Link(scene, from, last, from, reason, sure);
            }
            dot = Math.Max(dot, end - 1);
        }
    }

    /// <summary>How sure it is that a bare domain is one, and not the end and the beginning of two sentences.</summary>
    static (double, string) Sure(Scene scene, int from, int end, ReadOnlySpan<char> ending)
    {
        var signs = scene.Signs;
        var host = signs[from..end];
        if (host.StartsWith("www.")) return (0.95, "link.www");
        if (end < signs.Length && signs[end] == '/' && end + 1 < signs.Length && WordStream.IsWord(signs[end + 1])) return (0.95, "link.domain");
        var name = host[..host.LastIndexOf('.')];
        if (!Domains.IsWord(ending)) return (name.Length >= 2 ? 0.9 : 0.6, "link.domain");
        if (name.IndexOfAnyInRange('0', '9') >= 0 && name.IndexOfAnyExceptInRange('0', '9') >= 0 || name.Contains('-')) return (0.85, "link.domain");
        if (name.Contains('.') && name[(name.LastIndexOf('.') + 1)..] is "co" or "com") return (0.95, "link.domain");
        if (scene.Near(Concept.Site, from, end, 24, 12) || scene.Near(Concept.Search, from, end, 12, 0) || Led(signs, from)) return (0.8, "link.domain");
        var open = end >= signs.Length || signs[end] is not (' ' or ',' or '.') || end + 1 < signs.Length && signs[end] is ',' or '.' && signs[end + 1] == ' ';
        var alone = from == 0 || signs[from - 1] is '\n' or NormalText.Border or ':';
        var country = ending is "de" or "es" or "pl" or "be" or "eu" or "co" or "nu" or "se" or "ca" or "us" or "shop" or "store";
        return country && name.Length >= 10 && !name.Contains('.') || open && (alone || name.Length >= 7) ? (0.65, "link.domain") : (0.2, "link.perhaps");
    }

    /// <summary>A word before it that leads to a place.</summary>
    static bool Led(ReadOnlySpan<char> signs, int from)
    {
        if (from < 3 || signs[from - 1] != ' ') return false;
        var start = from - 1;
        while (start > 0 && from - start < 12 && WordStream.IsWord(signs[start - 1])) start--;
        return signs[start..(from - 1)] is "on" or "at" or "visit" or "see" or "check" or "from" or "via" or "auf" or "bei" or "unter" or "uber" or "sur" or "en" or "su" or "na" or "op" or "em" or "pod" or "da" or "site" or "web" or "www" or "shop" or "link" or "goto" or "на" or "di" or "voir" or "ver" or "besuch" or "adres" or "adresinden";
    }

    static void Link(Scene scene, int from, int end, int hostFrom, string reason, double sure)
    {
        var hostEnd = HostEnd(scene.Signs, hostFrom, any: true);
        if (!Own(scene, scene.Signs[hostFrom..hostEnd]) || scene.Disguised(hostFrom, hostEnd)) scene.Report(ContactKind.Link, from, end, reason, sure);
        scene.Take(from, end);
    }

    internal static bool Own(Scene scene, ReadOnlySpan<char> host)
    {
        foreach (var own in scene.Settings.OwnHosts)
            if (host.SequenceEqual(own) || host.EndsWith(own, StringComparison.Ordinal) && host[^(own.Length + 1)] == '.') return true;
        return false;
    }

    internal static int HostEnd(ReadOnlySpan<char> signs, int from, bool any)
    {
        var end = from;
        while (end < signs.Length && end - from < LongestHost && (IsHost(signs[end]) || any && IsAnyHost(signs[end]))) end++;
        while (end > from && signs[end - 1] is '.' or '-') end--;
        return end;
    }

    /// <summary>Where a port, path, query and fragment end; brackets count in pairs, punctuation at the end does not belong to it.</summary>
    static int PathEnd(ReadOnlySpan<char> signs, int at)
    {
        var end = at;
        if (end + 1 < signs.Length && signs[end] == ':' && char.IsAsciiDigit(signs[end + 1]))
        {
            end++;
            while (end < signs.Length && char.IsAsciiDigit(signs[end])) end++;
        }
        if (end >= signs.Length || signs[end] is not ('/' or '?' or '#')) return end;
        var (start, open) = (end, 0);
        for (; end < signs.Length; end++)
        {
            var sign = signs[end];
            if (sign is ' ' or '\n' or '<' or '>' or NormalText.Border || sign >= '\u3000') break;
            if (sign == '(') open++;
            if (sign == ')' && open-- <= 0) break;
        }
        while (end > start && signs[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '"' or ']' or '}' or '|') end--;
        return end;
    }

    static bool IsLocal(char sign) => sign < 128 ? char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-' or '+' or '%' : WordStream.IsWord(sign) && sign < '\u3000';

    static bool IsHost(char sign) => sign < 128 ? char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' : WordStream.IsWord(sign) && sign < '\u3000';

    static bool IsAnyHost(char sign) => sign == '_' || sign >= 128 && sign is not ('\u3001' or '\u3002') && !char.IsWhiteSpace(sign);

    /// <summary>Whether the labels are such: not empty, no hyphen at their ends, no underscore.</summary>
    static bool Fit(ReadOnlySpan<char> host, bool loose)
    {
        if (host.Length == 0 || host.Contains('_')) return false;
        var labels = 0;
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') return false;
            labels++;
        }
        return loose || labels >= 2;
    }

    /// <summary>Four numbers up to 255.</summary>
    static bool Address(ReadOnlySpan<char> host)
    {
        var parts = 0;
        foreach (var range in host.Split('.'))
            if (!byte.TryParse(host[range], out _) || ++parts > 4) return false;
        return parts == 4;
    }

    static int Next(ReadOnlySpan<char> signs, int from, ReadOnlySpan<char> what)
    {
        if (from >= signs.Length) return -1;
        var found = signs[from..].IndexOf(what);
        return found < 0 ? -1 : from + found;
    }
}
