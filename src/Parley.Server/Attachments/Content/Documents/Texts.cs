using System.Buffers;
using System.Text;

namespace Parley.Attachments.Content;

/// <summary>
/// What is no known binary format: plain text under a name of text, or nothing that is allowed. A text is of UTF-8, of one
/// byte a character, or of UTF-16 with its mark, and has no control characters. One that a browser would take for a page
/// (WHATWG MIME Sniffing, section 7.1) or a system for a script is refused under whatever name.
/// </summary>
static class Texts
{
    public static FileContent Read(FileBytes file, string ending)
    {
        var head = file.Peek(Math.Min(FileBytes.Chunk, (int)Math.Min(file.Length, FileBytes.Chunk)));
        var isUtf16 = head.StartsWith<byte>([0xff, 0xfe]) || head.StartsWith<byte>([0xfe, 0xff]);
        if (!(isUtf16 ? IsUtf16(file, bigEnd: head[0] == 0xfe) : IsText(file)))
            throw new FlawedException(Flaws.Unsupported("The file is of no type that is allowed."));
        file.Position = 0;
        var start = isUtf16 ? "" : Encoding.Latin1.GetString(file.Peek(FileBytes.Chunk));
        if (IsMarkup(start))
        {
            if (XmlEntities.Swell(start)) throw new FlawedException(Flaws.TooComplex("The file grows beyond measure when it is read."));
            throw new FlawedException(Flaws.Unsupported("The file is a web page, a drawing or data in markup, or a script."));
        }
        return FileKinds.TextOf(ending) is { } type ? new FileContent(type, FileClass.Text)
            : throw new FlawedException(Flaws.Unsupported("By its content the file is text, and its name does not end in '.txt', '.csv', '.md' or '.log'."));
    }

    /// <summary>All below the space but tab, line feed, form feed, carriage return and escape (which logs have for colours), and delete.</summary>
    static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Except([9, 10, 12, 13, 27]).Select(b => (byte)b)]);

    static readonly string[] Pages =
        ["!doctype", "html", "head", "body", "title", "style", "script", "iframe", "frameset", "meta", "link", "base", "object", "embed", "applet", "svg", "math", "?xml", "?php", "?=", "%", "rss", "feed", "x:xmpmeta"];

    static bool IsText(FileBytes file)
    {
        while (file.AtHand() is { Length: > 0 } piece)
        {
            var at = piece.IndexOfAny(Controls);
            if (at >= 0 && !(piece[at] == 0x1a && file.Position + at == file.Length - 1)) return false; // DOS ends a text so
            file.Skip(piece.Length);
        }
        return true;
    }

    static bool IsUtf16(FileBytes file, bool bigEnd)
    {
        if (file.Length % 2 != 0) return false;
        var high = false;
        for (file.Skip(2); file.Left > 0;)
        {
            var piece = file.Take((int)Math.Min(file.Left, FileBytes.Chunk));
            for (var i = 0; i < piece.Length; i += 2)
            {
                var unit = (char)(bigEnd ? piece[i] << 8 | piece[i + 1] : piece[i] | piece[i + 1] << 8);
                if (unit < 32 && unit is not ('\t' or '\n' or '\f' or '\r') || unit >= '\ufffe' || char.IsLowSurrogate(unit) != high) return false;
                high = char.IsHighSurrogate(unit);
            }
        }
        return !high;
    }

    /// <summary>After a byte order mark, white space and comments.</summary>
    static bool IsMarkup(string start)
    {
        var at = start.StartsWith("\u00ef\u00bb\u00bf", StringComparison.Ordinal) ? 3 : 0;
        if (Stands("#!", start, at)) return true;
        while (true)
        {
            while (at < start.Length && char.IsWhiteSpace(start[at])) at++;
            if (!Stands("<!--", start, at)) break;
            var end = start.IndexOf("-->", at, StringComparison.Ordinal);
            if (end < 0) return true;
            at = end + 3;
        }
        if (Stands("{\\rtf", start, at) || Stands("%!PS", start, at)) return true;
        return at < start.Length && start[at] == '<' && Pages.Any(p => Stands(p, start, at + 1) && (at + 1 + p.Length >= start.Length || !char.IsAsciiLetterOrDigit(start[at + 1 + p.Length]) || !char.IsAsciiLetter(p[^1])));
    }

    static bool Stands(string what, string text, int at) => string.Compare(text, at, what, 0, what.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
