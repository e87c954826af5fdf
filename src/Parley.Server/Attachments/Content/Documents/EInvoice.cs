using System.IO.Compression;
using System.Xml;

namespace Parley.Attachments.Content;

/// <summary>
/// The one file a PDF may carry: the electronic twin of the invoice or order that it shows (ZUGFeRD, Factur-X, Order-X, XRechnung). By its content it is well-formed
/// markup of those standards, without a document type, and carries no file itself.
/// </summary>
static class EInvoice
{
    /// <summary>Bytes; the largest of some hundred samples has 90 KB.</summary>
    const int Longest = 4 * 1024 * 1024;

    /// <summary>Bytes from one tag to the next.</summary>
    const int LongestRun = 64 * 1024;
    const int Deepest = 64;
    static readonly HashSet<string> Roots = ["CrossIndustryInvoice", "CrossIndustryDocument", "SCRDMCCBDACIOMessageStructure", "Invoice", "CreditNote"];

    /// <summary>Refuses a PDF with files in it unless there is exactly one, and it is such.</summary>
    public static void Require(FileBytes file, PdfAttachments attachments, Unpacking unpacking, InspectionLimits limits)
    {
        var number = attachments.Only;
        if (attachments.Streams is not [{ IsUsual: true } stream] || stream.Object != number || Occurrences(file, number, limits) != 1) throw PdfAttachments.Harmful();
        if (stream.IsPacked) Read(new ZLibStream(new Part(file, stream.At, file.Length - stream.At), CompressionMode.Decompress), unpacking);
        else
        {
            RequireEnd(file, stream);
            Read(new Part(file, stream.At, stream.Length), unpacking);
        }
    }

    /// <summary>How often an object of this number begins: readers disagree which of two counts.</summary>
    static int Occurrences(FileBytes file, int number, InspectionLimits limits)
    {
        var facts = new PdfFacts { Watched = number };
        new PdfObjects(file, facts, limits).Read();
        return facts.Begun;
    }

    /// <summary>Its data end where it says, and there stands the word that ends them, for the first time.</summary>
    static void RequireEnd(FileBytes file, PdfEmbedded stream)
    {
        if (stream.Length <= 0 || stream.Length > Math.Min(Longest, file.Length - stream.At)) throw PdfAttachments.Harmful();
        file.Position = stream.At + stream.Length;
        var after = file.Peek(16);
        var blank = after.StartsWith("\r\n"u8) ? 2 : after is [(byte)'\r' or (byte)'\n', ..] ? 1 : 0;
        if (!after[blank..].StartsWith("endstream"u8)) throw PdfAttachments.Harmful();
    }

    /// <summary>Outermost, of a standard; within, nothing that holds a file.</summary>
    static bool MayBe(XmlReader element) => element.Depth == 0 ? Roots.Contains(element.LocalName) : !element.LocalName.EndsWith("BinaryObject", StringComparison.Ordinal);

    static void Read(Stream data, Unpacking unpacking)
    {
        using var unpacked = new Unpacked(data, unpacking, null, LongestRun);
        using var xml = XmlReader.Create(unpacked, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = false });
        try
        {
            while (xml.Read())
            {
                if (unpacked.Position > Longest) throw new FlawedException(Flaws.TooComplex("The invoice in the PDF has too much in it."));
                if (xml.NodeType == XmlNodeType.ProcessingInstruction || xml.Depth > Deepest || (xml.NodeType == XmlNodeType.Element && !MayBe(xml))) throw PdfAttachments.Harmful();
            }
        }
        catch (XmlException)
        {
            Embedding.CheckEntities(unpacked.Head);
            throw PdfAttachments.Harmful();
        }
    }
}
