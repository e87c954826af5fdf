using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Attachments.Content;

/// <summary>
/// A person's file name is shown and offered for saving, never used as a path. What pretends (paths, directions, control
/// characters, devices, streams, what a web server runs) is refused, what only disturbs (characters no name may have on
/// some system, invisible ones, too many bytes) is put right.
/// </summary>
public static partial class FileNames
{
    /// <summary>UTF-8 bytes of a name that is shown: what every file system takes.</summary>
    public const int MaxBytes = 255;

    /// <summary>UTF-16 units of a name that is sent: no file system has longer ones.</summary>
    const int MaxSent = 255;

    /// <summary>Endings that a web server may run, or that change how it runs others.</summary>
    static readonly HashSet<string> RunByServers =
    [
        "php", "php2", "php3", "php4", "php5", "php6", "php7", "php8", "phps", "pht", "phtm", "phtml", "phar", "hphp", "ctp",
        "asp", "aspx", "ashx", "asmx", "asax", "ascx", "axd", "cer", "asa", "cdx", "config", "cshtml", "cshtm", "vbhtml", "vbhtm", "razor", "svc",
        "jsp", "jspx", "jspf", "jsw", "jsv", "jhtml", "war", "cfm", "cfml", "cfc",
        "shtml", "shtm", "stm", "cgi", "fcgi", "htaccess", "htpasswd", "htgroup",
    ];

    /// <summary>Endings that a desktop runs and that stand in no honest name before another one, as ".com" does in "shop.com.pdf".</summary>
    static readonly HashSet<string> RunByDesktops =
    [
        "exe", "scr", "pif", "bat", "cmd", "msi", "msix", "dll", "cpl", "vbs", "vbe", "js", "jse", "wsf", "hta", "ps1", "jar", "lnk", "apk",
    ];

    /// <summary>The name to keep and to show, or why it is refused (<c>invalid-file-name</c>).</summary>
    public static (string? Name, FileFlaw? Flaw) Check(string raw)
    {
        if (raw.Length > MaxSent) return No($"The file's name is longer than {MaxSent} characters.");
        if (TrickOf(raw) is { } trick) return No(trick);
        var name = PutRight(raw);
        var dot = name.LastIndexOf('.');
        if (dot <= 0) return No("The file's name needs a word, a dot and an ending, such as 'photo.jpg'.");
        var (stem, ending) = (name[..dot].TrimEnd(), name[(dot + 1)..]);
        if (stem.Length == 0 || !PlainEnding().IsMatch(ending)) return No("The file's name needs a word, a dot and an ending of letters and digits, such as 'photo.jpg'.");
        if (Device().IsMatch(stem)) return No("The file has the name of a device.");
        if (RunByServers.Contains(ending.ToLowerInvariant())) return No($"A name that ends in '.{ending}' is not allowed.");
        if (EndingsWithin(stem).FirstOrDefault(e => RunByServers.Contains(e) || RunByDesktops.Contains(e)) is { } inner)
        {
            if (!FileKinds.IsPicture(ending.ToLowerInvariant())) return No($"The file's name has two endings, '.{inner}' and '.{ending}'.");
            stem = stem.Replace('.', '_'); // a picture is stored anew, so its name alone could harm
        }
        return (Shorten(stem, MaxBytes - ending.Length - 1) + "." + ending, null);
    }

    static (string?, FileFlaw?) No(string why) => (null, Flaws.InvalidName(why));

    static string? TrickOf(string raw)
    {
        if (HasLoneSurrogate(raw)) return "The file's name is not valid text.";
        if (raw.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')) return "The file's name holds control characters.";
        if (raw.Any(c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))) return "The file's name holds characters that turn the direction of writing.";
        if (raw.AsSpan().IndexOfAny('/', '\\') >= 0 || HidesPath(raw)) return "The file's name holds a path.";
        return Stream().IsMatch(raw) ? "The file's name names a stream of a file." : null;
    }

    static bool HasLoneSurrogate(string raw)
    {
        foreach (var rune in raw.EnumerateRunes())
            if (rune == Rune.ReplacementChar) return true;
        return false;
    }

    /// <summary>Percent-encoded, once or twice over: separators, control characters and dots that climb.</summary>
    static bool HidesPath(string raw)
    {
        for (var times = 0; times < 2 && raw.Contains('%'); times++)
        {
            raw = Uri.UnescapeDataString(raw);
            if (raw.Any(c => char.IsControl(c) || c is '/' or '\\') || raw.StartsWith("..", StringComparison.Ordinal)) return true;
        }
        return OverlongSeparator().IsMatch(raw);
    }

    static string PutRight(string raw)
    {
        var name = new StringBuilder(raw.Length);
        var joined = false;
        foreach (var rune in raw.Normalize().EnumerateRunes())
        {
            var space = Rune.IsWhiteSpace(rune);
            if (space && !joined) name.Append(' ');
            else if (rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value)) name.Append('_');
            else if (!space && !IsInvisible(rune)) name.Append(rune.ToString());
            joined = space;
        }
        return name.ToString().Trim(' ', '.').Replace(" .", ".", StringComparison.Ordinal);
    }

    /// <summary>What takes no room, but for the joiners that Persian, Indic scripts and emoji need.</summary>
    static bool IsInvisible(Rune rune) =>
        rune.Value is not (0x200c or 0x200d) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115f or 0x1160 or 0x3164 or 0xffa0 or 0x2800;

    static IEnumerable<string> EndingsWithin(string stem) => stem.Split('.').Skip(1).Select(e => e.Trim().ToLowerInvariant());

    static string Shorten(string stem, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(stem) <= bytes) return stem;
        var kept = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(stem);
        while (elements.MoveNext() && (bytes -= Encoding.UTF8.GetByteCount(elements.GetTextElement())) >= 0) kept.Append(elements.GetTextElement());
        return kept.ToString().TrimEnd(' ', '.');
    }

    [GeneratedRegex(@"^[A-Za-z0-9]{1,12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainEnding();

    /// <summary>Windows opens the device whatever follows the first dot.</summary>
    [GeneratedRegex(@"^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])( *\..*)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    /// <summary>NTFS: "x.asp::$DATA" is the file x.asp, "x.asp:.jpg" a stream of it.</summary>
    [GeneratedRegex(@"::|:\$|\.[A-Za-z0-9]{1,12}:", RegexOptions.CultureInvariant)]
    private static partial Regex Stream();

    [GeneratedRegex("%(c0%[a2]f|c1%9c|c0%9v|u2215|u2216)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OverlongSeparator();
}
