using System.Xml;

namespace Parley.Attachments.Content;

/// <summary>A part of a document in XML, read tag by tag within bounds; entities are neither put in nor fetched.</summary>
static class Markup
{
    /// <summary>Bytes from one tag's beginning to the next: an attribute is no longer than that.</summary>
    const int LongestRun = 256 * 1024;

    /// <summary>
    /// Hands each element and each stretch of text to <paramref name="seen"/>. A part with a document type is refused, unless it may be
    /// <paramref name="typed"/>: then it is passed over.
    /// </summary>
    public static void Read(FileBytes file, ZipEntry entry, Unpacking unpacking, Action<XmlReader> seen, bool typed = false)
    {
        unpacking.AddParsed(entry.Length);
        using var unpacked = Unpacked.Of(file, entry, unpacking, LongestRun);
        using var xml = new XmlTextReader(unpacked) { Namespaces = false, XmlResolver = null, DtdProcessing = typed ? DtdProcessing.Ignore : DtdProcessing.Prohibit, WhitespaceHandling = WhitespaceHandling.None };
        try
        {
            while (xml.Read()) seen(xml);
        }
        catch (XmlException)
        {
            Embedding.CheckEntities(unpacked.Head);
            throw new FlawedException(Flaws.Damaged($"The part '{entry.Name}' of the document cannot be read."));
        }
        Drain(unpacked);
    }

    /// <summary>Reads a part that is of no interest to its end, for what is counted and searched on the way, and says how it begins.</summary>
    public static byte[] Pass(FileBytes file, ZipEntry entry, Unpacking unpacking)
    {
        using var unpacked = Unpacked.Of(file, entry, unpacking);
        Drain(unpacked);
        return unpacked.Head.ToArray();
    }

    /// <summary>The name without a prefix.</summary>
    public static string Plain(string name) => name[(name.IndexOf(':') + 1)..];

    /// <summary>An attribute of the element by its name without a prefix.</summary>
    public static string? Attribute(XmlReader xml, string plain)
    {
        string? value = null;
        for (var found = xml.MoveToFirstAttribute(); found; found = xml.MoveToNextAttribute())
            if (Plain(xml.Name) == plain) value = xml.Value;
        xml.MoveToElement();
        return value;
    }

    static void Drain(Unpacked unpacked)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (unpacked.Read(buffer) > 0) { }
    }
}
