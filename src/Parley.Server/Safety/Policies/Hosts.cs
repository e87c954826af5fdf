using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Text.Normal;

namespace Parley.Safety.Policies;

/// <summary>Names of hosts, as people write them.</summary>
static partial class Hosts
{
    const string Punycode = "xn--";

    /// <summary>Letters of a name in which nobody sees a single one.</summary>
    const int LongName = 6;

    static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    public static string Clean(string host) => host.Trim().TrimEnd('.').ToLowerInvariant();

    /// <summary>The name by which a browser looks a host up (RFC 5891): small letters, other scripts as <c>xn--</c>; null for what is no host's name.</summary>
    public static string? Plain(string host)
    {
        var clean = Clean(host);
        if (clean.Length is 0 or > 253 || Uri.CheckHostName(clean) != UriHostNameType.Dns) return null;
        try
        {
            return Clean(Idn.GetAscii(clean));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Our own hosts, as they are written and as they are looked up.</summary>
    public static string[] Ours(IEnumerable<string> hosts) => [.. hosts.SelectMany(h => new[] { Clean(h), Plain(h) }).OfType<string>().Distinct()];

    /// <summary>What people take a host with letters of other scripts for; null for one that is what it seems.</summary>
    /// <param name="host">As <see cref="Plain"/> says it.</param>
    public static string? Seen(string host)
    {
        if (!host.Contains(Punycode, StringComparison.Ordinal)) return null;
        try
        {
            return NormalText.Of(Idn.GetUnicode(host)).Signs.ToString() is var seen && seen != host ? seen : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The host itself or one below it.</summary>
    public static bool IsWithin(string host, string above) => host == above || (host.Length > above.Length && host.EndsWith(above, StringComparison.Ordinal) && host[^(above.Length + 1)] == '.');

    /// <summary>Another host that people would take for this one or one below it: letters of other scripts, or digits for its letters; in a longer name also an I for its l, or the other way.</summary>
    /// <param name="host">As <see cref="Plain"/> says it.</param>
    /// <param name="own">The same of ours.</param>
    public static bool LooksLike(string host, string own)
    {
        if (IsWithin(host, own)) return false;
        var (seen, ours) = (Seen(host) ?? host, Seen(own) ?? own);
        var above = seen.Length - ours.Length;
        if (above < 0 || above > 0 && seen[above - 1] != '.') return false;
        var isLong = ours.IndexOf('.', StringComparison.Ordinal) >= LongName;
        for (var at = 0; at < ours.Length; at++)
            if (!Resembles(seen[above + at], ours[at], isLong)) return false;
        return true;
    }

    /// <summary>Whether a sign passes for ours: "all.com" is not "ali.com", but "a11.com" is "all.com".</summary>
    static bool Resembles(char sign, char ours, bool isLong) => sign == ours || (sign, ours) switch
    {
        ('0', 'o') or ('1', 'l') or ('1', 'i') or ('3', 'e') or ('4', 'a') or ('5', 's') or ('7', 't') => true,
        ('i', 'l') or ('l', 'i') => isLong,
        _ => false,
    };

    /// <summary>The host of a link or mail address as it stands in a text, and of one with spoken or spaced dots; null where there is none.</summary>
    public static string? Of(ReadOnlySpan<char> written) => Written(written) ?? Written(Dots().Replace(NormalText.Of(written.ToString()).Signs.ToString(), ".").Replace(" ", "", StringComparison.Ordinal));

    static string? Written(ReadOnlySpan<char> written)
    {
        var scheme = written.IndexOf("://");
        if (scheme >= 0) written = written[(scheme + 3)..];
        var end = written.IndexOfAny('/', '?', '#');
        if (end >= 0) written = written[..end];
        if (written.LastIndexOf('@') is >= 0 and var at) written = written[(at + 1)..];
        if (written.IndexOf(':') is >= 0 and var port) written = written[..port];
        return Plain(written.ToString()) is { } host && host.Contains('.', StringComparison.Ordinal) ? host : null;
    }

    [GeneratedRegex(@"\s*[\[({<]?\s*\b(dot|punkt|punto|point|ponto)\b\s*[\])}>]?\s*|\s*[\[({<]\s*\.\s*[\])}>]\s*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Dots();
}
