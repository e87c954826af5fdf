using System.IO.Compression;

namespace Parley.Attachments.Content;

/// <summary>
/// PDF (ISO 32000-2): every name in its objects is looked at, also in those that are packed into object streams and however
/// a name is spelt. What is drawn on the pages is not unpacked.
/// </summary>
static class Pdf
{
    /// <summary>Bytes before the end of the file in which the mark of the end must stand.</summary>
    const int Tail = 2048;

    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        file.Position = Math.Max(0, file.Length - Tail);
        if (file.Peek(Tail).IndexOf("%%EOF"u8) < 0) throw new FlawedException(Flaws.Damaged("The PDF ends too early."));
        var unpacking = new Unpacking(file.Length, limits with { MaxUnpackedBytes = Math.Min(limits.MaxUnpackedBytes, limits.MaxParsedBytes) });
        var facts = new PdfFacts();
        var packed = new PdfObjects(file, facts, limits).Read();
        foreach (var start in packed)
        {
            using var unpacked = new Unpacked(new ZLibStream(new Part(file, start, file.Length - start), CompressionMode.Decompress), unpacking, null);
            new PdfLexer(unpacked, facts).ReadAll();
        }
        if (facts.Attachments.Any) EInvoice.Require(file, facts.Attachments, unpacking, limits);
        if (!facts.HasRoot) throw new FlawedException(Flaws.Damaged("The PDF has no beginning."));
        return new FileContent("application/pdf", FileClass.Document, Pages: facts.Pages > 0 ? facts.Pages : null);
    }
}
