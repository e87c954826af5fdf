using System.Globalization;

namespace Parley.Plumbing;

/// <summary>
/// Which mail addresses there are for Parley: plain ones. Quoted local parts, comments, literals and names without a dot are legal in mail
/// and never a person's; libraries have been led astray by them.
/// </summary>
public static class MailAddresses
{
    /// <summary>One address such as <c>jane@example.com</c>: at most 254 characters, a local part of the usual ASCII characters, a public domain.</summary>
    public static bool IsPlain(string address)
    {
        var at = address.IndexOf('@');
        return address.Length <= 254 && at is > 0 and <= 64 && address[..at].All(c => char.IsAsciiLetterOrDigit(c) || ".!#$%&'*+/=?^_`{}~-".Contains(c))
            && address[0] != '.' && address[at - 1] != '.' && !address.Contains("..", StringComparison.Ordinal) && IsDomain(address[(at + 1)..]);
    }

    /// <summary>A public domain name: labels of letters, digits and hyphens, at least two, and no label that mixes scripts to look like another.</summary>
    public static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        if (labels.Length < 2 || !labels.All(l => l.Length is > 0 and <= 63 && l[0] != '-' && l[^1] != '-' && l.All(c => char.IsLetterOrDigit(c) || c == '-'))) return false;
        if (labels.Any(l => l.Any(char.IsAsciiLetter) && l.Any(c => c is >= '\u0370' and <= '\u052F'))) return false;
        return Ascii(domain) is { Length: <= 253 } && !labels[^1].All(char.IsAsciiDigit);
    }

    /// <summary>As it travels and is compared: the domain in ASCII, all of it in small letters. Null when it is no plain address.</summary>
    public static string? Normal(string address)
    {
        if (!IsPlain(address)) return null;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return $"{address[..at]}@{Ascii(address[(at + 1)..])}".ToLowerInvariant();
    }

    static string? Ascii(string domain)
    {
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
