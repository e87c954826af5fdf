using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Attachments.Content;

/// <summary>What no office document may carry or point to, of whichever family.</summary>
static partial class Embedding
{
    /// <summary>Refuses a part by how it begins: programs, old office documents (which hold OLE objects and macros), archives, and markup with entities.</summary>
    public static void Check(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xd0, 0xcf, 0x11, 0xe0])) throw new FlawedException(Flaws.Unsafe("an embedded object or macros"));
        if (head.StartsWith("\u007fELF"u8) || IsWindowsProgram(head)) throw new FlawedException(Flaws.Unsafe("a program"));
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("Rar!"u8) || head.StartsWith<byte>([(byte)'7', (byte)'z', 0xbc, 0xaf]) || head.StartsWith<byte>([0x1f, 0x8b]))
            throw new FlawedException(Flaws.Unsafe("an archive or another document"));
        CheckEntities(head);
    }

    /// <summary>Refuses markup that brings words of its own: a bomb, or a way to fetch something.</summary>
    public static void CheckEntities(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head).Replace("\0", "", StringComparison.Ordinal); // UTF-16 as well
        if (!text.Contains("<!ENTITY", StringComparison.Ordinal)) return;
        throw new FlawedException(XmlEntities.Swell(text) ? Flaws.TooComplex("The document grows beyond measure when it is read.") : Flaws.Unsafe("entities"));
    }

    /// <summary>A link that a person may follow: to a page, an address or a number, or within the document.</summary>
    public static bool IsPlainLink(string target)
    {
        var scheme = Scheme().Match(target);
        return scheme.Success ? scheme.Groups["name"].Value.ToLowerInvariant() is "http" or "https" or "mailto" or "tel" or "sms" or "ftp" or "ftps" : !IsElsewhere(target);
    }

    /// <summary>A place outside of the document, from which something would be fetched.</summary>
    public static bool IsElsewhere(string target)
    {
        var trimmed = target.Trim();
        return Scheme().IsMatch(trimmed) || trimmed.StartsWith("//", StringComparison.Ordinal) || trimmed.StartsWith('\\');
    }

    static bool IsWindowsProgram(ReadOnlySpan<byte> head) =>
        head.StartsWith("MZ"u8) && (head.Length < 64 || BinaryPrimitives.ReadUInt32LittleEndian(head[60..]) < 4096);

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z][A-Za-z0-9+.\-]*):", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
