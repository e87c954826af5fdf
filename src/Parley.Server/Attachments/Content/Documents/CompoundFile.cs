using System.Text;

namespace Parley.Attachments.Content;

/// <summary>Microsoft's compound file: an old office document, a message, an installer, or the envelope of an office document with a password. None is allowed.</summary>
static class CompoundFile
{
    static readonly byte[] Envelope = Encoding.Unicode.GetBytes("EncryptedPackage");

    public static FileContent Read(FileBytes file, string ending, InspectionLimits limits)
    {
        while (file.Left > Envelope.Length)
        {
            var piece = file.Peek(FileBytes.Chunk);
            if (piece.IndexOf(Envelope) >= 0) throw new FlawedException(Flaws.Locked);
            file.Skip(piece.Length == file.Left ? piece.Length : piece.Length - Envelope.Length);
        }
        throw new FlawedException(Flaws.Unsupported("The file is of an old office format, which may hold macros; save it as docx, xlsx, pptx or PDF."));
    }
}
